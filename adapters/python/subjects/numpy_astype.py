"""NumPy's `astype`, under the configuration that the specification says models it.

Section "NumPy compatibility" says so of casts from floats to integers, and shows the configuration:
towards zero, wrapping, with NaN and both infinities mapped to 0. Under any other one, and in the
other direction, nobody says what `astype` should do.
"""

import numpy as np

from .functions import data_types, elements
from .layouts import LAYOUTS
from .protocol import Unsupported, implementation, serve

CONFIGURATION = {
    "rounding": "towards-zero",
    "out_of_range": "wrap",
    "scalar_map": {"encode": [["NaN", 0], ["Infinity", 0], ["-Infinity", 0]]},
}


def prepare(codec, input_type, output_type, direction):
    input_type, output_type = np.dtype(input_type), np.dtype(output_type)
    if input_type.kind != "f" or output_type.kind not in "iu":
        raise Unsupported("only casts from floats to integers are said to be modelled")
    configuration = {**codec["configuration"], "data_type": None}
    if configuration != {**CONFIGURATION, "data_type": None}:
        raise Unsupported("another configuration than the one that is said to model NumPy")
    return lambda array: array.astype(output_type)


if __name__ == "__main__":
    operations = {"encode": elements(prepare)["encode"]}
    subject = implementation("numpy-astype", "numpy", "https://numpy.org")
    serve(subject, data_types(np.ndarray.astype), operations, layouts=LAYOUTS)

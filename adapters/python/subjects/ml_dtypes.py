"""The data types that ml_dtypes adds to NumPy, through `astype`: a witness of nearest-even.

What `astype` makes of a value out of range depends on the type. In one with infinities it is one of
them, and in one with neither infinities nor NaN it is the nearest limit: both are what `clamp` asks
for. In one with NaN only it is NaN, which no rule asks for. Without a rule it should be an error: that
shows where a number has become none, so that types with neither cannot be asked.
"""

import ml_dtypes
import numpy as np

from .functions import elements
from .protocol import DATA_TYPES, Unsupported, implementation, serve


def dtype(data_type):
    """NumPy's type of a data type, whether it is its own or one of ml_dtypes."""
    return np.dtype(getattr(ml_dtypes, data_type, data_type))


def prepare(codec, input_type, output_type, direction):
    configuration = codec["configuration"]
    source, target = dtype(input_type), dtype(output_type)
    rule = configuration.get("out_of_range", "unset")
    if not hasattr(ml_dtypes, output_type) or output_type.startswith(("int", "uint")):
        raise Unsupported("only its own floats are asked about")
    if not np.can_cast(source, target, "unsafe"):
        raise Unsupported(f"there is no cast from {input_type} to {output_type}")
    if configuration["rounding"] != "nearest-even":
        raise Unsupported("astype has no rounding modes")
    infinity, nan = np.array([np.inf, np.nan]).astype(target).astype(np.float64)
    gives = {
        "unset": np.isnan(nan),
        "clamp": np.isinf(infinity) or np.isfinite(nan),
        "wrap": False,
    }
    if not gives[rule]:
        raise Unsupported(f"astype does nothing like {rule}")

    def cast(array):
        result = array.astype(target)
        if rule == "unset":
            lost = ~np.isfinite(result.astype(np.float64))
            if np.any(lost & np.isfinite(array.astype(np.float64))):
                raise ValueError(f"out of range of {output_type}")
        return result

    return cast


if __name__ == "__main__":
    homepage = "https://github.com/jax-ml/ml_dtypes"
    subject = implementation("ml_dtypes", "ml_dtypes", homepage, "numpy")
    operations = {"encode": elements(prepare, dtype=dtype)["encode"]}
    serve(subject, DATA_TYPES, operations)

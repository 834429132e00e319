"""The function `cast_array` of cast-value, which is written with NumPy.

The codec's JSON becomes its arguments by the package's own means.
"""

import numpy as np
from cast_value import CastValueNumpyV1, cast_array
from cast_value.zarr_compat._parsing import extract_raw_map
from cast_value.zarr_compat.v1 import parse_map_entries
from zarr.dtype import parse_dtype

from .functions import data_types, elements
from .layouts import LAYOUTS
from .protocol import implementation, serve


def prepare(codec, input_type, output_type, direction):
    codec = CastValueNumpyV1.from_dict(codec)
    entries = extract_raw_map(codec.scalar_map, direction)
    if entries:
        types = [parse_dtype(name, zarr_format=3) for name in (input_type, output_type)]
        entries = parse_map_entries(entries, *types)
    target = np.dtype(output_type)
    return lambda array: cast_array(
        array,
        target_dtype=target,
        rounding_mode=codec.rounding,
        out_of_range_mode=codec.out_of_range,
        scalar_map_entries=entries,
    )


def cast(array, data_type):
    codec = {"name": "cast_value", "configuration": {"data_type": data_type}}
    return prepare(codec, data_type, data_type, "encode")(array)


if __name__ == "__main__":
    homepage = "https://github.com/zarr-developers/cast-value"
    subject = implementation("cast-value", "cast-value", homepage, "numpy")
    serve(subject, data_types(cast), elements(prepare), layouts=LAYOUTS)

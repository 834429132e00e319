"""The function `cast_array` of cast-value-rs.

It has no means to read the codec's JSON: words are handed on, and the scalars of maps as far as it
is plain which Python number each is.
"""

from decimal import Decimal

import cast_value_rs

from .functions import data_types, elements
from .layouts import LAYOUTS
from .protocol import Unsupported, implementation, serve

# The function wants one. This is what the specification says of metadata without.
DEFAULT_ROUNDING = "nearest-even"


def prepare(codec, input_type, output_type, direction):
    configuration = codec["configuration"]
    entries = configuration.get("scalar_map", {}).get(direction, [])
    entries = [(number(key, input_type), number(value, output_type)) for key, value in entries]
    arguments = {
        "target_dtype": output_type,
        "rounding_mode": configuration.get("rounding", DEFAULT_ROUNDING),
        "out_of_range_mode": configuration.get("out_of_range"),
        "scalar_map_entries": entries,
    }
    return lambda array: cast_value_rs.cast_array(array, **arguments)


def number(scalar, data_type):
    """The Python number that a fill value plainly is. Bit patterns are none."""
    if not data_type.startswith("float"):
        if type(scalar) is int:
            return scalar
    elif scalar in ("NaN", "Infinity", "-Infinity"):
        return float(scalar)
    elif type(scalar) in (int, Decimal):
        nearest = float(Decimal(scalar))
        # Of a number with more digits, a float would not be what was asked about.
        if scalar in (Decimal(nearest), Decimal(repr(nearest))):
            return nearest
    raise Unsupported(f"maps take numbers, and {scalar!r} of {data_type} is not plainly one")


def cast(array, data_type):
    return prepare({"configuration": {}}, data_type, data_type, "encode")(array)


if __name__ == "__main__":
    homepage = "https://github.com/zarr-developers/cast-value.rs"
    subject = implementation("cast-value-rs", "cast-value-rs", homepage)
    serve(subject, data_types(cast), elements(prepare, parse_float=Decimal), layouts=LAYOUTS)

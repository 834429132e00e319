"""The function `cast_array` of cast-value-rs.

It has no means to read the codec's JSON. Missing members are its own defaults as far as it has any,
and the scalars of maps are translated where that is plain.
"""

from decimal import Decimal

import cast_value_rs

from .functions import data_types, elements
from .protocol import Unsupported, implementation, serve

# The specification's, for there the function has none.
ROUNDING = "nearest-even"


def prepare(codec, input_type, output_type, direction):
    configuration = codec["configuration"]
    entries = (configuration.get("scalar_map") or {}).get(direction, [])
    entries = [(number(key, input_type), number(value, output_type)) for key, value in entries]
    arguments = {
        "target_dtype": output_type,
        "rounding_mode": configuration.get("rounding", ROUNDING),
        "out_of_range_mode": configuration.get("out_of_range"),
        "scalar_map_entries": entries or None,
    }
    return lambda array: cast_value_rs.cast_array(array, **arguments)


def number(scalar, data_type):
    """The Python number that a fill value plainly is. Bit patterns are none."""
    is_float = data_type.startswith("float")
    if type(scalar) is int:
        return float(scalar) if is_float else scalar
    if is_float and scalar in ("NaN", "Infinity", "-Infinity"):
        return float(scalar)
    # Of more digits than it has, a float would not be what was asked about.
    if is_float and type(scalar) is Decimal:
        if scalar in (Decimal(float(scalar)), Decimal(repr(float(scalar)))):
            return float(scalar)
    raise Unsupported(f"maps take numbers, and {scalar!r} of {data_type} is not plainly one")


def cast(array, data_type):
    return prepare({"configuration": {}}, data_type, data_type, "encode")(array)


if __name__ == "__main__":
    homepage = "https://github.com/zarr-developers/cast-value.rs"
    subject = implementation("cast-value-rs", "cast-value-rs", homepage)
    serve(subject, data_types(cast), elements(prepare, parse_float=Decimal))

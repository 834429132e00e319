"""gfloat's functions for arrays: a witness of rounding, not an implementation of `cast_value`.

Codes are decoded to float64, which holds every value of every type here, rounded, and encoded.
gfloat describes formats by numbers, so that it also has those that it has no name for. What is out
of range is what it rounds to no value between its own `min` and `max`; its saturation is `clamp`.
"""

import gfloat
import numpy as np
from gfloat import Domain, FormatInfo, RoundMode, formats

from .functions import elements
from .protocol import Unsupported, implementation, serve

ROUNDINGS = {
    "nearest-even": RoundMode.TiesToEven,
    "towards-zero": RoundMode.TowardZero,
    "towards-positive": RoundMode.TowardPositive,
    "towards-negative": RoundMode.TowardNegative,
    "nearest-away": RoundMode.TiesToAway,
}


def small(name, precision, bias, domain, has_nz, num_high_nans):
    """A format of 8 bits with a sign and subnormal values."""
    return FormatInfo(
        name=name,
        k=8,
        precision=precision,
        bias=bias,
        has_nz=has_nz,
        domain=domain,
        num_high_nans=num_high_nans,
        has_subnormals=True,
        is_signed=True,
        is_twos_complement=False,
    )


def ieee(name, precision, bias):
    return small(name, precision, bias, Domain.Extended, True, 2 ** (precision - 1) - 1)


def unsigned_zero(name, precision, bias):
    return small(name, precision, bias, Domain.Finite, False, 0)


FORMATS = {
    "float4_e2m1fn": formats.format_info_ocp_e2m1,
    "float6_e2m3fn": formats.format_info_ocp_e2m3,
    "float6_e3m2fn": formats.format_info_ocp_e3m2,
    "float8_e3m4": ieee("e3m4", 5, 3),
    "float8_e4m3": ieee("e4m3", 4, 7),
    "float8_e4m3b11fnuz": unsigned_zero("e4m3b11fnuz", 4, 11),
    "float8_e4m3fnuz": unsigned_zero("e4m3fnuz", 4, 8),
    "float8_e5m2": formats.format_info_ocp_e5m2,
    "float8_e5m2fnuz": unsigned_zero("e5m2fnuz", 3, 16),
    "float8_e8m0fnu": formats.format_info_ocp_e8m0,
    "bfloat16": formats.format_info_bfloat16,
    "float16": formats.format_info_binary16,
    "float32": formats.format_info_binary32,
    "float64": formats.format_info_binary64,
}


def codes(data_type):
    """The unsigned integers that hold the codes of a format."""
    return np.dtype(f"u{(FORMATS[data_type].k + 7) // 8}")


def prepare(codec, input_type, output_type, direction):
    configuration = codec["configuration"]
    source, target = FORMATS[input_type], FORMATS[output_type]
    rounding = ROUNDINGS[configuration["rounding"]]
    rule = configuration.get("out_of_range", "unset")
    if output_type == "float64":
        raise Unsupported("encode_ndarray has no room for the codes of binary64")
    if rule == "wrap":
        raise Unsupported("floats do not wrap")
    if rule == "clamp" and not target.is_signed:
        raise Unsupported("saturation has no lower end")
    # Where there are infinities, they are what `clamp` maps to, and not what saturation gives.
    saturates = rule == "clamp" and target.domain != Domain.Extended

    def cast(array):
        values = gfloat.decode_ndarray(source, array)
        rounded = gfloat.round_ndarray(target, values, rounding, saturates)
        in_range = (target.min <= rounded) & (rounded <= target.max)
        if rule == "unset" and np.any(np.isfinite(values) & ~in_range):
            raise ValueError(f"out of range of {target}")
        return gfloat.encode_ndarray(target, rounded)

    return cast


if __name__ == "__main__":
    homepage = "https://github.com/graphcore-research/gfloat"
    subject = implementation("gfloat", "gfloat", homepage, "numpy")
    operations = {"encode": elements(prepare, dtype=codes)["encode"]}
    serve(subject, list(FORMATS), operations)

"""NumPy's arithmetic: a witness of the codecs of numcodecs that compute.

The formulas are those of the definitions (docs/notes), written down again. What a configuration may be is not asked.
"""

import json

import numpy as np

from .protocol import Unsupported, implementation, serve

TYPES = """
    int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64
""".split()


class Delta:
    members = {"dtype", "astype"}

    def __init__(self, configuration, dtype):
        self.dtype, self.stored = dtype, stored(configuration, dtype)

    def encode(self, elements):
        return np.concatenate([elements[:1].astype(self.stored), (elements[1:] - elements[:-1]).astype(self.stored)])

    def decode(self, elements):
        return np.add.accumulate(elements, dtype=np.promote_types(self.stored, self.dtype))


class FixedScaleOffset:
    members = {"dtype", "astype", "offset", "scale"}

    def __init__(self, configuration, dtype):
        self.dtype, self.stored = dtype, stored(configuration, dtype)
        self.offset, self.scale = configuration["offset"], configuration["scale"]

    def encode(self, elements):
        scaled = (elements - self.offset) * self.scale
        return np.rint(scaled) if scaled.dtype.kind == "f" else scaled

    def decode(self, elements):
        return elements / self.scale + self.offset


class Quantize:
    members = {"dtype", "astype", "digits"}

    def __init__(self, configuration, dtype):
        self.dtype, self.stored = dtype, stored(configuration, dtype)
        if self.stored.kind != "f":
            raise TypeError("floats stay floats")
        digits = configuration["digits"]
        # The least power of two that is at least a power of ten, by integers.
        self.bits = (10**digits - 1).bit_length() if digits >= 0 else 1 - (10**-digits).bit_length()

    def encode(self, elements):
        scale = self.dtype.type(2.0**self.bits)
        return np.rint(elements * scale) / scale

    def decode(self, elements):
        return elements


def stored(configuration, dtype):
    astype = configuration.get("astype")
    return dtype if astype is None else np.dtype(astype)


FILTERS = {
    "numcodecs.delta": Delta,
    "numcodecs.fixedscaleoffset": FixedScaleOffset,
    "numcodecs.quantize": Quantize,
}


class Filters:
    lists, variable = False, False
    codecs = {name: {"data_types": TYPES, "operations": ["encode", "decode"]} for name in FILTERS}

    def encode(self, request):
        one, elements = bound(request)
        return little_endian(one.encode(elements(one.dtype)).astype(one.stored, copy=False))

    def decode(self, request):
        one, elements = bound(request)
        return little_endian(one.decode(elements(one.stored)).astype(one.dtype, copy=False))


def bound(request):
    """The codec, and what reads the elements in a type."""
    entry, name = json.loads(request.codec), json.loads(request.data_type)
    configuration = entry.get("configuration", {}) if isinstance(entry, dict) else {}
    try:
        dtype = np.dtype(name)
        one = FILTERS[entry["name"]](configuration, dtype)
        is_plain = np.dtype(configuration["dtype"]).newbyteorder("<") == dtype
        is_plain = is_plain and configuration.keys() <= one.members
    except (KeyError, TypeError, ValueError) as error:
        raise Unsupported(f"what a configuration may be is not asked: {error}") from None
    if not is_plain or name not in TYPES or one.stored.name not in TYPES:
        raise Unsupported("what a configuration may be is not asked")
    return one, lambda dtype: np.frombuffer(request.data, dtype.newbyteorder("<")).astype(dtype, copy=False)


def little_endian(elements):
    return elements.astype(elements.dtype.newbyteorder("<"), copy=False).tobytes()


if __name__ == "__main__":
    subject = implementation("numpy-filters", "numpy", "https://numpy.org")
    serve(subject, [], {}, chains=Filters())

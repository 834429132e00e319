"""numcodecs by itself: the codecs of its registry, called as its users call them.

An entry of a `zarr.json` becomes the configuration of numcodecs: `id` is the name without `numcodecs.`.
"""

import json
from functools import lru_cache

import numcodecs
import numpy as np
from numcodecs.errors import UnknownCodecError

from .chains import DTYPES, VARIABLE, variable_elements
from .printing import elements as printed
from .protocol import Unsupported, implementation, serve

PREFIX = "numcodecs."
# An entry of each codec between arrays. `$dtype` is the type string of the array's type.
OF_ARRAYS = [
    '{"name": "bitround", "configuration": {"keepbits": 1}}',
    '{"name": "numcodecs.astype", "configuration": {"encode_dtype": "<f8", "decode_dtype": "$dtype"}}',
    '{"name": "numcodecs.delta", "configuration": {"dtype": "$dtype"}}',
    '{"name": "numcodecs.fixedscaleoffset", "configuration": {"offset": 0, "scale": 1, "dtype": "$dtype"}}',
    '{"name": "numcodecs.quantize", "configuration": {"digits": 1, "dtype": "$dtype"}}',
]
# Those of one data type, which is not all that numcodecs takes for elements of it.
OF_TYPES = {"numcodecs.packbits": "bool", "numcodecs.categorize": "string"}
# What those have in their configuration that must have something.
CONFIGURATIONS = {"numcodecs.categorize": {"labels": [], "dtype": "|O"}}
# Those of bytes, which take their defaults.
OF_BYTES = """
    crc32c gzip numcodecs.adler32 numcodecs.base64 numcodecs.crc32 numcodecs.crc32c numcodecs.fletcher32
    numcodecs.jenkins_lookup3 numcodecs.shuffle numcodecs.zlib zstd
""".split()
# The type strings of the types that NumPy has.
TYPES = {**DTYPES, "bool": "|b1", "complex64": "<c8", "complex128": "<c16"}
# The JSON of those whose elements have no fixed size.
VARIABLE_TYPES = [f'"{data_type}"' for data_type in VARIABLE.values()]
OPERATIONS = ["encode", "decode"]


class Numcodecs:
    """What numcodecs does with each codec. It has no chains."""

    lists, variable = False, True

    def __init__(self):
        arrays = {json.loads(entry)["name"]: self._data_types(entry) for entry in OF_ARRAYS}
        of_types = {name: [data_type] for name, data_type in (OF_TYPES | VARIABLE).items() if self._has(name)}
        named = {name: {"data_types": types} for name, types in (arrays | of_types).items() if types}
        of_bytes = {name: {} for name in OF_BYTES if self._has(name)}
        self.codecs = {name: {**one, "operations": OPERATIONS} for name, one in (named | of_bytes).items()}

    def _has(self, name):
        try:
            codec(json.dumps({"name": name, "configuration": CONFIGURATIONS.get(name, {})}))
        except Unsupported:
            return False
        return True

    def _data_types(self, entry):
        """The data types of which it encodes a one, and decodes it again."""

        def is_done(dtype):
            try:
                one = codec(entry.replace("$dtype", dtype))
                one.decode(one.encode(np.ones(1, dtype)))
            except Exception:
                return False
            return True

        return [name for name, dtype in TYPES.items() if is_done(dtype)]

    def encode(self, request):
        one = codec(request.codec)
        if request.shape is None:
            return as_bytes(one.encode(request.data))
        if request.elements is None:
            elements = np.frombuffer(request.data, dtype(request)).reshape(request.shape)
            return as_bytes(one.encode(elements))
        elements = np.empty(len(request.elements), object)
        elements[:] = variable_elements(request.data_type, request.elements)
        return as_bytes(one.encode(elements.reshape(request.shape)))

    def decode(self, request):
        one = codec(request.codec)
        if request.shape is None:
            return as_bytes(one.decode(request.data))
        if request.data_type in VARIABLE_TYPES:
            data = request.data
            if isinstance(one, numcodecs.Categorize):
                data = np.frombuffer(data, one.astype.newbyteorder("<")).astype(one.astype, copy=False)
            return {"elements": printed(one.decode(data).reshape(request.shape))}
        # Of bytes, these codecs make arrays of the type that they are configured to; its byte order is theirs.
        stored = np.asarray(one.encode(np.ones(1, dtype(request)))).dtype
        elements = np.frombuffer(request.data, stored.newbyteorder("<")).astype(stored, copy=False)
        return as_bytes(one.decode(elements).reshape(request.shape))


@lru_cache(maxsize=64)
def codec(entry):
    """The codec of an entry."""
    entry = json.loads(entry)
    name, configuration = (entry, {}) if isinstance(entry, str) else (entry["name"], entry.get("configuration", {}))
    try:
        return numcodecs.get_codec({**configuration, "id": name.removeprefix(PREFIX)})
    except UnknownCodecError as error:
        raise Unsupported(str(error)) from None


def dtype(request):
    """NumPy's type of a request's elements."""
    name = json.loads(request.data_type)
    if not isinstance(name, str) or name not in TYPES:
        raise Unsupported(f"NumPy has no type string for {request.data_type}")
    return np.dtype(TYPES[name])


def as_bytes(output):
    """The bytes of what came out, those of elements little-endian."""
    if isinstance(output, (bytes, bytearray, memoryview)):
        return bytes(output)
    output = np.asarray(output)
    return output.astype(output.dtype.newbyteorder("<"), copy=False).tobytes()


def serve_as(name):
    subject = implementation(name, "numcodecs", "https://github.com/zarr-developers/numcodecs")
    serve(subject, [], {}, chains=Numcodecs())


if __name__ == "__main__":
    serve_as("numcodecs")

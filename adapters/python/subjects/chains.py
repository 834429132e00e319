"""Chains, and codecs by themselves, through the arrays of a library and its codecs of bytes.

An array has one chunk, in memory. To encode is to write the array and look at the chunk, and to decode is
to put the chunk and read the array. What a library does with each codec is found by trying.
"""

import json
from base64 import b64decode
from functools import lru_cache

from .protocol import DATA_TYPES, Unsupported

BYTES = '{"name": "bytes", "configuration": {"endian": "little"}}'
METADATA = """{
    "zarr_format": 3, "node_type": "array", "shape": %s, "data_type": %s, "fill_value": %s,
    "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": %s}},
    "chunk_key_encoding": {"name": "default"}, "codecs": %s
}"""
# The type strings of NumPy's numbers.
KINDS = {"int": "i", "uint": "u", "float": "f"}
DTYPES = {
    f"{name}{8 * size}": f"{'|' if size == 1 else '<'}{kind}{size}"
    for name, kind in KINDS.items()
    for size in (1, 2, 4, 8)
}
# An entry of each codec that a library may have, for an array of one element in one dimension. `$dtype` is
# the type string of the array's type.
ENTRIES = [
    '{"name": "bitround", "configuration": {"keepbits": 1}}',
    '{"name": "blosc", "configuration": {"cname": "lz4", "clevel": 1, "shuffle": "noshuffle",'
    ' "typesize": 1, "blocksize": 0}}',
    BYTES,
    '{"name": "crc32c", "configuration": {}}',
    '{"name": "gzip", "configuration": {"level": 1}}',
    '{"name": "numcodecs.adler32", "configuration": {}}',
    '{"name": "numcodecs.astype", "configuration": {"encode_dtype": "<f8", "decode_dtype": "$dtype"}}',
    '{"name": "numcodecs.bitround", "configuration": {"keepbits": 1}}',
    '{"name": "numcodecs.bz2", "configuration": {"level": 1}}',
    '{"name": "numcodecs.crc32", "configuration": {}}',
    '{"name": "numcodecs.crc32c", "configuration": {}}',
    '{"name": "numcodecs.delta", "configuration": {"dtype": "$dtype"}}',
    '{"name": "numcodecs.fixedscaleoffset",'
    ' "configuration": {"offset": 0, "scale": 1, "dtype": "$dtype", "astype": "$dtype"}}',
    '{"name": "numcodecs.fletcher32", "configuration": {}}',
    '{"name": "numcodecs.jenkins_lookup3", "configuration": {}}',
    '{"name": "numcodecs.lz4", "configuration": {}}',
    '{"name": "numcodecs.lzma", "configuration": {}}',
    '{"name": "numcodecs.packbits", "configuration": {}}',
    '{"name": "numcodecs.quantize", "configuration": {"digits": 1, "dtype": "$dtype"}}',
    '{"name": "numcodecs.shuffle", "configuration": {"elementsize": 1}}',
    '{"name": "numcodecs.zlib", "configuration": {"level": 1}}',
    '{"name": "numcodecs.zstd", "configuration": {}}',
    '{"name": "packbits", "configuration": {}}',
    '{"name": "reshape", "configuration": {"shape": [[0]]}}',
    '{"name": "scale_offset", "configuration": {}}',
    '{"name": "sharding_indexed", "configuration": {"chunk_shape": [1], "codecs": [%s],'
    ' "index_codecs": [%s]}}' % (BYTES, BYTES),
    '{"name": "transpose", "configuration": {"order": [0]}}',
    '{"name": "zstd", "configuration": {"level": 0, "checksum": false}}',
]
# Codecs for elements without a fixed size, each with the data type that it takes.
VARIABLE = {"vlen-utf8": "string", "vlen-bytes": "bytes"}
TIME = '{"name": "%s", "configuration": {"unit": "s", "scale_factor": 1}}'
RAW = [1, 2, 3, 4, 8, 16]
# A type that has no zero takes a 1.
FILL_VALUES = ["0", "1", "false", "[0, 0]", "[1, 1]", *(str([0] * length) for length in RAW)]


def data_types():
    """The metadata of every data type of a fixed size, by name."""
    complex_types = [f"complex_{name}" for name in DATA_TYPES if "float" in name]
    raw_types = [f"r{8 * length}" for length in RAW]
    names = [*DATA_TYPES, "bool", "complex64", "complex128", *complex_types[:-2], *raw_types]
    times = ["numpy.datetime64", "numpy.timedelta64"]
    return {name: f'"{name}"' for name in names} | {name: TIME % name for name in times}


class Chains:
    """The chains of a library.

    `chunk(metadata, shape)` opens the array of a `zarr.json`: its `encode` and `decode` go from bytes to
    bytes, and `itemsize` are the bytes of an element. Elements without a fixed size go in as a list, through
    `encode_elements`, and come out of `decode` as a list for JSON: a chunk without that call does not take them.
    It may have `fill_value()`, the bytes of the fill value after the first codec, and `check()`, which asks what
    opening does not. `of_bytes(entry)` is the codec of bytes that an entry of `codecs` names, with such functions
    as it has. `lacks(error)` tells whether an exception is about what the library does not have.
    """

    # Whether lists of codecs are taken.
    lists = True

    def __init__(self, chunk, of_bytes, lacks):
        self.chunk, self.of_bytes, self.lacks = chunk, of_bytes, lacks
        self.chain = lru_cache(maxsize=64)(self._chain)
        self.alone = lru_cache(maxsize=64)(self._alone)
        self.codecs = self._abilities()

    def _chain(self, codecs, data_type, fill_value, shape):
        """The chunk of an array with these codecs."""
        if 0 in shape:
            raise Unsupported("an array without elements has no chunk")
        shape = list(shape)
        return self.chunk(METADATA % (shape, data_type, fill_value, shape, codecs), shape)

    def _alone(self, codec, *array):
        """The chunk of an array with one codec, which makes bytes of it by itself or not."""
        try:
            return self._chain(f"[{codec}]", *array)
        except Exception:
            return self._chain(f"[{codec}, {BYTES}]", *array)

    def _abilities(self):
        """What is done with each codec, by itself or in a chain, by name."""
        arrays = list(self._arrays())
        codecs = {}
        for entry in ENTRIES:
            codec = json.loads(entry)
            try:
                self.of_bytes(codec)
            except Exception:
                done = [one for one in arrays if self._is_alone_done(entry, *one)]
                named = {"data_types": [name for name, _ in done]}
                abilities = {**named, "operations": self._operations(entry, *done[0])} if done else None
            else:
                array = ('"uint8"', "0", (1,))
                is_there = self._is_done(self._chain, f"[{BYTES}, {entry}]", array)
                abilities = {"operations": ["encode", "decode"]} if is_there else None
            if abilities is not None:
                codecs[codec["name"]] = abilities
        return codecs | self._variable_abilities()

    def _variable_abilities(self):
        """What is done with codecs for elements without a fixed size, by name."""
        codecs = {}
        for name, data_type in VARIABLE.items():
            try:
                chunk = self._alone(f'{{"name": "{name}"}}', f'"{data_type}"', '""', (1,))
                chunk.decode(chunk.encode_elements(variable_elements(f'"{data_type}"', ["AA=="])))
            except Exception:
                continue
            codecs[name] = {"data_types": [data_type], "operations": ["encode", "decode"]}
        return codecs

    @property
    def variable(self):
        """Whether elements without a fixed size are taken."""
        return any(name in self.codecs for name in VARIABLE)

    def _operations(self, entry, name, array):
        """What is done with a codec of arrays: the fill value goes on unless bytes come out."""
        entry = entry.replace("$dtype", DTYPES.get(name, name))
        goes_on = hasattr(self.chunk, "fill_value") and not self._is_done(self._chain, f"[{entry}]", array)
        return ["encode", "decode", *(["fill_value"] if goes_on else []), "validate"]

    def _arrays(self):
        """Data types that the library has, each with what is said of an array of one element."""
        for name, data_type in data_types().items():
            arrays = [(data_type, fill_value, (1,)) for fill_value in FILL_VALUES]
            array = next((one for one in arrays if self._is_done(self._alone, BYTES, one)), None)
            if array:
                yield name, array

    def _is_alone_done(self, entry, name, array):
        """Whether a codec that may say its type is done with an array of that type."""
        entry = entry.replace("$dtype", DTYPES.get(name, name))
        return self._is_done(self._alone, entry, array)

    def _is_done(self, open_chunk, codecs, array):
        """Whether a zero is encoded, and decoded again."""
        try:
            chunk = open_chunk(codecs, *array)
            chunk.decode(chunk.encode(bytes(chunk.itemsize)))
        except Exception:
            return False
        return True

    def encode(self, request):
        return self._ask(request, lambda functions, data: functions.encode(data))

    def decode(self, request):
        return self._ask(request, lambda functions, data: functions.decode(data))

    def fill_value(self, request):
        """The fill value that the codec hands to the next one."""
        return self._or_lacks(lambda: self._of_metadata(request).fill_value())

    def validate(self, request):
        """Opens an array."""
        try:
            chunk = self._or_lacks(lambda: self._of_metadata(request))
            if hasattr(chunk, "check"):
                self._or_lacks(chunk.check)
        except Unsupported:
            raise
        except Exception as error:
            return {"valid": False, "message": f"{type(error).__name__}: {error}"}
        return {"valid": True}

    def _of_metadata(self, request):
        return self._alone(request.codec, request.data_type, request.fill_value, (1,))

    def _or_lacks(self, function):
        try:
            return function()
        except Exception as error:
            if self.lacks(error):
                raise Unsupported(str(error)) from None
            raise

    def _ask(self, request, function):
        return self._or_lacks(lambda: self._apply(request, function))

    def _apply(self, request, function):
        if request.shape is not None:
            codecs = request.codecs or request.codec
            open_chunk = self.chain if request.codecs else self.alone
            array = (request.data_type, request.fill_value, request.shape)
            chunk = open_chunk(codecs, *array)
            if request.elements is not None:
                elements = variable_elements(request.data_type, request.elements)
                return chunk.encode_elements(elements)
            answer = function(chunk, request.data)
            return {"elements": answer} if isinstance(answer, list) else answer
        entries = json.loads(request.codecs or f"[{request.codec}]")
        functions = [self.of_bytes(entry) for entry in entries]
        data = request.data
        for one in functions if request.operation == "encode" else reversed(functions):
            if not hasattr(one, request.operation):
                raise Unsupported(f"there is no call to {request.operation} bytes alone")
            data = function(one, data)
        return data


def variable_elements(data_type, values):
    """Elements without a fixed size, of their fill values in JSON."""
    return [b64decode(value, validate=True) for value in values] if data_type == '"bytes"' else values

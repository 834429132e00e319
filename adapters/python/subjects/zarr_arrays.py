"""zarr-python through real arrays: a `zarr.json` and at most one chunk, in memory.

A request's metadata goes into `zarr.json` as it stands, with the shape of the request and one chunk
of that shape. Arrays are opened as any reader opens them, and stay open for further requests with
the same metadata and shape, because opening takes much longer than writing or reading.
"""

import asyncio
import math
from functools import lru_cache

import numpy as np
from zarr.api.asynchronous import open_array
from zarr.core.array_spec import ArrayConfig, ArraySpec
from zarr.core.buffer import default_buffer_prototype
from zarr.storage import MemoryStore

from .chains import BYTES, METADATA
from .layouts import LAYOUTS, laid_out
from .printing import elements as printed
from .protocol import DATA_TYPES, Unsupported, serve
from .scalars import Scalars

# Between the codec and the bytes, it hands the codec a view in Fortran order.
TRANSPOSE = '{"name": "transpose", "configuration": {"order": %s}}'
CAST_VALUE = '{"name": "cast_value", "configuration": {"data_type": "%s"}}'
# A chunk of nothing but fill values is to be looked at too.
CONFIG = {"write_empty_chunks": True}
# Zarr's synchronous functions do the same in another thread, and wait for it.
done = asyncio.new_event_loop().run_until_complete
PROTOTYPE = default_buffer_prototype()


class OpenedText:
    """An array opened from the text of its metadata, and its chunk's place in the store."""

    def __init__(self, text, shape):
        self.store = {"zarr.json": PROTOTYPE.buffer.from_bytes(text.encode())}
        opening = open_array(store=MemoryStore(self.store), mode="r+", config=CONFIG)
        self.array = done(opening)
        self.metadata = self.array.metadata
        self.key = self.metadata.encode_chunk_key((0,) * len(shape))
        self.shape = shape

    @property
    def dtype(self):
        """NumPy's type of the elements of a request."""
        return self.array.dtype.newbyteorder("<")

    @property
    def itemsize(self):
        return self.array.dtype.itemsize

    def write(self, elements):
        """Writes the array and looks at the chunk. An array without elements has none."""
        self.store.pop(self.key, None)
        done(self.array.setitem(..., elements))
        return self.store[self.key].to_bytes() if elements.size else b""

    def encode(self, data):
        return self.write(np.frombuffer(data, self.dtype).reshape(self.shape))

    def encode_elements(self, values):
        """The same of elements without a fixed size."""
        return self.write(numpy_elements(values, self.array.dtype).reshape(self.shape))

    def decode(self, data):
        """Puts the chunk and reads the array."""
        self.store[self.key] = PROTOTYPE.buffer.from_bytes(data)
        # Of an array without dimensions, that is a bare element.
        elements = np.asarray(done(self.array.getitem(...)), self.array.dtype)
        return printed(elements) if is_variable(elements) else little_endian(elements)

    def fill_value(self):
        """The fill value that the first codec hands to the next one."""
        metadata = self.metadata
        config = ArrayConfig.from_dict(CONFIG)
        spec = ArraySpec((1,), metadata.data_type, metadata.fill_value, config, PROTOTYPE)
        after = metadata.codecs[0].resolve_metadata(spec)
        # What a codec computes may be a wider scalar, of which a chunk is filled.
        return little_endian(np.full(1, after.fill_value, after.dtype.to_native_dtype()))


class Opened(OpenedText):
    """An open array with codecs before its bytes."""

    def __init__(self, codecs, data_type, fill_value, shape):
        chunk_shape = [max(1, length) for length in shape]
        codecs = ", ".join([*codecs, BYTES])
        text = METADATA % (list(shape), data_type, fill_value, chunk_shape, f"[{codecs}]")
        super().__init__(text, shape)


kept_open = lru_cache(maxsize=64)(Opened)


def opened(request, *codecs):
    codecs = (request.codec, *codecs)
    return kept_open(codecs, request.data_type, request.fill_value, request.shape)


def opened_for_metadata(request):
    return Opened((request.codec,), request.data_type, request.fill_value, (1,))


def encode(request):
    one = opened(request)
    # What is written to a whole chunk reaches the codec as the view that it is.
    elements = np.frombuffer(request.data, one.dtype).reshape(request.shape)
    return one.write(laid_out(elements, request.layout))


def decode(request):
    codecs, data = (), request.data
    if request.layout == "F":
        codecs = (TRANSPOSE % list(range(len(request.shape)))[::-1],)
        width = len(data) // math.prod(request.shape)
        data = np.frombuffer(data, f"V{width}").reshape(request.shape).tobytes("F")
    elif request.layout != "C":
        raise Unsupported(f"no codec hands on an array that is {request.layout}")
    return opened(request, *codecs).decode(data)


def fill_value(request):
    return opened_for_metadata(request).fill_value()


def validate(request):
    """Opens an array."""
    try:
        opened_for_metadata(request)
    except Exception as error:
        return {"valid": False, "message": f"{type(error).__name__}: {error}"}
    return {"valid": True}


def read(metadata):
    """The element of an array whose only chunk is missing."""
    elements = np.asarray(done(OpenedText(metadata, (1,)).array.getitem(...)))
    return elements.reshape(-1)[0] if is_variable(elements) else little_endian(elements)


def numpy_elements(elements, dtype):
    """Elements as NumPy has them, from little-endian bytes or from a list."""
    if isinstance(elements, bytes):
        return np.frombuffer(elements, dtype.newbyteorder("<"))
    values = np.empty(len(elements), dtype)
    values[:] = elements
    return values


def is_variable(elements):
    """Whether elements have no fixed size."""
    return elements.dtype.kind in "OT"


def little_endian(elements):
    elements = np.asarray(elements)
    return elements.astype(elements.dtype.newbyteorder("<"), copy=False).tobytes()


def data_types(*codecs):
    """Those of which an array can be opened; the codecs are for the data type."""

    def is_opened(name):
        try:
            Opened([codec % name for codec in codecs], f'"{name}"', "1", (1,))
        except ValueError:
            return False
        return True

    return [name for name in DATA_TYPES if is_opened(name)]


def serve_arrays(implementation, chains, reader=None):
    scalars = Scalars(read)
    operations = {
        "encode": encode,
        "decode": decode,
        "fill_value": fill_value,
        "validate": validate,
        "scalar": scalars.scalar,
    }
    types = data_types(CAST_VALUE)
    serve(implementation, types, operations, scalars.names, LAYOUTS, chains, reader)

"""tensorstore, through arrays in memory."""

import json

import numpy as np
import tensorstore

from .chains import BYTES, METADATA, Chains
from .protocol import Unsupported, implementation, serve

KEY_VALUES = {"driver": "memory", "path": "array/"}
# A chunk of nothing but fill values is to be looked at too.
SPEC = {"driver": "zarr3", "kvstore": KEY_VALUES, "store_data_equal_to_fill_value": True}


class Chunk:
    """The only chunk of an array in memory."""

    def __init__(self, metadata, shape):
        context = tensorstore.Context()
        self.store = tensorstore.KvStore.open(KEY_VALUES, context=context).result()
        self.store["zarr.json"] = metadata
        self.array = tensorstore.open(SPEC, context=context).result()
        self.key = "/".join(["c", *("0" for _ in shape)])
        self.dtype = self.array.dtype.numpy_dtype
        self.itemsize = self.dtype.itemsize
        if not self.itemsize:
            raise Unsupported(f"NumPy has no elements of {self.array.dtype}")

    def encode(self, data):
        elements = np.frombuffer(data, self.dtype).reshape(self.array.shape)
        self.array.write(elements).result()
        return self.store[self.key]

    def decode(self, data):
        self.store[self.key] = data
        return self.array.read().result().tobytes()


class CodecOfBytes:
    """A codec from bytes to bytes, behind an array of bytes: what it decodes has a length that is not known."""

    def __init__(self, entry):
        self.codecs = f"[{BYTES}, {json.dumps(entry)}]"
        self.encode(bytes(1))

    def encode(self, data):
        if not data:
            raise Unsupported("an array without elements has no chunk")
        shape = [len(data)]
        metadata = METADATA % (shape, '"uint8"', "0", shape, self.codecs)
        return Chunk(metadata, shape).encode(data)


def lacks(error):
    message = str(error)
    return "is not registered" in message or "is not one of the supported data types" in message


if __name__ == "__main__":
    subject = implementation("tensorstore", "tensorstore", "https://github.com/google/tensorstore")
    serve(subject, [], {}, chains=Chains(Chunk, CodecOfBytes, lacks))

"""tensorstore, through arrays in memory."""

import json
from pathlib import Path

import numpy as np
import tensorstore

from .chains import BYTES, METADATA, Chains
from .protocol import Unsupported, implementation, serve
from .reading import Reader
from .scalars import Scalars

KEY_VALUES = {"driver": "memory", "path": "array/"}
# A chunk of nothing but fill values is to be looked at too.
SPEC = {"driver": "zarr3", "kvstore": KEY_VALUES, "store_data_equal_to_fill_value": True}

# What tensorstore says of codecs and data types that it does not have, or has only one field of.
LACKING = [
    "is not registered",
    "is not one of the supported data types",
    "Unsupported zarr dtype",
    "filters are not supported",
    'Must specify a "field"',
]


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
        check_elements(self.array)

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


def open_and_read(path):
    driver = "zarr3" if Path(path, "zarr.json").exists() else "zarr"
    key_values = {"driver": "file", "path": f"{path}/"}
    array = tensorstore.open({"driver": driver, "kvstore": key_values}, read=True).result()
    check_elements(array)
    return array.read().result()


def create_and_write(path, metadata, data):
    driver = {2: "zarr", 3: "zarr3"}[metadata["zarr_format"]]
    key_values = {"driver": "file", "path": f"{path}/"}
    spec = {"driver": driver, "kvstore": key_values, "metadata": metadata, "create": True}
    array = tensorstore.open({**spec, "store_data_equal_to_fill_value": True}).result()
    check_elements(array)
    dtype = array.dtype.numpy_dtype
    array.write(np.frombuffer(data, dtype).reshape(array.shape)).result()


def check_elements(array):
    if not array.dtype.numpy_dtype.itemsize:
        raise Unsupported(f"NumPy has no elements of {array.dtype}")


def read_element(metadata):
    """The element of an array without a chunk."""
    return Chunk(metadata, [1]).array.read().result().tobytes()


def lacks(error):
    message = str(error)
    return any(reason in message for reason in LACKING)


if __name__ == "__main__":
    reader = Reader(open_and_read, [2, 3], lacks, create_and_write)
    reader.print_if_asked()
    subject = implementation("tensorstore", "tensorstore", "https://github.com/google/tensorstore")
    scalars = Scalars(read_element)
    chains = Chains(Chunk, CodecOfBytes, lacks)
    serve(subject, [], {"scalar": scalars.scalar}, scalars.names, chains=chains, reader=reader)

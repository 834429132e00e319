"""zarrista: the crate zarrs as a package, through arrays made from metadata."""

import json
import math
from pathlib import Path
from tempfile import TemporaryDirectory

import zarrista
from zarrista.codec import BytesToBytesCodec

from .chains import Chains
from .protocol import Unsupported, implementation, serve
from .reading import Reader
from .scalars import Scalars


class Chunk:
    """The only chunk of an array in memory."""

    def __init__(self, metadata, shape):
        store = zarrista.store.MemoryStore()
        metadata = json.loads(metadata, parse_float=number)
        self.array = zarrista.Array.from_metadata(metadata, store)
        self.at, self.itemsize = [0] * len(shape), self.array.dtype.size

    def encode(self, data):
        self.array.store_chunk(self.at, zarrista.ArrayBytes(data), store_empty_chunks=True)
        return bytes(self.array.retrieve_encoded_chunk(self.at).buffer)

    def decode(self, data):
        self.array.store_encoded_chunk(self.at, data)
        return bytes(self.array.retrieve_chunk(self.at).buffer())

    def check(self):
        """Writes the fill value: what makes the array does not ask its codecs about its data type."""
        self.encode(bytes(self.array.retrieve_chunk(self.at).buffer()))


def number(text):
    """A number of metadata, which the package takes in Python's objects."""
    if math.isinf(float(text)):
        raise Unsupported(f"no float is {text}")
    return float(text)


class CodecOfBytes:
    """A codec from bytes to bytes, by itself, which encodes and has no call to decode."""

    def __init__(self, entry):
        self.codec = BytesToBytesCodec.from_config(entry)

    def encode(self, data):
        return bytes(self.codec.encode(data))


def open_and_read(path):
    array = zarrista.Array.open(zarrista.store.FilesystemStore(path))
    return array[...].to_numpy()


def read_element(metadata, folder):
    """The element of an array. Its metadata is in a file, so that no other reader of JSON comes first."""
    Path(folder, "zarr.json").write_text(metadata, encoding="utf-8", errors="surrogatepass")
    array = zarrista.Array.open(zarrista.store.FilesystemStore(folder), "/")
    chunk = array.retrieve_chunk([0])
    return chunk.buffer() if hasattr(chunk, "buffer") else chunk.to_numpy()[0]


def lacks(error):
    message = str(error)
    endings = ("is not supported", "not understood")
    return message.endswith(endings) or message.startswith("Unsupported data type")


if __name__ == "__main__":
    reader = Reader(open_and_read, [2, 3], lacks)
    reader.print_if_asked()
    homepage = "https://github.com/developmentseed/zarrista"
    subject = implementation("zarrista", "zarrista", homepage)
    with TemporaryDirectory() as folder:
        scalars = Scalars(lambda metadata: read_element(metadata, folder))
        operations = {"scalar": scalars.scalar}
        chains = Chains(Chunk, CodecOfBytes, lacks)
        serve(subject, [], operations, scalars.names, chains=chains, reader=reader)

"""HDF5's own filters, through h5py: a witness of two codecs of numcodecs that have its definitions.

Bytes become a dataset of one chunk, of which the chunk as it is stored is read (`read_direct_chunk`), and the other way
round. A chunk has at least one element, and none but whole ones.
"""

import json

import h5py
import numpy as np

from .protocol import Unsupported, implementation, serve

CHECKSUM, SHUFFLE = "numcodecs.fletcher32", "numcodecs.shuffle"
# What the checksum adds.
SUM = 4


class Filters:
    """Each filter by itself."""

    lists, variable = False, False
    codecs = {name: {"operations": ["encode", "decode"]} for name in (CHECKSUM, SHUFFLE)}

    def encode(self, request):
        dataset = self._dataset(request, len(request.data))
        dataset[:] = np.frombuffer(request.data, dataset.dtype)
        dataset.file.flush()
        mask, chunk = dataset.id.read_direct_chunk((0,))
        assert mask == 0, "the filter was left out"
        return bytes(chunk)

    def decode(self, request):
        name, _ = named(request)
        length = len(request.data) - (SUM if name == CHECKSUM else 0)
        dataset = self._dataset(request, length)
        dataset.id.write_direct_chunk((0,), request.data)
        return dataset[:].tobytes()

    def _dataset(self, request, length):
        name, configuration = named(request)
        if request.shape is not None or length < 1:
            raise Unsupported("a chunk has at least one byte")
        size = 1
        if name == SHUFFLE:
            size = configuration.get("elementsize", 4)
            if not isinstance(size, int) or size < 1 or length % size:
                raise Unsupported("a chunk has whole elements of at least one byte")
        file = h5py.File.in_memory()
        filters = {"shuffle": name == SHUFFLE, "fletcher32": name == CHECKSUM}
        count = length // size
        return file.create_dataset("chunk", (count,), f"V{size}", chunks=(count,), **filters)


def named(request):
    """The name and the configuration of an entry. What else a configuration may be is not asked."""
    entry = json.loads(request.codec)
    name, configuration = (entry, {}) if isinstance(entry, str) else (entry["name"], entry.get("configuration", {}))
    if not configuration.keys() <= ({"elementsize"} if name == SHUFFLE else set()):
        raise Unsupported("HDF5 has no such member")
    return name, configuration


if __name__ == "__main__":
    subject = implementation("hdf5", "h5py", "https://github.com/h5py/h5py")
    subject["version"] += f" with HDF5 {h5py.version.hdf5_version}"
    serve(subject, [], {}, chains=Filters())

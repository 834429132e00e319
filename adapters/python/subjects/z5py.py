"""z5py: the C++ library z5."""

import z5py

from .groups import NAME, in_group
from .protocol import implementation
from .reading import Reader


def open_and_read(path):
    with in_group(path) as group, z5py.ZarrFile(group, mode="r") as file:
        return file[NAME][...]


# What z5 says of codecs and data types that it does not have.
LACKING = (
    "Unsupported zarr",
    "z5: unsupported",
    "Invalid Filters: Z5 does not support filters",
    "z5.DatasetMetadata.fromJsonZarr: wrong compressor for zarr format",
)


def lacks(error):
    return str(error).startswith(LACKING)


if __name__ == "__main__":
    subject = implementation("z5py", "z5py", "https://github.com/constantinpape/z5")
    Reader(open_and_read, [2, 3], lacks).serve(subject)

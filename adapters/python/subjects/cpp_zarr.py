"""cpp-zarr: a reader in C++."""

import cppzarr

from .protocol import implementation
from .reading import Reader


def lacks(error):
    return str(error).endswith(("is not supported", "filters, which are not supported"))


if __name__ == "__main__":
    subject = implementation("cpp-zarr", "cpp-zarr", "https://github.com/abcucberkeley/cpp-zarr")
    Reader(cppzarr.read_zarr, [2, 3], lacks).serve(subject)

"""cpp-zarr: a reader in C++."""

import json
import pathlib

import cppzarr

from .protocol import Unsupported, implementation
from .reading import Reader

# The compressors of Zarr v2 that it has. What it says of any other is what it says of damaged metadata.
COMPRESSORS = ["blosc", "bz2", "gzip", "zlib", "zstd"]
ANY_OTHER = "(metadataIncomplete)"


def open_and_read(path):
    try:
        return cppzarr.read_zarr(path)
    except RuntimeError as error:
        name = compressor(path) if ANY_OTHER in str(error) else None
        if name is None or name in COMPRESSORS:
            raise
        raise Unsupported(f"the compressor {json.dumps(name)}: {error}") from None


def compressor(path):
    """The name of the compressor of an array of Zarr v2, if it has one."""
    try:
        return json.loads((pathlib.Path(path) / ".zarray").read_text())["compressor"]["id"]
    except (OSError, ValueError, LookupError, TypeError):
        return None


def lacks(error):
    return str(error).endswith(("is not supported", "filters, which are not supported"))


if __name__ == "__main__":
    subject = implementation("cpp-zarr", "cpp-zarr", "https://github.com/abcucberkeley/cpp-zarr")
    Reader(open_and_read, [2, 3], lacks).serve(subject)

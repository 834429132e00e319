"""A group around an array, for libraries that open arrays in groups only."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

V2 = (".zgroup", '{"zarr_format": 2}')
V3 = ("zarr.json", '{"zarr_format": 3, "node_type": "group"}')
NAME = "array"


@contextmanager
def in_group(path):
    """The path of a new group that has the array as its member `NAME`."""
    array = Path(path).resolve()
    is_v3 = (array / "zarr.json").exists()
    file, metadata = V3 if is_v3 else V2
    with tempfile.TemporaryDirectory(suffix=".zarr") as group:
        Path(group, file).write_text(metadata)
        Path(group, NAME).symlink_to(array)
        yield group

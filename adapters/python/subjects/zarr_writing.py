"""Arrays on disk that zarr-python creates."""

import numpy as np
import zarr
from zarr.core.metadata import ArrayV2Metadata, ArrayV3Metadata
from zarr.storage import LocalStore

from .zarr_arrays import numpy_elements

METADATA = {2: ArrayV2Metadata, 3: ArrayV3Metadata}


def create_and_write(path, metadata, elements):
    metadata = METADATA[metadata["zarr_format"]].from_dict(metadata)
    # A chunk of nothing but fill values is to be looked at too.
    with zarr.config.set({"array.write_empty_chunks": True}):
        ((_, array),) = zarr.create_hierarchy(store=LocalStore(path), nodes={"": metadata})
    array[...] = numpy_elements(elements, array.dtype).reshape(array.shape)

"""The codec of cast-value in zarr-python, which takes the place of the built-in one."""

import zarr

from .protocol import implementation
from .zarr_arrays import serve_arrays
from .zarr_chains import chains

if __name__ == "__main__":
    # Both are registered, and which one is taken is better not left to chance.
    codec = "cast_value.zarr_compat.v1.numpy_codec.CastValueNumpyV1"
    zarr.config.set({"codecs.cast_value": codec})
    homepage = "https://github.com/zarr-developers/cast-value"
    subject = implementation("zarr-python", "zarr", homepage, "cast-value", "numpy")
    serve_arrays(subject, chains())

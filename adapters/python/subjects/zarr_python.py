"""zarr-python's own codec, which leaves the casts to cast-value-rs."""

from .protocol import implementation
from .zarr_arrays import serve_arrays
from .zarr_chains import chains
from .zarr_reading import reader
from .zarr_writing import create_and_write

if __name__ == "__main__":
    arrays = reader(create_and_write=create_and_write)
    arrays.print_if_asked()
    homepage = "https://github.com/zarr-developers/zarr-python"
    subject = implementation("zarr-python", "zarr", homepage, "cast-value-rs")
    serve_arrays(subject, chains(), arrays)

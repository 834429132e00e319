"""zarr-python 3.1, the newest that Python 3.11 has."""

from .protocol import implementation
from .zarr_reading import reader

if __name__ == "__main__":
    homepage = "https://github.com/zarr-developers/zarr-python"
    reader().serve(implementation("zarr-python-3.1", "zarr", homepage, "numcodecs"))

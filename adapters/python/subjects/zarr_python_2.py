"""zarr-python 2, which reads version 2 of the format."""

from .protocol import implementation
from .zarr_reading import reader

if __name__ == "__main__":
    homepage = "https://github.com/zarr-developers/zarr-python"
    subject = implementation("zarr-python-2", "zarr", homepage, "numcodecs")
    reader(formats=[2]).serve(subject)

"""simplezarr: a reader in Python with codecs from numcodecs."""

from simplezarr import LocalStore, open_zarr

from .protocol import implementation
from .reading import Reader


def open_and_read(path):
    return open_zarr(LocalStore(path))[...].get_now()


def lacks(error):
    return str(error).endswith("is not supported.")


if __name__ == "__main__":
    homepage = "https://github.com/canpute/simplezarr"
    subject = implementation("simplezarr", "simplezarr", homepage, "numcodecs")
    Reader(open_and_read, [3], lacks).serve(subject)

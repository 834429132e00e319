"""The pipeline of codecs that the crate zarrs is under zarr-python."""

import zarr

from .protocol import implementation
from .zarr_reading import lacks, reader


def is_unsupported(error):
    """Whether either of the two does not have a codec, a data type or a byte order."""
    name = type(error).__name__
    return lacks(error) or name.startswith("Unsupported") or str(error).endswith("not supported")


if __name__ == "__main__":
    # Unless it is strict, zarr-python's own pipeline takes the place of what it does not have.
    pipeline = {"codec_pipeline.path": "zarrs.ZarrsCodecPipeline", "codec_pipeline.strict": True}
    zarr.config.set(pipeline)
    homepage = "https://github.com/zarrs/zarrs-python"
    reader(lacks=is_unsupported).serve(implementation("zarrs-python", "zarrs", homepage, "zarr"))

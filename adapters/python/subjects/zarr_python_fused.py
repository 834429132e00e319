"""zarr-python's second pipeline of codecs."""

import zarr

from .protocol import implementation
from .zarr_reading import reader

if __name__ == "__main__":
    zarr.config.set({"codec_pipeline.path": "zarr.core.codec_pipeline.FusedCodecPipeline"})
    homepage = "https://github.com/zarr-developers/zarr-python"
    subject = implementation("zarr-python-fused", "zarr", homepage, "cast-value-rs")
    reader().serve(subject)

"""The codecs of zarr-python beside casts, and its chains."""

from zarr.abc.codec import BytesBytesCodec
from zarr.core.array_spec import ArrayConfig, ArraySpec
from zarr.registry import get_codec_class

from .chains import Chains
from .zarr_arrays import CONFIG, PROTOTYPE, Opened, OpenedText, done
from .zarr_reading import lacks


class CodecOfBytes:
    """A codec from bytes to bytes, by itself."""

    def __init__(self, entry):
        self.codec = get_codec_class(entry["name"]).from_dict(entry)
        if not isinstance(self.codec, BytesBytesCodec):
            raise TypeError(f"{entry['name']} takes an array, and bytes come in")
        # Some of these codecs ask for the array, of which there is none.
        metadata = Opened((), '"uint8"', "0", (1,)).metadata
        config = ArrayConfig.from_dict(CONFIG)
        self.spec = ArraySpec((1,), metadata.data_type, metadata.fill_value, config, PROTOTYPE)

    def encode(self, data):
        return self._one(self.codec.encode, data)

    def decode(self, data):
        return self._one(self.codec.decode, data)

    def _one(self, function, data):
        (output,) = done(function([(PROTOTYPE.buffer.from_bytes(data), self.spec)]))
        return output.to_bytes()


def chains():
    return Chains(OpenedText, CodecOfBytes, lacks)

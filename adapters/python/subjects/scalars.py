"""Fill values by themselves, as the elements of arrays whose only chunk is missing."""

from .chains import BYTES, FILL_VALUES, METADATA, VARIABLE, data_types

# Strings and byte strings have codecs of their own, for which no chunk is there.
CODECS = {f'"{data_type}"': f'{{"name": "{name}"}}' for name, data_type in VARIABLE.items()}


class Scalars:
    """The fill values that a library reads.

    `read(metadata)` opens the array of a `zarr.json`, which has one element, and returns it: as the bytes
    of a type of a fixed size, as text or as bytes.
    """

    def __init__(self, read):
        self.read = read
        types = {**data_types(), "string": '"string"', "bytes": '"bytes"'}
        self.names = [name for name, data_type in types.items() if self._is_read(data_type)]

    def scalar(self, request):
        return self._one(request.data_type, request.fill_value)

    def _one(self, data_type, fill_value):
        codecs = CODECS.get(data_type, BYTES)
        element = self.read(METADATA % ("[1]", data_type, fill_value, "[1]", f"[{codecs}]"))
        return element.encode() if isinstance(element, str) else bytes(element)

    def _is_read(self, data_type):
        """Whether the library has the type."""
        for fill_value in [*FILL_VALUES, '""']:
            try:
                self._one(data_type, fill_value)
            except Exception:
                continue
            return True
        return False

"""Arrays on disk: the two doors through which a reader is asked for their elements.

A reader is started for one array, as `start NAME --array_path=DIRECTORY`: it prints one element a line, or a message
on standard error, with the status 69 where the library lacks something. An adapter is asked for many, with the
operation `read`, and may be asked to write arrays, with the operation `write`.
"""

import json
import os
import sys

from .chains import VARIABLE, variable_elements
from .printing import data_type, elements, text
from .protocol import Unsupported, answers_only, limit_memory, serve

ARGUMENT = "--array_path="


class Reader:
    """What a library reads.

    `open_and_read(path)` gives the elements of an array on disk as NumPy has them. `formats` are the versions of
    Zarr that it opens. `lacks(error)` tells whether an exception says that the library does not have a codec or a
    data type. `create_and_write(path, metadata, data)`, if there is one, makes an array on disk of the JSON of its
    metadata, and writes its elements, which are little-endian bytes, or a list where they have no fixed size.
    """

    def __init__(self, open_and_read, formats, lacks=lambda error: False, create_and_write=None):
        self.open_and_read, self.lacks, self.create_and_write = open_and_read, lacks, create_and_write
        self.stores, self.operations = {"read": formats}, {"read": self.answer}
        if create_and_write:
            self.stores["write"], self.operations["write"] = formats, self.write

    def read(self, path):
        return self._done(self.open_and_read, path)

    def write(self, request):
        metadata = json.loads(request.metadata)
        elements = request.data
        if request.elements is not None:
            elements = variable_elements(json.dumps(_variable_type(metadata)), request.elements)
        self._done(self.create_and_write, request.path, metadata, elements)
        return {"written": True}

    def _done(self, call, *arguments):
        try:
            return call(*arguments)
        except Unsupported:
            raise
        except Exception as error:
            if self.lacks(error):
                raise Unsupported(_described(error)) from None
            raise

    def answer(self, request):
        array = self.read(request.path)
        return {"data_type": data_type(array), "shape": array.shape, "elements": elements(array)}

    def print_if_asked(self):
        """Prints an array and ends the program, if one is in its arguments."""
        if len(sys.argv) != 2 or not sys.argv[1].startswith(ARGUMENT):
            return
        limit_memory()
        output = answers_only()
        try:
            array = self.read(sys.argv[1].removeprefix(ARGUMENT))
            lines = [text(value) + "\n" for value in elements(array)]
        except Exception as error:
            print(_described(error), file=sys.stderr)
            sys.exit(os.EX_UNAVAILABLE if isinstance(error, Unsupported) else 1)
        # A lone surrogate in a string becomes its JSON escape.
        output.write("".join(lines).encode(errors="backslashreplace"))
        output.flush()
        sys.exit()

    def serve(self, implementation):
        """All that there is to a library that is asked for arrays on disk alone."""
        self.print_if_asked()
        serve(implementation, [], {}, reader=self)


def _variable_type(metadata):
    """The data type of elements without a fixed size. Version 2 leaves it to the first filter."""
    if "data_type" in metadata:
        return metadata["data_type"]
    return VARIABLE.get((metadata["filters"] or [{}])[0].get("id"), "string")


def _described(error):
    return str(error) if isinstance(error, Unsupported) else f"{type(error).__name__}: {error}"

"""Arrays on disk: the two doors through which a reader is asked for their elements.

A reader is started for one array, as `start NAME --array_path=DIRECTORY`: it prints one element a line, or a message
on standard error, with the status 69 where the library lacks something. An adapter is asked for many, with the
operation `read`.
"""

import os
import sys

from .printing import data_type, elements, text
from .protocol import Unsupported, answers_only, serve

ARGUMENT = "--array_path="


class Reader:
    """What a library reads.

    `open_and_read(path)` gives the elements of an array on disk as NumPy has them. `formats` are the versions of
    Zarr that it opens. `lacks(error)` tells whether an exception says that the library does not have a codec or a
    data type.
    """

    def __init__(self, open_and_read, formats, lacks=lambda error: False):
        self.open_and_read, self.formats, self.lacks = open_and_read, formats, lacks

    def read(self, path):
        try:
            return self.open_and_read(path)
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
        """All that there is to a library that is only asked to read."""
        self.print_if_asked()
        serve(implementation, [], {}, reader=self)


def _described(error):
    return str(error) if isinstance(error, Unsupported) else f"{type(error).__name__}: {error}"

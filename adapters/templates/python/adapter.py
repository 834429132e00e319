"""An adapter to copy: fill in NAME, VERSION, DATA_TYPES and cast(). See adapters/README.md."""

import base64
import json
import struct
import sys

NAME, VERSION = "my-implementation", "0.1.0"
# What it casts from and to, with the characters that `struct` has for them: e, f and d are
# float16, float32 and float64. An element of a type below 8 bits takes a byte.
DATA_TYPES = {"int8": "b", "int16": "h", "int32": "i", "int64": "q"}


class Unsupported(Exception):
    """The implementation has no call for what is asked."""


def cast(elements, input_type, output_type, configuration, direction):
    """Hands the elements to the implementation. Whatever it raises is the answer.

    Here integers stay what they are: one that does not fit fails when it is packed.
    """
    if "out_of_range" in configuration or "scalar_map" in configuration:
        raise Unsupported("neither out_of_range nor scalar_map is implemented")
    return elements


def elements(request):
    """Encodes or decodes the request's data."""
    configuration = request["codec"]["configuration"]
    types = [request["data_type"], configuration["data_type"]]
    if request["op"] == "decode":
        types.reverse()
    data = base64.b64decode(request["data"])
    values = [value for (value,) in struct.iter_unpack("<" + DATA_TYPES[types[0]], data)]
    values = cast(values, *types, configuration, request["op"])
    return base64.b64encode(struct.pack(f"<{len(values)}{DATA_TYPES[types[1]]}", *values)).decode()


def answer(request):
    if request["op"] == "hello":
        capability = {"data_types": list(DATA_TYPES), "operations": ["encode", "decode"]}
        # What takes arrays lists "layouts" too: docs/adapters.md, "Memory layouts".
        implementation = {"name": NAME, "version": VERSION}
        codecs = {"cast_value": capability}
        return {"protocol": 1, "implementation": implementation, "codecs": codecs}
    try:
        return {"id": request["id"], "data": elements(request)}
    except Unsupported as reason:
        return {"id": request["id"], "unsupported": str(reason)}
    except Exception as error:
        return {"id": request["id"], "error": {"message": repr(error)}}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)

"""An adapter of an implementation that is handed arrays as memory, a shape and strides.

    strides.py follows|ignores [LAYOUT ...]

It casts int8 and int16 to each other, and lists the layouts. One that ignores strides reads the memory
from its beginning, element after element. A request with a layout that is not listed ends it.
"""

import base64
import json
import struct
import sys

FAULT, LAYOUTS = sys.argv[1], sys.argv[2:]
TYPES = {"int8": "b", "int16": "h"}


class View:
    """Memory with a shape, strides in elements, and the place of the first element."""

    def __init__(self, shape, strides, start, size):
        self.shape, self.strides, self.start = shape, strides, start
        self.memory = [-1] * size

    def indices(self):
        indices = [()]
        for length in self.shape:
            indices = [(*index, at) for index in indices for at in range(length)]
        return indices

    def place(self, index):
        return self.start + sum(at * stride for at, stride in zip(index, self.strides))


def c_strides(shape):
    strides = []
    for length in reversed(shape):
        strides.insert(0, strides[0] * inner if strides else 1)
        inner = length
    return strides


def laid_out(values, shape, layout):
    if layout == "F":
        strides = c_strides(shape[::-1])[::-1]
        view = View(shape, strides, 0, len(values))
    elif layout == "strided":
        strides = [2 * stride for stride in c_strides([2 * length for length in shape])]
        view = View(shape, strides, 0, len(values) * 2 ** len(shape))
    elif layout == "reversed":
        strides = [-stride for stride in c_strides(shape)]
        view = View(shape, strides, max(0, len(values) - 1), len(values))
    else:
        view = View(shape, c_strides(shape), 0, len(values))
    for index, value in zip(view.indices(), values):
        view.memory[view.place(index)] = value
    return view


def implementation(view, bits, rule):
    """The elements in C order, cast to an integer of so many bits."""
    if FAULT == "ignores":
        values = view.memory[: len(view.indices())]
    else:
        values = [view.memory[view.place(index)] for index in view.indices()]
    low, high = -(1 << bits - 1), (1 << bits - 1) - 1
    if rule == "clamp":
        return [min(max(value, low), high) for value in values]
    if rule == "wrap":
        return [(value - low) % (1 << bits) + low for value in values]
    if not all(low <= value <= high for value in values):
        raise ValueError("out of range")
    return values


def answer(request):
    if request["op"] == "hello":
        capability = {"data_types": list(TYPES), "operations": ["encode", "decode"]}
        who = {"name": "strides", "version": "1"}
        hello = {"protocol": 1, "implementation": who, "codecs": {"cast_value": capability}}
        return {**hello, "layouts": LAYOUTS} if LAYOUTS else hello
    layout = request.get("layout", "C")
    if layout != "C" and layout not in LAYOUTS:
        sys.exit(f"{layout} is not listed")
    configuration = request["codec"]["configuration"]
    if "scalar_map" in configuration:
        return {"id": request["id"], "unsupported": "scalar_map"}
    types = [request["data_type"], configuration["data_type"]]
    if request["op"] == "decode":
        types.reverse()
    source, target = (TYPES[name] for name in types)
    values = [value for (value,) in struct.iter_unpack("<" + source, base64.b64decode(request["data"]))]
    view = laid_out(values, request["shape"], layout)
    try:
        bits = 8 * struct.calcsize(target)
        values = implementation(view, bits, configuration.get("out_of_range"))
    except ValueError as error:
        return {"id": request["id"], "error": {"message": str(error)}}
    data = base64.b64encode(struct.pack(f"<{len(values)}{target}", *values)).decode()
    return {"id": request["id"], "data": data}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)

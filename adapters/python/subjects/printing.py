"""Elements as fill values in JSON, exactly as they lie in memory: nothing is rounded, and NaN keeps its bits."""

import json
from base64 import b64encode

import numpy as np

# What "NaN" denotes in the types that have a page with this pattern. All other NaNs are patterns.
NAN = {"float16": 0x7E00, "float32": 0x7FC00000, "float64": 0x7FF8000000000000, "bfloat16": 0x7FC0}
NOT_A_TIME = -(2**63)


def elements(array):
    """The elements in C order, as what `json` writes as their fill values."""
    flat = np.ascontiguousarray(array).reshape(-1)
    if flat.dtype.kind not in "OT":
        flat = flat.astype(flat.dtype.newbyteorder("="), copy=False)
    return _values(flat)


def text(value):
    """The JSON of an element, on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _values(flat):
    """The values of an array of one dimension, in the machine's byte order."""
    dtype = flat.dtype
    if dtype.names:
        fields = [elements(flat[name]) for name in dtype.names]
        return [dict(zip(dtype.names, values)) for values in zip(*fields)]
    if dtype.kind in "fc":
        parts = flat.view(flat.real.dtype)
        values = _floats(parts)
        return values if dtype.kind == "f" else [list(pair) for pair in zip(values[::2], values[1::2])]
    if dtype.kind in "mM":
        return ["NaT" if count == NOT_A_TIME else count for count in flat.view(np.int64).tolist()]
    if dtype.kind == "S":
        return [_base64(element) for element in flat.tolist()]
    if dtype.kind == "O":
        return [_value(element) for element in flat]
    if dtype.kind != "V":
        return flat.tolist()
    if dtype.type is np.void:
        return [list(element.tobytes()) for element in flat]
    # The types that ml_dtypes adds to NumPy.
    return [int(element) for element in flat] if "int" in dtype.name else _floats(flat)


def _floats(flat):
    """Numbers, of the fewest digits that are enough for a type of NumPy's own, and what JSON has no number for."""
    bits = flat.view(f"u{flat.dtype.itemsize}").tolist()
    return [_float(value, pattern, flat.dtype) for value, pattern in zip(flat, bits)]


def _float(value, pattern, dtype):
    if value != value:
        canonical = pattern == NAN.get(dtype.name)
        return "NaN" if canonical else f"0x{pattern:0{2 * dtype.itemsize}x}"
    number = float(str(value)) if dtype.kind == "f" else float(value)
    if number in (float("inf"), float("-inf")):
        return "Infinity" if number > 0 else "-Infinity"
    return number


def _value(element):
    """One element of an array of Python's objects."""
    if isinstance(element, (bytes, bytearray, memoryview)):
        return _base64(element)
    if isinstance(element, np.ndarray):
        return elements(element)
    return element.item() if isinstance(element, np.generic) else element


def _base64(element):
    return b64encode(element).decode()


def data_type(array):
    """The data type of an array, as a `zarr.json` has it, so far as NumPy's type tells."""
    dtype = array.dtype
    if dtype.names:
        fields = [{"name": name, "data_type": data_type(array[name])} for name in dtype.names]
        return {"name": "struct", "configuration": {"fields": fields}}
    if dtype.kind in "mM":
        unit, factor = np.datetime_data(dtype)
        name = "numpy." + dtype.name.split("[")[0]
        return {"name": name, "configuration": {"unit": unit, "scale_factor": factor}}
    if dtype.kind == "S":
        configuration = {"length_bytes": dtype.itemsize}
        return {"name": "null_terminated_bytes", "configuration": configuration}
    if dtype.kind == "U":
        configuration = {"length_bytes": dtype.itemsize}
        return {"name": "fixed_length_utf32", "configuration": configuration}
    if dtype.kind == "O":
        return "bytes" if any(isinstance(element, bytes) for element in array.flat) else "string"
    if dtype.kind == "T":
        return "string"
    return f"r{8 * dtype.itemsize}" if dtype.type is np.void else dtype.name

"""Implementations that are a function from an array to an array."""

import json
from functools import lru_cache

import numpy as np

from .layouts import laid_out
from .protocol import DATA_TYPES


def elements(prepare, parse_float=float, dtype=np.dtype):
    """The operations `encode` and `decode`.

    `prepare(codec, input_type, output_type, direction)` returns the function for arrays that does
    what the codec says, whose numbers are read by `parse_float`. `dtype(name)` is NumPy's type of the
    elements of a data type.
    """

    @lru_cache(maxsize=64)
    def prepared(direction, codec_text, data_type_text):
        codec = json.loads(codec_text, parse_float=parse_float)
        types = [json.loads(data_type_text), codec["configuration"]["data_type"]]
        if direction == "decode":
            types.reverse()
        input_type, output_type = map(dtype, types)
        cast = prepare(codec, *types, direction)
        return cast, input_type.newbyteorder("<"), output_type.newbyteorder("<")

    def operation(request):
        cast, input_type, output_type = prepared(
            request.operation, request.codec, request.data_type
        )
        array = np.frombuffer(request.data, input_type).reshape(request.shape)
        array = laid_out(array, request.layout)
        # Whatever the layout of the result is, its bytes are in C order.
        return cast(array).astype(output_type, copy=False).tobytes()

    return {"encode": operation, "decode": operation}


def data_types(cast):
    """Those of which `cast(array, data_type)` casts a 1 to itself."""

    def is_cast(data_type):
        try:
            return cast(np.ones(1, data_type), data_type) == 1
        except (TypeError, ValueError):
            return False

    return [data_type for data_type in DATA_TYPES if is_cast(data_type)]

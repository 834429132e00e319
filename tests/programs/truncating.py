"""Speaks the protocol, and casts float32 to int8 towards zero whatever the mode is."""

import json
import struct
import sys
from base64 import b64decode, b64encode

HELLO = {
    "protocol": 1,
    "implementation": {"name": "truncating", "version": "1"},
    "codecs": {"cast_value": {"data_types": ["float32", "int8"], "operations": ["encode"]}},
}


def answer(request):
    configuration = request["codec"]["configuration"]
    if (request["data_type"], configuration["data_type"]) != ("float32", "int8"):
        return {"unsupported": "only float32 to int8"}
    if "out_of_range" in configuration:
        return {"unsupported": "only without out_of_range"}
    data = b64decode(request["data"])
    try:
        values = [int(value) for value in struct.unpack(f"<{len(data) // 4}f", data)]
        return {"data": b64encode(struct.pack(f"{len(values)}b", *values)).decode()}
    except (OverflowError, ValueError, struct.error) as error:
        return {"error": {"message": str(error)}}


for line in sys.stdin:
    request = json.loads(line)
    response = HELLO if request["op"] == "hello" else {"id": request["id"], **answer(request)}
    print(json.dumps(response), flush=True)

"""An adapter that knows the elements of arrays on disk beforehand, writes them as one chunk, and does something else with
some arrays.

    arrays_adapter.py VECTORS FAULT CASE
"""

import json
import os
import pathlib
import sys
import time
from base64 import b64decode

vectors, fault, case = sys.argv[1:]
HELLO = {
    "protocol": 1,
    "implementation": {"name": "arrays", "version": "1"},
    "stores": {"read": [2, 3], "write": [3]},
}


def read(place):
    (golden,) = pathlib.Path(vectors).glob(f"stores/*/{place.parent.name}")
    elements = golden / "elements.jsonl"
    if not elements.exists():
        return {"error": {"message": "it is not a Zarr array"}}
    lines = elements.read_text().splitlines()
    if is_at_fault(place):
        match fault:
            case "hang":
                time.sleep(600)
            case "crash":
                os._exit(1)
            case "shape":
                return {"shape": [len(lines), 1], "elements": [json.loads(line) for line in lines]}
            case "data":
                chunk = place / "c" / "0"
                about = json.loads((golden / "about.json").read_text())
                return {"data_type": about["data_type"], "data": encode(chunk.read_bytes())}
            case "type":
                return {"data_type": "uint16", "data": encode((place / "c" / "0").read_bytes())}
            case "change":
                (place / "zarr.json").write_text("{}")
    return {"raw": ",".join(lines)}


def encode(data):
    from base64 import b64encode

    return b64encode(data).decode()


def write(place, request):
    data = b64decode(request["data"])
    is_last = False
    if request["metadata"]["codecs"] == [{"name": "packbits"}]:
        data = bytes([sum(bit << at for at, bit in enumerate(data))])
    if is_at_fault(place):
        match fault:
            case "nothing":
                return {"written": True}
            case "reversed":
                data = data[::-1]
            case "short":
                data = data[:-1]
            case "once":
                if place.exists():
                    return {"error": {"message": "something is there already"}}
                mark = place.parent / "mark"
                is_last = not mark.exists()
                mark.touch()
            case "padding":
                data = bytes([data[0] | 0x80])
            case "upper":
                data = bytes(byte | 0xF0 for byte in data)
            case "type":
                request["metadata"]["data_type"] = "int8"
            case "refuse":
                return {"error": {"message": "no"}}
            case "silent":
                return {"data": ""}
            case "elsewhere":
                place = place.parent / "another.zarr"
            case "file":
                place.write_bytes(data)
                return {"written": True}
            case "half":
                place.mkdir()
                (place / "zarr.json").write_text(json.dumps(request["metadata"])[:-9])
                return {"written": True}
            case "empty":
                data = b""
            case "long":
                data = data + bytes(1 << 20)
            case "pipe":
                (place / "c").mkdir(parents=True)
                os.mkfifo(place / "c" / "0")
                data = b""
            case "fill":
                request["metadata"]["fill_value"] = 1
            case "endian":
                request["metadata"]["codecs"][0]["configuration"]["endian"] = "big"
                data = b"".join(data[at : at + 4][::-1] for at in range(0, len(data), 4))
            case "chunks":
                grid = request["metadata"]["chunk_grid"]["configuration"]
                grid["chunk_shape"] = [2 * grid["chunk_shape"][0]]
                data = data + bytes(len(data))
            case "keys":
                request["metadata"]["chunk_key_encoding"]["name"] = "v2"
                place.mkdir()
                (place / "0").write_bytes(data)
                data = b""
    place.mkdir(exist_ok=True)
    (place / "zarr.json").write_text(json.dumps(request["metadata"]))
    if data:
        (place / "c").mkdir()
        (place / "c" / "0").write_bytes(data)
    if is_last:
        os._exit(1)
    return {"written": True}


def is_at_fault(place):
    return case == place.parent.name


for line in sys.stdin:
    request = json.loads(line)
    if request["op"] == "hello":
        print(json.dumps(HELLO), flush=True)
        continue
    place = pathlib.Path(request["path"])
    answer = read(place) if request["op"] == "read" else write(place, request)
    if "raw" in answer:
        print(f'{{"id":{request["id"]},"elements":[{answer["raw"]}]}}', flush=True)
    else:
        print(json.dumps({"id": request["id"], **answer}), flush=True)

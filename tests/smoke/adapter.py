"""An adapter for smoke tests: right about one case each, and wrong in the way its argument names.

It knows no arithmetic: it asks `zarrproof serve` and passes on what that says, spoilt.
"""

import base64
import json
import subprocess
import sys

zarrproof, fault = sys.argv[1:]
serving = subprocess.Popen(
    [zarrproof, "serve", "zarr-cast-value"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
)


def served(line):
    serving.stdin.write(line)
    serving.stdin.flush()
    return json.loads(serving.stdout.readline())


def elements(answer, change):
    if "data" in answer:
        data = base64.b64decode(answer["data"])
        answer["data"] = base64.b64encode(change(data)).decode()


def spoil(request, answer):
    if fault == "big-endian":
        elements(answer, lambda data: bytes(b for at in range(0, len(data), 2) for b in (data[at + 1], data[at])))
    elif fault == "wrong-length":
        elements(answer, lambda data: data + data)
    elif fault == "unchanged" and request["op"] == "decode":
        answer["data"] = request["data"]
    elif fault in ["long-line", "too-long-line"]:
        elements(answer, lambda data: bytes((5 if fault == "long-line" else 8) << 20))
    elif fault == "hexadecimal" and "data" in answer:
        answer["data"] = base64.b64decode(answer["data"]).hex()
    elif fault == "no-id":
        del answer["id"]
    elif fault == "id-as-text":
        answer["id"] = str(answer["id"])
    elif fault == "always-a-value" and "error" in answer:
        del answer["error"]
        answer["data"] = "AAA="
    elif fault == "unsupported":
        answer = {"id": answer["id"], "unsupported": "not today"}
    elif fault == "error-as-text" and "error" in answer:
        answer["error"] = answer["error"]["message"]
    return answer


def introduce(hello):
    if fault == "version-2":
        hello["protocol"] = 2
    elif fault == "no-implementation":
        del hello["implementation"]
    elif fault == "no-name":
        del hello["implementation"]["name"]
    elif fault == "other-names":
        hello["codecs"]["cast_value"]["data_types"].append("double")
        hello["codecs"]["cast_value"]["operations"].append("cast")
        hello["codecs"]["own.checksum"] = {"operations": ["encode"]}
    return hello


lines = sys.stdin.readlines() if fault == "reads-to-the-end" else iter(sys.stdin.readline, "")
for line in lines:
    request = json.loads(line)
    answer = served(line)
    if request["op"] == "hello":
        answer = introduce(answer)
    else:
        answer = spoil(request, answer)
        if fault == "talks":
            print("casting", request["op"])
        if fault == "dies" and request["op"] == "decode":
            print("ValueError: no decoding", file=sys.stderr)
            sys.exit(3)
    if fault == "byte-order-mark" and request["op"] != "hello" or fault == "byte-order-mark-at-first":
        sys.stdout.write("\ufeff")
    if fault == "repr":
        print(answer, flush=True)
    elif fault == "indented":
        print(json.dumps(answer, indent=1), flush=True)
    else:
        print(json.dumps(answer), flush=fault != "no-flush")
serving.stdin.close()
serving.wait()
if fault == "never-ends":
    import time

    time.sleep(60)
if fault == "fails-at-the-end":
    sys.exit("EOFError: the input has ended")

"""A program that speaks the protocol, and answers some requests late or not at all.

It casts integers to wider ones of as many bytes, which leaves their bytes as they are. Arguments: what it
does not answer: `nothing`, `all`, an operation, or a `value`, each of which it calls unsupported. At the
request of number $AT it makes the file $GATE.reached, and goes on when there is a file $GATE.
"""

import base64
import json
import os
import sys
import time

REFUSED = sys.argv[1]
GATE = os.environ.get("GATE")
AT = int(os.environ.get("AT", "0"))
HELLO = {
    "protocol": 1,
    "implementation": {"name": "picky", "version": "0"},
    "codecs": {"cast_value": {"data_types": ["uint4", "uint8", "int8"], "operations": ["encode", "decode"]}},
}

for count, text in enumerate(sys.stdin):
    request = json.loads(text)
    if GATE and count == AT:
        open(GATE + ".reached", "w").close()
        while not os.path.exists(GATE):
            time.sleep(0.005)
    if request["op"] == "hello":
        answer = HELLO
    elif REFUSED in ("all", request["op"]) or REFUSED == "value" and 7 in base64.b64decode(request["data"]):
        answer = {"id": request["id"], "unsupported": "not done"}
    else:
        answer = {"id": request["id"], "data": request["data"]}
    print(json.dumps(answer), flush=True)

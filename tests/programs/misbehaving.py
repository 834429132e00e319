"""A program that speaks the protocol, and does one thing wrong.

It casts integers to wider ones of as many bytes, which leaves their bytes as they are, and its chains leave
them so too. Arguments: what it does wrong, and when: `always`, at an `input`, at every n-th request (`every`), at all
requests `after` the n-th, at a `word` in the
request, `once` in all (a file says so), or in `company`, which is whenever more requests wait.
"""

import base64
import json
import os
import select
import signal
import sys
import time

FAULT, WHEN, *NUMBER = sys.argv[1:]
WAITS = os.environ.get("WAITS")
WORD = NUMBER[0].encode() if NUMBER else None
NUMBER = int(NUMBER[0]) if NUMBER and NUMBER[0].isdigit() else None
OUT = sys.stdout.buffer
HELLO = {
    "protocol": 1,
    "implementation": {"name": "misbehaving", "version": "0"},
    "codecs": {"cast_value": {"data_types": ["uint4", "uint8", "int8"], "operations": ["encode", "decode"]}},
    "chains": True,
}


def write(bytes):
    OUT.write(bytes)
    OUT.flush()


def line(**answer):
    write(json.dumps(answer).encode() + b"\n")


def right(request):
    line(id=request["id"], data=request["data"])


def instead(**answer):
    return lambda request: line(id=request["id"], **answer)


def says(bytes):
    return lambda request: write(bytes)


def forever(bytes):
    def write_forever(request):
        while True:
            write(bytes)

    return write_forever


def then(*steps):
    def do(request):
        for step in steps:
            step(request)

    return do


def sleep(request):
    time.sleep(1000)


def leaves(code):
    return lambda request: os._exit(code)


def shouts(bytes):
    return lambda request: (sys.stderr.buffer.write(bytes), sys.stderr.buffer.flush())


def another(request):
    """Leaves a child behind that holds the pipes open."""
    import subprocess

    child = subprocess.Popen(["sleep", "1000"])
    if os.environ.get("CHILDREN"):
        with open(os.environ["CHILDREN"], "a") as file:
            file.write(f"{os.getpid()} {child.pid}\n")


def daemon(request):
    """Leaves a child behind that has left the group."""
    import subprocess

    child = subprocess.Popen(["sleep", "1000"], start_new_session=True)
    if os.environ.get("CHILDREN"):
        with open(os.environ["CHILDREN"], "a") as file:
            file.write(f"{os.getpid()} {child.pid}\n")


def count_starts():
    """How many processes of this program were started, this one included."""
    with open(os.environ["STARTS"], "a") as file:
        file.write(".")
    return os.path.getsize(os.environ["STARTS"])


def blindly(request):
    """Answers what it has not read."""
    for id in range(request["id"], 1 << 60):
        line(id=id, data=request["data"])
        time.sleep(0.0002)


def broken_blindly(request):
    """The same, and none of it is an answer, so that more is asked."""
    for id in range(request["id"], 1 << 60):
        line(id=id, data="***")
        time.sleep(0.001)


def drip(request):
    for byte in json.dumps({"id": request["id"], "data": request["data"]}):
        write(byte.encode())
        time.sleep(0.001)
    write(b"\n")


def longer(request):
    data = base64.b64decode(request["data"]) + b"\0"
    line(id=request["id"], data=base64.b64encode(data).decode())


def killed(number):
    return lambda request: os.kill(os.getpid(), number)


FAULTS = {
    "leaves with 0": leaves(0),
    "leaves with 3": leaves(3),
    "is killed": killed(signal.SIGKILL),
    "aborts": killed(signal.SIGABRT),
    "hangs": sleep,
    "says nothing": lambda request: None,
    "garbage": says(b"what\n"),
    "an empty line": says(b"\n"),
    "half a line": then(says(b'{"id":'), leaves(0)),
    "not UTF-8": says(b"\xff\xfe\n"),
    "null bytes": says(b"\0\0\0\n"),
    "nested JSON": says(b"[" * 100_000 + b"\n"),
    "a JSON array": says(b"[1,2,3]\n"),
    "a line without end": forever(b"x" * 65536),
    "lines without end": forever(b"what\n" * 1000),
    "another id": lambda request: line(id=request["id"] + 1_000_000, data=request["data"]),
    "a negative id": lambda request: line(id=-1, data=request["data"]),
    "an id in quotes": lambda request: line(id=str(request["id"]), data=request["data"]),
    "no id": lambda request: line(data=request["data"]),
    "twice": lambda request: write(2 * (json.dumps({"id": request["id"], "data": request["data"]}) + "\n").encode()),
    "two kinds": lambda request: line(id=request["id"], data=request["data"], error={"message": "no"}),
    "no kind": instead(),
    "a number as data": instead(data=7),
    "validity": instead(valid=True),
    "too long": longer,
    "no base64": instead(data="***"),
    "unsupported": instead(unsupported="not this one"),
    "blind": blindly,
    "blind and broken": broken_blindly,
    "leaves a daemon": then(daemon, leaves(1)),
    "hangs with a daemon": then(daemon, sleep),
    "another start fails": lambda request: right(request),
    "another introduction": lambda request: right(request),
    "starts once": leaves(3),
    "closes its output": then(lambda request: os.close(1), sleep),
    "leaves a child": then(another, leaves(1)),
    "answers and leaves": then(right, leaves(1)),
    "answers and rambles": then(right, says(b"what\n")),
    "a last word": then(shouts(b"one\ntwo\xff\n\x1b[31mthree\n"), leaves(1)),
    "shouts and leaves": then(shouts(b"all work and no play\n" * 500_000), leaves(1)),
    # Nothing of this is wrong.
    "nothing": right,
    "shouts": then(shouts(b"all work and no play\n" * 500_000), right),
    "drips": drip,
    "more fields": lambda request: line(id=request["id"], data=request["data"], took=0.5, notes=["fine"]),
    "carriage returns": lambda request: write(json.dumps({"id": request["id"], "data": request["data"]}).encode() + b"\r\n"),
    "has a child": then(another, right),
    "hangs with a child": then(another, sleep),
}

HELLOS = {
    "garbage": b"hello\n",
    "nothing": b"",
    "not UTF-8": b"\xff\n",
    "a line without end": b"x" * (9 << 20),
    "another version": b'{"protocol":2,"speaks":["zarr"]}\n',
    "no version": b'{"implementation":{"name":"a","version":"1"},"codecs":{}}\n',
    "no object of codecs": json.dumps({**HELLO, "codecs": ["cast_value"]}).encode() + b"\n",
    "more than is known": json.dumps({**HELLO, "mood": "good", "scalars": ["int128"]}).encode() + b"\n",
}


def is_time(request, count):
    if WHEN == "input":
        return NUMBER in base64.b64decode(request["data"])
    if WHEN == "every":
        return count % NUMBER == 0
    if WHEN == "after":
        return count > NUMBER
    if WHEN == "word":
        return WORD in text
    if WHEN == "once":
        return count == 20 and count_starts() == 1
    if WHEN == "company":
        return b"\n" in pending or bool(select.select([0], [], [], 0.02)[0])
    return WHEN == "always"


pending = b""
text = b""

if FAULT == "another start fails" and count_starts() % 3 == 2:
    os._exit(4)
if FAULT == "starts once" and count_starts() > 1:
    sleep(None)
if FAULT == "another introduction" and count_starts() > 1:
    HELLO["implementation"]["version"] = "1"


def read():
    """More of standard input. Notes whether it had to be waited for."""
    if WAITS:
        is_there = select.select([0], [], [], 0.09)[0]
        with open(WAITS, "a") as file:
            file.write("there\n" if is_there else "waits\n")
    return os.read(0, 1 << 16)


def requests():
    """Lines of standard input, none of which hides in a buffer."""
    global pending, text
    while chunk := read():
        pending += chunk
        while b"\n" in pending:
            text, pending = pending.split(b"\n", 1)
            yield json.loads(text)


if FAULT.startswith("hello: "):
    next(requests())
    sys.stderr.write("no introduction today\n")
    write(HELLOS[FAULT.removeprefix("hello: ")])
    sleep(None) if FAULT == "hello: nothing" else None
    FAULT = "nothing"

for count, request in enumerate(requests()):
    if request["op"] == "hello":
        line(**HELLO)
        if WHEN == "never reads":
            sleep(None)
    elif is_time(request, count):
        FAULTS[FAULT](request)
    else:
        right(request)

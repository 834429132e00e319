"""A program of the reader contract that knows the elements beforehand, and does something else with some arrays.

    reader.py VECTORS FAULT CASE --array_path=DIR

FAULT is what it does instead for CASE, for every array if CASE is "every", and for every array but those of probes if it
is "others".
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

NOTE = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace"

vectors, fault, case, argument = sys.argv[1:]
fault = os.environ.get("FAULT", fault)
place = pathlib.Path(argument.removeprefix("--array_path="))
name = place.parent.name
(golden,) = pathlib.Path(vectors).glob(f"stores/*/{name}")
elements = golden / "elements.jsonl"


def right():
    if not elements.exists():
        sys.exit("it is not a Zarr array")
    sys.stdout.write(elements.read_text())


def spelled(spelling):
    """Writes whole numbers otherwise."""
    if not elements.exists():
        sys.exit("it is not a Zarr array")
    text = elements.read_text()
    sys.stdout.write(re.sub(r"(?<![\w.\"])(-?\d+)(?![\w.])", spelling, text))


def child(*words, **options):
    return subprocess.Popen([sys.executable, "-I", "-S", "-c", *words], stderr=subprocess.DEVNULL, **options)


def fail():
    match fault:
        case "none":
            right()
        case "hang":
            if mark := os.environ.get("MARK"):
                with open(mark, "a") as file:
                    print(name, file=file)
            print("waiting", file=sys.stderr, flush=True)
            time.sleep(600)
        case "close-and-hang":
            right()
            sys.stdout.flush()
            os.close(1)
            time.sleep(600)
        case "crash":
            sys.stdout.write("1\n")
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGSEGV)
        case "shell-crash":
            sys.exit(128 + signal.SIGSEGV)
        case "refuse":
            sys.exit("unknown codec")
        case "unsupported":
            print("no such codec here", file=sys.stderr)
            sys.exit(69)
        case "open":
            pass
        case "silent":
            sys.exit(0 if elements.exists() else 1)
        case "garbage":
            print("<xarray.DataArray ()>")
        case "bytes":
            sys.stdout.buffer.write(b"\xff\xfe\n")
        case "gigabytes":
            line = b"1\n" * 500_000
            while True:
                sys.stdout.buffer.write(line)
        case "children":
            right()
            sys.stdout.flush()
            # One holds the output open, the other has left the group as well.
            child("import time; time.sleep(600)")
            child("import time; time.sleep(600)", start_new_session=True, stdout=subprocess.DEVNULL)
        case "daemons":
            right()
            sys.stdout.flush()
            token = os.environ["MARK"]
            nothing = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
            # One has shed what it is known by; the other starts itself anew, and ends.
            child("import time; time.sleep(600)", token, start_new_session=True, env={}, **nothing)
            again = "import os, time\nfor at in range(4000): os.fork() and os._exit(0); time.sleep(0.0005)"
            child(again, token, start_new_session=True, **nothing)
        case "spoil-others":
            right()
            for file in place.parent.parent.rglob("*"):
                if file.is_file() and place not in file.parents:
                    file.write_bytes(b"changed")
        case "remove-parents":
            right()
            shutil.rmtree(place.parent.parent)
        case "replace":
            right()
            place.rename(place.parent / "other")
            place.symlink_to("other")
        case "forbid":
            right()
            for directory in (place, place.parent):
                directory.chmod(0)
        case "constant":
            sys.stdout.write((golden.parent / "numbers" / "elements.jsonl").read_text())
        case "trailing":
            right()
            print("done")
        case "blank":
            right()
            print()
        case "carriage":
            sys.stdout.write(elements.read_text().replace("\n", "\r\n"))
        case "no-newline":
            sys.stdout.write(elements.read_text().rstrip("\n"))
        case "fractions":
            spelled(r"\1.0")
        case "exponents":
            spelled(r"\1e0")
        case "write":
            (place / "c").mkdir(exist_ok=True)
            (place / "c" / "cache").write_text("x" * 100)
            right()
        case "change":
            right()
            for file in place.rglob("*"):
                if file.is_file():
                    file.write_bytes(b"changed")
        case "remove":
            right()
            for file in place.rglob("*"):
                if file.is_file():
                    file.unlink()
        case "complain-python":
            raise ValueError("no such codec")
        case "complain-rust":
            sys.exit(f"thread 'main' panicked at src/main.rs:1:5:\nno such codec\n{NOTE}")
        case "complain-anyhow":
            frames = "".join(f"  {at}: _start\n" for at in range(9))
            sys.exit(f"Error: no such codec\n\nCaused by:\n    it is unknown\n\nStack backtrace:\n{frames}")
        case "complain-java":
            frames = "".join(f"\tat {'org.example.' * 20}Main.main(Main.java:{at})\n" for at in range(60))
            sys.exit(f"failed to open\njava.io.IOException: no such codec\n at [Source: REDACTED]\n{frames}")
        case "complain-node":
            sys.exit("file:///cli.mjs:3\nthrow x;\n^\n\nError: no such codec\n    at file:///cli.mjs:3:7\n\nNode.js v22.0.0")
        case "complain-go":
            sys.exit("panic: no such codec\n\ngoroutine 1 [running]:\nmain.main()\n\t/main.go:4 +0x1\nexit status 2")
        case "complain-r":
            sys.exit("Error in open(path) : no such codec\nCalls: read -> open\nExecution halted")
        case _ if fault.startswith("print:"):
            print(fault.removeprefix("print:").replace("|", "\n"))
        case _:
            sys.exit(f"unknown fault {fault}")


if case in ("every", name) or case == "others" and not name.startswith("numbers"):
    fail()
else:
    right()

"""A program of the reader contract that knows the elements beforehand, and does something else with some arrays.

    reader.py VECTORS FAULT CASE --array_path=DIR

FAULT is what it does instead for CASE, for every array if CASE is "every", and for every array but those of probes if it
is "others".

It is started often, and most modules take longer to import than the rest takes: they are imported where they are needed.
"""

import os
import sys

SIGSEGV = 11
NOTE = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace"

vectors, fault, case, argument = sys.argv[1:]
fault = os.environ.get("FAULT", fault)
place = argument.removeprefix("--array_path=")
name = os.path.basename(os.path.dirname(place))
folders = os.scandir(os.path.join(vectors, "stores"))
(golden,) = (path for folder in folders if os.path.isdir(path := os.path.join(folder.path, name)))


def elements(of=golden):
    try:
        with open(os.path.join(of, "elements.jsonl"), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        sys.exit("it is not a Zarr array")


def right():
    sys.stdout.write(elements())


def spelled(spelling):
    """Writes whole numbers otherwise."""
    import re

    sys.stdout.write(re.sub(r"(?<![\w.\"])(-?\d+)(?![\w.])", spelling, elements()))


def wait():
    import time

    time.sleep(600)


def files(directory):
    import pathlib

    return [file for file in pathlib.Path(directory).rglob("*") if file.is_file()]


def child(*words, shared=(), **options):
    """Starts a program that shares some of the standard streams."""
    import subprocess

    others = {name: subprocess.DEVNULL for name in ("stdin", "stdout", "stderr") if name not in shared}
    return subprocess.Popen([sys.executable, "-I", "-S", "-c", *words], **others, **options)


def fail():
    match fault:
        case "none":
            right()
        case "hang":
            if mark := os.environ.get("MARK"):
                with open(mark, "a") as file:
                    print(name, file=file)
            print("waiting", file=sys.stderr, flush=True)
            wait()
        case "close-and-hang":
            right()
            sys.stdout.flush()
            os.close(1)
            wait()
        case "crash":
            sys.stdout.write("1\n")
            sys.stdout.flush()
            os.kill(os.getpid(), SIGSEGV)
        case "shell-crash":
            sys.exit(128 + SIGSEGV)
        case "refuse":
            sys.exit("unknown codec")
        case "unsupported":
            print("no such codec here", file=sys.stderr)
            sys.exit(69)
        case "open":
            pass
        case "silent":
            elements()
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
            child("import time; time.sleep(600)", shared=["stdin", "stdout"])
            child("import time; time.sleep(600)", shared=["stdin"], start_new_session=True)
        case "daemons":
            right()
            sys.stdout.flush()
            token = os.environ["MARK"]
            # One has shed what it is known by; the other starts itself anew, and ends.
            child("import time; time.sleep(600)", token, start_new_session=True, env={})
            again = "import os, time\nfor at in range(4000): os.fork() and os._exit(0); time.sleep(0.0005)"
            child(again, token, start_new_session=True)
        case "spoil-others":
            right()
            for file in files(os.path.dirname(os.path.dirname(place))):
                if not file.is_relative_to(place):
                    file.write_bytes(b"changed")
        case "remove-parents":
            import shutil

            right()
            shutil.rmtree(os.path.dirname(os.path.dirname(place)))
        case "replace":
            right()
            os.rename(place, os.path.join(os.path.dirname(place), "other"))
            os.symlink("other", place)
        case "forbid":
            right()
            for directory in (place, os.path.dirname(place)):
                os.chmod(directory, 0)
        case "constant":
            sys.stdout.write(elements(os.path.join(os.path.dirname(golden), "numbers")))
        case "trailing":
            right()
            print("done")
        case "blank":
            right()
            print()
        case "carriage":
            sys.stdout.write(elements().replace("\n", "\r\n"))
        case "no-newline":
            sys.stdout.write(elements().rstrip("\n"))
        case "fractions":
            spelled(r"\1.0")
        case "exponents":
            spelled(r"\1e0")
        case "write":
            os.makedirs(os.path.join(place, "c"), exist_ok=True)
            with open(os.path.join(place, "c", "cache"), "w") as file:
                file.write("x" * 100)
            right()
        case "change":
            right()
            for file in files(place):
                file.write_bytes(b"changed")
        case "remove":
            right()
            for file in files(place):
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

"""A program of the reader contract that knows the elements beforehand, and does something else with some arrays.

    reader.py VECTORS FAULT CASE --array_path=DIR

FAULT is what it does instead for CASE, for every array if CASE is "every", and for every array but those of probes if it
is "others".
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import time

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
                pathlib.Path(mark).touch()
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
        case _ if fault.startswith("print:"):
            print(fault.removeprefix("print:").replace("|", "\n"))
        case _:
            sys.exit(f"unknown fault {fault}")


if case in ("every", name) or case == "others" and not name.startswith("numbers"):
    fail()
else:
    right()

"""The protocol, version 1: a JSON object a line on standard input, and one on standard output."""

import json
import os
import re
import resource
import sys
import warnings
from binascii import a2b_base64, b2a_base64
from functools import lru_cache
from importlib.metadata import version

# What a harness can ask about.
DATA_TYPES = """
    int2 int4 int8 int16 int32 int64 uint2 uint4 uint8 uint16 uint32 uint64
    float4_e2m1fn float6_e2m3fn float6_e3m2fn float8_e3m4 float8_e4m3 float8_e4m3b11fnuz
    float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz float8_e8m0fnu bfloat16 float16 float32 float64
""".split()


class Unsupported(Exception):
    """The implementation has no call for what is asked."""


class Request:
    """A request. Its metadata is kept as the text that it came as."""

    def __init__(self, line):
        values, texts = _members(line)
        self.operation, self.id = values["op"], values.get("id")
        self.codec, self.codecs = texts.get("codec"), texts.get("codecs")
        self.data_type, self.fill_value = texts.get("data_type"), texts.get("fill_value")
        self.shape = tuple(values["shape"]) if "shape" in values else None
        self.data = a2b_base64(values.get("data", ""))
        self.elements = values.get("elements")
        self.layout = values.get("layout", "C")
        self.path, self.metadata = values.get("path"), texts.get("metadata")


_MEMBER = re.compile(r'\s*[{,]\s*"(\w+)"\s*:\s*')
_value = json.JSONDecoder().scan_once


def _members(line):
    """The members of a JSON object: their values, and the text of those."""
    values, texts, at = {}, {}, 0
    while member := _MEMBER.match(line, at):
        name, start = member[1], member.end()
        values[name], at = _value(line, start)
        texts[name] = line[start:at]
    return values, texts


def implementation(name, distribution, homepage, *beneath):
    """Who the subject is. Distributions `beneath` it do its work: results are theirs as well."""
    versions = [version(distribution), *(f"{other} {version(other)}" for other in beneath)]
    return {
        "name": name,
        "version": " with ".join(versions),
        "language": "python",
        "homepage": homepage,
    }


@lru_cache(maxsize=4096)
def _name(codec):
    """The name of a codec, if it has one: what its metadata may be is not for an adapter to say."""
    codec = json.loads(codec)
    name = codec.get("name") if isinstance(codec, dict) else codec
    return name if isinstance(name, str) else None


# Numbers in damaged chunks ask for more, and what a library makes of that shall not depend on the machine.
MEMORY = 8 << 30


def limit_memory():
    """Lets allocations fail that take the process beyond MEMORY bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if soft == resource.RLIM_INFINITY or soft > MEMORY:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, hard))


def answers_only():
    """Standard output, to which nothing else writes any more: whatever a library prints goes to standard error."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # What is only warned about counts by its result, and is asked for a hundred thousand times.
    warnings.simplefilter("ignore")
    return output


def serve(implementation, data_types, operations, scalars=(), layouts=(), chains=None, reader=None):
    """Answers requests until standard input ends.

    `operations` are functions from a request to the elements, as bytes, or the object to answer.
    `layouts` are the memory layouts in which they hand arrays on. `chains` has other codecs than casts, and
    chains of all. `reader` reads arrays on disk, and may write them.
    """
    if len(sys.argv) > 1:
        sys.exit("this adapter does not read arrays on disk")
    listed = [name for name in operations if name != "scalar"]
    casts = {"cast_value": {"data_types": data_types, "operations": listed}} if listed else {}
    hello = {
        "protocol": 1,
        "implementation": implementation,
        "codecs": {**(chains.codecs if chains else {}), **casts},
        "scalars": scalars,
        "layouts": layouts,
        **({"chains": True} if chains and chains.lists else {}),
        **({"variable": True} if chains and chains.variable else {}),
        **({"stores": reader.stores} if reader else {}),
    }
    names = ["encode", "decode", "fill_value", "validate"]
    of_chains = {name: getattr(chains, name) for name in names if hasattr(chains, name)}

    def operations_for(request):
        if reader and request.operation in reader.operations:
            return reader.operations
        if not chains or request.codec is None and request.codecs is None:
            return operations
        is_chain = request.codec is None or _name(request.codec) in chains.codecs
        return of_chains if is_chain and request.operation in of_chains else operations

    limit_memory()
    output = answers_only()
    for line in sys.stdin.buffer:
        request = Request(line.decode())
        is_hello = request.operation == "hello"
        answer = hello if is_hello else _answer(operations_for(request), request)
        if isinstance(answer, bytes):
            data = b2a_base64(answer, newline=False)
            output.write(b'{"id":%d,"data":"%b"}\n' % (request.id, data))
        else:
            output.write(json.dumps(answer).encode() + b"\n")
        output.flush()


def _answer(operations, request):
    """The elements as bytes, or the object that answers the request."""
    operation = operations.get(request.operation)
    try:
        if operation is None:
            raise Unsupported(f"there is no call for {request.operation!r}")
        answer = operation(request)
        return answer if isinstance(answer, bytes) else {"id": request.id, **answer}
    except Unsupported as reason:
        return {"id": request.id, "unsupported": str(reason)}
    except MemoryError:
        raise
    except Exception as error:
        message = f"{type(error).__name__}: {error}"
        return {"id": request.id, "error": {"message": message}}

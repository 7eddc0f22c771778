"""Apache's Python code as a peer: one request a line on stdin, one answer a line on stdout, all JSON.

A request is {"module", "struct", "hex"} (decode it) or {"module", "struct", "value"} (encode it); values are written
as in the case files. The first argument is the generated gen-py directory.
"""

import importlib
import json
import math
import sys

sys.path.insert(0, sys.argv[1])

from thrift.protocol.TBinaryProtocol import TBinaryProtocol  # noqa: E402
from thrift.Thrift import TType  # noqa: E402
from thrift.transport.TTransport import TMemoryBuffer  # noqa: E402


def by_identity(cls):
    """Equal structs stay two keys of a dict, as they are two entries on the wire."""
    cls.__hash__ = object.__hash__
    cls.__eq__ = object.__eq__
    return cls


def to_json(ttype, args, value):
    if ttype == TType.DOUBLE:
        if math.isnan(value):
            return "NaN"
        if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        if value == 0 and math.copysign(1, value) < 0:
            return "-0"
        return value
    if ttype == TType.I64:
        return str(value)
    if ttype == TType.STRING:
        return value if args == "UTF8" else bytes(value).hex()
    if ttype in (TType.LIST, TType.SET):
        return [to_json(args[0], args[1], element) for element in value]
    if ttype == TType.MAP:
        return [[to_json(args[0], args[1], k), to_json(args[2], args[3], v)] for k, v in value.items()]
    if ttype == TType.STRUCT:
        return struct_to_json(args[0], value)
    return value


def struct_to_json(cls, value):
    result = {}
    for spec in cls.thrift_spec:
        if spec is not None and getattr(value, spec[2]) is not None:
            result[spec[2]] = to_json(spec[1], spec[3], getattr(value, spec[2]))
    return result


def from_json(ttype, args, value):
    if ttype == TType.DOUBLE:
        return float(value)
    if ttype == TType.I64:
        return int(value)
    if ttype == TType.STRING:
        return value if args == "UTF8" else bytes.fromhex(value)
    if ttype == TType.LIST:
        elements = [from_json(args[0], args[1], element) for element in value]
        return tuple(elements) if args[2] else elements
    if ttype == TType.SET:
        elements = [from_json(args[0], args[1], element) for element in value]
        return frozenset(elements) if args[2] else set(elements)
    if ttype == TType.MAP:
        return {from_json(args[0], args[1], k): from_json(args[2], args[3], v) for k, v in value}
    if ttype == TType.STRUCT:
        return struct_from_json(args[0], value)
    return value


def struct_from_json(cls, value):
    result = cls()
    for spec in cls.thrift_spec:
        if spec is not None:
            name = spec[2]
            # None is absent; the constructor may have set a default.
            given = from_json(spec[1], spec[3], value[name]) if name in value else None
            setattr(result, name, given)
    return result


loaded = {}


def load_types(name):
    if name not in loaded:
        loaded[name] = importlib.import_module(name + ".ttypes")
        generated = [m for path, m in sys.modules.items() if path.endswith(".ttypes")]
        for candidate in [c for module in generated for c in vars(module).values()]:
            if isinstance(candidate, type) and hasattr(candidate, "thrift_spec"):
                by_identity(candidate)
    return loaded[name]


def answer(request):
    cls = getattr(load_types(request["module"]), request["struct"])
    if "hex" in request:
        decoded = cls()
        transport = TMemoryBuffer(bytes.fromhex(request["hex"]))
        decoded.read(TBinaryProtocol(transport))
        return {"value": struct_to_json(cls, decoded), "consumed": transport._buffer.tell()}
    transport = TMemoryBuffer()
    struct_from_json(cls, request["value"]).write(TBinaryProtocol(transport))
    return {"hex": transport.getvalue().hex()}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))

"""Property values as the plugin protocol carries them, turned into plain Python and back.

Plain means dict, list, str, bool, float, int and None; secrets, assets and archives stay the signed dicts that they are on the
wire, and an unknown stays its sentinel string. Nothing is lost on the way through, the hash of an asset included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from attrs import frozen
from google.protobuf import struct_pb2

from buttress.model.sentinels import SECRET_SIGNATURE, SIGNATURE, UNKNOWNS

Properties = dict[str, Any]


def read(struct: struct_pb2.Struct) -> Properties:
    """The properties in a protobuf struct."""
    return {key: _value(value) for key, value in struct.fields.items()}


def write(properties: Mapping[str, Any]) -> struct_pb2.Struct:
    """A protobuf struct with these properties; integers become numbers, the only number there is on the wire."""
    struct = struct_pb2.Struct()
    struct.update(properties)
    return struct


def secret(value: Any) -> Properties:
    """The value marked as a secret."""
    return {SIGNATURE: SECRET_SIGNATURE, "value": value}


def is_secret(value: Any) -> bool:
    """Whether the value itself (not something inside it) is marked as a secret."""
    return isinstance(value, dict) and value.get(SIGNATURE) == SECRET_SIGNATURE


def is_unknown(value: Any) -> bool:
    """Whether the value itself is an unknown, secret or not."""
    return reveal(value) in UNKNOWNS if isinstance(value, str) or is_secret(value) else False


def reveal(value: Any) -> Any:
    """The value without a secret's mark."""
    return reveal(value.get("value")) if is_secret(value) else value


def text(value: Any) -> str:
    """The string that a property holds, or an empty one when it is absent, unknown or no string."""
    shown = reveal(value)
    return shown if isinstance(shown, str) and shown not in UNKNOWNS else ""


def declared(properties: Mapping[str, Any]) -> Properties:
    """The properties without the keys that start with `__`, at every level."""
    return {key: _declared(value) for key, value in properties.items() if not key.startswith("__")}


def has_secret(value: Any) -> bool:
    """Whether a secret lies in the value at any depth."""
    if isinstance(value, dict):
        return is_secret(value) or any(map(has_secret, value.values()))
    return isinstance(value, list) and any(map(has_secret, value))


def replace(value: Any, old: str, new: str) -> Any:
    """The value with one text put for another in every string."""
    if isinstance(value, dict):
        return {key: replace(member, old, new) for key, member in value.items()}
    if isinstance(value, list):
        return [replace(member, old, new) for member in value]
    return value.replace(old, new) if isinstance(value, str) else value


@frozen
class Difference:
    """One place at which two sets of properties differ. `path` is in Pulumi's notation, as `rules[0].action`."""

    path: str
    kind: Literal["ADD", "DELETE", "UPDATE"]

    @property
    def key(self) -> str:
        """The top-level property."""
        return self.path.split(".", 1)[0].split("[", 1)[0]


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Every place at which `new` differs from `old`, in the order of the keys; a secret equals the same value in the open."""
    return list(_differences("", declared(old), declared(new)))


def _differences(path: str, old: Any, new: Any) -> Iterator[Difference]:
    old, new = reveal(old), reveal(new)
    if isinstance(old, dict) and isinstance(new, dict) and SIGNATURE not in old and SIGNATURE not in new:
        for key in sorted(old.keys() | new.keys()):
            at = f"{path}.{key}" if path else key
            if new.get(key) is None:
                if old.get(key) is not None:
                    yield Difference(at, "DELETE")
            elif old.get(key) is None:
                yield Difference(at, "ADD")
            else:
                yield from _differences(at, old[key], new[key])
    elif isinstance(old, list) and isinstance(new, list):
        for position in range(max(len(old), len(new))):
            at = f"{path}[{position}]"
            if position >= len(new):
                yield Difference(at, "DELETE")
            elif position >= len(old):
                yield Difference(at, "ADD")
            else:
                yield from _differences(at, old[position], new[position])
    elif old != new:
        yield Difference(path, "UPDATE")


def _declared(value: Any) -> Any:
    if isinstance(value, dict):
        return declared(value)
    return [_declared(member) for member in value] if isinstance(value, list) else value


def _value(value: struct_pb2.Value) -> Any:
    match value.WhichOneof("kind"):
        case "struct_value":
            return read(value.struct_value)
        case "list_value":
            return [_value(member) for member in value.list_value.values]
        case "string_value":
            return value.string_value
        case "bool_value":
            return value.bool_value
        case "number_value":
            number = value.number_value
            return int(number) if number.is_integer() else number
        case _:
            return None

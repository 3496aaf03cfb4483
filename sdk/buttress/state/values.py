"""Pulumi's property values, decoded: unknowns and secrets taken out, assets and references made plain.

Both may stand anywhere: a state file of an interrupted update holds unknowns too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from buttress.model import PropertyPath, sentinels
from buttress.model.paths import paths

SECRET = "[secret]"

_ABSENT: Any = object()

_WORD = 64
_EXACT = 2**53
"""The largest whole number below which a float tells each from the next."""

_Steps = tuple[str | int, ...]


@frozen
class Decoded:
    """Plain properties, with the paths that were unknown (left out) and secret (replaced by a marker)."""

    props: dict[str, Any]
    unknown: tuple[PropertyPath, ...] = field(default=(), converter=paths)
    secret: tuple[PropertyPath, ...] = field(default=(), converter=paths)
    nulls: tuple[PropertyPath, ...] = field(default=(), converter=paths)
    """Where a null stood: the provider answered, but gave nothing."""
    whole: bool = True
    """False where the properties as a whole were unknown or secret."""


def decode(properties: Mapping[str, Any]) -> Decoded:
    """The plain form of a resource's properties.

    Unknown values lose their key (a list keeps the place, holding None); nulls and keys that start with `__` are dropped;
    numbers are those of JSON (`_number`); a secret becomes `"[secret]"`, whatever it held.
    """
    unknown: list[_Steps] = []
    secret: list[_Steps] = []
    nulls: list[_Steps] = []
    value = _decode(properties, (), unknown, secret, nulls)
    if not isinstance(value, dict):
        return Decoded({}, [()], secret, whole=False)
    return Decoded(value, unknown, secret, nulls)


def _decode(value: Any, path: _Steps, unknown: list[_Steps], secret: list[_Steps], nulls: list[_Steps]) -> Any:
    if isinstance(value, str):
        if value in sentinels.UNKNOWNS:
            unknown.append(path)
            return _ABSENT
        if value == SECRET:
            secret.append(path)
        return value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        number = _number(value)
        if number is None:
            unknown.append(path)
            return _ABSENT
        return number
    if isinstance(value, list):
        members = [_decode(member, (*path, place), unknown, secret, nulls) for place, member in enumerate(value)]
        return [None if member is _ABSENT else member for member in members]
    if isinstance(value, dict):
        return _object(value, path, unknown, secret, nulls)
    return value


def _number(value: float) -> float | None:
    """The number as JSON for OPA holds it: whole where that is exact, a float where 64 bits do not suffice, None beyond any float."""
    if isinstance(value, int):
        if value.bit_length() < _WORD:
            return value
        try:
            value = float(value)
        except OverflowError:
            return None
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) <= _EXACT else value


def _object(value: dict[str, Any], path: _Steps, unknown: list[_Steps], secret: list[_Steps], nulls: list[_Steps]) -> Any:
    signature = value.get(sentinels.SIGNATURE)
    if signature is not None:
        return _special(signature, value, path, unknown, secret, nulls)
    result = {}
    for key, member in value.items():
        if key.startswith("__"):
            continue
        if member is None:
            nulls.append((*path, key))
            continue
        plain = _decode(member, (*path, key), unknown, secret, nulls)
        if plain is not _ABSENT:
            result[key] = plain
    return result


def _special(signature: Any, value: dict[str, Any], path: _Steps, unknown: list[_Steps], secret: list[_Steps], nulls: list[_Steps]) -> Any:
    if signature == sentinels.SECRET_SIGNATURE:
        return _secret(value.get("value"), path, unknown, secret)
    if signature == sentinels.OUTPUT_SIGNATURE:
        if "value" not in value:
            unknown.append(path)
            if value.get("secret"):
                secret.append(path)
            return _ABSENT
        if value.get("secret"):
            return _secret(value["value"], path, unknown, secret)
        return _decode(value["value"], path, unknown, secret, nulls)
    if signature == sentinels.REFERENCE_SIGNATURE:
        identity = value.get("id")
        known = isinstance(identity, str) and identity and identity not in sentinels.UNKNOWNS
        return identity if known else value.get("urn", "")
    if signature in {sentinels.ASSET_SIGNATURE, sentinels.ARCHIVE_SIGNATURE}:
        # The text of an asset may be a key file: only its digest and where it came from are kept.
        return {key: value[key] for key in ("hash", "path", "uri") if isinstance(value.get(key), str)}
    if signature in {sentinels.FLOAT_SIGNATURE, sentinels.BYTES_SIGNATURE}:
        return _decode(value.get("value"), path, unknown, secret, nulls)
    # A signature of tomorrow's Pulumi: what it holds cannot be judged.
    unknown.append(path)
    return _ABSENT


def _secret(value: Any, path: _Steps, unknown: list[_Steps], secret: list[_Steps]) -> Any:
    secret.append(path)
    if isinstance(value, str) and value in sentinels.UNKNOWNS:
        unknown.append(path)
        return _ABSENT
    return SECRET


def fill(props: dict[str, Any], given: Mapping[str, Any], path: PropertyPath) -> None:
    """Put what `given` holds at `path` into `props`, in place, where both have the objects around it."""
    source: Any = given
    target: Any = props
    for step in path[:-1]:
        try:
            source, target = source[step], target[step]
        except (KeyError, IndexError, TypeError):
            return
    key = path[-1]
    if isinstance(source, Mapping) and isinstance(target, dict) and key in source and key not in target:
        target[key] = source[key]


def supplement(target: dict[str, Any], own: Mapping[str, Any]) -> None:
    """Add to `target`, in place and at every depth, the keys that `own` has and it has not."""
    for key, value in own.items():
        if key not in target:
            target[key] = value
        elif isinstance(value, Mapping) and isinstance(target[key], dict):
            supplement(target[key], value)


def mask(props: dict[str, Any], path: PropertyPath) -> bool:
    """Replace the value at `path` by the secret marker, in place; True if there was one."""
    holder: Any = props
    for step in path[:-1]:
        try:
            holder = holder[step]
        except (KeyError, IndexError, TypeError):
            return False
    try:
        if holder[path[-1]] is None:
            return False
        holder[path[-1]] = SECRET
    except (KeyError, IndexError, TypeError):
        return False
    return True

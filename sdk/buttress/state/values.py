"""Pulumi's property values, decoded: unknowns and secrets taken out, assets and references made plain.

The signatures are those of the Pulumi SDK (`sdk/go/common/resource/sig` and the seven unknown sentinels of
`sdk/go/common/resource/plugin`). They may stand anywhere: a state file of an interrupted update holds unknowns too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from buttress.model import Path

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "[secret]"

UNKNOWNS = frozenset(
    {
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }
)

_SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270"
_ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17"
_ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7"
_REFERENCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e"
_OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
_FLOAT_SIGNATURE = "8ad145fe-0d11-4827-bfd7-1abcbf086f5c"
_BYTES_SIGNATURE = "803fd3297a5875dc03ca845dda5d2a98"

_ABSENT: Any = object()


@frozen
class Decoded:
    """Plain properties, with the paths that were unknown (left out) and secret (replaced by a marker)."""

    props: dict[str, Any]
    unknown: tuple[Path, ...] = ()
    secret: tuple[Path, ...] = ()
    nulls: tuple[Path, ...] = ()
    """Where a null stood: the provider answered, but gave nothing."""
    whole: bool = True
    """False where the properties as a whole were unknown or secret."""


def decode(properties: Mapping[str, Any]) -> Decoded:
    """The plain form of a resource's properties.

    Unknown values lose their key (a list keeps the place, holding None); nulls and keys that start with `__` are dropped;
    integral floats become integers; a secret becomes `"[secret]"`, whatever it held.
    """
    unknown: list[Path] = []
    secret: list[Path] = []
    nulls: list[Path] = []
    value = _decode(properties, (), unknown, secret, nulls)
    if not isinstance(value, dict):
        return Decoded({}, ((),), tuple(secret), whole=False)
    return Decoded(value, tuple(unknown), tuple(secret), tuple(nulls))


def _decode(value: Any, path: Path, unknown: list[Path], secret: list[Path], nulls: list[Path]) -> Any:
    if isinstance(value, str):
        if value in UNKNOWNS:
            unknown.append(path)
            return _ABSENT
        if value == SECRET:
            secret.append(path)
        return value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list):
        members = [_decode(member, (*path, place), unknown, secret, nulls) for place, member in enumerate(value)]
        return [None if member is _ABSENT else member for member in members]
    if isinstance(value, dict):
        return _object(value, path, unknown, secret, nulls)
    return value


def _object(value: dict[str, Any], path: Path, unknown: list[Path], secret: list[Path], nulls: list[Path]) -> Any:
    signature = value.get(SIGNATURE)
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


def _special(signature: Any, value: dict[str, Any], path: Path, unknown: list[Path], secret: list[Path], nulls: list[Path]) -> Any:
    if signature == _SECRET_SIGNATURE:
        return _secret(value.get("value"), path, unknown, secret)
    if signature == _OUTPUT_SIGNATURE:
        if "value" not in value:
            unknown.append(path)
            return _ABSENT
        if value.get("secret"):
            return _secret(value["value"], path, unknown, secret)
        return _decode(value["value"], path, unknown, secret, nulls)
    if signature == _REFERENCE_SIGNATURE:
        identity = value.get("id")
        known = isinstance(identity, str) and identity and identity not in UNKNOWNS
        return identity if known else value.get("urn", "")
    if signature in {_ASSET_SIGNATURE, _ARCHIVE_SIGNATURE}:
        # The text of an asset may be a key file: only its digest and where it came from are kept.
        return {key: value[key] for key in ("hash", "path", "uri") if isinstance(value.get(key), str)}
    if signature in {_FLOAT_SIGNATURE, _BYTES_SIGNATURE}:
        return _decode(value.get("value"), path, unknown, secret, nulls)
    # A signature of tomorrow's Pulumi: what it holds cannot be judged.
    unknown.append(path)
    return _ABSENT


def _secret(value: Any, path: Path, unknown: list[Path], secret: list[Path]) -> Any:
    if isinstance(value, str) and value in UNKNOWNS:
        unknown.append(path)
        return _ABSENT
    secret.append(path)
    return SECRET


def fill(props: dict[str, Any], given: Mapping[str, Any], path: Path) -> None:
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


def mask(props: dict[str, Any], path: Path) -> bool:
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

"""The `...V2` twins of pulumi-aws, brought to the names and shapes of version 7.

Version 7 renamed `aws:s3/bucketV2:BucketV2` to `Bucket`, and made single blocks of what were lists of at most one. The
companions (`BucketVersioningV2`, …) have the same properties under either name. One table: a check knows one shape only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from buttress.model import Path


@frozen
class _Block:
    """A list of at most one under its old name, its new name, and the blocks inside it. `many` keeps the list."""

    name: str
    inner: Mapping[str, _Block]
    many: bool = False


def _one(name: str, **inner: _Block) -> _Block:
    return _Block(name, inner)


def _many(name: str, **inner: _Block) -> _Block:
    return _Block(name, inner, many=True)


_BUCKET: Mapping[str, _Block] = {
    "versionings": _one("versioning"),
    "loggings": _one("logging"),
    "websites": _one("website"),
    "serverSideEncryptionConfigurations": _one(
        "serverSideEncryptionConfiguration",
        rules=_one("rule", applyServerSideEncryptionByDefaults=_one("applyServerSideEncryptionByDefault")),
    ),
    "objectLockConfiguration": _Block(
        "objectLockConfiguration", {"rules": _one("rule", defaultRetentions=_one("defaultRetention"))}, many=True
    ),
    "lifecycleRules": _many(
        "lifecycleRules",
        expirations=_one("expiration"),
        noncurrentVersionExpirations=_one("noncurrentVersionExpiration"),
    ),
    "replicationConfigurations": _one(
        "replicationConfiguration",
        rules=_many(
            "rules",
            destinations=_one(
                "destination",
                accessControlTranslations=_one("accessControlTranslation"),
                metrics=_one("metrics"),
                replicationTimes=_one("replicationTime"),
            ),
            filters=_one("filter"),
            sourceSelectionCriterias=_one("sourceSelectionCriteria", sseKmsEncryptedObjects=_one("sseKmsEncryptedObjects")),
        ),
    ),
}

_TWINS: Mapping[str, tuple[str, Mapping[str, _Block]]] = {
    "aws:s3/bucketV2:BucketV2": ("aws:s3/bucket:Bucket", _BUCKET),
    # A v6 `Bucket` never had list blocks; but a v7 state migrated from BucketV2 may carry them in its old outputs.
    "aws:s3/bucket:Bucket": ("aws:s3/bucket:Bucket", _BUCKET),
    **{
        f"aws:s3/{name}V2:{name[0].upper()}{name[1:]}V2": (f"aws:s3/{name}:{name[0].upper()}{name[1:]}", {})
        for name in (
            "bucketAccelerateConfiguration",
            "bucketAcl",
            "bucketCorsConfiguration",
            "bucketLifecycleConfiguration",
            "bucketLogging",
            "bucketObjectLockConfiguration",
            "bucketRequestPaymentConfiguration",
            "bucketServerSideEncryptionConfiguration",
            "bucketVersioning",
            "bucketWebsiteConfiguration",
        )
    },
}


@frozen
class Twin:
    """A resource's type and properties in today's shape, with its paths moved accordingly."""

    type: str
    props: dict[str, Any]
    unknown: tuple[Path, ...]
    secret: tuple[Path, ...]
    declared: tuple[str, ...]
    names: Mapping[str, str]
    """Top-level properties that were renamed, old to new."""


def untwin(kind: str, props: dict[str, Any], unknown: tuple[Path, ...], secret: tuple[Path, ...], declared: tuple[str, ...]) -> Twin:
    """The same resource without twins; unchanged where the type has none."""
    twin = Twin(kind, props, unknown, secret, declared, {})
    if kind not in _TWINS:
        return twin
    today, blocks = _TWINS[kind]
    present = blocks.keys() & (props.keys() | {path[0] for path in (*unknown, *secret) if path} | set(declared))
    if not present:
        return evolve(twin, type=today)
    names = {old: blocks[old].name for old in blocks}
    return Twin(
        today,
        _reshape(props, blocks),
        tuple(_move(path, blocks) for path in unknown),
        tuple(_move(path, blocks) for path in secret),
        tuple(sorted({names.get(name, name) for name in declared})),
        names,
    )


def _reshape(value: Any, blocks: Mapping[str, _Block]) -> Any:
    result: dict[str, Any] = {}
    for key, member in value.items():
        block = blocks.get(key)
        if block is None:
            result.setdefault(key, member)
        elif block.many:
            result[block.name] = [_inner(one, block) for one in member] if isinstance(member, list) else _inner(member, block)
        elif isinstance(member, list):
            if member and member[0] is not None:
                result[block.name] = _inner(member[0], block)
        else:
            result[block.name] = _inner(member, block)
    return result


def _inner(value: Any, block: _Block) -> Any:
    return _reshape(value, block.inner) if isinstance(value, dict) and block.inner else value


def _move(path: Path, blocks: Mapping[str, _Block]) -> Path:
    if not path:
        return path
    head, rest = path[0], path[1:]
    block = blocks.get(str(head))
    if block is None:
        return path
    position: Path = ()
    if rest and isinstance(rest[0], int):
        position, rest = ((rest[0],) if block.many else ()), rest[1:]
    return (block.name, *position, *_move(rest, block.inner))

"""The `...V2` types of pulumi-aws, brought to the names and shapes of version 7.

Version 7 renamed `aws:s3/bucketV2:BucketV2` to `Bucket`, and made single blocks of what were lists of at most one. The
companions (`BucketVersioningV2`, …) have the same properties under either name. One table: a check knows one shape only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from buttress.model import PropertyPath


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

_LEGACY: Mapping[str, tuple[str, Mapping[str, _Block]]] = {
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
class Upgraded:
    """A resource's type and properties in today's shape, with its paths moved accordingly."""

    type: str
    props: dict[str, Any]
    unknown: tuple[PropertyPath, ...]
    secret: tuple[PropertyPath, ...]
    declared: tuple[str, ...]
    names: Mapping[str, str]
    """Top-level properties that were renamed, old to new."""


def upgrade(
    kind: str, props: dict[str, Any], unknown: tuple[PropertyPath, ...], secret: tuple[PropertyPath, ...], declared: tuple[str, ...]
) -> Upgraded:
    """The same resource in today's type and shape; unchanged where its type is no legacy."""
    if kind not in _LEGACY:
        return Upgraded(kind, props, unknown, secret, declared, {})
    today, blocks = _LEGACY[kind]
    present = blocks.keys() & (props.keys() | {path.head for path in (*unknown, *secret)} | set(declared))
    if not present:
        return Upgraded(today, props, unknown, secret, declared, {})
    names = {old: blocks[old].name for old in blocks}
    return Upgraded(
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


def _move(path: PropertyPath, blocks: Mapping[str, _Block]) -> PropertyPath:
    block = blocks.get(path.head)
    if block is None:
        return path
    rest = path[1:]
    position: tuple[str | int, ...] = ()
    if rest and isinstance(rest[0], int):
        position, rest = ((rest[0],) if block.many else ()), rest[1:]
    return PropertyPath((block.name, *position, *_move(PropertyPath(rest), block.inner)))

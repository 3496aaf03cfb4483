"""DIY backends: stacks kept as files in a bucket or a directory, and the history of their updates.

Layout (`pkg/backend/diy` of the Pulumi CLI): `.pulumi/stacks/<project>/<stack>.json[.gz|.zst]`, and
`.pulumi/history/<project>/<stack>/<stack>-<nanoseconds>.{history,checkpoint}.json`; a legacy layout has no project folder.
"""

from __future__ import annotations

import datetime as dt
import gzip
import posixpath
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from buttress.errors import StateError
from buttress.model import Snapshot
from buttress.state import files

_STATE_ENDINGS = (".json", ".json.gz", ".json.zst")
_SCHEMES = {"azblob": "abfs", "gs": "gcs"}
_EXTRAS = {"s3": "s3fs", "abfs": "adlfs", "gcs": "gcsfs"}


@frozen(kw_only=True)
class Update:
    """One update in a stack's history; times are UTC. `checkpoint` is the file that holds the state after it, if it was kept."""

    kind: str
    result: str
    message: str
    start: dt.datetime
    end: dt.datetime
    environment: dict[str, str]
    changes: dict[str, int]
    checkpoint: str


def read(url: str) -> Iterator[Snapshot]:
    """The snapshot of every stack in a backend; StateError if it has none."""
    filesystem, root = _open(url)
    stacks = _list(filesystem, posixpath.join(root, ".pulumi/stacks"), url)
    found = sorted(name for name in stacks if name.endswith(_STATE_ENDINGS))
    if not found:
        raise StateError("the backend holds no stacks (.pulumi/stacks is empty or missing)", where=url)
    for name in found:
        yield _read(filesystem, name, f"{url.rstrip('/')}/{posixpath.relpath(name, root)}")


def history(url: str, project: str, stack: str) -> tuple[Update, ...]:
    """The updates of a stack, oldest first. Read a past state with `read_checkpoint(url, update.checkpoint)`."""
    filesystem, root = _open(url)
    folder = posixpath.join(root, ".pulumi/history", project, stack)
    kept = set(_list(filesystem, folder, url))
    found = []
    for name in sorted(file for file in kept if file.endswith((".history.json", ".history.json.gz"))):
        where = f"{url.rstrip('/')}/{posixpath.relpath(name, root)}"
        record = files.parse(_bytes(filesystem, name, where), where)
        checkpoint = name.replace(".history.json", ".checkpoint.json")
        found.append(_update(record, where, posixpath.relpath(checkpoint, root) if checkpoint in kept else ""))
    return tuple(sorted(found, key=lambda update: update.start))


def read_checkpoint(url: str, checkpoint: str) -> Snapshot:
    """The state that a history entry kept."""
    filesystem, root = _open(url)
    return _read(filesystem, posixpath.join(root, checkpoint), f"{url.rstrip('/')}/{checkpoint}")


def _open(url: str) -> tuple[Any, str]:
    import fsspec

    scheme, _, rest = url.partition("://")
    scheme = _SCHEMES.get(scheme, scheme)
    # Pulumi's query parameters (region, profile) are for its own client.
    rest = rest.partition("?")[0].rstrip("/")
    try:
        filesystem = fsspec.filesystem(scheme)
    except (ImportError, ValueError):
        extra = _EXTRAS.get(scheme)
        hint = f"pip install {extra}" if extra else "file://, s3://, azblob:// and gs:// are known"
        raise StateError(f"no reader for {scheme}:// backends is installed", where=url, hint=hint) from None
    root = filesystem._strip_protocol(f"{scheme}://{rest}")  # noqa: SLF001  (fsspec's documented way to a path)
    return filesystem, str(root)


def _list(filesystem: Any, folder: str, url: str) -> list[str]:
    try:
        return [str(name) for name in filesystem.find(folder)]
    except OSError as problem:
        raise StateError(f"the backend cannot be listed: {problem}", where=url) from None


def _read(filesystem: Any, name: str, where: str) -> Snapshot:
    return files.read_bytes(_bytes(filesystem, name, where), where)


def _bytes(filesystem: Any, name: str, where: str) -> bytes:
    try:
        raw: bytes = filesystem.cat_file(name)
    except OSError as problem:
        raise StateError(f"cannot be read: {problem}", where=where) from None
    try:
        if name.endswith(".gz"):
            return gzip.decompress(raw)
    except (OSError, EOFError):
        raise StateError("the compressed checkpoint is broken or truncated", where=where) from None
    if name.endswith(".zst"):
        return _zstandard(raw, where)
    return raw


def _zstandard(raw: bytes, where: str) -> bytes:
    import zstandard

    try:
        return bytes(zstandard.ZstdDecompressor().decompressobj().decompress(raw))
    except zstandard.ZstdError:
        raise StateError("the compressed checkpoint is broken or truncated", where=where) from None


def _update(record: Any, where: str, checkpoint: str) -> Update:
    if not isinstance(record, dict) or not isinstance(record.get("startTime"), int):
        raise StateError("not an update record (no startTime)", where=where)
    start = dt.datetime.fromtimestamp(record["startTime"], dt.UTC)
    end = record.get("endTime")
    return Update(
        kind=str(record.get("kind", "")),
        result=str(record.get("result", "")),
        message=str(record.get("message", "")),
        start=start,
        end=dt.datetime.fromtimestamp(end, dt.UTC) if isinstance(end, int) else start,
        environment={str(key): str(value) for key, value in (record.get("environment") or {}).items()},
        changes={str(key): int(value) for key, value in (record.get("resourceChanges") or {}).items() if isinstance(value, int)},
        checkpoint=checkpoint,
    )

"""DIY backends: stacks kept as files in a bucket or a directory, and the history of their updates.

Layout (`pkg/backend/diy` of the Pulumi CLI): `.pulumi/stacks/<project>/<stack>.json[.gz|.zst]`, and
`.pulumi/history/<project>/<stack>/<stack>-<nanoseconds>.{history,checkpoint}.json`; a legacy layout has no project folder.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from buttress.errors import StateError
from buttress.model import Snapshot
from buttress.state import files
from buttress.state.stores import open_store


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


def read(place: str) -> Iterator[Snapshot]:
    """The snapshot of every stack in a backend, named by its URL or its directory; StateError if it has none."""
    store = open_store(place)
    found = [name for name in store.list(".pulumi/stacks") if name.endswith(files.STATES)]
    if not found:
        raise StateError("the backend holds no stacks (.pulumi/stacks is empty or missing)", where=store.named)
    for name in found:
        yield files.read_bytes(store.read(name), store.where(name))


def history(place: str, project: str, stack: str) -> tuple[Update, ...]:
    """The updates of a stack, oldest first. Read a past state with `read_checkpoint(place, update.checkpoint)`."""
    store = open_store(place)
    kept = set(store.list(posixpath.join(".pulumi/history", project, stack)))
    found = []
    for name in sorted(file for file in kept if file.endswith((".history.json", ".history.json.gz"))):
        where = store.where(name)
        checkpoint = name.replace(".history.json", ".checkpoint.json")
        found.append(_update(files.parse(files.unpacked(store.read(name), where), where), where, checkpoint if checkpoint in kept else ""))
    return tuple(sorted(found, key=lambda update: update.start))


def read_checkpoint(place: str, checkpoint: str) -> Snapshot:
    """The state that a history entry kept."""
    store = open_store(place)
    return files.read_bytes(store.read(checkpoint), store.where(checkpoint))


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

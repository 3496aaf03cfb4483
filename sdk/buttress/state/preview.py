"""Previews: the digest of `pulumi preview --json`, and the streaming form of one engine event a line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from buttress.errors import StateError
from buttress.model import NotEvaluated, Resource, Snapshot, Urn
from buttress.state import deployment, lifecycle

_GONE = frozenset({"delete", "delete-replaced", "discard", "discard-replaced", "remove-pending-replace", "read-discard"})
_SAME = "same"


def read_digest(data: Mapping[str, Any], source: str, raw: bytes) -> Snapshot:
    """The snapshot that a preview digest promises. Unchanged resources that it leaves out are listed as not evaluated."""
    steps = data.get("steps")
    if not isinstance(steps, list):
        raise StateError("steps is not a list", where=source)
    planned: dict[str, Resource] = {}
    shown_same = 0
    for number, step in enumerate(steps):
        place = f"step {number}"
        if not isinstance(step, Mapping):
            raise StateError(f"{place} is not an object", where=source)
        operation = step.get("op")
        if not isinstance(operation, str):
            raise StateError(f"{place} names no operation", where=source)
        if operation in _GONE:
            continue
        shown_same += operation == _SAME
        state = step.get("newState")
        if state is None:
            urn = step.get("urn")
            if not Urn.valid(urn):
                raise StateError(f"{place} has neither a new state nor a URN", where=source)
            planned.setdefault(
                urn, Resource(urn=urn, type="", name=Urn.parse(urn).name, problem=f"the preview's {operation} step has no state")
            )
            continue
        if lifecycle.is_gone(state):
            continue
        entry = deployment.from_state(state, place, source, "preview")
        planned[entry.urn] = entry
    warnings = []
    if data.get("maybeCorrupt") is True:
        warnings.append("Pulumi calls this preview possibly corrupt")
    diagnostics = data.get("diagnostics")
    errors = [
        one for one in (diagnostics if isinstance(diagnostics, list) else ()) if isinstance(one, Mapping) and one.get("severity") == "error"
    ]
    if errors:
        warnings.append(f"the preview reports {len(errors)} errors: the plan is not whole")
    summary = data.get("changeSummary")
    total_same = summary.get(_SAME, 0) if isinstance(summary, Mapping) else 0
    omitted = total_same - shown_same if isinstance(total_same, int) else 0
    return _snapshot(planned, source, raw, warnings, omitted)


def read_events(events: list[Any], source: str, raw: bytes) -> Snapshot:
    """The snapshot in a stream of engine events. A stream without its summary event was cut off, and is refused."""
    planned: dict[str, Resource] = {}
    finished, warnings = False, []
    for number, event in enumerate(events, start=1):
        if not isinstance(event, Mapping):
            raise StateError("not an engine event", where=f"{source}:{number}")
        if isinstance(event.get("summaryEvent"), Mapping):
            finished = True
        step = event.get("resourcePreEvent") or event.get("resOutputsEvent")
        if not isinstance(step, Mapping):
            continue
        metadata = step.get("metadata")
        if not isinstance(metadata, Mapping):
            raise StateError("a resource event without metadata", where=f"{source}:{number}")
        new = metadata.get("new")
        if metadata.get("op") in _GONE or not isinstance(new, Mapping) or lifecycle.is_gone(new):
            continue
        entry = deployment.from_state({**new, "urn": new.get("urn", metadata.get("urn"))}, "the event", f"{source}:{number}", "preview")
        planned[entry.urn] = entry
    if not finished:
        raise StateError("the stream of events ends before its summary", where=source, hint="the preview was cut off; run it again")
    if any(isinstance(event.get("diagnosticEvent"), Mapping) and event["diagnosticEvent"].get("severity") == "error" for event in events):
        warnings.append("the preview reports errors: the plan is not whole")
    return _snapshot(planned, source, raw, warnings, 0)


def _snapshot(planned: dict[str, Resource], source: str, raw: bytes, warnings: list[str], omitted: int) -> Snapshot:
    found = deployment.collect([(f"step for {urn}", entry) for urn, entry in planned.items()], source)
    if omitted > 0:
        warnings.append(f"{omitted} unchanged resources are not in this preview: run it with --show-sames to have them judged")
    return Snapshot(
        stack=deployment.stack_of(found, source),
        mode="preview",
        resources=found,
        digest=hashlib.sha256(raw).hexdigest(),
        warnings=tuple(warnings),
        justifications=deployment.justifications(found),
        omitted=(NotEvaluated(type="(unchanged)", count=omitted, reason="the preview leaves them out; run it with --show-sames"),)
        if omitted > 0
        else (),
    )

"""The input document `buttress.input/2`: what OPA sees of a stack or of an estate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from buttress.model import Mode, Resource, Stack
from buttress.state.links import Links

SCHEMA = "buttress.input/2"


def build(
    resources: Iterable[Resource],
    links: Links,
    *,
    mode: Mode,
    now: dt.datetime,
    stack: Stack | None = None,
    estate: str = "",
    estate_stacks: Iterable[str] = (),
    types: Collection[str] | None = None,
    joins: Mapping[str, frozenset[str]] | None = None,
    parameters: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """The document as plain data. `types` leaves out resources of other types; `joins` names the joining properties for `unresolved`."""
    everything = tuple(resources)
    regions = {entry.urn: entry.region for entry in everything if entry.type.startswith("pulumi:providers:")}
    by_type: dict[str, dict[str, Any]] = {}
    refs: dict[str, Any] = {}
    referrers: dict[str, Any] = {}
    loose: dict[str, list[str]] = {}
    for entry in everything:
        if entry.problem or (types is not None and entry.type not in types):
            continue
        by_type.setdefault(entry.type, {})[entry.urn] = plain(entry, regions.get(entry.provider, ""))
        if entry.urn in links.refs:
            refs[entry.urn] = links.refs[entry.urn]
        if entry.urn in links.referrers:
            referrers[entry.urn] = links.referrers[entry.urn]
        if any(unresolved(entry, (name,), links) for name in (joins or {}).get(entry.type, ())):
            loose.setdefault(entry.type, []).append(entry.urn)
    shown = stack or Stack()
    return {
        "schema": SCHEMA,
        "mode": mode,
        "now": now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "stack": {"organization": shown.organization, "project": shown.project, "name": shown.name, "tags": dict(shown.tags)},
        "estate": {"id": estate, "stacks": list(estate_stacks)},
        "by_type": by_type,
        "refs": refs,
        "referrers": referrers,
        "unresolved": loose,
        "parameters": parameters or {},
    }


def plain(entry: Resource, region: str = "") -> dict[str, Any]:
    """One resource as the document shows it; `region` is its provider's, for a resource that names none."""
    return {
        "urn": entry.urn,
        "type": entry.type,
        "name": entry.name,
        "id": entry.id,
        "parent": entry.parent,
        "provider": entry.provider,
        "region": entry.region or region,
        "api_version": entry.api_version,
        "options": {"protect": entry.protect, "retainOnDelete": entry.retain_on_delete, "ignoreChanges": list(entry.ignore_changes)},
        "props": entry.props,
        "declared": list(entry.declared),
        "unknown": [list(path) for path in entry.unknown],
        "secret": [list(path) for path in entry.secret],
    }


def unresolved(entry: Resource, properties: Collection[str], links: Links) -> bool:
    """Whether a companion may belong to anybody: a joining property is unknown, and none of them is known to refer to something."""
    refs = links.refs.get(entry.urn, {})
    if any(refs.get(name) for name in properties):
        return False
    return any(path.head in properties for path in entry.unknown)

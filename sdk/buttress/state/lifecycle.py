"""Old resources that Pulumi has still to delete, beside those that took their place under the same URN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve

from buttress.model import Resource

_MARK = " (pending deletion"


def is_gone(entry: Any) -> bool:
    """Whether the cloud no longer has what a state entry shows: it was deleted in order to be replaced, and its replacement is missing."""
    return isinstance(entry, Mapping) and entry.get("pendingReplacement") is True


def is_leaving(entry: Any) -> bool:
    """Whether a state entry is an old resource that still runs until Pulumi deletes it."""
    return isinstance(entry, Mapping) and entry.get("delete") is True


def set_apart(entries: Iterable[tuple[str, Resource]], leaving: Iterable[tuple[str, Resource]]) -> list[tuple[str, Resource]]:
    """All of them, those that are leaving under a URN of their own and with `successor` set.

    A property dependency names a URN alone; where that stands for old and new, the value decides which of them is meant.
    """
    old: dict[str, list[Resource]] = {}
    apart: list[tuple[str, Resource]] = []
    for place, entry in leaving:
        twins = old.setdefault(entry.urn, [])
        number = f" {len(twins) + 1}" if twins else ""
        twins.append(evolve(entry, urn=f"{entry.urn}{_MARK}{number})", successor=entry.urn))
        apart.append((place, twins[-1]))
    if not apart:
        return list(entries)
    everything = [*entries, *apart]
    standing = {entry.urn: entry for _, entry in everything}
    return [(place, evolve(entry, dependencies=_meant(entry, old, standing))) for place, entry in everything]


def _meant(entry: Resource, old: Mapping[str, Sequence[Resource]], standing: Mapping[str, Resource]) -> dict[str, tuple[str, ...]]:
    found = {}
    for key, urns in entry.dependencies.items():
        meant: list[str] = []
        for urn in urns:
            twins = old.get(urn, ())
            new = standing.get(urn)
            candidates = [*([new] if new else ()), *twins]
            named = [one.urn for one in candidates if one.id and one.id == entry.props.get(key)]
            by_age = [twins[-1].urn] if twins and (entry.successor or not new) else [urn]
            meant += named or by_age
        found[key] = tuple(meant)
    return found

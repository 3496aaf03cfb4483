"""What an attack is: a change of a case, and what must come of it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from attrs import evolve, field, frozen

from buttress.model import Case, Check, Resource

Kind = Literal["equal", "worse"]
Shape = Callable[[tuple[Resource, ...]], tuple[Resource, ...]]
Entry = Mapping[str, Any]
Visit = Callable[[tuple[str | int, ...], Any], Any]


@frozen(kw_only=True)
class Variant:
    """A changed case. `shape` changes its resources once they are built; `unless` is a case that must be bad (neither pass
    nor be left out) for the claim to hold."""

    case: Case
    shape: Shape = field(default=tuple)
    unless: Case | None = None


@frozen(kw_only=True)
class Attack:
    """One transformation. `equal`: the outcome stays what the case expects. `worse`: whatever it was, the outcome is no pass."""

    name: str
    kind: Kind
    says: str
    make: Callable[[Check, Case], Iterator[Variant]]


def pinned(check: Check, case: Case) -> Case:
    """The case with the name of the resource that it is about, so that others may come before it."""
    if case.resource or check.scope == "estate":
        return case
    subject = next((one["name"] for one in case.resources if one["type"] in check.population), "")
    return evolve(case, resource=subject)


def with_resources(case: Case, resources: Sequence[Entry]) -> Case:
    """The case with these resources instead."""
    return evolve(case, resources=tuple(resources))


def rewritten(case: Case, visit: Visit, *, types: Callable[[str], bool] = lambda _: True) -> Case | None:
    """The case with each value of its properties as `visit` gives it, parents first; None where nothing changes."""
    entries: list[Entry] = []
    for entry in case.resources:
        changed = dict(entry)
        if types(entry["type"]):
            for part in ("props", "outputs"):
                if part in entry:
                    changed[part] = _rewrite(copy.deepcopy(entry[part]), (), visit)
        entries.append(changed)
    return None if entries == list(case.resources) else with_resources(case, entries)


def _rewrite(value: Any, path: tuple[str | int, ...], visit: Visit) -> Any:
    value = visit(path, value)
    if isinstance(value, dict):
        return {key: _rewrite(member, (*path, key), visit) for key, member in value.items()}
    if isinstance(value, list):
        return [_rewrite(member, (*path, position), visit) for position, member in enumerate(value)]
    return value


def each(case: Case, visit: Visit, **given: Any) -> Iterator[Variant]:
    """One variant with every value rewritten, if any is."""
    changed = rewritten(case, visit, **given)
    if changed is not None:
        yield Variant(case=changed)

"""Who belongs to whom, not known yet: a join that may lead to a good resource or to a bad one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve
from tests.attack.attacks import Attack, Entry, Variant, with_resources
from tests.attack.stacks import renamed

from buttress.catalog.cases import UNKNOWN, cases_of
from buttress.model import Case, Check

_OTHER = "the other candidate"
_BAD_CASES = 4
"""How many fail cases of a check lend a candidate."""


def _two_candidates(check: Check, case: Case) -> Iterator[Variant]:
    """The join is computed from two resources of the program: nobody knows which of them it will be."""
    for position, key, target in _joins(case):
        for others in _candidates(check, case, target):
            alone = _joined(case, position, key, [others[0]["name"]], others, unknown=False)
            yield Variant(case=_joined(case, position, key, [target, others[0]["name"]], others, unknown=True), unless=alone)


def _no_candidate(check: Check, case: Case) -> Iterator[Variant]:
    """The join comes from outside the program: it may be any resource of the stack, or none."""
    for position, key, target in _joins(case):
        for others in _candidates(check, case, target):
            alone = _joined(case, position, key, [others[0]["name"]], others, unknown=False)
            yield Variant(case=_joined(case, position, key, [], others, unknown=True), unless=alone)


def _joins(case: Case) -> Iterator[tuple[int, str, str]]:
    """The single references of a passing case, as the place of the resource, its property and whom it names."""
    if case.expect != "pass":
        return
    for position, entry in enumerate(case.resources):
        for key, targets in entry.get("refs", {}).items():
            if isinstance(targets, str):
                yield position, key, targets


def _candidates(check: Check, case: Case, target: str) -> Iterator[Sequence[Entry]]:
    """Others of the type of what is joined, each with what stands around it: one that sets nothing, and those of the bad cases."""
    kind = next(entry["type"] for entry in case.resources if entry["name"] == target)
    yield [{"type": kind, "name": _OTHER}]
    bad = (
        one
        for one in cases_of(check)
        if (one.expect, one.mode, one.stack, one.parameters) == ("fail", case.mode, case.stack, case.parameters)
    )
    for other, _ in zip((one for one in bad if any(entry["type"] == kind for entry in one.resources)), range(_BAD_CASES), strict=False):
        names = {entry["name"]: f"{entry['name']} of the other" for entry in other.resources}
        made = [renamed(entry, names) for entry in other.resources]
        yield sorted(made, key=lambda entry: entry["type"] != kind)


def _joined(case: Case, position: int, key: str, targets: Sequence[str], others: Sequence[Entry], *, unknown: bool) -> Case:
    """The case with these others, where one reference names these targets instead."""
    changed: list[Entry] = [*case.resources, *others]
    entry = changed[position]
    props: dict[str, Any] = {name: value for name, value in entry.get("props", {}).items() if name != key}
    refs: dict[str, Any] = {name: value for name, value in entry["refs"].items() if name != key}
    if targets:
        refs[key] = list(targets) if unknown else targets[0]
    changed[position] = {**entry, "props": {**props, **({key: UNKNOWN} if unknown else {})}, "refs": refs}
    return evolve(with_resources(case, changed))


ATTACKS = (
    Attack(name="two candidates", kind="worse", says="A join computed from a good resource and from a bad one", make=_two_candidates),
    Attack(name="no candidate", kind="worse", says="A join of which nothing is known, beside a bad resource", make=_no_candidate),
)

"""Frameworks: criteria, the controls that meet them, and the checks that support each control."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import evolve, field, frozen

Criteria = Mapping[str, tuple[str, ...]]
"""Ids of criteria by the id of their framework: a criterion's id means nothing without it."""


@frozen(kw_only=True)
class Criterion:
    """One criterion by id, with our own title, and the manual evidence that code can never give. `category` is an id of its framework."""

    id: str
    title: str
    category: str
    family: str
    manual: str
    automated: str = ""


@frozen(kw_only=True)
class Control:
    """What the organisation does. `checks` maps a check id to those criteria of this control that it supports, each with the reason why."""

    id: str
    title: str
    objective: str
    criteria: tuple[str, ...]
    owner: str
    cadence: str
    kind: Literal["state", "occurrence"]
    acceptance: str
    checks: Mapping[str, Mapping[str, str]] = field(factory=dict)
    evidence: tuple[str, ...] = ()
    manual: str = ""
    key: bool = False


@frozen(kw_only=True)
class Framework:
    """A closed list of criteria and the controls that cover them.

    `name` is what it is called in a sentence, `categories` maps the ids of its categories to their titles, `note` says whose criteria they
    are. A control that stands in two frameworks has in each the criteria and checks that count there.
    """

    id: str
    name: str
    title: str
    criteria: tuple[Criterion, ...]
    controls: tuple[Control, ...]
    version: str = ""
    note: str = ""
    categories: Mapping[str, str] = field(factory=dict)

    def controls_of(self, check: str) -> tuple[Control, ...]:
        """The controls that a check supports, in file order."""
        return tuple(control for control in self.controls if check in control.checks)

    def criteria_of(self, check: str) -> tuple[str, ...]:
        """The criteria that a check supports, in the framework's order."""
        named = {criterion for control in self.controls for criterion in control.checks.get(check, ())}
        return tuple(criterion.id for criterion in self.criteria if criterion.id in named)

    def reasons(self, check: str) -> dict[str, tuple[str, ...]]:
        """Why a check supports each of its criteria, in the framework's order: a sentence for each control that says so."""
        mapped = [control.checks[check] for control in self.controls_of(check)]
        return {one: tuple(dict.fromkeys(reasons[one] for reasons in mapped if one in reasons)) for one in self.criteria_of(check)}

    def category(self, criterion: Criterion) -> str:
        """The title of a criterion's category, or its id where the file gives no title."""
        return self.categories.get(criterion.category, criterion.category)


Frameworks = Mapping[str, Framework]
"""Frameworks by id, in the order in which they were loaded."""


def labels(criteria: Criteria, frameworks: Frameworks) -> tuple[str, ...]:
    """Each criterion as people write it: `SOC 2 CC6.1`, or the id alone where there is no other framework that it could be of."""
    alone = len(frameworks) == 1 and criteria.keys() <= frameworks.keys()
    return tuple(one if alone else f"{_name(framework, frameworks)} {one}" for framework, ids in criteria.items() for one in ids)


def cited(criteria: Criteria, frameworks: Frameworks) -> str:
    """Criteria under the names of their frameworks: `SOC 2 CC6.1, CC6.7; Baseline B.1`."""
    return "; ".join(f"{_name(framework, frameworks)} {', '.join(ids)}" for framework, ids in criteria.items() if ids)


def joined(several: Iterable[Criteria]) -> dict[str, tuple[str, ...]]:
    """All criteria of several references, each once."""
    found: dict[str, dict[str, None]] = {}
    for criteria in several:
        for framework, ids in criteria.items():
            found.setdefault(framework, {}).update(dict.fromkeys(ids))
    return {framework: tuple(ids) for framework, ids in found.items()}


def controls_of(frameworks: Frameworks) -> dict[str, Control]:
    """Every control of several frameworks by id, once, with all its checks; its criteria are those of the first."""
    found: dict[str, Control] = {}
    for framework in frameworks.values():
        for control in framework.controls:
            known = found.get(control.id)
            found[control.id] = evolve(known, checks={**control.checks, **known.checks}) if known else control
    return found


def _name(framework: str, frameworks: Frameworks) -> str:
    return frameworks[framework].name if framework in frameworks else framework


@enum.unique
class CriterionStatus(enum.StrEnum):
    """The status of a criterion. None of these is an auditor's opinion."""

    SUPPORTED = "supported"
    EXCEPTIONS = "exceptions"
    PARTIAL = "partial"
    NOT_EVALUATED = "not evaluated"

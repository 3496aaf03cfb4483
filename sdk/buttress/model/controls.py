"""Frameworks: criteria, the controls that meet them, and the checks that support each control."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen


@frozen(kw_only=True)
class Criterion:
    """One criterion by id, with our own title, and the manual evidence that code can never give."""

    id: str
    title: str
    category: str
    family: str
    manual: str
    automated: str = ""

    @property
    def slug(self) -> str:
        """An id without dots, fit for an anchor: `cc6-1`."""
        return self.id.lower().replace(".", "-")


@frozen(kw_only=True)
class Control:
    """What the organisation does. `checks` maps a check id to the criteria of this control that the check supports."""

    id: str
    title: str
    objective: str
    criteria: tuple[str, ...]
    owner: str
    cadence: str
    kind: Literal["state", "occurrence"]
    acceptance: str
    checks: Mapping[str, tuple[str, ...]] = field(factory=dict)
    evidence: tuple[str, ...] = ()
    manual: str = ""
    key: bool = False


@frozen(kw_only=True)
class Framework:
    """A closed list of criteria and the controls that cover them."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]
    controls: tuple[Control, ...]

    def controls_of(self, check: str) -> tuple[Control, ...]:
        """The controls that a check supports, in file order."""
        return tuple(control for control in self.controls if check in control.checks)

    def criteria_of(self, check: str) -> tuple[str, ...]:
        """The criteria that a check supports, in the framework's order."""
        named = {criterion for control in self.controls for criterion in control.checks.get(check, ())}
        return tuple(criterion.id for criterion in self.criteria if criterion.id in named)


@enum.unique
class CriterionStatus(enum.StrEnum):
    """What may be said of a criterion. None of these is an auditor's opinion."""

    SUPPORTED = "supported"
    EXCEPTIONS = "exceptions"
    PARTIAL = "partial"
    NOT_EVALUATED = "not evaluated"

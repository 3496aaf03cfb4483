"""What a writer is given, with the joins that several writers need made once."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from buttress.assessment.baseline import Comparison, compare
from buttress.assessment.criteria import CriterionResult, judge_criteria
from buttress.model import Assessment, Control, Criterion, EstateAssessment, Finding, Outcome, StackAssessment, Urn
from buttress.text import plural

OPEN = frozenset({Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN})
"""The outcomes that ask somebody to act."""

SHOWN = OPEN | {Outcome.WAIVED}
"""What a list shows unless asked for more."""

Part = StackAssessment | EstateAssessment


@frozen(kw_only=True)
class Context:
    """One assessment and how it is to be written. `exposure` is the `buttress.exposure/1` document, `baseline` an earlier assessment's."""

    assessment: Assessment
    exposure: Mapping[str, Any] | None = None
    baseline: Mapping[str, Any] | None = None
    width: int = 80
    color: bool = False
    ascii_only: bool = False
    show: frozenset[Outcome] = SHOWN
    program: str = "Pulumi.yaml"
    options: Mapping[str, str] = field(factory=dict)
    _controls: Mapping[str, Control] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        controls = {control.id: control for control in self.assessment.framework.controls}
        object.__setattr__(self, "_controls", controls)

    @functools.cached_property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """What may be said of each criterion, in the framework's order."""
        return judge_criteria(self.assessment)

    @functools.cached_property
    def titles(self) -> Mapping[str, Criterion]:
        """Criteria by id."""
        return {criterion.id: criterion for criterion in self.assessment.framework.criteria}

    @functools.cached_property
    def comparison(self) -> Comparison | None:
        """What changed since the baseline, when there is one."""
        return None if self.baseline is None else compare(self.assessment, self.baseline)

    @functools.cached_property
    def due(self) -> tuple[Control, ...]:
        """The controls whose evidence a person must bring, those without any test first."""
        controls = (control for control in self.assessment.framework.controls if control.manual or not control.checks)
        return tuple(sorted(controls, key=lambda control: bool(control.checks)))

    @property
    def not_covered(self) -> tuple[str, ...]:
        """What the verdict says nothing about, with its number: empty if there is no such thing."""
        kinds = [kind for stack in self.assessment.stacks for kind in stack.not_evaluated]
        found = [f"{plural(len(self.due), 'control')} with evidence due from people"] if self.due else []
        if kinds:
            types = plural(len({kind.type for kind in kinds}), "type")
            found.append(f"{plural(sum(kind.count for kind in kinds), 'resource')} of {types} not evaluated")
        return tuple(found)

    def control(self, control: str) -> Control | None:
        """A control by id."""
        return self._controls.get(control)

    def parts(self) -> Iterator[tuple[str, Part]]:
        """Each stack, then each estate, with its label, in a stable order."""
        yield from sorted(
            ((stack.stack.label, stack) for stack in self.assessment.stacks), key=lambda pair: (pair[0], pair[1].stack.source)
        )
        yield from sorted(((estate.id, estate) for estate in self.assessment.estates), key=lambda pair: pair[0])

    def title(self, check: str) -> str:
        """The title of a check, or its id when the check is not in the assessment."""
        known = self.assessment.checks.get(check)
        return known.title if known else check

    def fix(self, check: str) -> str:
        """What to do about a failing check, on one line; empty if the check says nothing."""
        known = self.assessment.checks.get(check)
        return " ".join(known.remediation.split()) if known else ""

    def effect(self, check: str, resource: str) -> str:
        """What that does to a live resource, as a sentence; empty if the check is not in the assessment."""
        known = self.assessment.checks.get(check)
        return known.effect(Urn.parse(resource).type).sentence if known else ""

    def owners(self, finding: Finding) -> tuple[str, ...]:
        """Who owns the controls that a finding touches."""
        owners = (self._controls[control].owner for control in finding.controls if control in self._controls)
        return tuple(dict.fromkeys(owner for owner in owners if owner))

    def days_left(self, expires: dt.date | None) -> int | None:
        """Days from `now` to the end of a waiver; negative once it is over, none if it has no end."""
        return None if expires is None else (expires - self.assessment.now.date()).days


def instant(moment: dt.datetime) -> str:
    """A moment in UTC as `2026-01-31T00:00:00Z`."""
    utc = moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return utc.isoformat(timespec="seconds").replace("+00:00", "Z")

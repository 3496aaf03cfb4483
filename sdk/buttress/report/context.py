"""What a writer is given, with the joins that several writers need made once."""

from __future__ import annotations

import datetime as dt
import functools
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from buttress.assessment.baseline import FRESH, BaselineStatus, Comparison, compare
from buttress.assessment.criteria import CriterionResult, judge_criteria
from buttress.model import (
    Assessment,
    Control,
    Criteria,
    EstateAssessment,
    Finding,
    Framework,
    NotEvaluated,
    Outcome,
    Position,
    StackAssessment,
    Urn,
    cited,
    controls_of,
    labels,
)
from buttress.text import plural

OPEN = frozenset({Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN})
"""The outcomes that ask somebody to act."""

SHOWN = OPEN | {Outcome.WAIVED}
"""What a list shows unless asked for more."""

Part = StackAssessment | EstateAssessment


@frozen(kw_only=True)
class Context:
    """One assessment and how it is to be written. `exposure` is the `buttress.exposure/1` document, `baseline` an earlier assessment's.

    `full` is false where a terminal is to get no more than a screen or two. `program` is the project's file that stands for what has no
    line of its own, relative to the repository.
    """

    assessment: Assessment
    exposure: Mapping[str, Any] | None = None
    baseline: Mapping[str, Any] | None = None
    width: int = 80
    color: bool = False
    ascii_only: bool = False
    show: frozenset[Outcome] = SHOWN
    full: bool = True
    program: str = "Pulumi.yaml"
    options: Mapping[str, str] = field(factory=dict)

    @functools.cached_property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """The status of each criterion, framework by framework, in the order of each."""
        return judge_criteria(self.assessment)

    @functools.cached_property
    def by_framework(self) -> tuple[tuple[Framework, tuple[CriterionResult, ...]], ...]:
        """The same under their frameworks, those without a criterion left out."""
        results = {name: tuple(each for each in self.criteria if each.framework.id == name) for name in self.assessment.frameworks}
        return tuple((self.assessment.frameworks[name], mine) for name, mine in results.items() if mine)

    @functools.cached_property
    def controls(self) -> Mapping[str, Control]:
        """Controls by id."""
        return controls_of(self.assessment.frameworks)

    @functools.cached_property
    def comparison(self) -> Comparison | None:
        """What changed since the baseline, when there is one."""
        return None if self.baseline is None else compare(self.assessment, self.baseline)

    def change(self, label: str, finding: Finding) -> BaselineStatus | None:
        """What a finding is against the baseline; None where there is no baseline, and for what was not open then or now."""
        return None if self.comparison is None else self.comparison.changes.get((label, finding.check, finding.resource))

    def is_fresh(self, label: str, finding: Finding) -> bool:
        """Whether a finding is new or regressed since the baseline."""
        return self.change(label, finding) in FRESH

    def mark(self, label: str, finding: Finding) -> str:
        """What stands before a finding that is new or regressed: `new: `; else nothing."""
        return f"{self.change(label, finding)}: " if self.is_fresh(label, finding) else ""

    def ordered(self, label: str, part: Part) -> list[Finding]:
        """All findings of a part: those that a baseline does not cover, then the others, each in the order of every report."""
        return sorted(part.findings, key=lambda each: (not self.is_fresh(label, each), each.order))

    def shown(self) -> list[tuple[str, Finding]]:
        """All findings to list with the label of their part: what is new first, then by outcome."""
        pairs = [(label, finding) for label, part in self.parts() for finding in part.findings if finding.outcome in self.show]
        return sorted(pairs, key=lambda pair: (not self.is_fresh(*pair), pair[1].outcome.rank, pair[1].order, pair[0]))

    @functools.cached_property
    def positions(self) -> Mapping[str, Position]:
        """The lines of the programs by URN, relative to their projects."""
        return {urn: position for stack in self.assessment.stacks for urn, position in stack.positions.items()}

    def position(self, finding: Finding) -> Position | None:
        """The line of the program that makes what a finding is about, relative to the project; None where it is not known."""
        return self.positions.get(finding.resource)

    def place(self, finding: Finding) -> Position:
        """The same relative to the repository; line 1 of `program` where it is not known."""
        program = posixpath.normpath(self.program.replace("\\", "/")).lstrip("/")
        known = self.position(finding)
        if known is None:
            return Position(file=program, line=1)
        return Position(file=posixpath.join(posixpath.dirname(program), known.file), line=known.line)

    @functools.cached_property
    def due(self) -> tuple[Control, ...]:
        """The controls whose evidence a person must bring, those without any test first."""
        controls = (control for control in self.controls.values() if control.manual or not control.checks)
        return tuple(sorted(controls, key=lambda control: bool(control.checks)))

    @functools.cached_property
    def adjusted(self) -> str:
        """What the project changed about how it is judged, on one line; empty if nothing."""
        return "; ".join(one.sentence for one in self.assessment.adjustments)

    def adjusted_for(self, check: str) -> str:
        """The same of one check alone."""
        known = self.assessment.checks.get(check)
        about = {check, "all", *([known.severity.value] if known else [])}
        return "; ".join(one.sentence for one in self.assessment.adjustments if one.target in about)

    @property
    def not_covered(self) -> tuple[str, ...]:
        """What the verdict says nothing about, with its number: empty if there is no such thing."""
        found = [f"{plural(len(self.due), 'control')} with evidence due from people"] if self.due else []
        if self.not_evaluated:
            found.append(f"{self.unread_by_type} not evaluated")
        if self.unknown_values:
            found.append(f"{plural(self.unknown_values, 'value')} not known before the update")
        return tuple(found)

    @property
    def unknown_values(self) -> int:
        """How many of the values that the programs set are not known before the update."""
        return sum(stack.unknown_values for stack in self.assessment.stacks)

    @functools.cached_property
    def not_evaluated(self) -> tuple[tuple[str, NotEvaluated], ...]:
        """Types that no check reads, with the stack they are in."""
        pairs = [(stack.stack.label, kind) for stack in self.assessment.stacks for kind in stack.not_evaluated]
        return tuple(sorted(pairs, key=lambda pair: (pair[0], pair[1].type, pair[1].reason)))

    @property
    def unread(self) -> int:
        """How many resources were not evaluated."""
        return sum(kind.count for _, kind in self.not_evaluated)

    @property
    def unread_by_type(self) -> str:
        """The same in words: `3 resources of 1 type`."""
        return f"{plural(self.unread, 'resource')} of {plural(len({kind.type for _, kind in self.not_evaluated}), 'type')}"

    @property
    def several(self) -> bool:
        """Whether criteria need the name of their framework beside them."""
        return len(self.assessment.frameworks) > 1

    @functools.cached_property
    def standards(self) -> str:
        """The frameworks by name: `SOC 2 and Acme baseline`."""
        *others, last = [framework.name for framework in self.assessment.frameworks.values()] or [""]
        return f"{', '.join(others)} and {last}" if others else last

    @property
    def readiness(self) -> str:
        """What a report is about: `SOC 2 readiness`."""
        return f"{self.standards} readiness" if self.standards else "Readiness"

    def counted(self, framework: Framework) -> str:
        """How many criteria a framework has, in words: `61 criteria`, or `61 SOC 2 criteria` where there is another one."""
        name = f"{framework.name} " if self.several else ""
        return plural(len(framework.criteria), f"{name}criterion", f"{name}criteria")

    def name(self, framework: str) -> str:
        """What a framework is called, or its id where it is not in the assessment."""
        known = self.assessment.frameworks.get(framework)
        return known.name if known else framework

    def served(self, finding: Finding) -> tuple[str, ...]:
        """The ids of the frameworks that a finding counts in; of all where it counts in none, since they are what was looked into."""
        return tuple(name for name, ids in finding.criteria.items() if ids) or tuple(self.assessment.frameworks)

    def labels(self, criteria: Criteria) -> tuple[str, ...]:
        """Each criterion as people write it, by its id alone where the assessment has one framework."""
        return labels(criteria, self.assessment.frameworks)

    def cited(self, criteria: Criteria) -> str:
        """Criteria on one line: `CC6.1 CC6.7`, or `SOC 2 CC6.1, CC6.7; Acme baseline B.1` where there is more than one framework."""
        frameworks = self.assessment.frameworks
        alone = len(frameworks) == 1 and criteria.keys() <= frameworks.keys()
        return " ".join(labels(criteria, frameworks)) if alone else cited(criteria, frameworks)

    def label(self, result: CriterionResult) -> str:
        """A criterion by itself, in the same way."""
        return self.labels({result.framework.id: (result.criterion.id,)})[0]

    def criteria_of(self, control: str) -> Criteria:
        """The criteria that a control covers."""
        frameworks = self.assessment.frameworks
        return {name: one.criteria for name, framework in frameworks.items() for one in framework.controls if one.id == control}

    def parts(self) -> Iterator[tuple[str, Part]]:
        """Each stack, then each estate, with its label, in a stable order."""
        yield from sorted(
            ((stack.stack.label, stack) for stack in self.assessment.stacks), key=lambda pair: (pair[0], pair[1].stack.source)
        )
        yield from sorted(((estate.id, estate) for estate in self.assessment.estates), key=lambda pair: pair[0])

    def listed(self, part: Part) -> Iterator[Finding]:
        """What a list for people shows of a part: what is asked for, without what another finding says too."""
        return (each for each in part.findings if each.outcome in self.show and not each.subsumed_by)

    def says_too(self, label: str, finding: Finding) -> tuple[str, ...]:
        """The checks that a failing finding says more about, sorted."""
        return self._parts.get((label, finding.check, finding.resource), ())

    @functools.cached_property
    def _parts(self) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
        found: dict[tuple[str, str, str], list[str]] = {}
        for label, part in self.parts():
            for each in part.findings:
                if each.subsumed_by:
                    found.setdefault((label, each.subsumed_by, each.subsumed_at or each.resource), []).append(each.check)
        return {key: tuple(sorted(set(checks))) for key, checks in found.items()}

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
        owners = (self.controls[control].owner for control in finding.controls if control in self.controls)
        return tuple(dict.fromkeys(owner for owner in owners if owner))

    def days_left(self, expires: dt.date | None) -> int | None:
        """Days from `now` to the end of a waiver; negative once it is over, none if it has no end."""
        return None if expires is None else (expires - self.assessment.now.date()).days


def instant(moment: dt.datetime) -> str:
    """A moment in UTC as `2026-01-31T00:00:00Z`."""
    utc = moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return utc.isoformat(timespec="seconds").replace("+00:00", "Z")

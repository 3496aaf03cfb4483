"""What was judged: findings, waivers, and the assessment that holds them."""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal

from attrs import evolve, field, frozen

from buttress.model.checks import Check, Severity
from buttress.model.controls import Criteria, Frameworks
from buttress.model.paths import PropertyPath
from buttress.model.resources import NotEvaluated, Stack


@enum.unique
class Outcome(enum.StrEnum):
    """The six things a check can say of a resource. Only `pass` is clean."""

    FAIL = "fail"
    ERROR = "error"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    PASS = "pass"


@frozen(kw_only=True)
class Waiver:
    """An approved, reasoned, expiring acceptance of a failing check. `resource` is a URN or a glob over URNs.

    `source` is the file with line, or the component whose argument carries the justification.
    """

    check: str
    resource: str
    owner: str
    approver: str
    reason: str
    ticket: str
    category: Literal["waiver", "mitigated"]
    expires: dt.date | None
    created: dt.date | None
    source: str = ""


@frozen(kw_only=True)
class Finding:
    """One check on one resource. `resource` is a URN, an estate id, or empty where the stack has none of the check's types.

    `at` is the resource on which `path` lies, when it is another one. `value` is what stands there, where it is a switch, a number or a
    network; any other text may be what nobody should read. `criteria` and `controls` are those the check supports.
    """

    check: str
    resource: str
    outcome: Outcome
    severity: Severity
    message: str
    path: PropertyPath = field(default=PropertyPath(), converter=PropertyPath)
    at: str = ""
    value: bool | float | str | None = None
    criteria: Criteria = field(factory=dict)
    controls: tuple[str, ...] = ()
    waiver: Waiver | None = None

    @property
    def order(self) -> tuple[int, str, str, tuple[str, ...], str]:
        """Severity first, then id, resource, path and message."""
        return (self.severity.rank, self.check, self.resource, tuple(map(str, self.path)), self.message)


@frozen(kw_only=True)
class StackAssessment:
    """The findings of one stack, and the resources that no check reads."""

    stack: Stack
    resources: int
    digest: str
    mode: str
    findings: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...] = ()
    warnings: tuple[str, ...] = ()


@frozen(kw_only=True)
class EstateAssessment:
    """The findings about one cloud account or subscription. `stacks` are the labels of those judged together."""

    id: str
    stacks: tuple[str, ...]
    findings: tuple[Finding, ...]


@frozen(kw_only=True)
class Assessment:
    """One run over one or more stacks. Every report is a rendering of this and of nothing else.

    `assessed_at` is when it ran, `now` the moment it judged by (expiries, ages). `policies` is the digest of the policy library.
    `waiver_problems` are findings about the waivers themselves: expired, unmatched, over-long, self-approved.
    """

    buttress: str
    policies: str
    assessed_at: dt.datetime
    now: dt.datetime
    stacks: tuple[StackAssessment, ...]
    estates: tuple[EstateAssessment, ...]
    checks: Mapping[str, Check]
    frameworks: Frameworks
    waiver_problems: tuple[WaiverProblem, ...] = ()
    parameters: Mapping[str, Mapping[str, object]] = field(factory=dict)

    def findings(self) -> Iterator[Finding]:
        """Every finding of every stack, then of every estate."""
        for stack in self.stacks:
            yield from stack.findings
        for estate in self.estates:
            yield from estate.findings

    def within(self, frameworks: Collection[str]) -> Assessment:
        """The same findings with the criteria and controls of these frameworks alone, in their order here."""
        chosen = {name: framework for name, framework in self.frameworks.items() if name in frameworks}
        controls = {control.id for framework in chosen.values() for control in framework.controls}

        def narrow(one: Any) -> Any:
            return evolve(
                one,
                criteria={name: ids for name, ids in one.criteria.items() if name in chosen},
                controls=tuple(control for control in one.controls if control in controls),
            )

        return evolve(
            self,
            frameworks=chosen,
            checks={name: narrow(check) for name, check in self.checks.items()},
            stacks=tuple(evolve(stack, findings=tuple(map(narrow, stack.findings))) for stack in self.stacks),
            estates=tuple(evolve(estate, findings=tuple(map(narrow, estate.findings))) for estate in self.estates),
        )

    def totals(self) -> dict[Outcome, int]:
        """The number of findings by outcome, zeros included."""
        counts = Counter(finding.outcome for finding in self.findings())
        return {outcome: counts[outcome] for outcome in Outcome}


@frozen(kw_only=True)
class WaiverProblem:
    """Why a waiver does not hold: it is expired, unmatched, over-long or self-approved. `severity` is that of its check."""

    kind: Literal["expired", "unmatched", "over-long", "self-approved"]
    waiver: Waiver
    message: str
    severity: Severity

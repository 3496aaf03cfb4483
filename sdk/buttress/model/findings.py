"""What was judged: findings, waivers, and the assessment that holds them."""

from __future__ import annotations

import datetime as dt
import enum
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal

from attrs import evolve, field, frozen

from buttress.model.checks import Check, Severity
from buttress.model.controls import Criteria, Frameworks
from buttress.model.paths import PropertyPath
from buttress.model.resources import NotEvaluated, Position, Stack


@enum.unique
class Outcome(enum.StrEnum):
    """The six things a check can say of a resource. Only `pass` is clean."""

    FAIL = "fail"
    ERROR = "error"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    PASS = "pass"

    @property
    def rank(self) -> int:
        """0 for a failure to 5 for a pass, for sorting."""
        return _RANKS[self]


_RANKS = {outcome: number for number, outcome in enumerate(Outcome)}


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
class Place:
    """One place where a finding lies, with what is wrong there: `fail` where that was seen, `unknown` where it may still turn out well.

    `at` is the resource on which `path` lies, when it is another one. `value` is what stands there, where it is a switch, a number or a
    network; any other text may be what nobody should read.
    """

    message: str
    outcome: Outcome = Outcome.FAIL
    path: PropertyPath = field(default=PropertyPath(), converter=PropertyPath)
    at: str = ""
    value: bool | float | str | None = None

    @property
    def label(self) -> str:
        """Where it is and what stands there: `ingress[0].fromPort = 22`; empty if nothing is named."""
        place = str(self.path)
        if self.value is None:
            return place
        return f"{place} = {self.value if isinstance(self.value, str) else json.dumps(self.value)}"

    @property
    def sentence(self) -> str:
        """What is wrong, and where in brackets."""
        return f"{self.message} ({self.label})" if self.path else self.message


@frozen(kw_only=True)
class Finding:
    """One check on one resource. `resource` is a URN, an estate id, or empty where the stack has none of the check's types.

    `places` are all that deny it, those that fail first; a pass has none. `waits_for` names what is not known yet, where that keeps the
    outcome open. `subsumed_by` is the check whose failing says this too, on the resource `subsumed_at` if that is another one.
    `criteria` and `controls` are those the check supports.
    """

    check: str
    resource: str
    outcome: Outcome
    severity: Severity
    message: str
    places: tuple[Place, ...] = ()
    waits_for: str = ""
    subsumed_by: str = ""
    subsumed_at: str = ""
    criteria: Criteria = field(factory=dict)
    controls: tuple[str, ...] = ()
    waiver: Waiver | None = None

    @property
    def path(self) -> PropertyPath:
        """That of the first place."""
        return self.places[0].path if self.places else PropertyPath()

    @property
    def at(self) -> str:
        """The resource of the first place, where it is another one."""
        return self.places[0].at if self.places else ""

    @property
    def value(self) -> bool | float | str | None:
        """What stands at the first place, if it may be shown."""
        return self.places[0].value if self.places else None

    @property
    def sentence(self) -> str:
        """The message and every place of it on one line: `port 22 is open (ingress[0]; ingress[1])`."""
        if not self.places:
            return self.message
        by_message: dict[str, list[str]] = {}
        for place in self.places:
            by_message.setdefault(place.message, []).extend([place.label] if place.path else [])
        return "; ".join(f"{message} ({'; '.join(dict.fromkeys(labels))})" if labels else message for message, labels in by_message.items())

    @property
    def order(self) -> tuple[int, int, str, str, tuple[str, ...], str]:
        """Severity first, then what fails before what is not known, then id, resource, path and message."""
        return (self.severity.rank, self.outcome.rank, self.check, self.resource, tuple(map(str, self.path)), self.message)


@frozen(kw_only=True)
class StackAssessment:
    """The findings of one stack, and the resources that no check reads.

    `positions` are the lines of the program that make its resources, by URN, as far as they are known; `unknown_values` is how many of
    the values that the program sets are not known before the update.
    """

    stack: Stack
    resources: int
    digest: str
    mode: str
    findings: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...] = ()
    warnings: tuple[str, ...] = ()
    positions: Mapping[str, Position] = field(factory=dict, repr=False)
    unknown_values: int = 0


@frozen(kw_only=True)
class EstateAssessment:
    """The findings about one cloud account or subscription. `stacks` are the labels of those judged together."""

    id: str
    stacks: tuple[str, ...]
    findings: tuple[Finding, ...]


@frozen(kw_only=True)
class Adjustment:
    """One parameter or level that a project set to something else than the default. `target` is a check, a severity or `all`."""

    target: str
    sentence: str


@frozen(kw_only=True)
class Assessment:
    """One run over one or more stacks. Every report is a rendering of this and of nothing else.

    `assessed_at` is when it ran, `now` the moment it judged by (expiries, ages). `policies` is the digest of the policy library.
    `waiver_problems` are findings about the waivers themselves: expired, unmatched, over-long, self-approved, unapproved.
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
    adjustments: tuple[Adjustment, ...] = ()

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
    """Why a waiver does not hold: it is expired, unmatched, over-long, self-approved or unapproved. `severity` is that of its check."""

    kind: Literal["expired", "unmatched", "over-long", "self-approved", "unapproved"]
    waiver: Waiver
    message: str
    severity: Severity

"""What an assessment, and later a ledger, says of each control: the population, what fails, what was not seen."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from attrs import field, frozen

from buttress.exposure.model.inputs import ExposureModel
from buttress.model import Assessment, Check, Control, Criterion, Finding, Outcome, Severity, Urn

Basis = Literal["failing", "passing", "no evidence", "manual", "did not occur"]


@frozen(kw_only=True)
class Span:
    """What was known of one resource from `start` up to, not including, `end`: it met the control, it did not, or nobody can tell."""

    resource: str
    start: dt.date
    end: dt.date
    outcome: Literal["pass", "fail", "unknown"]


@frozen(kw_only=True)
class Observed:
    """What a ledger saw of one control in the period so far.

    `failing_days` and `in_scope_days` are resource-days of a state control (D_o, N_o), `deviations` and `occurrences` the counts
    of an occurrence control, `coverage` the share of the elapsed period with a valid observation, `longest_days` the longest span
    for which a resource that fails now has been failing.
    """

    in_scope_days: float = 0.0
    failing_days: float = 0.0
    longest_days: float = 0.0
    occurrences: int = 0
    deviations: int = 0
    coverage: float = 1.0

    @classmethod
    def of(cls, spans: Iterable[Span], *, start: dt.date, now: dt.date) -> Observed:
        """The resource-days of a state control from its spans, clipped to [start, now).

        A day on which spans of one resource overlap counts once, failing before passing before unknown. A resource is in scope from
        its first span to its last; days in between without a span are a gap, and gaps and unknown days lower the coverage.
        """
        days: dict[str, dict[int, str]] = defaultdict(dict)
        order = {"unknown": 0, "pass": 1, "fail": 2}
        for span in spans:
            known = days[span.resource]
            for day in range(max(span.start, start).toordinal(), min(span.end, now).toordinal()):
                if day not in known or order[span.outcome] > order[known[day]]:
                    known[day] = span.outcome
        counted = {resource: known for resource, known in days.items() if known}
        scope = sum(max(known) - min(known) + 1 for known in counted.values())
        failing = sum(outcome == "fail" for known in counted.values() for outcome in known.values())
        seen = failing + sum(outcome == "pass" for known in counted.values() for outcome in known.values())
        elapsed = max(now.toordinal() - start.toordinal(), 0)
        watched = len({day for known in counted.values() for day, outcome in known.items() if outcome != "unknown"})
        return cls(
            in_scope_days=float(scope),
            failing_days=float(failing),
            longest_days=float(max((_open_run(known, now) for known in counted.values()), default=0)),
            coverage=min(seen / scope, watched / elapsed) if scope and elapsed else 0.0,
        )


def _open_run(known: Mapping[int, str], now: dt.date) -> int:
    """The days up to `now` for which a resource has been failing without a break."""
    day = now.toordinal() - 1
    while known.get(day) == "fail":
        day -= 1
    return now.toordinal() - 1 - day


History = Mapping[str, Observed]
"""Observations by control id."""


@frozen(kw_only=True)
class ControlEvidence:
    """One control in scope, as seen now.

    `failing` are the (check, resource) pairs that fail; `resources` maps an outcome to the number of distinct resources with it
    (a resource counts once, under the worst). `severity` is the worst of the failing checks, `worst` the worst of all its checks.

    `reached` maps each criterion that a failing check supports to the worst severity among those checks; `whole` maps every criterion
    of the control to the worst among all checks that support it, that of a manual control where none does.
    """

    control: Control
    criteria: tuple[str, ...]
    basis: Basis
    failing: tuple[tuple[str, str], ...]
    in_scope: int
    failing_resources: int
    waived: int
    no_evidence: int
    severity: Severity
    worst: Severity
    components: tuple[str, ...] = ()
    stacks: tuple[str, ...] = ()
    failing_severity: Mapping[str, Severity] = field(factory=dict)
    reached: Mapping[str, Severity] = field(factory=dict)
    whole: Mapping[str, Severity] = field(factory=dict)


@frozen(kw_only=True)
class Evidence:
    """All controls and criteria in scope. `out_of_scope` are the controls that serve no criterion in scope.

    `checks` are those of the assessment, which know what their fixes do to what is live.
    """

    controls: tuple[ControlEvidence, ...]
    criteria: tuple[Criterion, ...]
    out_of_scope: tuple[str, ...]
    checks: Mapping[str, Check] = field(factory=dict)


def gather(assessment: Assessment, model: ExposureModel) -> Evidence:
    """The evidence for every control in scope, in the framework's order. Never counts unknown, error or waived as a pass."""
    framework = assessment.frameworks[model.framework]
    criteria = tuple(criterion for criterion in framework.criteria if _chosen(criterion, model))
    names = {criterion.id for criterion in criteria}
    by_check: dict[str, list[tuple[Finding, str]]] = defaultdict(list)
    for stack in assessment.stacks:
        for finding in stack.findings:
            by_check[finding.check].append((finding, stack.stack.label))
    for estate in assessment.estates:
        for finding in estate.findings:
            by_check[finding.check].append((finding, estate.id))
    controls, outside = [], []
    for control in framework.controls:
        served = tuple(name for name in control.criteria if name in names)
        if served:
            controls.append(_control(control, served, by_check, assessment, model))
        else:
            outside.append(control.id)
    return Evidence(controls=tuple(controls), criteria=criteria, out_of_scope=tuple(outside), checks=assessment.checks)


def _chosen(criterion: Criterion, model: ExposureModel) -> bool:
    everything = not model.criteria and not model.categories
    return everything or criterion.id in model.criteria or criterion.category in model.categories


def _control(
    control: Control,
    criteria: tuple[str, ...],
    by_check: Mapping[str, list[tuple[Finding, str]]],
    assessment: Assessment,
    model: ExposureModel,
) -> ControlEvidence:
    failing: dict[tuple[str, str], Severity] = {}
    seen: dict[str, set[Outcome]] = defaultdict(set)
    stacks: set[str] = set()
    asked = False
    for check in control.checks:
        for finding, where in by_check.get(check, ()):
            asked = True
            if not finding.resource or finding.outcome is Outcome.NOT_APPLICABLE:
                if finding.outcome in {Outcome.ERROR, Outcome.UNKNOWN}:
                    seen[f"{where}:{check}"].add(finding.outcome)
                continue
            seen[finding.resource].add(finding.outcome)
            if finding.outcome is Outcome.FAIL:
                failing[check, finding.resource] = finding.severity
                stacks.add(where)
    in_scope = len(seen)
    bad = {resource for _, resource in failing}
    blind = sum(1 for outcomes in seen.values() if outcomes & {Outcome.UNKNOWN, Outcome.ERROR} and Outcome.FAIL not in outcomes)
    waived = sum(1 for outcomes in seen.values() if Outcome.WAIVED in outcomes)
    severities = [assessment.checks[check].severity for check in control.checks if check in assessment.checks]
    severities += list(failing.values())
    worst = min(severities, key=lambda one: one.rank, default=model.assumptions.manual_severity)
    severity = min(failing.values(), key=lambda one: one.rank, default=worst)
    basis: Basis
    if bad:
        basis = "failing"
    elif not control.checks or not asked:
        basis = "manual"
    elif not in_scope:
        basis = "did not occur"
    elif blind == in_scope:
        basis = "no evidence"
    else:
        basis = "passing"
    components = {Urn.parse(resource).component for resource in bad}
    found: dict[str, Severity] = {}
    for (check, _), grade in sorted(failing.items(), key=lambda one: (one[0][0], one[1].rank)):
        found.setdefault(check, grade)
    known = {check: assessment.checks[check].severity for check in control.checks if check in assessment.checks} | found
    reached = _by_criterion(control, criteria, found)
    return ControlEvidence(
        control=control,
        criteria=criteria,
        basis=basis,
        failing=tuple(sorted(failing)),
        in_scope=in_scope,
        failing_resources=len(bad),
        waived=waived,
        no_evidence=blind,
        severity=severity,
        worst=worst,
        components=tuple(sorted(components)),
        stacks=tuple(sorted(stacks)),
        failing_severity=found,
        reached=reached,
        whole=dict.fromkeys(criteria, model.assumptions.manual_severity) | _by_criterion(control, criteria, known),
    )


def _by_criterion(control: Control, criteria: Sequence[str], checks: Mapping[str, Severity]) -> dict[str, Severity]:
    """Each criterion that one of these checks supports, with the worst severity among those that do."""
    found: dict[str, Severity] = {}
    for check, severity in checks.items():
        for name in control.checks[check]:
            if name in criteria and (name not in found or severity.rank < found[name].rank):
                found[name] = severity
    return found

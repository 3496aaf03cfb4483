"""What the reports for people show alike: what was assessed, what is listed of it and in which order."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from buttress.assessment.baseline import FRESH, BaselineStatus
from buttress.assessment.criteria import CheckResult, check_results
from buttress.catalog.snippets import FixHelp, fix_of
from buttress.model import (
    Criteria,
    EstateAssessment,
    Finding,
    Outcome,
    Position,
    Severity,
    StackAssessment,
    Urn,
    joined,
)
from buttress.report.context import OPEN, SHOWN, Context
from buttress.report.sarif import fingerprint
from buttress.report.wording import Tone, failing_by_severity, verdict
from buttress.text import plural, slug

NAMED = 100
"""How many passing resources of one check are named; the JSON report names all."""

UNFOLDED = 12
"""The most rows of a check that the page shows without being asked."""

TITLED = 3

_LISTED = (Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED)


@frozen(kw_only=True)
class Row:
    """One listed finding. `anchor` is the same from run to run."""

    anchor: str
    label: str
    finding: Finding
    type: str
    name: str
    says_too: tuple[str, ...]
    change: BaselineStatus | None
    days_left: int | None
    position: Position | None = None

    @property
    def fresh(self) -> bool:
        """Whether it is new or regressed since the baseline."""
        return self.change in FRESH


@frozen(kw_only=True)
class CheckGroup:
    """The listed findings of one check, and how many passed."""

    check: str
    title: str
    severity: Severity
    cloud: str
    rows: tuple[Row, ...]
    counts: Mapping[Outcome, int]
    passing: tuple[str, ...]
    owners: tuple[str, ...]
    controls: tuple[str, ...]
    criteria: Criteria
    fix: FixHelp | None
    reference: str

    @property
    def anchor(self) -> str:
        """The id of this group on the page."""
        return f"check-{slug(self.check)}"

    @property
    def deviating(self) -> int:
        """How many findings ask somebody to act."""
        return sum(self.counts[outcome] for outcome in OPEN)

    @property
    def fresh(self) -> bool:
        """Whether something of it is new or regressed since the baseline."""
        return any(row.fresh for row in self.rows)

    @property
    def order(self) -> tuple[bool, bool, int, bool, int, str]:
        """What is new since a baseline first, then what asks somebody to act; the worst severity, what fails, what most resources have."""
        fails = self.counts[Outcome.FAIL]
        return (
            not self.fresh,
            not self.deviating,
            self.severity.rank,
            not fails,
            -(fails or self.deviating),
            self.check,
        )

    @property
    def urgent(self) -> bool:
        """Whether the page shows it unfolded: critical or high, open, and not long."""
        return bool(self.deviating) and self.severity.rank <= Severity.HIGH.rank and len(self.rows) <= UNFOLDED

    @property
    def more_passing(self) -> int:
        """How many passing resources are not named."""
        return self.counts[Outcome.PASS] - len(self.passing)


class View:
    """One assessment, as people are shown it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.assessment = context.assessment

    @property
    def labels(self) -> tuple[str, ...]:
        """The stacks and estates, in order."""
        return tuple(label for label, _ in self.context.parts())

    @property
    def title(self) -> str:
        """The name of what was assessed."""
        stacks = [stack.stack.label for stack in self.stacks]
        if not stacks:
            return "No stack"
        if len(stacks) == 1:
            return stacks[0]
        return f"{plural(len(stacks), 'stack')}: {', '.join(stacks[:TITLED])}{' …' if len(stacks) > TITLED else ''}"

    @functools.cached_property
    def stacks(self) -> tuple[StackAssessment, ...]:
        """The stacks, by label."""
        return tuple(part for _, part in self.context.parts() if isinstance(part, StackAssessment))

    @functools.cached_property
    def estates(self) -> tuple[EstateAssessment, ...]:
        """The estates, by id."""
        return tuple(part for _, part in self.context.parts() if isinstance(part, EstateAssessment))

    @functools.cached_property
    def totals(self) -> Mapping[Outcome, int]:
        """Findings by outcome, zeros included."""
        return self.assessment.totals()

    @property
    def severities(self) -> Mapping[Severity, int]:
        """Failing findings by severity, zeros included."""
        return failing_by_severity(self.assessment)

    @property
    def verdict(self) -> tuple[Tone, str]:
        """The tone and the sentence at the head of the page."""
        return verdict(self.assessment)

    @functools.cached_property
    def results(self) -> Mapping[str, CheckResult]:
        """The result of each check."""
        return check_results(self.assessment)

    @functools.cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every listed finding, worst first."""
        shown = (self.context.show - {Outcome.PASS, Outcome.NOT_APPLICABLE}) or SHOWN
        rows = []
        for label, part in self.context.parts():
            for finding in part.findings:
                if finding.outcome in shown and not finding.subsumed_by:
                    rows.append(self._row(label, finding))
        rows.sort(key=lambda row: (not row.fresh, row.finding.order, row.label))
        seen: Counter[str] = Counter()
        for position, row in enumerate(rows):
            seen[row.anchor] += 1
            if seen[row.anchor] > 1:
                rows[position] = evolve(row, anchor=f"{row.anchor}-{seen[row.anchor]}")
        return tuple(rows)

    def _row(self, label: str, finding: Finding) -> Row:
        urn = Urn.parse(finding.resource)
        return Row(
            anchor=f"f-{fingerprint(label, finding)[:12]}",
            label=label,
            finding=finding,
            type=urn.kind if finding.resource else "stack",
            name=urn.name if finding.resource else label,
            says_too=self.context.says_too(label, finding),
            change=self.context.change(label, finding),
            position=self.context.position(finding),
            days_left=self.context.days_left(finding.waiver.expires) if finding.waiver else None,
        )

    @functools.cached_property
    def checks(self) -> Mapping[str, CheckGroup]:
        """The checks with listed findings, worst first."""
        by_check: dict[str, list[Row]] = {}
        for row in self.rows:
            by_check.setdefault(row.finding.check, []).append(row)
        groups = {check: self._group(check, rows) for check, rows in by_check.items()}
        return {group.check: group for group in sorted(groups.values(), key=lambda group: group.order)}

    def _group(self, check: str, rows: Sequence[Row]) -> CheckGroup:
        result = self.results[check]
        known = self.assessment.checks.get(check)
        passing = [Urn.parse(finding.resource).name for finding in result.findings if finding.outcome is Outcome.PASS]
        web = [reference for reference in (known.references if known else ()) if reference.startswith("https://")]
        return CheckGroup(
            check=check,
            title=self.context.title(check),
            severity=min((row.finding.severity for row in rows), key=lambda severity: severity.rank),
            cloud=known.cloud if known else "",
            rows=tuple(sorted(rows, key=lambda row: (not row.fresh, _LISTED.index(row.finding.outcome), row.label, row.finding.order))),
            counts=result.counts,
            passing=tuple(passing[:NAMED]),
            owners=tuple(dict.fromkeys(owner for row in rows for owner in self.context.owners(row.finding))),
            controls=tuple(dict.fromkeys(control for row in rows for control in row.finding.controls)),
            criteria=joined(row.finding.criteria for row in rows),
            fix=fix_of(known, rows[0].type) if known else None,
            reference=web[0] if web else "",
        )

"""What the page shows, in the order and the groups in which it shows it."""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from buttress.assessment.baseline import BaselineStatus
from buttress.assessment.criteria import CheckResult, CriterionResult, check_results
from buttress.catalog.snippets import Fix, fix_of
from buttress.model import (
    Control,
    Criterion,
    CriterionStatus,
    EstateAssessment,
    Finding,
    NotEvaluated,
    Outcome,
    Severity,
    StackAssessment,
    Urn,
    Waiver,
)
from buttress.report import json_document
from buttress.report.context import OPEN, SHOWN, Context
from buttress.report.escaping import placed, slug
from buttress.report.exposure_view import ExposureView, exposure_view
from buttress.report.page.charts import Series, chance_beyond, loss_exceedance
from buttress.report.page.exports import BULKY, archive
from buttress.report.sarif import fingerprint
from buttress.report.wording import Tone, failing_by_severity, verdict
from buttress.text import plural

NAMED = 100
"""How many passing resources of one check are named; the JSON report names all."""

UNFOLDED = 12
"""The most rows of a check that the page shows without being asked."""

CURVE_ROWS = 12
TITLED = 3

_LISTED = (Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED)

if TYPE_CHECKING:
    from markupsafe import Markup


@frozen(kw_only=True)
class Row:
    """One listed finding. `anchor` is the same from run to run."""

    anchor: str
    label: str
    finding: Finding
    type: str
    name: str
    path: str
    change: BaselineStatus | None
    days_left: int | None


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
    criteria: tuple[str, ...]
    fix: Fix | None
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
    def urgent(self) -> bool:
        """Whether the page shows it unfolded: critical or high, open, and not long."""
        return bool(self.deviating) and self.severity.rank <= Severity.HIGH.rank and len(self.rows) <= UNFOLDED

    @property
    def more_passing(self) -> int:
        """How many passing resources are not named."""
        return self.counts[Outcome.PASS] - len(self.passing)


@frozen(kw_only=True)
class CriterionGroup:
    """The checks listed under a criterion; those in `elsewhere` are listed under an earlier one."""

    criterion: Criterion | None
    groups: tuple[CheckGroup, ...]
    elsewhere: tuple[CheckGroup, ...]


@frozen(kw_only=True)
class ResourceGroup:
    """The listed findings of one resource."""

    label: str
    resource: str
    type: str
    name: str
    rows: tuple[Row, ...]

    @property
    def worst(self) -> Severity:
        """The severity of its worst finding."""
        return min((row.finding.severity for row in self.rows), key=lambda severity: severity.rank)


@frozen(kw_only=True)
class Test:
    """A line in the tests of a control."""

    check: str
    title: str
    result: CheckResult
    listed: bool


@frozen(kw_only=True)
class ControlTests:
    """The tests of one control for one criterion; without a control, those that no control claims. `idle` found nothing to test."""

    control: Control | None
    tests: tuple[Test, ...]
    idle: tuple[Test, ...]

    @property
    def height(self) -> int:
        """How many lines of the table it takes."""
        return max(len(self.tests) + bool(self.idle), 1)


@frozen(kw_only=True)
class WaivedGroup:
    """One waiver with the findings it covers. `problems` says why it does not hold, if so."""

    waiver: Waiver
    days_left: int | None
    resources: tuple[str, ...]
    problems: tuple[str, ...]


class Page:
    """One assessment, ready for the template."""

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
    def families(self) -> tuple[tuple[str, str, tuple[CriterionResult, ...]], ...]:
        """Category, family and the criteria in it, in the framework's order."""
        grouped = itertools.groupby(self.context.criteria, key=lambda each: (each.criterion.category, each.criterion.family))
        return tuple((category, family, tuple(results)) for (category, family), results in grouped)

    @functools.cached_property
    def statuses(self) -> Mapping[CriterionStatus, int]:
        """How many criteria have each status, zeros included."""
        counts = Counter(result.status for result in self.context.criteria)
        return {status: counts[status] for status in CriterionStatus}

    @functools.cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every listed finding, worst first."""
        shown = (self.context.show - {Outcome.PASS, Outcome.NOT_APPLICABLE}) or SHOWN
        rows = []
        for label, part in self.context.parts():
            for finding in part.findings:
                if finding.outcome in shown:
                    rows.append(self._row(label, finding))
        rows.sort(key=lambda row: (row.finding.order, row.label))
        seen: Counter[str] = Counter()
        for position, row in enumerate(rows):
            seen[row.anchor] += 1
            if seen[row.anchor] > 1:
                rows[position] = evolve(row, anchor=f"{row.anchor}-{seen[row.anchor]}")
        return tuple(rows)

    def _row(self, label: str, finding: Finding) -> Row:
        urn = Urn.parse(finding.resource)
        comparison = self.context.comparison
        return Row(
            anchor=f"f-{fingerprint(label, finding)[:12]}",
            label=label,
            finding=finding,
            type=urn.kind if finding.resource else "stack",
            name=urn.name if finding.resource else label,
            path=placed(finding),
            change=comparison.changes.get((label, finding.check, finding.resource)) if comparison else None,
            days_left=self.context.days_left(finding.waiver.expires) if finding.waiver else None,
        )

    @functools.cached_property
    def checks(self) -> Mapping[str, CheckGroup]:
        """The checks with listed findings, worst first."""
        by_check: dict[str, list[Row]] = {}
        for row in self.rows:
            by_check.setdefault(row.finding.check, []).append(row)
        groups = {check: self._group(check, rows) for check, rows in by_check.items()}
        ordered = sorted(groups.values(), key=lambda group: (not group.deviating, group.severity.rank, group.check))
        return {group.check: group for group in ordered}

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
            rows=tuple(sorted(rows, key=lambda row: (_LISTED.index(row.finding.outcome), row.label, row.finding.order))),
            counts=result.counts,
            passing=tuple(passing[:NAMED]),
            owners=tuple(dict.fromkeys(owner for row in rows for owner in self.context.owners(row.finding))),
            controls=tuple(dict.fromkeys(control for row in rows for control in row.finding.controls)),
            criteria=tuple(dict.fromkeys(criterion for row in rows for criterion in row.finding.criteria)),
            fix=fix_of(known, rows[0].type) if known else None,
            reference=web[0] if web else "",
        )

    @functools.cached_property
    def by_criterion(self) -> tuple[CriterionGroup, ...]:
        """The listed findings under the first criterion that each check supports, with pointers under the others."""
        placed: set[str] = set()
        groups = []
        for result in self.context.criteria:
            mine = [self.checks[test.check] for test in result.tests if test.check in self.checks]
            mine.sort(key=lambda group: (not group.deviating, group.severity.rank, group.check))
            here = tuple(group for group in mine if group.check not in placed)
            there = tuple(group for group in mine if group.check in placed)
            placed.update(group.check for group in here)
            if mine:
                groups.append(CriterionGroup(criterion=result.criterion, groups=here, elsewhere=there))
        rest = tuple(group for check, group in self.checks.items() if check not in placed)
        if rest:
            groups.append(CriterionGroup(criterion=None, groups=rest, elsewhere=()))
        return tuple(groups)

    @functools.cached_property
    def by_resource(self) -> tuple[ResourceGroup, ...]:
        """The listed findings under their resources, worst resource first."""
        grouped: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            grouped.setdefault((row.label, row.finding.resource), []).append(row)
        groups = [
            ResourceGroup(label=label, resource=resource, type=rows[0].type, name=rows[0].name, rows=tuple(rows))
            for (label, resource), rows in grouped.items()
        ]
        return tuple(sorted(groups, key=lambda group: (group.worst.rank, -len(group.rows), group.label, group.resource)))

    def tests(self, result: CriterionResult) -> tuple[ControlTests, ...]:
        """The controls of a criterion with their tests, in the form of a description of tests of controls."""
        groups = []
        claimed: set[str] = set()
        for control in result.controls:
            mine = [test for test in result.tests if result.criterion.id in control.checks.get(test.check, ())]
            claimed.update(test.check for test in mine)
            groups.append(self._tests(control, mine))
        rest = [test for test in result.tests if test.check not in claimed]
        if rest:
            groups.append(self._tests(None, rest))
        return tuple(groups)

    @functools.cached_property
    def home(self) -> Mapping[str, str]:
        """The first criterion of each control: where links to the control lead."""
        found: dict[str, str] = {}
        for result in self.context.criteria:
            for control in result.controls:
                found.setdefault(control.id, result.criterion.id)
        return found

    def _tests(self, control: Control | None, results: Sequence[CheckResult]) -> ControlTests:
        tests = [
            Test(check=result.check, title=self.context.title(result.check), result=result, listed=result.check in self.checks)
            for result in results
        ]
        ran = tuple(test for test in tests if test.result.population)
        return ControlTests(control=control, tests=ran, idle=tuple(test for test in tests if not test.result.population))

    @property
    def manual(self) -> tuple[Control, ...]:
        """The controls whose evidence a person must bring, those without any test first."""
        return self.context.due

    @functools.cached_property
    def waivers(self) -> tuple[WaivedGroup, ...]:
        """Every waiver that covers a finding or has a problem, the one that ends first on top."""
        resources: dict[Waiver, list[str]] = {}
        problems: dict[Waiver, list[str]] = {}
        for finding in self.assessment.findings():
            if finding.waiver and finding.outcome is Outcome.WAIVED:
                resources.setdefault(finding.waiver, []).append(Urn.parse(finding.resource).name)
        for problem in self.assessment.waiver_problems:
            problems.setdefault(problem.waiver, []).append(f"{problem.kind}: {problem.message}")
        groups = [
            WaivedGroup(
                waiver=waiver,
                days_left=self.context.days_left(waiver.expires),
                resources=tuple(sorted(resources.get(waiver, ()))),
                problems=tuple(sorted(problems.get(waiver, ()))),
            )
            for waiver in {**resources, **problems}
        ]
        return tuple(
            sorted(
                groups,
                key=lambda group: (
                    group.days_left is None,
                    group.days_left or 0,
                    group.waiver.check,
                    group.waiver.resource,
                    group.waiver.source,
                ),
            )
        )

    @functools.cached_property
    def not_evaluated(self) -> tuple[tuple[str, NotEvaluated], ...]:
        """Types that no check reads, with the stack they are in."""
        pairs = [(stack.stack.label, kind) for stack in self.stacks for kind in stack.not_evaluated]
        return tuple(sorted(pairs, key=lambda pair: (pair[0], pair[1].type, pair[1].reason)))

    @property
    def unread(self) -> int:
        """How many resources were not evaluated."""
        return sum(kind.count for _, kind in self.not_evaluated)

    @functools.cached_property
    def digest(self) -> str:
        """The SHA-256 of the assessment's JSON, by which a page, a PDF and a file can be told to say the same."""
        return hashlib.sha256(json_document.write(self.context)).hexdigest()

    @functools.cached_property
    def idle(self) -> tuple[tuple[str, str], ...]:
        """Checks that found nothing to judge anywhere, with their titles."""
        return tuple((check, self.context.title(check)) for check, result in self.results.items() if not result.population)

    @functools.cached_property
    def exposure(self) -> ExposureView | None:
        """The money, when it was modelled."""
        return None if self.context.exposure is None else exposure_view(self.context.exposure)

    @functools.cached_property
    def series(self) -> tuple[Series, ...]:
        """The curves of the exposures that have one, and the tolerance where one is set."""
        if self.exposure is None:
            return ()
        curves = []
        for name, _ in self.exposure.exposures:
            points = tuple(sorted((each["loss"], each["probability"]) for each in self.exposure.level(name).get("curve", ())))
            if points:
                curves.append(Series(name=name, points=points))
        tolerance = tuple(sorted((each["loss"], each["accepted"]) for each in self.exposure.level("residual").get("tolerance", ())))
        return (*curves, Series(name="tolerance", points=tolerance)) if tolerance and curves else tuple(curves)

    @functools.cached_property
    def curve(self) -> Markup | None:
        """The loss exceedance chart, or nothing to draw."""
        if self.exposure is None or not self.series:
            return None
        from markupsafe import Markup

        drawn = loss_exceedance(self.series, self.exposure.currency)
        return Markup(drawn) if drawn else None  # noqa: S704  (charts.py escapes what it is given)

    @property
    def curve_table(self) -> list[tuple[float, list[float | None]]]:
        """Losses with the chance of losing more, by curve: about a dozen rows that span all curves."""
        curves = [series.points for series in self.series if series.name != "tolerance"]
        losses = sorted({loss for points in curves for loss, _ in points})
        if len(losses) > CURVE_ROWS:
            losses = [losses[round(position * (len(losses) - 1) / (CURVE_ROWS - 1))] for position in range(CURVE_ROWS)]
        return [(loss, [chance_beyond(points, loss) for points in curves]) for loss in dict.fromkeys(losses)]

    @property
    def wordy(self) -> bool:
        """Whether the archive holds the wordy formats too."""
        return len(self.rows) <= BULKY

    @functools.cached_property
    def archive(self) -> str:
        """A link to the other formats, held in the page."""
        return archive(self.context, wordy=self.wordy)

    def shade(self, outcome: Outcome, number: int) -> str:
        """The class that shades a cell: none for zero, then four steps."""
        if not number:
            return "zero"
        return f"c-{outcome} s{1 if number == 1 else 2 if number <= 5 else 3 if number <= 25 else 4}"  # noqa: PLR2004

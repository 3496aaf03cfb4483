"""What the page shows, in the order and the groups in which it shows it."""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from buttress.assessment.criteria import CheckResult, CriterionResult, by_status
from buttress.model import (
    Control,
    Criteria,
    CriterionStatus,
    Outcome,
    Severity,
    Urn,
    Waiver,
)
from buttress.report import json_document
from buttress.report.exposure_view import ExposureView, exposure_view
from buttress.report.page.charts import Series, chance_beyond, loss_exceedance
from buttress.report.page.exports import BULKY, archive
from buttress.report.view import CheckGroup, Row, View
from buttress.text import plural, slug

CURVE_ROWS = 12

if TYPE_CHECKING:
    from markupsafe import Markup


@frozen(kw_only=True)
class CriterionGroup:
    """The checks listed under a criterion; those in `elsewhere` are listed under an earlier one."""

    result: CriterionResult | None
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
    reason: str = ""


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


class Page(View):
    """One assessment, ready for the template."""

    @functools.cached_property
    def families(self) -> tuple[tuple[str, tuple[CriterionResult, ...]], ...]:
        """Framework (where there are several), category and family, and the criteria in it, in the order of each framework."""
        grouped = itertools.groupby(self.context.criteria, key=self._family)
        return tuple((" · ".join(dict.fromkeys(part for part in names if part)), tuple(results)) for names, results in grouped)

    def _family(self, result: CriterionResult) -> tuple[str, str, str]:
        name = result.framework.name if self.context.several else ""
        return name, result.framework.category(result.criterion), result.criterion.family

    @functools.cached_property
    def statuses(self) -> tuple[tuple[str, Mapping[CriterionStatus, int]], ...]:
        """For each framework how many criteria it has, in words, and how many of them have each status, zeros included."""
        if not self.context.by_framework:
            return ((plural(0, "criterion", "criteria"), by_status(())),)
        return tuple((self.context.counted(framework), by_status(results)) for framework, results in self.context.by_framework)

    def anchor(self, result: CriterionResult) -> str:
        """The id of a criterion on the page."""
        return f"criterion-{slug(self.context.label(result))}"

    def links(self, criteria: Criteria) -> Iterator[tuple[str, str]]:
        """Each criterion as it is written, with its id on the page; the latter is empty for one that is not there."""
        for framework, ids in criteria.items():
            for one in ids:
                result = self._by_key.get((framework, one))
                yield self.context.labels({framework: (one,)})[0], self.anchor(result) if result else ""

    @functools.cached_property
    def _by_key(self) -> Mapping[tuple[str, str], CriterionResult]:
        return {result.key: result for result in self.context.criteria}

    @functools.cached_property
    def by_criterion(self) -> tuple[CriterionGroup, ...]:
        """The listed findings under the first criterion that each check supports, with pointers under the others.

        Criteria with something new come first.
        """
        placed: set[str] = set()
        groups = []
        for result in self.context.criteria:
            mine = [self.checks[test.check] for test in result.tests if test.check in self.checks]
            mine.sort(key=lambda group: group.order)
            here = tuple(group for group in mine if group.check not in placed)
            there = tuple(group for group in mine if group.check in placed)
            placed.update(group.check for group in here)
            if mine:
                groups.append(CriterionGroup(result=result, groups=here, elsewhere=there))
        rest = tuple(group for check, group in self.checks.items() if check not in placed)
        if rest:
            groups.append(CriterionGroup(result=None, groups=rest, elsewhere=()))
        return tuple(sorted(groups, key=lambda one: not any(group.fresh for group in one.groups)))

    @functools.cached_property
    def by_resource(self) -> tuple[ResourceGroup, ...]:
        """The listed findings under their resources, what is new first, then the worst resource."""
        grouped: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            grouped.setdefault((row.label, row.finding.resource), []).append(row)
        groups = [
            ResourceGroup(label=label, resource=resource, type=rows[0].type, name=rows[0].name, rows=tuple(rows))
            for (label, resource), rows in grouped.items()
        ]
        return tuple(
            sorted(
                groups,
                key=lambda group: (
                    not any(row.fresh for row in group.rows),
                    group.worst.rank,
                    -len(group.rows),
                    group.label,
                    group.resource,
                ),
            )
        )

    def tests(self, result: CriterionResult) -> tuple[ControlTests, ...]:
        """The controls of a criterion with their tests, in the form of a description of tests of controls."""
        groups = []
        claimed: set[str] = set()
        for control in result.controls:
            mine = [test for test in result.tests if result.criterion.id in control.checks.get(test.check, ())]
            claimed.update(test.check for test in mine)
            groups.append(self._tests(control, mine, result.criterion.id))
        rest = [test for test in result.tests if test.check not in claimed]
        if rest:
            groups.append(self._tests(None, rest, result.criterion.id))
        return tuple(groups)

    @functools.cached_property
    def home(self) -> Mapping[str, tuple[str, str]]:
        """The first criterion of each control: where links to the control lead."""
        found: dict[str, tuple[str, str]] = {}
        for result in self.context.criteria:
            for control in result.controls:
                found.setdefault(control.id, result.key)
        return found

    def _tests(self, control: Control | None, results: Sequence[CheckResult], criterion: str) -> ControlTests:
        tests = [
            Test(
                check=result.check,
                title=self.context.title(result.check),
                result=result,
                listed=result.check in self.checks,
                reason=control.checks[result.check][criterion] if control else "",
            )
            for result in results
        ]
        ran = tuple(test for test in tests if test.result.population)
        return ControlTests(control=control, tests=ran, idle=tuple(test for test in tests if not test.result.population))

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
    def digest(self) -> str:
        """The SHA-256 of the assessment's JSON, by which a page, a PDF and a file can be seen to say the same."""
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

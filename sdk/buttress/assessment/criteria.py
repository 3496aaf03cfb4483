"""The status of each criterion, from the findings that support it.

A check *supports* a criterion when a control maps it there. Its findings give the criterion's counts, and those its status,
in this order:

1. `exceptions`: a supporting check failed on a resource, or could not be evaluated (error). Nothing later can hide that.
2. `not evaluated`: no supporting check reached a verdict (pass or waived): there is none, none of its types occur, or
   everything it looked at was unknown.
3. `partial`: there are passes, but something is still owed: manual evidence of the criterion or of one of its controls, a value
   that was unknown, or a failure that is waived (accepted for a time is not the same as met).
4. `supported`: every verdict is a pass and nothing is owed.

None of these is a percentage, and none is an auditor's opinion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from buttress.model import Assessment, Control, Criterion, CriterionStatus, Finding, Framework, Outcome

TESTED = (Outcome.PASS, Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED)
"""The outcomes of a resource that belongs to a check's population."""


@frozen(kw_only=True)
class CheckResult:
    """One check over the whole assessment. `population` counts the resources to which it applies, whatever came out."""

    check: str
    counts: Mapping[Outcome, int]
    findings: tuple[Finding, ...]

    @property
    def population(self) -> int:
        """How many resources were put to the test."""
        return sum(self.counts[outcome] for outcome in TESTED)

    @property
    def sentence(self) -> str:
        """The result in the words of a test of controls."""
        if not self.population:
            return "not tested: nothing of these types"
        parts = []
        if self.counts[Outcome.FAIL]:
            parts.append(f"{self.counts[Outcome.FAIL]:,} of {self.population:,} deviate")
        if self.counts[Outcome.ERROR]:
            parts.append(f"{self.counts[Outcome.ERROR]:,} could not be judged")
        if self.counts[Outcome.UNKNOWN]:
            parts.append(f"{self.counts[Outcome.UNKNOWN]:,} not known yet")
        if self.counts[Outcome.WAIVED]:
            parts.append(f"{self.counts[Outcome.WAIVED]:,} waived")
        return ", ".join(parts) if parts else "no deviations found"

    @property
    def worst(self) -> Outcome:
        """The outcome that stands for the whole: the first that occurs of fail, error, unknown, waived, pass, not applicable."""
        for outcome in (Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED, Outcome.PASS):
            if self.counts[outcome]:
                return outcome
        return Outcome.NOT_APPLICABLE


@frozen(kw_only=True)
class CriterionResult:
    """A criterion of a framework with its status, the sentence that explains it, and what stands behind it.

    `counts` add up over `tests`.
    """

    framework: Framework
    criterion: Criterion
    status: CriterionStatus
    reason: str
    counts: Mapping[Outcome, int]
    tests: tuple[CheckResult, ...]
    controls: tuple[Control, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The ids of its framework and of the criterion."""
        return self.framework.id, self.criterion.id

    @property
    def tested(self) -> bool:
        """Whether at least one resource was put to a supporting check: the difference between `-` and `0`."""
        return any(self.counts[outcome] for outcome in TESTED)


def by_status(results: Iterable[CriterionResult]) -> dict[CriterionStatus, int]:
    """How many criteria have each status, zeros included."""
    counts = Counter(result.status for result in results)
    return {status: counts[status] for status in CriterionStatus}


def check_results(assessment: Assessment) -> dict[str, CheckResult]:
    """The result of every check that the assessment knows or has findings of, by id, in the order of ids."""
    findings: dict[str, list[Finding]] = {check: [] for check in assessment.checks}
    for finding in assessment.findings():
        findings.setdefault(finding.check, []).append(finding)
    results = {}
    for check in sorted(findings):
        ordered = tuple(sorted(findings[check], key=lambda finding: finding.order))
        counts = Counter(finding.outcome for finding in ordered)
        results[check] = CheckResult(check=check, counts={outcome: counts[outcome] for outcome in Outcome}, findings=ordered)
    return results


def judge_criteria(assessment: Assessment) -> tuple[CriterionResult, ...]:
    """One result for each criterion, framework by framework, in the order of each."""
    results = check_results(assessment)
    return tuple(one for framework in assessment.frameworks.values() for one in _judged(framework, assessment, results))


def _judged(framework: Framework, assessment: Assessment, results: Mapping[str, CheckResult]) -> Iterator[CriterionResult]:
    supporting = _supporting(framework, assessment, results)
    for criterion in framework.criteria:
        controls = tuple(control for control in framework.controls if criterion.id in control.criteria)
        tests = tuple(results[check] for check in supporting.get(criterion.id, ()))
        counts = {outcome: sum(test.counts[outcome] for test in tests) for outcome in Outcome}
        status, reason = _status(criterion, controls, tests, counts)
        yield CriterionResult(
            framework=framework, criterion=criterion, status=status, reason=reason, counts=counts, tests=tests, controls=controls
        )


def _supporting(framework: Framework, assessment: Assessment, results: Mapping[str, CheckResult]) -> dict[str, list[str]]:
    """The checks behind each criterion: as the controls map them, as the check says, and as its findings were recorded."""
    supports: dict[str, set[str]] = {}
    for control in framework.controls:
        for check, criteria in control.checks.items():
            if check in results:
                for criterion in criteria:
                    supports.setdefault(criterion, set()).add(check)
    for check, result in results.items():
        known = assessment.checks.get(check)
        named = set(known.criteria.get(framework.id, ()) if known else ())
        for finding in result.findings:
            named.update(finding.criteria.get(framework.id, ()))
        for criterion in named:
            supports.setdefault(criterion, set()).add(check)
    return {criterion: sorted(checks) for criterion, checks in supports.items()}


def _status(
    criterion: Criterion, controls: tuple[Control, ...], tests: tuple[CheckResult, ...], counts: Mapping[Outcome, int]
) -> tuple[CriterionStatus, str]:
    failed, errors, unknown, waived = (counts[each] for each in (Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED))
    if failed or errors:
        parts = [f"{failed:,} failing"] if failed else []
        parts += [f"{errors:,} could not be judged"] if errors else []
        return CriterionStatus.EXCEPTIONS, ", ".join(parts)
    if not tests:
        return CriterionStatus.NOT_EVALUATED, "no automated test"
    if not counts[Outcome.PASS] and not waived:
        reason = f"all {unknown:,} tested are unknown" if unknown else "nothing of the tested types"
        return CriterionStatus.NOT_EVALUATED, reason
    owed = [f"{waived:,} waived"] if waived else []
    owed += [f"{unknown:,} unknown"] if unknown else []
    if criterion.manual or any(control.manual for control in controls):
        owed.append("manual evidence due")
    if owed:
        return CriterionStatus.PARTIAL, ", ".join(owed)
    return CriterionStatus.SUPPORTED, "every test passes and no evidence is owed"

"""What may be said of a criterion."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.support.assessments import BUCKET, CHECKS, assessment, control, finding, stack, urn

from buttress.assessment.criteria import judge_criteria
from buttress.model import Assessment, Criterion, CriterionStatus, Framework, Outcome

CHECK = CHECKS[1].id


def one(outcomes: tuple[Outcome, ...], *, manual: str = "", control_manual: str = "", mapped: bool = True) -> Assessment:
    framework = Framework(
        id="soc2_2017",
        name="f",
        title="f",
        criteria=(Criterion(id="A1.2", title="t", category="c", family="f", manual=manual),),
        controls=(control("CTL-X", "x", ("A1.2",), {CHECK: ("A1.2",)} if mapped else {}, manual=control_manual),),
    )
    checks = {CHECK: CHECKS[1] if mapped else evolve(CHECKS[1], criteria={})}
    found = (finding(CHECK, urn(BUCKET, f"b{position}"), outcome) for position, outcome in enumerate(outcomes))
    judged = tuple(each if mapped else evolve(each, criteria={}) for each in found)
    return assessment(stack(*judged), frameworks={framework.id: framework}, checks=checks)


PASS, FAIL, ERROR, UNKNOWN, WAIVED, NA = Outcome.PASS, Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED, Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ((PASS, PASS), CriterionStatus.SUPPORTED),
        ((PASS, NA), CriterionStatus.SUPPORTED),
        ((PASS, FAIL), CriterionStatus.EXCEPTIONS),
        ((PASS, ERROR), CriterionStatus.EXCEPTIONS),
        ((ERROR,), CriterionStatus.EXCEPTIONS),
        ((FAIL, UNKNOWN, WAIVED), CriterionStatus.EXCEPTIONS),
        ((PASS, UNKNOWN), CriterionStatus.PARTIAL),
        ((PASS, WAIVED), CriterionStatus.PARTIAL),
        ((WAIVED,), CriterionStatus.PARTIAL),
        ((UNKNOWN, UNKNOWN), CriterionStatus.NOT_EVALUATED),
        ((NA,), CriterionStatus.NOT_EVALUATED),
        ((), CriterionStatus.NOT_EVALUATED),
    ],
)
def test_status_follows_the_outcomes(outcomes: tuple[Outcome, ...], status: CriterionStatus) -> None:
    (result,) = judge_criteria(one(outcomes))
    assert (result.status, bool(result.reason)) == (status, True)


@pytest.mark.parametrize(("manual", "control_manual"), [("minutes", ""), ("", "minutes")])
def test_passes_alone_do_not_support_a_criterion_that_is_owed_evidence(manual: str, control_manual: str) -> None:
    (result,) = judge_criteria(one((PASS,), manual=manual, control_manual=control_manual))
    assert (result.status, result.reason) == (CriterionStatus.PARTIAL, "manual evidence due")


def test_criterion_without_any_check_is_not_evaluated() -> None:
    (result,) = judge_criteria(one((PASS,), mapped=False))
    assert (result.status, result.tested) == (CriterionStatus.NOT_EVALUATED, False)


def test_tested_and_not_tested_differ(small: Assessment) -> None:
    tested = {result.criterion.id: result.tested for result in judge_criteria(small)}
    assert tested == {
        "CC1.1": False,
        "CC6.1": True,
        "CC6.4": False,
        "CC6.7": True,
        "CC7.2": True,
        "CC7.3": False,
        "A1.2": True,
        "C1.1": True,
    }


def test_counts_add_up_over_the_tests(small: Assessment) -> None:
    for result in judge_criteria(small):
        for outcome in Outcome:
            assert result.counts[outcome] == sum(test.counts[outcome] for test in result.tests)


def test_estate_findings_count(small: Assessment) -> None:
    (watched,) = [result for result in judge_criteria(small) if result.criterion.id == "CC7.2"]
    assert (watched.counts[Outcome.FAIL], watched.counts[Outcome.ERROR]) == (1, 1)


@pytest.mark.parametrize(
    ("outcomes", "sentence", "population"),
    [
        ((PASS, PASS), "no deviations found", 2),
        ((PASS, FAIL, UNKNOWN, ERROR, WAIVED, NA), "1 of 5 deviate, 1 could not be judged, 1 not known yet, 1 waived", 5),
        ((NA,), "not tested: nothing of these types", 0),
    ],
)
def test_result_is_told_with_its_population(outcomes: tuple[Outcome, ...], sentence: str, population: int) -> None:
    (result,) = judge_criteria(one(outcomes))
    (test,) = result.tests
    assert (test.sentence, test.population) == (sentence, population)

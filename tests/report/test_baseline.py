"""What changed since a baseline."""

from __future__ import annotations

import pytest
from tests.report.conftest import BUCKET, CHECKS, assessment, finding, stack, urn

from buttress.model import Assessment, Outcome
from buttress.report import Change, compare, load_assessment, render

CHECK = CHECKS[0].id
BUCKET_URN = urn(BUCKET, "b")
KEY = ("acme/shop/prod", CHECK, BUCKET_URN)


def with_outcomes(*outcomes: Outcome) -> Assessment:
    return assessment(stack(*(finding(CHECK, BUCKET_URN, outcome, str(number)) for number, outcome in enumerate(outcomes))))


OPEN = (Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN)
UNSURE = (Outcome.ERROR, Outcome.UNKNOWN)
CALM = (Outcome.PASS, Outcome.WAIVED, Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        *[((), (now,), Change.NEW) for now in OPEN],
        *[((then,), (now,), Change.REGRESSED) for then in CALM for now in OPEN],
        *[((Outcome.FAIL,), (now,), Change.UNCHANGED) for now in OPEN],
        *[((then,), (now,), Change.UNCHANGED) for then in UNSURE for now in UNSURE],
        *[((then,), (Outcome.FAIL,), Change.REGRESSED) for then in UNSURE],
        *[((then,), (now,), Change.FIXED) for then in OPEN for now in CALM],
        *[((then,), (), Change.GONE) for then in OPEN],
        *[((then,), (now,), None) for then in CALM for now in CALM],
        *[((), (now,), None) for now in CALM],
        ((Outcome.PASS, Outcome.FAIL), (Outcome.PASS,), Change.FIXED),
        ((Outcome.PASS,), (Outcome.PASS, Outcome.UNKNOWN), Change.REGRESSED),
    ],
)
def test_change_between_two_outcomes(before: tuple[Outcome, ...], after: tuple[Outcome, ...], change: Change | None) -> None:
    old = with_outcomes(*before)
    # A waived finding needs its waiver in the schema only; the comparison reads the outcome.
    comparison = compare(with_outcomes(*after), load_assessment(render(old, "json")))
    assert comparison.changes.get(KEY) == change


def test_same_assessment_has_nothing_new(small: Assessment) -> None:
    counts = compare(small, load_assessment(render(small, "json"))).counts()
    assert counts == {Change.NEW: 0, Change.REGRESSED: 0, Change.UNCHANGED: 5, Change.FIXED: 0, Change.GONE: 0}


def test_stacks_are_told_apart() -> None:
    failing = finding(CHECK, BUCKET_URN, Outcome.FAIL)
    old = load_assessment(render(assessment(stack(failing, name="prod")), "json"))
    comparison = compare(assessment(stack(failing, name="test")), old)
    assert (comparison.of(Change.NEW), comparison.of(Change.GONE)) == ((("acme/shop/test", CHECK, BUCKET_URN),), (KEY,))


def test_reports_mark_what_is_new(small: Assessment) -> None:
    old = load_assessment(render(assessment(stack()), "json"))
    assert b"public access is not blocked [blockPublicAcls] (new)" in render(small, "text", baseline=old, width=200)
    assert b"5 new, 0 regressed, 0 unchanged, 0 fixed, 0 gone" in render(small, "text", baseline=old, width=200)

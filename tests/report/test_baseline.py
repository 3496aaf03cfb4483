"""What changed since a baseline."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrs import evolve
from tests.support.assessments import BUCKET, CHECKS, assessment, finding, stack, urn

from buttress.assessment.baseline import BaselineStatus, compare, load_assessment
from buttress.model import Assessment, Outcome, Stack
from buttress.report import render

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
        *[((), (now,), BaselineStatus.NEW) for now in OPEN],
        *[((then,), (now,), BaselineStatus.REGRESSED) for then in CALM for now in OPEN],
        *[((Outcome.FAIL,), (now,), BaselineStatus.UNCHANGED) for now in OPEN],
        *[((then,), (now,), BaselineStatus.UNCHANGED) for then in UNSURE for now in UNSURE],
        *[((then,), (Outcome.FAIL,), BaselineStatus.REGRESSED) for then in UNSURE],
        *[((then,), (now,), BaselineStatus.FIXED) for then in OPEN for now in CALM],
        *[((then,), (), BaselineStatus.GONE) for then in OPEN],
        *[((then,), (now,), None) for then in CALM for now in CALM],
        *[((), (now,), None) for now in CALM],
        ((Outcome.PASS, Outcome.FAIL), (Outcome.PASS,), BaselineStatus.FIXED),
        ((Outcome.PASS,), (Outcome.PASS, Outcome.UNKNOWN), BaselineStatus.REGRESSED),
    ],
)
def test_change_between_two_outcomes(before: tuple[Outcome, ...], after: tuple[Outcome, ...], change: BaselineStatus | None) -> None:
    old = with_outcomes(*before)
    # A waived finding needs its waiver in the schema only; the comparison reads the outcome.
    comparison = compare(with_outcomes(*after), load_assessment(render(old, "json")))
    assert comparison.changes.get(KEY) == change


def test_same_assessment_has_nothing_new(small: Assessment) -> None:
    counts = compare(small, load_assessment(render(small, "json"))).counts()
    assert counts == {
        BaselineStatus.NEW: 0,
        BaselineStatus.REGRESSED: 0,
        BaselineStatus.UNCHANGED: 5,
        BaselineStatus.FIXED: 0,
        BaselineStatus.GONE: 0,
    }


def test_stacks_are_told_apart() -> None:
    other = urn(BUCKET, "b", stack="test")
    old = load_assessment(render(assessment(stack(finding(CHECK, BUCKET_URN, Outcome.FAIL), name="prod")), "json"))
    comparison = compare(assessment(stack(finding(CHECK, other, Outcome.FAIL), name="test")), old)
    assert (comparison.of(BaselineStatus.NEW), comparison.of(BaselineStatus.GONE)) == ((("acme/shop/test", CHECK, other),), (KEY,))


def named(label: str, *resources: str, outcome: Outcome = Outcome.FAIL) -> Any:
    """A stack of this label whose findings are about these resources."""
    organization, project, name = label.split("/")
    found = stack(*(finding(CHECK, resource, outcome) for resource in resources))
    return evolve(found, stack=Stack(organization=organization, project=project, name=name, source="elsewhere.json"))


def counted(before: Assessment, after: Assessment) -> dict[BaselineStatus, int]:
    counts = compare(after, load_assessment(render(before, "json"))).counts()
    return {change: number for change, number in counts.items() if number}


def test_a_stack_under_another_label_is_known_by_its_urns() -> None:
    before = assessment(named("acme/shop/prod", BUCKET_URN, urn(BUCKET, "old")))
    after = assessment(named("/shop/prod", BUCKET_URN, urn(BUCKET, "more")))
    assert counted(before, after) == {BaselineStatus.NEW: 1, BaselineStatus.UNCHANGED: 1, BaselineStatus.GONE: 1}


def test_labels_that_both_have_are_never_exchanged() -> None:
    before = assessment(named("acme/shop/prod", BUCKET_URN), named("other/shop/prod", BUCKET_URN, outcome=Outcome.PASS))
    after = assessment(named("acme/shop/prod", BUCKET_URN, outcome=Outcome.PASS), named("other/shop/prod", BUCKET_URN))
    assert counted(before, after) == {BaselineStatus.FIXED: 1, BaselineStatus.REGRESSED: 1}


def test_a_label_that_two_stacks_could_have_had_is_not_guessed() -> None:
    before = assessment(named("acme/shop/prod", BUCKET_URN), named("other/shop/prod", BUCKET_URN))
    assert counted(before, assessment(named("/shop/prod", BUCKET_URN))) == {BaselineStatus.NEW: 1, BaselineStatus.GONE: 2}
    assert counted(assessment(named("/shop/prod", BUCKET_URN)), before) == {BaselineStatus.NEW: 2, BaselineStatus.GONE: 1}


def test_reports_mark_what_is_new(small: Assessment) -> None:
    old = load_assessment(render(assessment(stack()), "json"))
    assert b"public access is not blocked [blockPublicAcls] (new)" in render(small, "text", baseline=old, width=200)
    assert b"5 new, 0 regressed, 0 unchanged, 0 fixed, 0 gone" in render(small, "text", baseline=old, width=200)


LISTS = ("text", "concise", "markdown", "html", "json", "sarif", "github", "gitlab", "junit", "csv")


@pytest.mark.parametrize("form", [*LISTS, "action-plan"])
def test_what_is_new_comes_first_and_is_marked(small: Assessment, form: str) -> None:
    """Of low severity, and still before what is critical and known."""
    low = min(CHECKS, key=lambda check: -check.severity.rank)
    found = finding(low.id, urn(BUCKET, "added"), Outcome.FAIL, "a thing of today")
    (first,) = small.stacks
    grown = evolve(small, stacks=(evolve(first, findings=(*first.findings, found)),))
    written = render(grown, form, baseline=load_assessment(render(small, "json"))).decode()
    listed = written[written.find('"results":') if form == "sarif" else written.find('id="findings"') if form == "html" else 0 :]
    new = listed.index(low.id if form == "action-plan" else "a thing of today")
    old = listed.index(CHECKS[0].id if form == "action-plan" else "public access is not blocked")
    assert new < old
    assert "new" in listed[max(new - 400, 0) : new + 600].replace("news", "")
    unmarked = render(grown, form).decode()
    assert "new: " not in unmarked
    assert "(new)" not in unmarked


@pytest.mark.parametrize("form", ["asff", "ocsf", "oscal"])
def test_services_that_keep_an_order_of_their_own_get_the_mark(small: Assessment, form: str) -> None:
    options = {"aws_region": "eu-central-1"}
    old = load_assessment(render(assessment(), "json"))
    marked = re.compile(r'change"(, ?"ns": ?"[^"]*", ?"value"|,"ns":"[^"]*","value")?: ?"new"')
    assert marked.search(render(small, form, baseline=old, options=options).decode())
    assert not marked.search(render(small, form, options=options).decode())

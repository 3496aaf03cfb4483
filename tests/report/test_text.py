"""The report for a terminal."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrs import evolve
from tests.support.assessments import CHECKS, assessment, finding, stack

from buttress.assessment.baseline import load_assessment
from buttress.model import Assessment, Outcome, Place
from buttress.report import render
from buttress.report.exposure_view import exposure_view


def lines(found: Assessment, **options: object) -> list[str]:
    return render(found, "text", **options).decode().splitlines()  # type: ignore[arg-type]


def test_first_line_names_stack_resources_snapshot_and_policies(small: Assessment) -> None:
    assert lines(small, width=120)[0] == "acme/shop/prod  142 resources  state  snapshot 9f86d081  policies 3fa4c1d2, 6 checks"
    assert lines(small)[0] == "acme/shop/prod  142 resources  state  snapshot 9f86d081  policies 3fa4c1d2"


def test_totals_have_every_outcome_with_zeros(empty: Assessment, small: Assessment) -> None:
    assert "0 passed, 0 failed, 0 errors, 0 unknown, 0 waived, 0 not applicable" in lines(empty)
    assert "3 passed, 3 failed, 1 error, 1 unknown, 1 waived (ends in 12 days), 2 not applicable" in lines(small, width=100)


def test_summary_stands_before_everything_else(small: Assessment, exposure: dict[str, Any]) -> None:
    baseline = load_assessment(render(assessment(stack()), "json"))
    text = render(small, "text", width=200, exposure=exposure, baseline=baseline).decode()
    head, _, rest = text.partition("\n\nIn acme/shop/prod\n")
    assert head.split("\n\n")[1].splitlines() == [
        "✗ 3 findings fail: 1 critical, 1 high, 1 medium",
        "3 passed, 3 failed, 1 error, 1 unknown, 1 waived (ends in 12 days), 2 not applicable",
        "Of 8 criteria: 0 supported, 4 exceptions, 0 partial, 4 not evaluated",
        exposure_view(exposure).story,
        "Since the baseline of 2026-01-31T09:30:00Z: 5 new, 0 regressed, 0 unchanged, 0 fixed, 0 gone",
        "Not covered by it: 3 controls with evidence due from people, 3 resources of 1 type not evaluated",
        "Waivers: 1 problem, listed below",
        "This is readiness evidence, not an auditor's opinion.",
    ]
    assert "CRITICAL  aws-s3-bucket-public-access-block" in rest


def test_only_a_report_longer_than_a_screen_ends_with_the_totals_again(small: Assessment) -> None:
    brief = assessment(stack(finding("aws-vpc-flow-logs-enabled", "r", Outcome.FAIL)))
    totals = [line for line in lines(brief) if line.startswith("0 passed, 1 failed")]
    assert len(totals) == 1
    assert lines(brief)[-1] != totals[0]
    assert [line for line in lines(small) if line.startswith("3 passed, 3 failed")] == [lines(small)[-1]] * 2


@pytest.mark.parametrize("width", [40, 80, 132])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_line_is_wider_than_the_terminal(small: Assessment, hostile: Assessment, width: int, ascii_only: bool) -> None:
    for found in (small, hostile):
        table = re.compile(r"^(  (criterion|CC|A1|C1)|\d+ passed, )")
        wide = [line for line in lines(found, width=width, ascii_only=ascii_only) if len(line) > width and not table.match(line)]
        assert wide == []


def test_table_and_totals_fit_eighty_columns(small: Assessment) -> None:
    assert max(map(len, lines(small))) <= 80


def test_findings_come_in_order_of_severity(small: Assessment) -> None:
    heads = [line.split()[0] for line in lines(small) if re.match(r"^(CRITICAL|HIGH|MEDIUM|LOW)  ", line)]
    assert heads == ["CRITICAL", "HIGH", "MEDIUM", "MEDIUM", "HIGH"]  # the last is the estate's


def test_each_group_has_criteria_owner_fix_and_where_to_read_more(small: Assessment) -> None:
    text = "\n".join(lines(small, width=400))
    for check in CHECKS[:5]:
        assert f"  fix: {check.remediation} {check.effect().sentence}\n  buttress explain {check.id}\n" in text
    assert "  A1.2 · CTL-BACKUP · owner Data team\n" in text


def test_passes_are_listed_only_when_asked(small: Assessment) -> None:
    assert "✓ PASS" not in "\n".join(lines(small))
    assert sum("✓ PASS" in line for line in lines(small, show=["pass"])) == 3
    assert not any("FAIL" in line for line in lines(small, show=["pass"]))


def test_idle_checks_are_summed_up_not_listed(small: Assessment) -> None:
    text = "\n".join(lines(small, show=[*Outcome]))
    assert "1 of 6 checks found nothing of its types here" in text
    assert "the stack has no web ACL" not in text
    assert "the VPC has no subnet" in text


def test_not_tested_is_a_dash_and_not_a_zero(small: Assessment) -> None:
    rows = {line.split()[0]: line.split()[-5:] for line in lines(small) if re.match(r"^  (CC|A1|C1)", line)}
    assert rows["CC7.3"] == ["-", "-", "-", "-", "-"]
    assert rows["CC6.7"] == ["0", "0", "1", "0", "0"]


def test_waiver_tells_its_end_and_approver(small: Assessment) -> None:
    text = "\n".join(lines(small, width=200))
    assert "waived until 2026-02-12 (ends in 12 days) by Head of security: The bucket is rebuilt" in text
    assert "buttress-waivers.yaml:12: expired  medium  aws-s3-bucket-versioning-enabled on" in text


def test_what_was_not_evaluated_is_told(small: Assessment) -> None:
    text = "\n".join(lines(small))
    assert "Not evaluated: 3 resources of 1 type\n      3  gcp:storage/bucket:Bucket  no check reads this type" in text


def test_disclaimer_is_always_there(empty: Assessment, small: Assessment) -> None:
    for found in (empty, small):
        assert "This is readiness evidence, not an auditor's opinion." in lines(found)


def test_ascii_only_is_ascii(small: Assessment, hostile: Assessment) -> None:
    for found in (small, hostile):
        assert render(found, "text", ascii_only=True).isascii()
        assert render(found, "concise", ascii_only=True).isascii()


def test_colour_only_adds_styles(small: Assessment) -> None:
    colourful = render(small, "text", color=True)
    assert b"\x1b[31;1m" in colourful
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", colourful) == render(small, "text")


def test_concise_is_a_line_a_finding(small: Assessment) -> None:
    found = render(small, "concise").decode().splitlines()
    assert found[0] == (
        "acme/shop/prod: FAIL critical aws-s3-bucket-public-access-block urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs "
        "public access is not blocked (blockPublicAcls)"
    )
    assert len(found) == 6 + 1 + 1  # open and waived findings, the waiver's problem, the totals


def test_large_assessment_lists_every_open_finding(large: Assessment) -> None:
    text = render(large, "text").decode()
    assert text.count("✗ FAIL") == 250
    assert text.splitlines()[-1].startswith("1,700 passed, 250 failed, 0 errors, 50 unknown")


def brief(found: Assessment, **options: object) -> list[str]:
    return lines(found, full=False, **options)


def test_the_brief_report_names_every_check_and_says_how_to_see_more(small: Assessment) -> None:
    text = "\n".join(brief(small, width=200))
    for each in (each for each in small.findings() if each.outcome in {Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN}):
        assert each.check in text
    assert "✗ Exceptions by criterion: " in text
    assert "--full shows every place" in text
    assert len(brief(small, width=200)) < len(lines(small, width=200)) * 0.75


def test_the_same_said_of_many_resources_is_said_once(large: Assessment) -> None:
    assert len(brief(large)) < 60
    assert any(" and 44 more: " in line or " more: " in line for line in brief(large, width=400))


def test_places_of_one_finding_stand_below_it() -> None:
    places = tuple(Place(message=message, path=("rules", number)) for number, message in enumerate(["off", "off", "odd"]))
    found = assessment(stack(finding(CHECKS[0].id, "r", Outcome.FAIL, "off; odd", places=places)))
    text = "\n".join(lines(found, width=200))
    for line in ("- off [rules[0]]", "- off [rules[1]]", "- odd [rules[2]]"):
        assert line in text
    assert "r: off; odd [rules[0] and 2 more]" in "\n".join(brief(found, width=200))


def test_what_another_finding_says_too_is_told_with_it_and_counted_apart() -> None:
    wide, part = (finding(check.id, "r", Outcome.FAIL, "open") for check in CHECKS[:2])
    found = assessment(stack(wide, evolve(part, subsumed_by=wide.check)))
    for form in ("text", "markdown", "html"):
        written = render(found, form, width=200).decode()
        assert "1 finding fails, and with them 1 narrower one" in written
        assert f"with it: {part.check}" in re.sub(r"<[^>]+>", "", written)
    assert f"(with it: {part.check})" in "\n".join(brief(found, width=200))
    assert found.totals()[Outcome.FAIL] == 2


def test_checks_that_wait_for_one_value_are_one_row() -> None:
    waiting = [finding(check.id, "r", Outcome.UNKNOWN, "not judged", waits_for="policy of r") for check in CHECKS[:3]]
    for full in (True, False):
        text = "\n".join(lines(assessment(stack(*waiting)), width=300, full=full))
        assert text.count("policy of r is not known yet: 3 checks wait for it") == 1
        listed = ", ".join(sorted((check.id for check in CHECKS[:3]), key=text.index))
        assert re.search(rf"\? UNKNOWN +{listed}\n", text)


def test_within_a_severity_what_fails_comes_first_and_what_most_resources_have() -> None:
    medium = [check.id for check in CHECKS if check.severity.value == "medium"][:2]
    found = assessment(
        stack(
            finding(medium[0], "a", Outcome.UNKNOWN, "not known"),
            finding(medium[1], "b", Outcome.FAIL, "off"),
        )
    )
    heads = [line.split()[1] for line in lines(found) if line.startswith("MEDIUM")]
    assert heads == [medium[1], medium[0]]

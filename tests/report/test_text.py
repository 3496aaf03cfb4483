"""The report for a terminal."""

from __future__ import annotations

import re

import pytest
from tests.report.conftest import CHECKS

from buttress.model import Assessment, Outcome
from buttress.report import render


def lines(assessment: Assessment, **options: object) -> list[str]:
    return render(assessment, "text", **options).decode().splitlines()  # type: ignore[arg-type]


def test_first_line_names_stack_resources_snapshot_and_policies(small: Assessment) -> None:
    assert lines(small, width=120)[0] == "acme/shop/prod  142 resources  state  snapshot 9f86d081  policies 3fa4c1d2 (6 checks)"


def test_last_line_has_every_outcome_with_zeros(empty: Assessment, small: Assessment) -> None:
    assert lines(empty)[-1] == "0 passed, 0 failed, 0 errors, 0 unknown, 0 waived, 0 not applicable"
    assert lines(small, width=100)[-1] == "3 passed, 3 failed, 1 error, 1 unknown, 1 waived (ends in 12 days), 2 not applicable"


@pytest.mark.parametrize("width", [40, 80, 132])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_line_is_wider_than_the_terminal(small: Assessment, hostile: Assessment, width: int, ascii_only: bool) -> None:
    for assessment in (small, hostile):
        table = re.compile(r"^  (criterion|CC|A1|C1)")
        wide = [line for line in lines(assessment, width=width, ascii_only=ascii_only)[:-1] if len(line) > width and not table.match(line)]
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
    assert "1 check found nothing of their types here" in text
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
    for assessment in (empty, small):
        assert "This is readiness evidence, not an auditor's opinion." in lines(assessment)


def test_ascii_only_is_ascii(small: Assessment, hostile: Assessment) -> None:
    for assessment in (small, hostile):
        assert render(assessment, "text", ascii_only=True).isascii()
        assert render(assessment, "concise", ascii_only=True).isascii()


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

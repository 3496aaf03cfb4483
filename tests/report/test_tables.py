"""CSV, action plan, Markdown and GitHub annotations."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.support.assessments import CHECKS, HOSTILE, assessment, stack

from buttress.assessment.baseline import load_assessment
from buttress.model import Assessment, Outcome
from buttress.report import markdown, render
from buttress.report.escaping import markdown as escape


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_csv_has_every_finding_whatever_is_shown(small: Assessment, large: Assessment) -> None:
    for found in (small, large):
        table = rows(render(found, "csv", show=["fail"]))
        assert sorted((row["check"], row["resource"], row["outcome"]) for row in table) == sorted(
            (each.check, each.resource, each.outcome.value) for each in found.findings()
        )


def test_csv_row_holds_what_a_person_needs(small: Assessment) -> None:
    row = next(each for each in rows(render(small, "csv")) if each["outcome"] == "waived")
    assert (row["stack"], row["name"], row["owner"], row["waiver_expires"], row["waiver_approver"]) == (
        "acme/shop/prod",
        "cache",
        "Data team",
        "2026-02-12",
        "Head of security",
    )
    assert row["fix"] == CHECKS[1].remediation


@pytest.mark.parametrize("name", ["csv", "action-plan"])
def test_no_cell_is_a_formula(hostile: Assessment, name: str) -> None:
    cells = [cell for row in csv.reader(io.StringIO(render(hostile, name).decode(), newline="")) for cell in row]
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells) or name == "action-plan"


def test_csv_tells_changes(small: Assessment) -> None:
    old = load_assessment(render(assessment(stack()), "json"))
    assert {row["outcome"]: row["change"] for row in rows(render(small, "csv", baseline=old))} == {
        "fail": "new",
        "error": "new",
        "unknown": "new",
        "waived": "",
        "not_applicable": "",
        "pass": "",
    }


def test_action_plan_has_one_row_for_each_open_check_of_a_stack(small: Assessment) -> None:
    table = rows(render(small, "action-plan"))
    assert [(row["severity"], row["check"], row["fail"], row["error"], row["unknown"], row["due"]) for row in table] == [
        ("critical", "aws-s3-bucket-public-access-block", "1", "0", "0", ""),
        ("high", "aws-cloudtrail-multi-region-trail", "1", "0", "0", ""),
        ("high", "aws-rds-instance-storage-encrypted", "0", "0", "1", ""),
        ("medium", "aws-s3-bucket-versioning-enabled", "1", "0", "0", ""),
        ("medium", "aws-vpc-flow-logs-enabled", "0", "1", "0", ""),
    ]


def rendered(text: str) -> str:
    written: str = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").render(text)
    return written


def test_markdown_summary_names_every_open_finding(small: Assessment) -> None:
    page = rendered(render(small, "markdown").decode())
    assert "<h2>✗ 3 findings fail: 1 critical, 1 high, 1 medium</h2>" in page
    assert page.count("<tr>\n<td>✗ FAIL</td>") == 3
    assert "<td>rules" not in page
    assert "versioning is not enabled (rules[0].status)" in page
    assert "This is readiness evidence, not an auditor's opinion." in render(small, "markdown").decode()


@pytest.mark.parametrize("name", ["small", "large", "hostile"])
def test_markdown_fits_a_comment(request: pytest.FixtureRequest, name: str) -> None:
    text = render(request.getfixturevalue(name), "markdown").decode()
    assert len(text) < 65_536


def test_markdown_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch, large: Assessment) -> None:
    monkeypatch.setattr(markdown, "ROOM", 12_000)
    text = render(large, "markdown").decode()
    listed = text.count("| ✗ FAIL") + text.count("| ? UNKNOWN")
    assert 0 < listed < 300
    assert len(text) < 12_500
    assert f"**{300 - listed} findings are left out here for want of room; the JSON, CSV and HTML reports hold all.**" in text


def test_markdown_is_inert(hostile: Assessment) -> None:
    page = rendered(render(hostile, "markdown").decode())
    assert set(re.findall(r"<([a-z0-9]+)", page)) <= {
        "h2",
        "h3",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ul",
        "li",
        "details",
        "summary",
        "b",
        "strong",
    }
    assert not re.search(r"@SUM|@\w", render(hostile, "markdown").decode())


@given(st.one_of(st.text(), st.sampled_from(HOSTILE), st.text(alphabet="<>[]()!`*_#|~@&\\ ahttps:/.w")))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    page = rendered(f"x {escape(text)} y")
    assert set(re.findall(r"</?([a-z0-9]+)", page)) == {"p"}


def test_annotations_are_one_command_a_line(hostile: Assessment, small: Assessment) -> None:
    for found in (hostile, small):
        lines = render(found, "github", color=True).decode().splitlines()
        assert [
            line for line in lines if not re.fullmatch(r"::(error|warning|notice) file=Pulumi\.yaml,line=1,title=[^:,]*::.*", line)
        ] == []
    levels = [line.split(" ")[0] for line in lines]
    assert levels == ["::error", "::error", "::warning", "::error", "::warning", "::notice", "::warning", "::notice"]
    assert "3 failed" in lines[-1]
    assert "%0A::error" not in "".join(render(hostile, "github").decode().splitlines())


def test_annotations_escape_percent_signs(hostile: Assessment) -> None:
    assert "%250A%3A%3Aerror" in render(hostile, "github").decode() or "%250A::error" in render(hostile, "github").decode()
    assert {outcome.value for outcome in Outcome} >= {"fail"}

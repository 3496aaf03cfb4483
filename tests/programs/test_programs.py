"""Twelve small products as people write them: each finding of theirs has been read and judged, and the report is short.

`expected.json` beside a program lists every finding that has a line of its own, with one word: `true` (right, and worth a developer's
time), `debatable` (right, but many would leave it), `noise` or `wrong`; and under `missed` what is bad and not found.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from buttress.cli import execute
from buttress.report.text import LINES

pytestmark = pytest.mark.xdist_group("pulumi")

HERE = Path(__file__).parent
PROGRAMS = sorted(folder.parent.name for folder in HERE.glob("*/expected.json"))
JUDGEMENTS = {"true", "debatable", "noise", "wrong"}
NOW = "--now=2026-11-25"


def judged(program: str) -> list[dict[str, str]]:
    findings: list[dict[str, str]] = json.loads((HERE / program / "expected.json").read_text())["findings"]
    return findings


def own_lines(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The findings that no wider one covers, as (check, type and name, outcome)."""
    parts = (*document["stacks"], *document["estates"])
    open_findings = [one for part in parts for one in part["findings"] if one["outcome"] not in {"pass", "not_applicable"}]
    return sorted((one["check"], one["resource"].split("::", 2)[2], one["outcome"]) for one in open_findings if not one.get("subsumed_by"))


def test_there_are_six_programs_for_each_cloud_and_every_finding_has_one_judgement() -> None:
    assert Counter(name.partition("-")[0] for name in PROGRAMS) == {"aws": 6, "azure": 6}
    findings = [finding for program in PROGRAMS for finding in judged(program)]
    assert {finding["judgement"] for finding in findings} <= JUDGEMENTS
    assert Counter(finding["judgement"] for finding in findings)["true"] > 0.85 * len(findings)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_gets_the_findings_that_were_judged_in_a_report_of_one_page_without_repetition(
    program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    file = tmp_path / "report.json"
    assert execute(["preview", str(HERE / program), "--offline", "--format", "text", "-o", f"json={file}", NOW]) == 1
    expected = sorted((one["check"], one["resource"], one["outcome"]) for one in judged(program))
    assert own_lines(json.loads(file.read_text())) == expected
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= LINES
    said = [line for line in lines if line.lstrip().startswith(("✗", "?"))]
    assert len(said) == len(set(said))
    for check in {one["check"] for one in judged(program)}:
        assert any(check in line for line in lines), f"{check} is not named"

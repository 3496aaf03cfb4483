"""What `--baseline`, `--fail-on new` and `baseline:` in buttress.yaml let pass, and what they do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
NOW = "--now=2026-01-31"
ON = {"versioning": {"enabled": True}}


@pytest.fixture
def base(buttress: Run, state: Run) -> None:
    """base.json: one bucket that fails, one that passes the check of versioning."""
    buttress("check", state("before.json", old={}, tidy=ON), NOW, "--format", "json", "-o", "base.json")


@pytest.mark.parametrize("spelling", [("--fail-on", "new"), ("--fail-on-new",)])
@pytest.mark.usefixtures("base")
def test_only_what_the_baseline_does_not_cover_fails(buttress: Run, state: Run, spelling: tuple[str, ...]) -> None:
    asked = (NOW, "--baseline", "base.json", *spelling, "--format", "concise")
    assert buttress("check", "before.json", *asked).code == 0
    assert buttress("check", state("new.json", old={}, tidy=ON, more={}), *asked).code == 1


@pytest.mark.usefixtures("base")
def test_what_has_regressed_fails_as_the_report_says(buttress: Run, state: Run) -> None:
    worse = state("worse.json", old={}, tidy={})
    ran = buttress("check", worse, NOW, "--baseline", "base.json", "--fail-on", "new")
    assert "0 new, 1 regressed" in ran.out
    assert ran.code == 1
    assert buttress("check", worse, NOW, "--baseline", "base.json", "--fail-on-new", "--fail-on", "high").code == 0


@pytest.mark.usefixtures("base")
def test_buttress_yaml_may_name_the_baseline(buttress: Run, tmp_path: Path) -> None:
    (tmp_path / "buttress.yaml").write_text("baseline: base.json\n")
    assert buttress("check", "before.json", NOW, "--fail-on", "new").code == 0
    assert "base.json" in buttress("config", "show").out
    (tmp_path / "buttress.yaml").write_text("fail_on: low\nbaseline: gone.json\n")
    ran = buttress("check", "before.json", NOW)
    assert (ran.code, ran.out) == (2, "")
    assert "buttress.yaml:2: the baseline" in ran.err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "base.json: cannot be read: No such file or directory"),
        (b'{\n"schema": ', "base.json:2: is not valid JSON"),
        (b"\xff", "base.json: is not UTF-8 text"),
        (b"[]", "base.json: is not an assessment"),
        (b'{"schema": "other/1"}', "base.json: has the schema 'other/1'"),
        (b'{"schema": "buttress.assessment/2", "stacks": [{}]}', "base.json: is not a whole assessment"),
    ],
)
@pytest.mark.parametrize("command", ["check", "report"])
def test_a_baseline_that_cannot_be_read_stops_the_command(
    buttress: Run, state: Run, tmp_path: Path, command: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / "base.json").write_bytes(content)
    ran = buttress(command, state(b={}), NOW, "--baseline", "base.json")
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert "hint:" in ran.err or "JSON" in ran.err or "UTF-8" in ran.err
    assert not (tmp_path / "buttress-report.html").exists()


@pytest.mark.usefixtures("base")
def test_the_page_and_the_table_mark_what_is_new(buttress: Run, state: Run) -> None:
    after = state("after.json", more={})
    page = buttress("report", after, NOW, "--baseline", "base.json", "--format", "html").out
    assert '<span class="chip change">new</span>' in page
    rows = buttress("check", after, NOW, "--baseline", "base.json", "--format", "csv").out
    assert ",new," in rows or ",new\r\n" in rows
    result = json.loads(buttress("check", after, NOW, "--baseline", "base.json", "--format", "sarif").out)["runs"][0]["results"]
    assert {one["baselineState"] for one in result if one["kind"] == "fail"} == {"new"}

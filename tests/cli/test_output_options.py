"""Summary, options of single formats, pages in a folder, completion, and explain with code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
NOW = "--now=2026-01-31"
VERSIONING = "aws-s3-bucket-versioning-enabled"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_summary_has_the_totals_and_no_finding(buttress: Run, state: Run, form: str) -> None:
    file = state(b={})
    whole, summary = (buttress("check", file, NOW, "--format", form, *more).out for more in ((), ("--summary",)))
    assert VERSIONING in whole
    assert VERSIONING not in summary
    assert "CC6.1" in summary
    assert "failed" in summary


def test_asff_takes_account_and_region(buttress: Run, state: Run) -> None:
    asked = ("--format", "asff", "--option", "aws_region=eu-central-1", "--option", "aws_account=123456789012")
    requests = json.loads(buttress("check", state(b={}), NOW, *asked).out)
    assert {one["AwsAccountId"] for request in requests for one in request["Findings"]} == {"123456789012"}
    assert {one["Resources"][0]["Region"] for request in requests for one in request["Findings"]} == {"eu-central-1"}


def test_sarif_points_at_the_program_that_is_named(buttress: Run, state: Run) -> None:
    log = json.loads(buttress("check", state(b={}), NOW, "--format", "sarif", "--option", "program=infra/__main__.py").out)
    places = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in log["runs"][0]["results"]}
    assert places == {"infra/__main__.py"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--option", "region=x"), "did you mean aws_region?"),
        (("--option", "aws_region"), "is not of the form KEY=VALUE"),
        (("--format", "asff", "--option", "aws_account=123456789012"), "--option aws_region=eu-central-1"),
    ],
)
def test_a_wrong_option_is_said(buttress: Run, state: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = buttress("check", state(b={}), NOW, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


@pytest.mark.parametrize(
    ("command", "replaced"),
    [
        (("check", "state.json", "-o", "json=./state.json"), "state.json, which is read"),
        (("check", "state.json", "-o", "json=link.json"), "state.json, which is read"),
        (("check", "state.json", "-o", "json=buttress.yaml"), "buttress.yaml, which is read"),
        (("check", "state.json", "-o", "json=a.out", "-o", "sarif=./a.out"), "what another --output writes"),
        (("report", "state.json", "-o", "html=exposure.yaml"), "exposure.yaml, which is read"),
        (("exposure", "value", "state.json", "-o", "state.json"), "state.json, which is read"),
        (("exposure", "value", "state.json", "-o", "exposure.yaml"), "exposure.yaml, which is read"),
    ],
)
def test_nothing_is_written_in_the_place_of_what_is_read(
    buttress: Run, state: Run, tmp_path: Path, command: tuple[str, ...], replaced: str
) -> None:
    state(b={})
    buttress("exposure", "init", NOW)
    (tmp_path / "buttress.yaml").write_text("fail_on: low\n")
    (tmp_path / "link.json").symlink_to("state.json")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    ran = buttress(*command, NOW)
    assert (ran.code, ran.out) == (2, "")
    assert replaced in ran.err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_format_and_a_file_of_another_ending_are_two_outputs(buttress: Run, state: Run, tmp_path: Path) -> None:
    ran = buttress("check", state(b={}), NOW, "--format", "concise", "-o", "report.html")
    assert VERSIONING in ran.out
    assert (tmp_path / "report.html").read_text().startswith("<!DOCTYPE html>")
    ran = buttress("check", "state.json", NOW, "--format", "oscal", "-o", "results.json")
    assert ran.out == ""
    assert "assessment-results" in (tmp_path / "results.json").read_text()


def test_a_pipe_is_written_to_and_stays(buttress: Run, state: Run, tmp_path: Path) -> None:
    assert json.loads(buttress("check", state(b={}), NOW, "-o", "json=/dev/stdout").out)["schema"]
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDWR)
    assert buttress("check", "state.json", NOW, "-o", "concise=pipe").code == 1
    assert VERSIONING in os.read(reader, 65_536).decode()
    assert (tmp_path / "pipe").is_fifo()
    os.close(reader)


def test_html_goes_to_a_folder_where_the_target_ends_with_a_slash(buttress: Run, state: Run, tmp_path: Path) -> None:
    ran = buttress("report", state(b={}), NOW, "-o", "html=pages/", "--fail-on", "never", "--framework", "soc2_2017")
    assert ran.code == 0
    files = {one.name for one in (tmp_path / "pages").iterdir()}
    assert {"index.html", "resources.html", "criterion-cc6-1.html", "assessment.json", "findings.csv", "action-plan.csv"} <= files
    assert any(f'id="check-{VERSIONING}"' in one.read_text() for one in (tmp_path / "pages").glob("criterion-*.html"))


def test_explain_shows_code_that_passes(buttress: Run) -> None:
    text = buttress("explain", VERSIONING).out
    assert "EncryptedBucket passes: from buttress_components.aws import EncryptedBucket" in text
    assert 'aws.s3.Bucket("orders", versioning={"enabled": True})' in text
    assert "type: aws:s3/bucket:Bucket" in text


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_is_a_script_for_the_shell(buttress: Run, shell: str) -> None:
    ran = buttress("completion", shell)
    assert ran.code == 0
    assert "_BUTTRESS_COMPLETE" in ran.out


def test_completion_completes_commands() -> None:
    environment = {**os.environ, "_BUTTRESS_COMPLETE": "bash_complete", "COMP_WORDS": "buttress wai", "COMP_CWORD": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", "from buttress.cli import main; main()"], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == ["plain,waivers"]


def test_a_summary_is_ten_lines_whatever_was_judged(buttress: Run, tmp_path: Path) -> None:
    shop = (Path(__file__).parents[2] / "examples/01-checkout/expected-state.json").read_text()
    for number in range(4):
        (tmp_path / f"shop{number}.json").write_text(shop.replace("::checkout::", f"::shop{number}::"))
    for sources in (["shop0.json"], ["--estate", "."]):
        ran = buttress("check", *sources, NOW, "--summary")
        assert ran.code == 1
        assert len(ran.out.splitlines()) <= 10
        for part in ("findings fail", "not applicable", "Of 61 criteria", "most exceptions: CC6.1 (", "Not covered by it", "auditor's opinion"):
            assert part in ran.out

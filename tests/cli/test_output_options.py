"""Summary, options of single formats, pages in a folder, completion, and explain with code."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import buttress as buttress_package
from buttress.catalog import Catalog
from buttress.catalog.topics import find_topics, topic_names

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
        for part in (
            "findings fail",
            "not applicable",
            "Of 61 criteria",
            "most exceptions: CC6.1 (",
            "Not covered by it",
            "auditor's opinion",
        ):
            assert part in ran.out


def complete(words: str) -> list[str]:
    """What bash is offered for the last of these words."""
    environment = {**os.environ, "_BUTTRESS_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    program = [sys.executable, "-c", "from buttress.cli import main; main()"]
    ran = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    return [line.removeprefix("plain,") for line in ran.stdout.split()]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("buttress explain aws-s3-bucket-version", [VERSIONING]),
        ("buttress explain cc6.", ["CC6.1", "CC6.2", "CC6.3", "CC6.4", "CC6.5", "CC6.6", "CC6.7", "CC6.8"]),
        ("buttress explain CTL-BACKUP", ["CTL-BACKUPS", "CTL-BACKUP-VERSIONS"]),
        ("buttress explain EncryptedB", ["EncryptedBucket"]),
        ("buttress waivers add aws-s3-bucket-version", [VERSIONING]),
        ("buttress test --check aws-s3-bucket-version", [VERSIONING]),
        ("buttress check --format oscal-", ["oscal-components", "oscal-poam"]),
        ("buttress preview --format git", ["github", "gitlab"]),
        ("buttress explain nothing", []),
    ],
)
def test_completion_knows_ids_and_formats(words: str, offered: list[str]) -> None:
    assert sorted(complete(words)) == sorted(offered)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("CC6.1", ["Checks that support it", "aws-s3-bucket-kms-encryption", "Controls that meet it", "CTL-ENCRYPTION-AT-REST"]),
        ("cc6.4", ["What a person must bring", "office badge logs"]),
        ("CTL-BACKUP-VERSIONS", ["What it is for", "When it is met", VERSIONING, "CC7.5"]),
        ("backup-versions", ["CTL-BACKUP-VERSIONS"]),
        ("EncryptedBucket", ["from buttress_components.aws import EncryptedBucket", "type: buttress:EncryptedBucket", VERSIONING]),
    ],
)
def test_explain_knows_criteria_controls_and_components(buttress: Run, name: str, said: list[str]) -> None:
    ran = buttress("explain", name)
    assert (ran.code, ran.err) == (0, "")
    for part in said:
        assert part in ran.out
    assert max(map(len, ran.out.splitlines())) < 160


def test_every_topic_can_be_explained(catalog: Catalog) -> None:
    for name in topic_names(catalog):
        (topic,) = find_topics(name, catalog)
        assert topic.id == name
        assert topic.title
        assert any(not section.empty for section in topic.sections)


def test_the_risk_comes_first_under_why_it_matters(buttress: Run) -> None:
    text = buttress("explain", VERSIONING).out
    first = text[text.index("Why it matters\n") :].splitlines()[1]
    assert first.strip() == "Objects that were encrypted or deleted by an intruder come back as earlier versions."
    assert text.count("encrypted or deleted by an intruder") == 1


def test_what_a_format_lacks_is_said_before_any_file_is_written(buttress: Run, state: Run, tmp_path: Path) -> None:
    ran = buttress("check", state(b={}), NOW, "-o", "a.json", "-o", "asff=a.asff", "-o", "html=pages/")
    assert (ran.code, ran.out) == (2, "")
    assert "--option aws_account=" in ran.err
    assert [one.name for one in tmp_path.iterdir()] == ["state.json"]


def test_a_folder_s_other_files_are_left_out_and_named(buttress: Run, state: Run, tmp_path: Path) -> None:
    state(b={})
    (tmp_path / "package.json").write_text('{"name": "shop"}')
    ran = buttress("check", ".", NOW, "--format", "json")
    assert ran.code == 1
    assert "warning: shop/prod: package.json is not a Pulumi state or preview, and was left out" in ran.err
    assert "package.json is not" in json.loads(ran.out)["stacks"][0]["warnings"][0]
    (tmp_path / "broken.json").write_text("{")
    assert buttress("check", ".", NOW).code == 2
    (tmp_path / "broken.json").unlink()
    (tmp_path / "state.json").unlink()
    ran = buttress("check", ".", NOW)
    assert ran.code == 2
    assert "package.json: not a Pulumi state or preview" in ran.err


def test_an_estate_without_one_of_its_stacks_says_so(buttress: Run, state: Run, tmp_path: Path) -> None:
    (tmp_path / "buttress.yaml").write_text('estates:\n  aws:1:\n    - "shop/*"\n    - "network/*"\n')
    ran = buttress("check", state(b={}), NOW, "--format", "json")
    assert "buttress.yaml:4: the estate aws:1 is judged without network/*: no given stack matches it" in ran.err
    assert any("network/*" in one for one in json.loads(ran.out)["stacks"][0]["warnings"])
    (tmp_path / "buttress.yaml").write_text('estates:\n  aws:1: ["shop/*"]\n')
    assert "judged without" not in buttress("check", "state.json", NOW).err


def test_ten_lines_of_python_judge_a_stack(state: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = state(b={})
    found = buttress_package.check(file, now=dt.datetime(2026, 1, 31, tzinfo=dt.UTC))
    assert {one.outcome.value for one in found.findings() if one.check == VERSIONING} == {"fail"}
    assert b"<!DOCTYPE html>" in buttress_package.render(found, "html")
    (tmp_path / "buttress.yaml").write_text("levels: {hgih: advisory}\n")
    with pytest.raises(buttress_package.Error, match=r"levels\.hgih"):
        buttress_package.check(Path(file))


def test_a_policy_directory_may_be_named_twice_or_not_at_all(buttress: Run, tmp_path: Path) -> None:
    assert buttress("new", "check", "aws-s3-bucket-owner-tag", "--type", "aws:s3/bucket:Bucket").code == 0
    # Without settings the usual folder is taken, and our own library is not tested instead.
    assert buttress("test").out == "15 passed, 0 failed\n"
    (tmp_path / "buttress.yaml").write_text("policies: [policies]\n")
    for arguments in ((), ("policies",), ("./policies/",), ("policies", "--policies", "policies")):
        assert buttress("test", *arguments).out == "15 passed, 0 failed\n"

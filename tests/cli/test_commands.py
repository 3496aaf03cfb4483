from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

NOW = "--now=2026-01-31"
VERSIONING = "aws-s3-bucket-versioning-enabled"
Run = Callable[..., Any]


def test_a_failing_stack_exits_with_1_and_a_threshold_above_it_with_0(buttress: Run, state: Run) -> None:
    file = state(orders={})
    assert buttress("check", file, NOW).code == 1
    assert buttress("check", file, NOW, "--fail-on", "never").code == 0


def test_the_document_is_sorted_and_the_same_bytes_each_time(buttress: Run, state: Run) -> None:
    file = state(b={}, a={"versioning": {"enabled": True}})
    first, second = (buttress("check", file, NOW, "--format", "json") for _ in range(2))
    assert first.out == second.out
    document = json.loads(first.out)
    assert document["schema"] == "buttress.assessment/3"
    found = {one["resource"].rpartition("::")[2]: one["outcome"] for one in document["stacks"][0]["findings"] if one["check"] == VERSIONING}
    assert found == {"a": "pass", "b": "fail"}
    assert sum(document["totals"].values()) == len(document["stacks"][0]["findings"])


def test_formats_go_to_files_and_one_to_stdout(buttress: Run, state: Run, tmp_path: Path) -> None:
    ran = buttress("check", state(b={}), NOW, "--format", "concise", "-o", "a.sarif", "-o", "junit=b.out", "-o", "report.html")
    assert ran.code == 1
    assert VERSIONING in ran.out
    assert json.loads((tmp_path / "a.sarif").read_text())["version"] == "2.1.0"
    assert (tmp_path / "b.out").read_text().startswith("<?xml")
    assert "<!doctype html>" in (tmp_path / "report.html").read_text().lower()


def test_a_baseline_lets_only_what_is_new_fail(buttress: Run, state: Run) -> None:
    before = state(old={})
    buttress("check", before, NOW, "--format", "json", "-o", "base.json")
    assert buttress("check", before, NOW, "--baseline", "base.json", "--fail-on-new").code == 0
    after = state("after.json", old={}, new={})
    assert buttress("check", after, NOW, "--baseline", "base.json", "--fail-on-new").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "no state was given"),
        (["check", "none.json"], "none.json: cannot be read"),
        (["check", "state.json", "--now", "soon"], "--now 'soon' is not a time"),
        (["check", "state.json", "--now", "9999-12-31T23:59-14:00"], "is not between the years 1970 and 2999"),
        (["check", "state.json", "--now", "0001-01-01T00:00+14:00"], "is not between the years 1970 and 2999"),
        (["exposure", "value", "state.json", "--date", "9999-12-31"], "is not between the years 1970 and 2999"),
        (["check", "state.json", "--timeout", "nan"], "nan is not a number of seconds"),
        (["check", "state.json", "--timeout", "inf"], "is not in the range"),
        (["check", ""], "it is empty"),
        (["check", "state.json", "--policies", ""], "it is empty"),
        (["preview", "--stack", ""], "it is empty"),
        (["check", "state.json", "-o", "json="], "names no file"),
        (["check", "round"], "round: cannot be read: Too many levels of symbolic links"),
        (["test", "--check", "aws-s3-bucket-versioning-enabled", "--check", "aws-s3-none"], "there is no check aws-s3-none"),
        (["check", "state.json", "--show", "nothing"], "no such outcome"),
        (["check", "state.json", "--format", "htm"], "there is no report format"),
        (["check", "state.json", "--format", "json", "--format", "sarif"], "only one format can go to stdout"),
        (["check", "state.json", "-o", "report.xyz"], "does not follow from the ending"),
        (["check", "state.json", "-o", "json=/dev/null/x"], "cannot be written"),
        (["check", "state.json", "--policies", "none"], "does not exist"),
        (["check", "state.json", "--fail-on-new"], "needs --baseline"),
        (["check", "state.json", "--fail-on", "sometimes"], "Invalid value"),
        (["check", "--no-such-option"], "No such option"),
        (["explain", "aws-s3-bucket-versioning-enable"], "did you mean aws-s3-bucket-versioning-enabled?"),
        (["init"], "there is no Pulumi.yaml here"),
        (["test", "."], "no .rego file"),
        (["no-such-command"], "No such command"),
        (["chek", "state.json"], "No such command 'chek': did you mean check?"),
        (["catalog", "--criterion", "CC6"], "--criterion CC6: there is none of this name"),
        (["catalog", "--service", "s33"], "did you mean s3?"),
        (["waivers", "add", "x", "*", "--owner=a", "--approver=b", "--reason=r", "--ticket=t"], "`buttress catalog` lists them"),
        (["new", "check", "Bad Id", "--type", "aws:s3/bucket:Bucket"], "is not a check id"),
        (["new", "check", "aws-s3-x-y", "--type", "bucket"], "is not a Pulumi type"),
        (["new", "check", "aws-s3-x-y", "--type", "aws:s3/bucket:Buckett"], "did you mean aws:s3/bucket:Bucket?"),
        (["new", "check", "aws-s3-x-y", "--type", "aws:s3:Buket"], "did you mean aws:s3/bucket:Bucket?"),
        (["new", "check", "azure-storage-x-y", "--type", "azure-native:storage:StorageAcount"], "azure-native:storage:StorageAccount?"),
        (["engine", "check"], "set policies: in buttress.yaml"),
    ],
)
def test_bad_use_exits_with_2_and_says_what_to_do(buttress: Run, state: Run, arguments: list[str], message: str) -> None:
    state(b={})
    Path("round").symlink_to("round")
    ran = buttress(*arguments)
    assert ran.code == 2
    assert message in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("name", ["buttress.yml", "buttress-waivers.yml", "exposure.yml"])
def test_a_file_of_ours_with_another_ending_is_not_passed_over(buttress: Run, state: Run, name: str) -> None:
    state(b={})
    Path(name).write_text("")
    ran = buttress("report", "state.json", NOW)
    assert (ran.code, ran.out) == (2, "")
    assert f"{name}: is not read\n  hint: rename it {name.replace('.yml', '.yaml')}" in ran.err


def test_names_with_control_or_direction_characters_cannot_steer_a_terminal(buttress: Run, state: Run) -> None:
    ran = buttress("check", state(**{"\x1b[2Jevil\x07": {}}), NOW)
    assert "\x1b" not in ran.out
    assert "\x07" not in ran.out
    assert "\\u202egnp.ssh" in buttress("explain", "\u202egnp.ssh").err


def test_a_secret_is_in_no_output(buttress: Run, tmp_path: Path) -> None:
    hidden = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": '"hunter2-hunter2"'}
    bucket = {
        "urn": "urn:pulumi:p::s::aws:s3/bucket:Bucket::b",
        "type": "aws:s3/bucket:Bucket",
        "custom": True,
        "inputs": {"versioning": hidden, "policy": hidden},
    }
    (tmp_path / "s.json").write_text(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": [bucket]}}))
    for form in ("text", "json", "html", "sarif", "junit", "csv", "markdown", "concise"):
        ran = buttress("check", "s.json", NOW, "--format", form, "--show", "pass")
        assert ran.code in {0, 1}
        assert "hunter2" not in ran.out + ran.err


def test_nothing_half_written_is_left_behind(buttress: Run, state: Run, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    ran = buttress("check", state(b={}), NOW, "-o", "json=there")
    assert ran.code == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["state.json", "there"]


def test_a_check_of_ones_own_is_scaffolded_tested_judged_and_reported(buttress: Run, state: Run) -> None:
    made = buttress("new", "check", "aws-s3-bucket-owner-tag", "--type", "aws:s3/bucket:Bucket", "--policies", "mine")
    assert made.code == 0
    assert re.fullmatch(r"\d+ passed, 0 failed\n", buttress("test", "mine").out)
    again = buttress("new", "check", "aws-s3-bucket-owner-tag", "--type", "aws:s3/bucket:Bucket", "--policies", "mine")
    assert again.code == 2
    document = json.loads(buttress("check", state(b={}), NOW, "--policies", "mine", "--format", "json").out)
    assert [one["outcome"] for one in document["stacks"][0]["findings"] if one["check"] == "aws-s3-bucket-owner-tag"] == ["fail"]
    listed = json.loads(buttress("catalog", "--policies", "mine", "--cloud", "custom", "--format", "json").out)
    assert [one["id"] for one in listed] == ["aws-s3-bucket-owner-tag"]
    assert "How to fix" in buttress("explain", "aws-s3-bucket-owner-tag", "--policies", "mine").out


def test_a_broken_case_of_ones_own_fails_the_test_command(buttress: Run, tmp_path: Path) -> None:
    buttress("new", "check", "aws-s3-bucket-owner-tag", "--type", "aws:s3/bucket:Bucket", "--policies", "mine")
    file = tmp_path / "mine/aws/s3/bucket_owner_tag/cases.yaml"
    file.write_text(file.read_text().replace("expect: fail", "expect: pass", 1))
    ran = buttress("test", "mine")
    assert ran.code == 1
    assert "FAIL  aws-s3-bucket-owner-tag: the property is absent" in ran.out
    assert re.search(r"^\d+ passed, 2 failed$", ran.out.splitlines()[-1])
    assert re.search(r"^PASS  aws-s3-bucket-owner-tag: ", buttress("test", "mine", "-v").out, re.MULTILINE)


def test_an_alias_of_another_tool_explains_our_check(buttress: Run) -> None:
    assert buttress("explain", "CKV_AWS_21").out.startswith(VERSIONING)


def test_the_catalog_can_be_narrowed(buttress: Run) -> None:
    listed = json.loads(buttress("catalog", "--cloud", "azure", "--severity", "critical", "--format", "json").out)
    assert listed
    assert {(one["cloud"], one["severity"]) for one in listed} == {("azure", "critical")}
    assert all(one["criteria"] for one in listed)


def test_init_writes_what_is_missing_and_keeps_what_is_there(buttress: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "buttress.yaml").write_text("fail_on: high\n")
    (tmp_path / ".github").mkdir()
    ran = buttress("init")
    assert ran.code == 0
    assert (tmp_path / "buttress.yaml").read_text() == "fail_on: high\n"
    for name in ("exposure.yaml", "buttress-waivers.yaml", ".github/workflows/buttress.yml"):
        assert yaml.safe_load((tmp_path / name).read_text())
    assert f"{tmp_path.name}" not in ran.out
    shown = buttress("config", "show")
    assert "high  (" in shown.out
    assert "buttress.yaml:1)" in shown.out


PIPELINES = [
    (".github/", "", ".github/workflows/buttress.yml", "github-actions.yml"),
    ("", "https://github.com/acme/shop.git", ".github/workflows/buttress.yml", "github-actions.yml"),
    ("", "git@gitlab.acme.example:shop/infrastructure.git", ".gitlab-ci.yml", "gitlab-ci.yml"),
    (".gitlab-ci.yml", "", "buttress.gitlab-ci.yml", "gitlab-ci.yml"),
    ("buildspec.yml", "https://github.com/acme/shop.git", "buttress.buildspec.yml", "buildspec.yml"),
    ("", "https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/shop", "buildspec.yml", "buildspec.yml"),
    ("", "codecommit::eu-central-1://shop", "buildspec.yml", "buildspec.yml"),
    ("", "https://acme@dev.azure.com/acme/shop/_git/shop", "azure-pipelines.yml", "azure-pipelines.yml"),
    ("", "git@ssh.dev.azure.com:v3/acme/shop/shop", "azure-pipelines.yml", "azure-pipelines.yml"),
    ("azure-pipelines.yml", "", "buttress.azure-pipelines.yml", "azure-pipelines.yml"),
]


@pytest.mark.parametrize(("mark", "remote", "written", "example"), PIPELINES)
def test_init_writes_the_pipeline_that_files_or_else_remotes_ask_for(
    buttress: Run, tmp_path: Path, mark: str, remote: str, written: str, example: str
) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "requirements.txt").touch()
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    if remote:
        subprocess.run(["git", "-C", str(tmp_path), "remote", "add", "origin", remote], check=True)
    if mark.endswith("/"):
        (tmp_path / mark).mkdir()
    elif mark:
        (tmp_path / mark).write_text("# of one's own\n")
    ran = buttress("init")
    assert ran.code == 0
    assert ran.out.splitlines()[3:] == [written]
    assert (tmp_path / written).read_bytes() == (Path(__file__).parents[2] / "examples" / "ci" / example).read_bytes()
    if mark and not mark.endswith("/"):
        assert (tmp_path / mark).read_text() == "# of one's own\n"
    again = buttress("init")
    assert (again.code, again.out) == (0, "")
    assert again.err.splitlines()[-1] == f"kept {written}"


def test_init_names_the_only_stack_in_the_pipeline(buttress: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "Pulumi.live.yaml").write_text("")
    assert buttress("init", "--ci", "codebuild", "--ci", "azure-devops").code == 0
    for name in ("buildspec.yml", "azure-pipelines.yml"):
        assert "pulumi stack export --stack live --file" in (tmp_path / name).read_text()


def test_init_says_why_it_writes_no_pipeline(buttress: Run, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    inside = tmp_path / "services"
    inside.mkdir()
    (inside / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    assert "--ci github|gitlab|codebuild|azure-devops" in buttress("init", "services").err
    (tmp_path / ".github").mkdir()
    ran = buttress("init", "services")
    assert f"GitHub Actions belongs into {tmp_path}" in ran.err
    assert not list(tmp_path.glob("**/buttress.yml"))


def test_a_waiver_is_added_listed_and_held_against_a_state(buttress: Run, state: Run) -> None:
    file = state(b={})
    urn = "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::b"
    added = buttress(
        "waivers",
        "add",
        VERSIONING,
        urn,
        "--owner",
        "team shop",
        "--approver",
        "security lead",
        "--reason",
        "a cache: it can be rebuilt",
        "--ticket",
        "SEC-1",
        "--days",
        "30",
        NOW,
    )
    assert added.code == 0
    assert "30 days left" in buttress("waivers", "list", NOW).out
    document = json.loads(buttress("check", file, NOW, "--format", "json").out)
    assert [one["outcome"] for one in document["stacks"][0]["findings"] if one["check"] == VERSIONING] == ["waived"]
    assert buttress("waivers", "check", file, NOW).code == 0
    expired = buttress("waivers", "check", file, "--now=2026-06-01")
    assert expired.code == 1
    assert expired.out.startswith("expired")


def test_a_waiver_that_would_not_hold_is_not_added(buttress: Run) -> None:
    common = ["waivers", "add", VERSIONING, "urn:*", "--owner", "a", "--reason", "r", "--ticket", "t"]
    assert buttress(*common, "--approver", "A").code == 2
    assert buttress(*common, "--approver", "b", "--days", "900").code == 2


def test_the_engine_is_told_with_its_reason(buttress: Run) -> None:
    ran = buttress("engine", "info")
    assert ran.out.startswith("OPA 1.22")
    candidates = json.loads(buttress("engine", "info", "--format", "json").out)["candidates"]
    assert [one["used"] for one in candidates].count(True) == 1


def test_the_bundle_can_be_written_for_a_server(buttress: Run, tmp_path: Path) -> None:
    assert buttress("engine", "bundle", "-o", "bundle.tar.gz").code == 0
    assert (tmp_path / "bundle.tar.gz").read_bytes()[:2] == b"\x1f\x8b"


def test_importing_buttress_loads_nothing_heavy() -> None:
    heavy = {"numpy", "scipy", "pulumi", "requests", "jsonschema", "jinja2", "rich"}
    program = f"import sys, buttress.cli.check; print(sorted({heavy!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"

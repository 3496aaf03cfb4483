"""A pull request excuses itself: waivers that nobody approved who may, waivers over everything, reasons in the code, a file of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ran

from buttress.cli.options import Project
from buttress.cli.run import load_settings
from buttress.settings import find_settings

CHECK = "aws-s3-bucket-versioning-enabled"
SSH = "aws-security-group-no-world-ingress-ssh"
NOW = "--now=2026-02-01"
ENTRY = """
  - check: {check}
    resource: '{resource}'
    owner: team shop
    approver: {approver}
    reason: it may stay
    ticket: SEC-1
    category: waiver
    created: 2026-01-31
    expires: 2026-02-20
"""


def _waive(folder: Path, *, check: str = CHECK, resource: str = "glob:*", approver: str = "me too", times: int = 1) -> None:
    entry = ENTRY.format(check=check, resource=resource, approver=approver)
    (folder / "buttress-waivers.yaml").write_text(f"waivers:{entry * times}")


def _outcomes(ran: Ran, check: str = CHECK) -> list[str]:
    return [one["outcome"] for stack in json.loads(ran.out)["stacks"] for one in stack["findings"] if one["check"] == check]


@pytest.fixture
def _in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")


@pytest.mark.parametrize("name", ["*", "all", "aws-*", "glob:*", "**"])
def test_a_waiver_over_more_than_one_check_is_refused(
    buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path, name: str
) -> None:
    _waive(tmp_path, check=f"'{name}'")
    ran = buttress("check", state(b={}), NOW)
    assert ran.code == 2
    assert "buttress-waivers.yaml:2: " in ran.err


def test_the_same_waiver_twice_is_refused(buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path) -> None:
    _waive(tmp_path, times=2)
    ran = buttress("check", state(b={}), NOW)
    assert ran.code == 2
    assert f"buttress-waivers.yaml:12: {CHECK} is waived for glob:* twice" in ran.err
    assert "buttress-waivers.yaml:2 already" in ran.err


def test_the_same_waiver_is_not_added_twice(buttress: Callable[..., Ran]) -> None:
    words = ["waivers", "add", CHECK, "glob:*", "--owner", "a", "--approver", "b", "--reason", "r", "--ticket", "T-1", NOW]
    assert buttress(*words).code == 0
    again = buttress(*words)
    assert again.code == 2
    assert f"{CHECK} is waived for glob:* already" in again.err


@pytest.mark.usefixtures("_in_ci")
def test_in_ci_no_waiver_counts_where_nobody_is_named_who_may_approve(
    buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path
) -> None:
    _waive(tmp_path)
    ran = buttress("check", state(b={}), NOW, "--format", "json")
    assert ran.code == 1
    assert _outcomes(ran) == ["fail"]
    assert [one["kind"] for one in json.loads(ran.out)["waiver_problems"]] == ["unapproved"]


@pytest.mark.usefixtures("_in_ci")
@pytest.mark.parametrize(("approver", "outcome", "kinds"), [("Head of Security ", "waived", []), ("me too", "fail", ["unapproved"])])
def test_a_waiver_counts_that_an_approver_approved(
    buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path, approver: str, outcome: str, kinds: list[str]
) -> None:
    (tmp_path / "buttress.yaml").write_text("waivers: {approvers: [head of security]}\n")
    _waive(tmp_path, approver=approver)
    ran = buttress("check", state(b={}), NOW, "--format", "json")
    assert _outcomes(ran) == [outcome]
    assert [one["kind"] for one in json.loads(ran.out)["waiver_problems"]] == kinds


@pytest.mark.usefixtures("_in_ci")
@pytest.mark.parametrize("by", ["option", "variable"])
def test_the_approvers_of_a_named_file_hold_against_those_of_the_pull_request(
    buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    (tmp_path / "base").mkdir()
    base = tmp_path / "base" / "buttress.yaml"
    base.write_text("waivers: {approvers: [head of security]}\n")
    (tmp_path / "buttress.yaml").write_text("fail_on: never\nwaivers: {approvers: [me too]}\n")
    _waive(tmp_path)
    if by == "variable":
        monkeypatch.setenv("BUTTRESS_CONFIG", str(base))
    given = ["--config", str(base)] if by == "option" else []
    ran = buttress("check", state(b={}), NOW, "--format", "json", "--waivers", "buttress-waivers.yaml", *given)
    assert ran.code == 1
    assert _outcomes(ran) == ["fail"]


def test_a_variable_that_names_no_settings_is_an_error(
    buttress: Callable[..., Ran], state: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUTTRESS_CONFIG", "")
    assert buttress("check", state(b={}), NOW).code == 2
    monkeypatch.setenv("BUTTRESS_CONFIG", "nowhere.yaml")
    assert buttress("check", state(b={}), NOW).code == 2


def test_an_approver_who_may_not_is_refused_when_the_waiver_is_added(buttress: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "buttress.yaml").write_text("waivers: {approvers: [head of security]}\n")
    words = ["waivers", "add", CHECK, "glob:*", "--owner", "a", "--approver", "b", "--reason", "r", "--ticket", "T-1", NOW]
    ran = buttress(*words)
    assert ran.code == 2
    assert "--approver b is not among the approvers" in ran.err
    assert not (tmp_path / "buttress-waivers.yaml").exists()


def test_a_longer_life_of_waivers_is_told(buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "buttress.yaml").write_text("waivers: {longest: {critical: 3650, high: 10}}\n")
    ran = buttress("check", state(b={}), NOW, "--format", "concise")
    assert [line for line in ran.out.splitlines() if "ADJUSTED" in line] == [
        "settings: ADJUSTED a waiver of critical may live 3650 days, not 30"
    ]


@pytest.fixture
def open_group(tmp_path: Path) -> str:
    """A state in which one critical check fails, waived by an approver."""
    kind = "aws:ec2/securityGroup:SecurityGroup"
    props = {
        "ingress": [{"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": ["0.0.0.0/0"], "description": "d"}],
        "description": "d",
    }
    urn = f"urn:pulumi:prod::shop::{kind}::open"
    resource = {"urn": urn, "type": kind, "custom": True, "id": "sg-1", "inputs": props, "outputs": props}
    file = tmp_path / "state.json"
    file.write_text(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": [resource]}}))
    return str(file)


def test_a_waived_critical_failure_is_never_a_clean_verdict(buttress: Callable[..., Ran], open_group: str, tmp_path: Path) -> None:
    failing = json.loads(buttress("check", open_group, NOW, "--format", "json").out)
    checks = {one["check"] for stack in failing["stacks"] for one in stack["findings"] if one["outcome"] == "fail"}
    assert SSH in checks
    (tmp_path / "buttress-waivers.yaml").write_text(
        "waivers:" + "".join(ENTRY.format(check=one, resource="glob:*", approver="head of security") for one in sorted(checks))
    )
    for form in ("text", "markdown", "html"):
        ran = buttress("check", open_group, NOW, "--format", form)
        assert "No deviation" not in ran.out, form
        assert "critical failure is waived" in ran.out, form


def test_reasons_in_the_code_count_in_ci_only_by_a_file_that_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CI", "true")
    (tmp_path / "buttress.yaml").write_text("waivers: {in_code: allow}\n")
    assert not load_settings(Project()).hears_code("preview")
    assert load_settings(Project(config="buttress.yaml")).hears_code("preview")
    monkeypatch.setenv("BUTTRESS_CONFIG", str(tmp_path / "buttress.yaml"))
    assert find_settings(tmp_path / "elsewhere").hears_code("preview")

"""A pull request brings a check of its own that wants more than to judge: the network, the environment, the clock."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ran

from buttress.catalog import Catalog
from buttress.engine import LocalOpa
from buttress.toolchain import confinement

CHECK = """\
# METADATA
# title: Nothing leaves
# description: A check that asks for more than its input.
# scope: package
# custom:
#   id: aws-s3-leak
#   severity: low
#   scope: resource
#   population: ["aws:s3/bucket:Bucket"]
#   reads:
#     "aws:s3/bucket:Bucket": []
#   remediation: Do nothing.
package custom.aws.s3.leak

import rego.v1

deny contains {{"resource": urn, "path": [], "message": sprintf("%v", [told])}} if {{
	some urn, _ in input.by_type["aws:s3/bucket:Bucket"]
	told := {expression}
}}
"""
LINE = 19

CALLS = {
    "http.send": 'http.send({"url": "http://127.0.0.1:1", "method": "get"})',
    "net.lookup_ip_addr": 'net.lookup_ip_addr("example.com")',
    "opa.runtime": "opa.runtime().env",
    "time.now_ns": "time.now_ns()",
    "rand.intn": 'rand.intn("a", 10)',
    "uuid.rfc4122": 'uuid.rfc4122("a")',
    # A schema may name others by their address, which OPA then fetches.
    "json.match_schema": 'json.match_schema({}, {"$ref": "http://127.0.0.1:1/schema.json"})',
    "json.verify_schema": 'json.verify_schema({"$ref": "http://127.0.0.1:1/schema.json"})',
    "trace": 'trace("told")',
    "rego.metadata.chain": "rego.metadata.chain()",
}


def _write(folder: Path, expression: str) -> str:
    file = folder / "policies" / "aws" / "leak.rego"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(CHECK.format(expression=expression))
    return str(folder / "policies")


@pytest.mark.parametrize("builtin", CALLS)
def test_a_check_that_reaches_beyond_its_input_is_refused_by_name_and_line(
    buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path, builtin: str
) -> None:
    ran = buttress("check", state(b={}), "--policies", _write(tmp_path, CALLS[builtin]))
    assert ran.code == 2
    assert f"policies/aws/leak.rego:{LINE}: {builtin} is not open to checks" in ran.err
    assert "hint: " in ran.err


@pytest.mark.parametrize("command", [["test"], ["catalog", "--policies"]])
def test_every_command_that_reads_a_check_refuses_it(buttress: Callable[..., Ran], tmp_path: Path, command: list[str]) -> None:
    ran = buttress(*command, _write(tmp_path, CALLS["http.send"]))
    assert ran.code != 0
    assert "http.send is not open to checks" in ran.err + ran.out


def test_a_builtin_does_not_come_back_as_the_stand_in_of_another(
    buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path
) -> None:
    ran = buttress("check", state(b={}), "--policies", _write(tmp_path, 'count({"url": "http://127.0.0.1:1"}) with count as http.send'))
    assert ran.code == 2


def test_a_check_that_needs_its_input_alone_is_read(buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path) -> None:
    folder = _write(tmp_path, 'net.cidr_contains("10.0.0.0/8", "10.1.0.0/16")')
    ran = buttress("check", state(b={}), "--policies", folder, "--format", "json", "--show", "pass")
    failed = [one for one in json.loads(ran.out)["stacks"][0]["findings"] if one["check"] == "aws-s3-leak"]
    assert [(one["outcome"], one["message"]) for one in failed] == [("fail", "true")]


def test_each_builtin_of_this_opa_is_allowed_or_withheld_and_none_is_both(opa_binary: Path, tmp_path: Path) -> None:
    file = tmp_path / "capabilities.json"
    withheld = confinement.write_capabilities(opa_binary, file)
    written = json.loads(file.read_text())
    assert {one["name"] for one in written["builtins"]} == confinement.BUILTINS
    assert not any(one.get("nondeterministic") for one in written["builtins"])
    assert written["allow_net"] == []
    assert withheld.isdisjoint(confinement.BUILTINS)
    assert set(CALLS) <= withheld


def test_our_own_checks_need_nothing_but_their_input(catalog: Catalog, opa_binary: Path, tmp_path: Path) -> None:
    """They come with the program that compiles them, hence they are held to it here and not in each run."""
    file = tmp_path / "capabilities.json"
    confinement.write_capabilities(opa_binary, file)
    command = [str(opa_binary), "check", "--capabilities", str(file), "--bundle", *map(str, catalog.bundles)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""


@pytest.mark.usefixtures("_hostile_environment")
def test_opa_sees_no_credential_of_ours(catalog: Catalog, opa_binary: Path) -> None:
    with LocalOpa(opa_binary, catalog.bundles) as opa:
        opa.wait()
        child = opa._child
        assert child is not None
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(child.pid)], capture_output=True, text=True, check=True).stdout.split()
        for pid in [str(child.pid), *listed]:
            seen = dict(line.partition("=")[::2] for line in Path(f"/proc/{pid}/environ").read_text().split("\0") if line)
            assert (
                not set(seen)
                - {*confinement._NAMES, "GOGC", "BUTTRESS_OPA_TOKEN", "PWD", "SHLVL", "_"}
                - {name for name in seen if name.startswith("LC_")}
            )
            assert "planted" not in seen.values()


@pytest.fixture
def _hostile_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "HTTPS_PROXY", "GODEBUG", "PULUMI_ACCESS_TOKEN", "MY_OWN"):
        monkeypatch.setenv(name, "planted")

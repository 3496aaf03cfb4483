from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pulumi.automation import CommandError

from buttress import offline
from buttress.catalog import Catalog
from buttress.cli import execute
from buttress.pack import files
from buttress.pulumi import automation
from buttress.pulumi.command import find_pulumi

pytestmark = pytest.mark.xdist_group("pulumi")

SSH, VERSIONING = "aws-security-group-no-world-ingress-ssh", "aws-s3-bucket-versioning-enabled"
PROGRAM = """
import pulumi
import pulumi_aws as aws

key = aws.kms.Key("key", enable_key_rotation=True)
kept = aws.s3.Bucket("kept", bucket="kept-bucket")
aws.s3.BucketVersioning("kept", bucket=kept.id, versioning_configuration={"status": "Enabled"})
aws.s3.Bucket("loose", bucket="loose-bucket", tags={"key": key.arn})
aws.iam.Policy("later", policy=pulumi.Output.concat('{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "', kept.arn, '"}]}'))
"""
OPEN = """
aws.ec2.SecurityGroup("open", ingress=[{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"]}],
                      opts=pulumi.ResourceOptions(depends_on=[key]))
"""
VAULTS = """
aws.backup.Vault("keyed", kms_key_arn=key.arn)
aws.backup.Vault("bare")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose only mandatory denials come from what a test adds."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text(PROGRAM)
    (folder / "buttress.yaml").write_text(f"levels: {{all: advisory, {SSH}: mandatory}}\n")
    return folder


@pytest.fixture(scope="module")
def pack() -> Path:
    return files.executable()


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of the program with the open group, deployed without a pack."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text(PROGRAM + OPEN)
    state = automation.up(folder, stand_ins=offline.environment())
    file = folder / "state.json"
    file.write_text(json.dumps(state))
    return file


def told(policies: tuple[Any, ...]) -> Counter[tuple[str, str]]:
    return Counter((one["policy"], one["resource"].rpartition("::")[2]) for one in policies)


def test_a_preview_passes_with_advice_and_fails_on_a_mandatory_denial(project: Path, pack: Path) -> None:
    clean = automation.preview(project, stand_ins=offline.environment(), pack=pack)
    assert not clean.failed
    assert told(clean.policies)[VERSIONING, "loose"] == 1
    assert {one["level"] for one in clean.policies} == {"advisory"}
    (project / "__main__.py").write_text(PROGRAM + OPEN)
    stopped = automation.preview(project, stand_ins=offline.environment(), pack=pack)
    assert stopped.failed
    denial = next(one for one in stopped.policies if one["level"] == "mandatory")
    assert (denial["policy"], denial["resource"].rpartition("::")[2]) == (SSH, "open")
    assert denial["message"].startswith("the security group rule allows ingress from 0.0.0.0/0 to port 22 (ingress[0]). Open port 22")
    assert "SOC 2 CC6" in denial["message"]


def test_what_is_unknown_in_a_preview_is_told_as_advice(project: Path, pack: Path) -> None:
    policies = automation.preview(project, stand_ins=offline.environment(), pack=pack).policies
    found = [one for one in policies if one["policy"] == "aws-iam-policy-no-full-admin"]
    assert [(one["level"], one["message"].startswith("cannot be judged yet")) for one in found] == [("advisory", True)]


def test_what_another_resource_answers_is_judged_at_the_end_of_a_preview(project: Path, pack: Path) -> None:
    (project / "__main__.py").write_text(PROGRAM + VAULTS)
    found = automation.preview(project, stand_ins=offline.environment(), pack=pack).policies
    assert told(tuple(one for one in found if one["policy"] == "aws-backup-vault-encrypted")) == {("aws-backup-vault-encrypted", "bare"): 1}


def test_the_options_of_a_resource_reach_the_checks_that_judge_it_alone(project: Path, pack: Path) -> None:
    (project / "__main__.py").write_text(PROGRAM + 'aws.s3.Bucket("guarded", opts=pulumi.ResourceOptions(protect=True))\n')
    found = told(automation.preview(project, stand_ins=offline.environment(), pack=pack).policies)
    assert found["aws-stateful-resource-protect-option", "loose"] == 1
    assert found["aws-stateful-resource-protect-option", "guarded"] == 0


def test_an_update_stops_before_the_bad_resource(project: Path, pack: Path) -> None:
    (project / "__main__.py").write_text(PROGRAM + OPEN)
    with automation.workspace(project, stand_ins=offline.environment()) as opened:
        with opened._run(), pytest.raises(CommandError):
            opened._stack.up(policy_packs=[str(pack)], color="never")
        types = {one["type"] for one in opened.export()["deployment"].get("resources", [])}
    assert "aws:kms/key:Key" in types
    assert "aws:ec2/securityGroup:SecurityGroup" not in types


def test_a_waiver_and_a_level_of_the_project_are_honoured(project: Path, pack: Path) -> None:
    (project / "__main__.py").write_text(PROGRAM + OPEN)
    (project / "buttress-waivers.yaml").write_text(
        f"waivers:\n  - {{check: {SSH}, resource: 'glob:*SecurityGroup::open', owner: a, approver: b, reason: a test, ticket: T-1,"
        " category: waiver, created: 2026-01-01, expires: 2999-01-01}\n"
    )
    previewed = automation.preview(project, stand_ins=offline.environment(), pack=pack)
    assert not previewed.failed
    waived = next(one for one in previewed.policies if one["policy"] == SSH)
    assert waived["message"].startswith("waived until 2999-01-01: ")


def test_a_broken_setting_of_the_project_fails_the_preview(project: Path, pack: Path) -> None:
    (project / "buttress.yaml").write_text("levles: {}\n")
    with pytest.raises(Exception, match=r"buttress|policy pack|analyzer"):
        automation.preview(project, stand_ins=offline.environment(), pack=pack)


def analyze(export: Path, pack: Path, tmp_path: Path, config: dict[str, Any] | None = None) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and policy events of `pulumi policy analyze` in a directory without settings."""
    command = [str(find_pulumi().path), "policy", "analyze", "--file", str(export), "--policy-pack", str(pack), "--json"]
    if config is not None:
        (tmp_path / "config.json").write_text(json.dumps(config))
        command += ["--policy-pack-config", str(tmp_path / "config.json")]
    home = {"PULUMI_HOME": str(tmp_path / "home"), "PULUMI_SKIP_UPDATE_CHECK": "true"}
    ran = subprocess.run(command, cwd=tmp_path, env={**os.environ, **home}, capture_output=True, text=True, check=False, timeout=120)
    events = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    return ran.returncode, [event["policyEvent"] for event in events if "policyEvent" in event]


def told_with_another(catalog: Catalog, finding: dict[str, Any]) -> bool:
    """Whether a wider finding says this too, and has been told when this is: resources come before the stack."""
    if "subsumed_by" not in finding:
        return False
    return (catalog.checks[finding["check"]].scope, catalog.checks[finding["subsumed_by"]].scope) != ("resource", "stack")


def test_policy_analyze_agrees_with_check_finding_by_finding(
    catalog: Catalog, export: Path, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, events = analyze(export, pack, tmp_path)
    assert code != 0
    execute(["check", str(export), "--format", "json", "--now", "2026-01-31"])
    document = json.loads(capsys.readouterr().out)
    checked = {
        (one["check"], one["resource"]): [place["message"] for place in one["places"]] or [one["message"]]
        for one in document["stacks"][0]["findings"]
        if one["outcome"] in {"fail", "unknown", "error"} and not told_with_another(catalog, one)
    }
    analyzed = Counter((one["policyName"], one["resourceUrn"]) for one in events)
    assert Counter(checked.keys()) == analyzed
    for event in events:
        assert all(message in event["message"] for message in checked[event["policyName"], event["resourceUrn"]])


@pytest.mark.parametrize(
    ("config", "levels"),
    [
        ({}, {SSH: "mandatory", VERSIONING: "advisory"}),
        ({"critical": "advisory"}, {SSH: "advisory", VERSIONING: "advisory"}),
        ({"medium": "mandatory"}, {SSH: "mandatory", VERSIONING: "mandatory"}),
        ({SSH: "advisory"}, {SSH: "advisory", VERSIONING: "advisory"}),
        ({"all": "mandatory", SSH: "disabled"}, {SSH: "", VERSIONING: "mandatory"}),
    ],
)
def test_levels_are_overridden_by_id_severity_or_all(
    export: Path, pack: Path, tmp_path: Path, config: dict[str, Any], levels: dict[str, str]
) -> None:
    _, events = analyze(export, pack, tmp_path, config)
    found = {check: next((one["enforcementLevel"] for one in events if one["policyName"] == check), "") for check in levels}
    assert found == levels


def test_everything_disabled_passes_and_a_parameter_of_the_wrong_type_does_not(export: Path, pack: Path, tmp_path: Path) -> None:
    assert analyze(export, pack, tmp_path, {"all": "disabled"}) == (0, [])
    code, _ = analyze(export, pack, tmp_path, {"aws-guardduty-detector-enabled": {"regions": 4}})
    assert code != 0


@pytest.mark.parametrize("config", [{SSH[:-1]: "mandatory"}, {"hihg": "mandatory"}, {SSH: "strict"}, {"high": {"min_days": 1}}])
def test_a_misspelt_configuration_fails_the_run(export: Path, pack: Path, tmp_path: Path, config: dict[str, Any]) -> None:
    code, events = analyze(export, pack, tmp_path, {"all": "advisory", **config})
    assert code != 0
    assert not events


@pytest.fixture
def served(pack: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The pack as Pulumi starts it, and the one line that it prints."""
    child = subprocess.Popen([str(pack), "127.0.0.1:1"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    yield child, child.stdout.readline().strip()
    if child.poll() is None:
        child.kill()
    child.communicate()


def test_nothing_but_the_port_is_printed_and_sigint_leaves_no_trace(served: tuple[subprocess.Popen[str], str]) -> None:
    child, port = served
    assert port.isdigit()
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=10)
    assert (child.returncode, out, err) == (0, "", "")


def stub(port: str) -> Any:
    import grpc
    from pulumi.runtime.proto import analyzer_pb2_grpc

    return analyzer_pb2_grpc.AnalyzerStub(grpc.insecure_channel(f"127.0.0.1:{port}"))


def group(**props: Any) -> Any:
    from google.protobuf import struct_pb2
    from pulumi.runtime.proto import analyzer_pb2 as pb

    inputs = struct_pb2.Struct()
    inputs.update(props)
    kind = "aws:ec2/securityGroup:SecurityGroup"
    return pb.AnalyzeRequest(
        urn=f"urn:pulumi:p::s::{kind}::g",
        type=kind,
        name="g",
        properties=inputs,
        provider=pb.AnalyzerProviderResource(urn="urn:pulumi:p::s::pulumi:providers:aws::d"),
    )


def test_a_secret_is_in_no_message(served: tuple[subprocess.Popen[str], str]) -> None:
    hidden = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "hunter2-hunter2"}
    answer = stub(served[1]).Analyze(
        group(ingress=[{"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": hidden}], description=hidden)
    )
    assert answer.diagnostics
    assert "hunter2" not in str(answer)


def test_what_was_not_judged_is_never_counted_as_passed(served: tuple[subprocess.Popen[str], str], catalog: Catalog) -> None:
    from pulumi.runtime.proto import analyzer_pb2 as pb

    one = group(ingress=[{"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8"]}])
    whole = pb.AnalyzerResource(urn=one.urn, type=one.type, name=one.name, properties=one.properties, provider=one.provider)
    calling = stub(served[1])
    for stack, answer in ((False, calling.Analyze(one)), (True, calling.AnalyzeStack(pb.AnalyzeStackRequest(resources=[whole])))):
        silent = {entry.policy_name: entry.reason for entry in answer.not_applicable}
        assert all(silent.values())
        # Pulumi counts as passed whatever it hears nothing of.
        heard = {entry.policyName for entry in answer.diagnostics} | silent.keys()
        passed = [check for check in catalog.checks.values() if (check.scope != "resource") is stack and check.id not in heard]
        assert passed
        assert all(one.type in check.population for check in passed)


def test_a_lost_opa_fails_the_call_and_never_passes(served: tuple[subprocess.Popen[str], str]) -> None:
    import grpc

    child, port = served
    calling = stub(port)
    rule = {"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": ["0.0.0.0/0"]}
    assert any(one.policyName == SSH for one in calling.Analyze(group(ingress=[rule])).diagnostics)
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(child.pid)], capture_output=True, text=True, check=True).stdout
    shell = int(listed.split()[0])
    server = subprocess.run(["ps", "-o", "pid=,comm=", "--ppid", str(shell)], capture_output=True, text=True, check=True).stdout
    os.kill(next(int(line.split()[0]) for line in server.splitlines() if line.split()[1] == "opa"), signal.SIGKILL)
    time.sleep(0.2)
    with pytest.raises(grpc.RpcError) as caught:
        calling.Analyze(group(ingress=[]))
    assert "nothing was judged" in str(caught.value) or "cannot be reached" in str(caught.value)


def test_every_policy_says_severity_criteria_remediation_and_url(served: tuple[subprocess.Popen[str], str], catalog: Catalog) -> None:
    from google.protobuf import empty_pb2

    info = stub(served[1]).GetAnalyzerInfo(empty_pb2.Empty())
    assert [one.name for one in info.policies] == list(catalog.checks)
    for one in info.policies:
        check = catalog.checks[one.name]
        assert one.severity
        assert one.policy_type
        assert one.framework.reference == ", ".join(check.criteria["soc2_2017"])
        assert one.remediation_steps == check.remediation
        asks_why = {"reason"} if any(parameter.sought for parameter in check.parameters) else set()
        assert set(one.configSchema.properties.fields) == {parameter.name for parameter in check.parameters} | asks_why


def test_a_directory_pack_serves_too(tmp_path: Path) -> None:
    folder = files.directory(tmp_path / "pack")
    assert "runtime: python" in (folder / "PulumiPolicy.yaml").read_text()
    child = subprocess.Popen([sys.executable, str(folder)], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline().strip().isdigit()
    child.send_signal(signal.SIGTERM)
    assert child.communicate(timeout=10)[1] == ""
    (tmp_path / "other").mkdir()
    (tmp_path / "other/file").write_text("x")
    with pytest.raises(Exception, match="not empty"):
        files.directory(tmp_path / "other")


def test_a_pack_ends_when_the_cli_was_killed(pack: Path, tmp_path: Path) -> None:
    program = (
        f"import subprocess, time; c = subprocess.Popen([{str(pack)!r}, 'x'], stdout=subprocess.PIPE);"
        "c.stdout.readline(); print(c.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    end = time.monotonic() + 10
    while Path(f"/proc/{child}").exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert not Path(f"/proc/{child}").exists()

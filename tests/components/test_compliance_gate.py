"""The gate's build: its commands are run with the real buttress, OPA and Pulumi CLI, and its role can do no more than it must."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import junitparser
import pytest
from attrs import frozen

from buttress.engine.binary import find_opa
from buttress.errors import ToolError
from buttress.pulumi.command import find_pulumi
from buttress.testing import record
from buttress_components import _defaults as defaults

pytestmark = pytest.mark.xdist_group("pulumi")
ROOT = Path(__file__).parents[2]

OPEN = """\
import pulumi_aws as aws
aws.ec2.SecurityGroup("admin", ingress=[{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"]}])
"""
CLOSED = """\
from buttress_components import aws
aws.EncryptedBucket("orders", {"tags": {"owner": "shop", "environment": "production", "data-classification": "internal"}})
"""
BROKEN = "raise SystemExit('this program does not run')\n"
LATE = {"CODEBUILD_BUILD_ID": "shop:11111111-2222-4333-8444-555555555555"}


def made(sample: Any, **changed: Any) -> dict[str, list[dict[str, Any]]]:
    """The inputs of what the component makes, by type."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in record(sample.program({**sample.least, **changed})):
        found.setdefault(one.token, []).append(dict(one.props))
    return found


def project(sample: Any, **changed: Any) -> dict[str, Any]:
    (found,) = made(sample, **changed)["aws:codebuild/project:Project"]
    return found


def buildspec(sample: Any, **changed: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(project(sample, **changed)["source"]["buildspec"])
    return found


def statements(sample: Any, **changed: Any) -> list[dict[str, Any]]:
    """What the gate's own role is granted."""
    found = made(sample, **changed)["aws:iam/rolePolicy:RolePolicy"]
    (policy,) = [one["policy"] for one in found if "codebuild:" in one["policy"]]
    document: dict[str, Any] = json.loads(policy)
    return list(document["Statement"])


@pytest.fixture(scope="module")
def gate(samples) -> Any:
    return samples["ComplianceGate"]


@frozen
class Built:
    """What one build left: its exit code, what it said, and the calls of the programs that stand in for pip, curl and aws."""

    code: int
    said: str
    calls: tuple[str, ...]
    directory: Path


class Builder:
    """Runs a buildspec as CodeBuild does: a phase stops at its first failure, and what is in `finally` runs in any case."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._calls = place / "calls"
        self._programs = place / "programs"
        self._home = place / "home"
        self._source = place / "source"
        for one in (self._programs, self._home, self._source):
            one.mkdir()
        install = f'mkdir -p "$HOME/.pulumi/bin" && ln -s {find_pulumi().path} "$HOME/.pulumi/bin/pulumi"'
        self.stand_in("pip")
        self.stand_in("aws")
        self.stand_in("curl", f"echo '{install}' > \"$4\"")

    def stand_in(self, name: str, rest: str = "") -> None:
        """Put a program of this name before the real one: it notes its arguments and does the rest."""
        file = self._programs / name
        file.write_text(f'#!/bin/sh\necho {name} "$@" >> {self._calls}\n{rest}\n')
        file.chmod(0o755)

    def build(self, spec: dict[str, Any], program: str) -> Built:
        """Build a project with this program."""
        (self._source / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
        (self._source / "__main__.py").write_text(program)
        (self._source / "Pulumi.prod.yaml").write_text("config: {aws:region: us-east-1}\n")
        phases = spec["phases"]
        (verdict,) = phases["build"]["commands"]
        lines = ["set -e", *phases["install"]["commands"], "failed=0", f"{verdict} || failed=$?"]
        lines += [f"{one} || failed=1" for one in phases["build"]["finally"]]
        path = os.pathsep.join([str(self._programs), str(Path(sys.executable).parent), "/usr/bin", "/bin"])
        env = {**os.environ, **LATE, "PATH": path, "HOME": str(self._home), "BUTTRESS_OPA": str(find_opa().path), "NO_COLOR": "1"}
        done = subprocess.run(
            ["sh", "-c", "\n".join([*lines, "exit $failed"])], cwd=self._source, env=env, capture_output=True, text=True, check=False
        )
        calls = tuple(self._calls.read_text().splitlines()) if self._calls.exists() else ()
        return Built(done.returncode, done.stdout + done.stderr, calls, self._source)


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    try:
        find_pulumi()
    except ToolError as problem:
        pytest.skip(f"needs the Pulumi CLI: {problem}")
    return Builder(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("program", "code"), [(OPEN, 1), (CLOSED, 0), (BROKEN, 2)], ids=["open", "closed", "broken"])
def test_the_build_ends_as_the_gate_says_and_reports_are_kept_in_any_case(gate, builder: Builder, program: str, code: int):
    spec = buildspec(gate)
    built = builder.build(spec, program)
    assert built.code == code, built.said
    assert built.calls[0] == "pip install buttress[aws]==1.2.0"
    assert built.calls[-1].startswith("aws s3 cp reports s3://shop-reports-")
    assert built.calls[-1].endswith(f"/builds/{LATE['CODEBUILD_BUILD_ID']}/ --recursive --only-show-errors")
    ((_, report),) = spec["reports"].items()
    if code < 2:
        folder = built.directory / report["base-directory"]
        for name in (*report["files"], "buttress.sarif", "buttress.html"):
            assert (folder / name).stat().st_size > 1000
        suites = junitparser.JUnitXml.fromfile(str(folder / "buttress.xml"))
        assert (suites.failures > 0) == (code == 1)


@pytest.mark.slow
@pytest.mark.parametrize("program", ["pip", "curl"])
def test_a_build_that_cannot_be_prepared_fails_unjudged(gate, builder: Builder, program: str):
    builder.stand_in(program, "exit 7")
    built = builder.build(buildspec(gate), CLOSED)
    assert built.code == 7
    assert not (built.directory / "reports").exists()


@pytest.mark.slow
def test_a_build_whose_reports_were_not_kept_fails(gate, builder: Builder):
    builder.stand_in("aws", "exit 1")
    assert builder.build(buildspec(gate), CLOSED).code == 1


def test_every_option_is_in_the_commands(gate):
    phases = buildspec(gate, **gate.fullest[0])["phases"]
    wheel = f"https://packages.example.com/buttress-1.2.0-py3-none-any.whl#sha256={'0' * 64}"
    assert phases["install"]["commands"][0] == f"pip install --index-url https://packages.example.com/simple/ 'buttress[aws] @ {wheel}'"
    assert phases["install"]["commands"][-1] == "pip install ./services/checkout"
    (verdict,) = phases["build"]["commands"]
    assert verdict == (
        "buttress preview services/checkout --stack shop/checkout/prod --fail-on medium --summary --format text "
        "-o junit=reports/buttress.xml -o reports/buttress.sarif -o reports/buttress.html"
    )


def test_the_cli_is_the_one_that_the_library_is_tested_with():
    text = (ROOT / "sdk" / "toolchain" / "pulumi" / "go.mod").read_text()
    (pinned,) = re.findall(r"pulumi/pulumi/pkg/v3 v([\d.]+)", text)
    assert pinned == defaults.PULUMI_VERSION


def test_the_role_reads_its_source_and_writes_its_logs_and_reports_and_nothing_else(gate):
    found = statements(gate)
    assert {action for one in found for action in one["Action"]} == {
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "codebuild:CreateReport",
        "codebuild:UpdateReport",
        "codebuild:BatchPutTestCases",
        "s3:GetBucketAcl",
        "s3:GetBucketLocation",
        "s3:PutObject",
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "codeconnections:GetConnection",
        "codeconnections:GetConnectionToken",
        "codestar-connections:GetConnection",
        "codestar-connections:GetConnectionToken",
    }
    resources = [resource for one in found for resource in one["Resource"]]
    assert all(resource.startswith("arn:aws:") for resource in resources)
    assert [one for one in resources if "*" in one.rsplit(":", 1)[0] or one.endswith(":::*")] == []
    (objects,) = [one["Resource"] for one in found if "s3:PutObject" in one["Action"]]
    assert [re.sub(r"shop-reports-\w+", "shop", one) for one in objects] == ["arn:aws:s3:::shop/builds/*", "arn:aws:s3:::shop/reports/*"]


def test_the_role_may_read_the_secrets_that_it_is_told_and_the_artifacts_of_its_pipeline(gate):
    (secrets,) = [one["Resource"] for one in statements(gate, **gate.fullest[0]) if one["Action"] == ["secretsmanager:GetSecretValue"]]
    assert secrets == ["arn:aws:secretsmanager:us-east-1:123456789012:secret:pulumi-a1b2c3"]
    piped = {**gate.fullest[1], "repository": None}
    (artifacts,) = [one["Resource"] for one in statements(gate, **piped) if "s3:GetObject" in one["Action"]]
    assert artifacts == ["arn:aws:s3:::shop-artifacts/*"]
    assert not [action for one in statements(gate, **piped) for action in one["Action"] if "connections:" in action]


def test_a_pull_request_from_a_fork_waits_for_approval(gate):
    (hook,) = made(gate, **gate.fullest[0])["aws:codebuild/webhook:Webhook"]
    assert hook["pullRequestBuildPolicy"]["requiresCommentApproval"] == "FORK_PULL_REQUESTS"
    filters = {one["type"]: one["pattern"] for one in hook["filterGroups"][0]["filters"]}
    assert filters == {
        "EVENT": "PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED, PULL_REQUEST_REOPENED",
        "BASE_REF": "^refs/heads/main$",
    }


def test_a_pipeline_hands_over_the_source_and_no_webhook_listens(gate):
    found = made(gate, repository=None, **gate.fullest[1])
    assert "aws:codebuild/webhook:Webhook" not in found
    (build,) = found["aws:codebuild/project:Project"]
    assert (build["source"]["type"], build["artifacts"]["type"]) == ("CODEPIPELINE", "CODEPIPELINE")


def test_secrets_are_named_and_never_in_plain_text(gate):
    variables = project(gate, **gate.fullest[0])["environment"]["environmentVariables"]
    assert {one["name"]: one["type"] for one in variables} == {
        "PULUMI_BACKEND_URL": "PLAINTEXT",
        "PULUMI_CONFIG_PASSPHRASE": "SECRETS_MANAGER",
    }

"""A newcomer sets Buttress up in a project: from `init` to the pipelines of all services, in Python and YAML, for both clouds."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.journey.conftest import Machine
from tests.support import pipelines
from tests.support.pipelines import Step

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journey")]

IDS = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/shop/providers"
PROGRAMS = {
    "python-aws": """\
import pulumi_aws as aws

aws.s3.Bucket("orders", tags={"data-classification": "payment"})
""",
    "python-azure": """\
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("shop")
azure.storage.StorageAccount(
    "orders", resource_group_name=group.name, kind="StorageV2", sku={"name": "Standard_LRS"}, allow_blob_public_access=True
)
""",
    "yaml-aws": """\
resources:
  orders:
    type: buttress:EncryptedBucket
    properties: {versioning: false, justification: rebuilt every night}
""",
    "yaml-azure": """\
resources:
  orders:
    type: buttress:EncryptedStorageAccount
    properties:
      resourceGroupName: shop
      subnetId: IDS/Microsoft.Network/virtualNetworks/shop/subnets/data
      workspaceId: IDS/Microsoft.OperationalInsights/workspaces/shop
      sharedKeyAccess: true
      justification: a tool of the warehouse knows no other way
""",
}
JOBS: dict[str, tuple[str, Callable[[str], dict[str, list[Step]]]]] = {
    "github": (".github/workflows/buttress.yml", lambda text: pipelines.github(text, "pull_request") | pipelines.github(text, "schedule")),
    "gitlab": (".gitlab-ci.yml", pipelines.gitlab),
    "codebuild": ("buildspec.yml", pipelines.codebuild),
    "azure-devops": ("azure-pipelines.yml", pipelines.azure),
}


# One worker a project: the steps below go on with what the first of them has set up.
@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.xdist_group(f"project-{name}")) for name in PROGRAMS], scope="module")
def project(request: pytest.FixtureRequest, machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its program, set up by `init`, in the folder of a repository, and the wheel where the pipelines look for it."""
    language = request.param.partition("-")[0]
    folder = tmp_path_factory.mktemp(request.param) / "repository"
    (folder / "wheels").mkdir(parents=True)
    shutil.copy(machine.wheel, folder / "wheels")
    head = f"name: shop\nruntime: {language}\n"
    (folder / "Pulumi.yaml").write_text(head + (PROGRAMS[request.param].replace("IDS", IDS) if language == "yaml" else ""))
    (folder / "Pulumi.prod.yaml").write_text("config: {aws:region: eu-central-1, azure-native:location: westeurope}\n")
    if language == "python":
        (folder / "__main__.py").write_text(PROGRAMS[request.param])
        (folder / "requirements.txt").write_text("pulumi\n")
    made = buttress(machine, folder, "init", *(option for name in JOBS for option in ("--ci", name)))
    assert made.returncode == 0, made.stderr
    assert set(made.stdout.split()) == {"buttress.yaml", "exposure.yaml", "buttress-waivers.yaml", *(file for file, _ in JOBS.values())}
    return folder


def buttress(machine: Machine, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(["buttress", *arguments], cwd=folder, env=dict(machine.environ), capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr
    return ran


def preview(machine: Machine, folder: Path) -> list[dict[str, Any]]:
    """The findings about the program."""
    ran = buttress(machine, folder, "preview", ".", "--offline", "--format", "json")
    assert ran.returncode in {0, 1}, ran.stderr
    found: list[dict[str, Any]] = json.loads(ran.stdout)["stacks"][0]["findings"]
    return found


def test_a_project_is_set_up_judged_waived_and_reported(machine: Machine, project: Path) -> None:
    # What a component states is for an approver to accept, too.
    settings = (project / "buttress.yaml").read_text()
    (project / "buttress.yaml").write_text(f"{settings}\nwaivers: {{in_code: forbid}}\n")
    open_ones = [one for one in preview(machine, project) if one["outcome"] == "fail" and not one.get("subsumed_by")]
    assert open_ones, "the program is meant to have something to find"
    assert all(one["position"]["file"] in {"__main__.py", "Pulumi.yaml"} for one in open_ones)
    first = open_ones[0]
    assert buttress(machine, project, "explain", first["check"]).returncode == 0

    who = ["--owner", "data team", "--approver", "head of security", "--reason", "rebuilt nightly", "--ticket", "SEC-1"]
    added = buttress(machine, project, "waivers", "add", first["check"], first["resource"], *who)
    assert (added.returncode, added.stderr) == (0, "")
    again = {(one["check"], one["resource"]): one["outcome"] for one in preview(machine, project)}
    assert again[first["check"], first["resource"]] == "waived"
    assert buttress(machine, project, "waivers", "list").returncode == 0

    ran = buttress(machine, project, "preview", ".", "--offline", "-o", "json=baseline.json", "--fail-on", "never")
    assert ran.returncode == 0, ran.stderr
    assert buttress(machine, project, "preview", ".", "--offline", "--baseline", "baseline.json", "--fail-on-new").returncode == 0
    (project / "baseline.json").unlink()


@pytest.mark.parametrize("service", JOBS)
def test_the_pipelines_that_init_wrote_run_in_the_project(machine: Machine, project: Path, tmp_path: Path, service: str) -> None:
    folder = tmp_path / "repository"
    shutil.copytree(project, folder)
    pipelines.make_repository(folder)
    file, read = JOBS[service]
    text = (folder / file).read_text()
    assert yaml.safe_load(text)
    for name, steps in read(text).items():
        result = pipelines.run(steps, folder, stubs=machine.stubs, environ=machine.environ)
        judged = next(code for script, code in result.codes.items() if "--fail-on" in script)
        # The deployed stack is the weak shop; the plan is the program's own, which has nothing critical or high or does.
        assert judged == 1 or (name == "plan" and judged == 0), result.output
        assert result.missing == ()
        assert all(size > 500 for size in result.taken.values())
        assert "Traceback" not in result.output

"""The components from YAML and from Python with the real CLI, stand-in providers and no cloud."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from buttress import offline
from buttress.errors import Error, ToolError
from buttress.offline import provider_directory
from buttress.pulumi import automation
from buttress.pulumi.command import find_pulumi
from buttress.state.deployment import collect, from_state, justifications

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

PROGRAM = """\
import json
import pathlib

import pulumi
from buttress_components import aws, azure

for name, args in json.loads(pathlib.Path("samples.json").read_text()).items():
    component = getattr(aws, name, None) or getattr(azure, name)
    made = component(name.lower(), args)
    pulumi.export(name, made.urn)
"""
UNPROTECTED = {"deletion_protection": False, "justification": "The test takes away what it makes."}


@pytest.fixture(scope="module", autouse=True)
def _cli() -> None:
    try:
        find_pulumi()
    except ToolError as problem:
        pytest.skip(f"needs the Pulumi CLI: {problem}")


def camel(value: Any) -> Any:
    """Arguments as YAML has them; free-form maps keep their keys."""
    if isinstance(value, list):
        return [camel(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        _camel(key): member if key in {"tags", "conditions", "private_dns_zone_ids", "variables", "secrets"} else camel(member)
        for key, member in value.items()
    }


def _camel(key: str) -> str:
    first, *rest = key.split("_")
    return first + "".join(part.capitalize() for part in rest)


def write(directory: Path, resources: dict[str, Any]) -> Path:
    project = {"name": "shop", "runtime": "yaml", "resources": resources}
    (directory / "Pulumi.yaml").write_text(json.dumps(project))
    return directory


def test_every_component_previews_from_yaml(tmp_path: Path, samples):
    resources = {
        f"{name.lower()}-{place}": {"type": f"buttress:{name}", "properties": camel(dict(args))}
        for name, sample in samples.items()
        for place, args in enumerate((sample.least, sample.fullest[0]))
        if name != "HardenedDatabase" or place == 0
    }
    found = automation.preview(write(tmp_path, resources), stand_ins=offline.environment())
    made = {step["newState"]["type"] for step in found.digest["steps"]}
    assert {f"buttress:index:{name}" for name in samples} <= made
    assert {"aws:rds/instance:Instance", "aws:s3/bucketReplicationConfig:BucketReplicationConfig", "azure-native:sql:Database"} <= made
    # What a subscription has already is taken over, and then set.
    assert set(found.changes) == {"create", "import", "update"}


def test_an_opt_out_from_yaml_fails_without_a_justification(tmp_path: Path):
    bare = {"type": "buttress:EncryptedBucket", "properties": {"customerManagedKey": False}}
    with pytest.raises(
        Error, match=r"customerManagedKey .* gives up aws-s3-bucket-kms-encryption; allowed: .* with a justification"
    ) as caught:
        automation.preview(write(tmp_path, {"orders": bare}), stand_ins=offline.environment())
    assert "Traceback" not in caught.value.diagnostics()
    assert "encrypted_bucket.py" not in caught.value.diagnostics()


def test_a_justified_opt_out_from_yaml_is_in_the_state(tmp_path: Path):
    reason = "The data is public anyway."
    eased = {"type": "buttress:EncryptedBucket", "properties": {"customerManagedKey": False, "justification": reason}}
    state = automation.up(write(tmp_path, {"orders": eased}), stand_ins=offline.environment())
    entries = [(str(place), from_state(one, str(place), "state", "state")) for place, one in enumerate(state["deployment"]["resources"])]
    (stated,) = justifications(collect(entries, "state"))
    assert (stated.checks, stated.reason) == (("aws-s3-bucket-kms-encryption",), reason)
    assert any(urn.endswith("aws:s3/bucket:Bucket::orders") for urn in stated.resources)


def test_the_outputs_of_one_are_inputs_of_another(tmp_path: Path):
    resources = {
        "net": {
            "type": "buttress:FlowLoggedVpc",
            "properties": {"cidrBlock": "10.0.0.0/16", "availabilityZones": ["us-east-1a", "us-east-1b"]},
        },
        "orders": {
            "type": "buttress:HardenedDatabase",
            "properties": {
                "engine": "postgres",
                "engineVersion": "16.4",
                "instanceClass": "db.r6g.large",
                "vpcId": "${net.vpcId}",
                "subnetIds": ["${net.privateSubnetIds[0]}", "${net.privateSubnetIds[1]}"],
                "alarmTopicArn": "arn:aws:sns:us-east-1:123456789012:alarms",
            },
        },
    }
    state = automation.up(write(tmp_path, resources), stand_ins=offline.environment())
    by_type = {one["type"]: one for one in state["deployment"]["resources"]}
    subnets = {one["id"] for one in state["deployment"]["resources"] if one["type"] == "aws:ec2/subnet:Subnet"}
    assert set(by_type["aws:rds/subnetGroup:SubnetGroup"]["outputs"]["subnetIds"]) == subnets
    assert by_type["aws:ec2/securityGroup:SecurityGroup"]["outputs"]["vpcId"] == by_type["aws:ec2/vpc:Vpc"]["id"]


def test_python_makes_each_finds_nothing_to_change_and_takes_them_away(tmp_path: Path, samples):
    eased = {name: UNPROTECTED if "deletion_protection" in sample.opt_outs else {} for name, sample in samples.items()}
    args = {name: {**sample.least, **eased[name]} for name, sample in samples.items()}
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(PROGRAM)
    (tmp_path / "samples.json").write_text(json.dumps(args))
    with automation.workspace(tmp_path, stand_ins=offline.environment()) as opened:
        state = opened.up()
        second = opened.preview()
        opened.destroy()
        emptied = opened.export()
    assert set(second.changes) == {"same"}
    assert not emptied["deployment"].get("resources")
    for name, sample in samples.items():
        (component,) = [one for one in state["deployment"]["resources"] if one["urn"].endswith(f"::buttress:index:{name}::{name.lower()}")]
        expected = {_camel(key) for key in sample.component.__annotations__}
        outputs = set(component["outputs"]) - {"buttressJustifications"}
        assert outputs <= expected
        assert {key for key in expected - outputs if not key.endswith(("KeyUri", "instanceProfileName"))} == set()


def test_what_holds_data_is_protected_unless_that_was_given_up(tmp_path: Path, samples):
    names = [name for name, sample in samples.items() if "deletion_protection" in sample.opt_outs]
    resources = {name.lower(): {"type": f"buttress:{name}", "properties": camel(dict(samples[name].least))} for name in names}
    state = automation.up(write(tmp_path, resources), stand_ins=offline.environment())
    kept = {
        "aws:s3/bucket:Bucket",
        "aws:kms/key:Key",
        "aws:rds/instance:Instance",
        "azure-native:storage:StorageAccount",
        "azure-native:keyvault:Vault",
        "azure-native:sql:Database",
    }
    found = [one for one in state["deployment"]["resources"] if one["type"] in kept]
    assert {one["type"] for one in found} == kept
    assert [one["urn"] for one in found if one.get("protect") is not True] == []


def test_the_plugin_says_what_to_install_where_neither_sdk_is(tmp_path: Path):
    code = (
        "import sys\n"
        "sys.modules['pulumi_aws'] = None\n"
        "sys.modules['pulumi_azure_native'] = None\n"
        "from buttress_components.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "install buttress[aws], buttress[azure] or buttress[all]" in done.stderr


@pytest.mark.parametrize(("cloud", "sdk"), [("aws", "pulumi_azure_native"), ("azure", "pulumi_aws")])
def test_one_cloud_needs_not_the_other_s_sdk(cloud: str, sdk: str):
    code = (
        f"import sys\nsys.modules[{sdk!r}] = None\n"
        "from buttress_components.__main__ import components\n"
        "print(*sorted({one.__module__.split('.')[1] for one in components()}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [cloud]


def test_the_plugin_lies_beside_the_stand_ins():
    plugin = provider_directory() / "pulumi-resource-buttress"
    assert os.access(plugin, os.X_OK)

"""What a user says of a component as a whole holds for all that it makes: provider, tags, transforms; and what exists is taken."""

from __future__ import annotations

import importlib
import inspect
import json
from pathlib import Path

import pytest

from buttress.errors import ToolError
from buttress.pack import automation
from buttress.pack.command import find_pulumi
from buttress.testing import record

SDKS = {"aws": "pulumi_aws", "azure-native": "pulumi_azure_native"}
PARTS = {
    "azure-native:operationalinsights:SavedSearch",
    "azure-native:recoveryservices:ProtectedItem",
    "azure-native:recoveryservices:ProtectionPolicy",
    "azure-native:recoveryservices:ResourceGuardProxy",
}
"""Parts of another resource: what is called their tags is no tag of Azure's."""

PROGRAM = """\
import json
import pathlib

import pulumi
import pulumi_aws
import pulumi_azure_native
from buttress_components import aws, azure

elsewhere = pulumi_aws.Provider("elsewhere", region="eu-west-1")
other = pulumi_azure_native.Provider("other", subscription_id="11111111-2222-4333-8444-555555555555")
seen = pathlib.Path("seen.txt").open("a")


def note(args):
    print(args.type_, args.name, file=seen, flush=True)
    return None


for name, args in json.loads(pathlib.Path("samples.json").read_text()).items():
    component = getattr(aws, name, None) or getattr(azure, name)
    component(name.lower(), args, pulumi.ResourceOptions(providers=[elsewhere, other], transforms=[note]))
"""


def takes_tags(token: str) -> bool:
    """Whether the provider's SDK lets a resource of this type have tags."""
    package, module, name = token.split(":")
    if package not in SDKS or token in PARTS:
        return False
    kind = getattr(importlib.import_module(f"{SDKS[package]}.{module.partition('/')[0]}"), name)
    return "tags" in inspect.signature(kind._internal_init).parameters


def test_tags_reach_all_that_can_have_them(sample):
    has_tags = "tags" in sample.component.__init__.__annotations__["args"].__annotations__
    tags = {"owner": "shop", "cost-center": "7"} if has_tags else {}
    for args in (sample.least, *sample.fullest):
        made = record(sample.program({**args, "tags": tags} if has_tags else args))
        able = [one for one in made if takes_tags(one.token)]
        assert has_tags or not able
        assert [one.urn for one in able if not tags.items() <= (one.props.get("tags") or {}).items()] == []


@pytest.mark.slow
@pytest.mark.xdist_group("pulumi")
def test_provider_and_transforms_reach_all_that_is_made(tmp_path: Path, samples):
    try:
        find_pulumi()
    except ToolError as problem:
        pytest.skip(f"needs the Pulumi CLI: {problem}")
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(PROGRAM)
    (tmp_path / "samples.json").write_text(json.dumps({name: one.least for name, one in samples.items()}))
    (tmp_path / "seen.txt").touch()
    found = automation.preview(tmp_path, offline=True)
    made = [step["newState"] for step in found.digest["steps"]]
    children = {one["urn"]: one for one in made if "::buttress:index:" in one["urn"]}
    providers = {one["provider"].rsplit("::", 2)[-2] for one in children.values() if one.get("provider")}
    assert providers == {"elsewhere", "other"}
    noted = {tuple(line.split()) for line in (tmp_path / "seen.txt").read_text().splitlines()}
    assert {(one["type"], one["urn"].rsplit("::", 1)[-1]) for one in children.values()} == noted

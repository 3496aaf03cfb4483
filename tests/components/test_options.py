"""What a user says of a component as a whole holds for all that it makes: provider, tags, transforms; and what exists is taken."""

from __future__ import annotations

import importlib
import inspect
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from buttress import offline
from buttress.errors import ToolError
from buttress.pulumi import automation
from buttress.pulumi.command import find_pulumi
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
other = pulumi_azure_native.Provider("other", subscription_id="00000000-0000-0000-0000-000000000000")
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
    found = automation.preview(tmp_path, stand_ins=offline.environment())
    made = [step["newState"] for step in found.digest["steps"]]
    children = {one["urn"]: one for one in made if "::buttress:index:" in one["urn"]}
    providers = {one["provider"].rsplit("::", 2)[-2] for one in children.values() if one.get("provider")}
    assert providers == {"elsewhere", "other"}
    noted = {tuple(line.split()) for line in (tmp_path / "seen.txt").read_text().splitlines()}
    assert {(one["type"], one["urn"].rsplit("::", 1)[-1]) for one in children.values()} == noted


_KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-4333-8444-555555555555"
_GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers"
EXISTING: dict[str, dict[str, dict[str, Any]]] = {
    "aws:kms/key:Key": {"kms_key_arn": {"kms_key_arn": _KEY}},
    "aws:s3/bucket:Bucket": {
        "access_log_bucket": {"access_log_bucket": "logs"},
        "log_bucket": {"log_bucket": "logs", "kms_key_arn": _KEY},
        "log_bucket_arn": {"log_bucket_arn": "arn:aws:s3:::logs", "kms_key_arn": _KEY},
        "report_bucket": {"report_bucket": "reports", "kms_key_arn": _KEY},
    },
    "aws:ec2/vpc:Vpc": {"vpc_id": {"vpc_id": "vpc-1", "cidr_block": None, "availability_zones": None}},
    "aws:sns/topic:Topic": {"topic_arn": {"topic_arn": "arn:aws:sns:us-east-1:123456789012:alarms", "emails": None}},
    "azure-native:keyvault:Key": {
        "key": {
            "key": {
                "vault_uri": "https://shop.vault.azure.net/",
                "key_name": "shop",
                "key_version": "1",
                "identity_id": f"{_GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/shop",
            }
        }
    },
    "azure-native:operationalinsights:Workspace": {
        "workspace_id": {"workspace_id": f"{_GROUP}/Microsoft.OperationalInsights/workspaces/shop"}
    },
    "azure-native:storage:StorageAccount": {
        "storage_account_id": {"storage_account_id": f"{_GROUP}/Microsoft.Storage/storageAccounts/shop", "endpoints_prefix": None}
    },
    "azure-native:monitor:ActionGroup": {
        "action_group_id": {"action_group_id": f"{_GROUP}/Microsoft.Insights/actionGroups/shop", "emails": None}
    },
}
"""What a company may have already, the arguments that name it, and what goes with them."""
OWN = {
    ("AccessLogBucket", "aws:s3/bucket:Bucket"),
    ("AlarmTopic", "aws:sns/topic:Topic"),
    ("SharedKey", "aws:kms/key:Key"),
    ("EncryptedStorageAccount", "azure-native:storage:StorageAccount"),
    ("AzureTransactionLog", "azure-native:storage:StorageAccount"),
}
"""What the component is there to make."""


def test_what_exists_is_taken_in_place_of_a_new_one(sample):
    known = set(sample.component.__init__.__annotations__["args"].__annotations__)
    made = Counter(one.token for one in record(sample.program()))
    for token, names in EXISTING.items():
        if not made[token] or (sample.name, token) in OWN:
            continue
        assert known & set(names), f"{sample.name} makes {token} and takes none"
        for name in sorted(known & set(names)):
            given = {key: value for key, value in names[name].items() if key in known}
            fewer = Counter(one.token for one in record(sample.program({**sample.least, **given})))
            assert fewer[token] < made[token], f"{sample.name} makes {token} beside {name}"

"""What a plan will meet in an account, without asking it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import botocore.session
import pytest
from tests import write_regions
from tests.support.samples import SAMPLES

from buttress.model import Resource, Snapshot, Stack
from buttress.preflight import Notice, examine, policy, role
from buttress.preflight.facts import arm_types, facts, regions, rights, service_of
from buttress.pulumi.shapes import shape
from buttress.testing import record

IAM_NAMES = {
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
    "s3:GetAccelerateConfiguration": "GetBucketAccelerateConfiguration",
    "s3:GetAccountPublicAccessBlock": "GetPublicAccessBlock",
    "s3:PutAccountPublicAccessBlock": "PutPublicAccessBlock",
    "s3:GetBucketCORS": "GetBucketCors",
    "s3:GetBucketNotification": "GetBucketNotificationConfiguration",
    "s3:PutBucketNotification": "PutBucketNotificationConfiguration",
    "s3:GetBucketObjectLockConfiguration": "GetObjectLockConfiguration",
    "s3:PutBucketObjectLockConfiguration": "PutObjectLockConfiguration",
    "s3:GetBucketPublicAccessBlock": "GetPublicAccessBlock",
    "s3:PutBucketPublicAccessBlock": "PutPublicAccessBlock",
    "s3:GetEncryptionConfiguration": "GetBucketEncryption",
    "s3:PutEncryptionConfiguration": "PutBucketEncryption",
    "s3:GetLifecycleConfiguration": "GetBucketLifecycleConfiguration",
    "s3:PutLifecycleConfiguration": "PutBucketLifecycleConfiguration",
    "s3:GetReplicationConfiguration": "GetBucketReplication",
    "s3:PutReplicationConfiguration": "PutBucketReplication",
    "s3:ListBucket": "ListObjects",
}
# What a service asks for beside its operations.
PERMISSIONS_ALONE = {"iam:PassRole", "route53:AssociateVPCWithHostedZone", "logs:CreateLogDelivery", "logs:DeleteLogDelivery"}
SERVICES = {"elasticloadbalancing": "elbv2", "access-analyzer": "accessanalyzer", "sso": "sso-admin", "cloudwatch": "cloudwatch"}


def planned(*resources: Resource) -> Snapshot:
    return Snapshot(stack=Stack(project="shop", name="prod"), mode="preview", resources=resources)


def one(type_: str, name: str = "it", region: str = "eu-central-1", **props: Any) -> Resource:
    urn = f"urn:pulumi:prod::shop::{type_}::{name}"
    return Resource(urn=urn, type=type_, name=name, region=region, props=props, declared=tuple(props))


def said(topic: str, *resources: Resource) -> list[Notice]:
    return [notice for notice in examine(planned(*resources)).notices if notice.topic == topic]


def test_a_service_that_a_region_lacks_stops_the_update() -> None:
    region = next(iter(sorted(regions()["ec2"] - regions()["macie2"] - {"us-gov-west-1"})))
    (notice,) = said("region", one("aws:macie2/account:Account", region=region))
    assert (notice.level, notice.text) == ("stops", f"macie2 is not offered in {region}")
    assert said("region", one("aws:macie2/account:Account", region="us-east-1")) == []


def test_a_service_of_the_whole_account_has_no_region() -> None:
    assert said("region", one("aws:iam/role:Role", region="eu-central-1")) == []


@pytest.mark.parametrize(("number", "levels"), [(2, []), (3, ["check"]), (5, ["check"]), (6, ["stops"])])
def test_a_plan_is_held_against_the_quotas_of_a_new_account(number: int, levels: list[str]) -> None:
    found = said("quota", *(one("aws:ec2/eip:Eip", name=f"eip{count}") for count in range(number)))
    assert [notice.level for notice in found] == levels


def test_a_quota_counts_a_region_by_itself() -> None:
    regions_ = ("eu-central-1", "eu-west-1", "us-east-1")
    assert said("quota", *(one("aws:ec2/eip:Eip", name=f"{region}{n}", region=region) for region in regions_ for n in range(2))) == []


def test_a_name_that_the_program_chose_must_be_free() -> None:
    (notice,) = said("name", one("aws:s3/bucket:Bucket", bucket="shop-orders"))
    assert (notice.level, notice.text) == ("check", "the name shop-orders must be free in the whole of the cloud")
    assert said("name", one("aws:s3/bucket:Bucket")) == []


def test_what_there_can_be_one_of_may_exist_already() -> None:
    (notice,) = said("exists", one("aws:guardduty/detector:Detector"))
    assert (notice.level, notice.resources) == ("check", ("it",))


def test_resource_providers_are_listed_once_each() -> None:
    found = said("provider", one("azure-native:storage:StorageAccount", "a"), one("azure-native:storage:BlobContainer", "b"))
    assert [(notice.how, notice.resources) for notice in found] == [
        ("az provider register --namespace Microsoft.Storage --wait", ("a", "b"))
    ]


def test_what_binds_is_said_before_it_does() -> None:
    (notice,) = said("commitment", one("aws:shield/protection:Protection"))
    assert "binds for a year" in notice.text
    assert notice.level == "know"


def test_a_type_whose_rights_are_not_known_is_named_and_not_granted() -> None:
    thing = one("aws:qldb/ledger:Ledger")
    (notice,) = said("rights", thing)
    assert notice.text == "what the deployer needs for aws:qldb/ledger:Ledger is not known here"
    assert policy(planned(thing))["Statement"] == []


def test_resources_of_other_packages_are_said_not_to_be_looked_at() -> None:
    found = examine(planned(one("random:index/randomPassword:RandomPassword")))
    assert found.notices == ()
    assert found.unjudged == ("1 of random: no facts about it",)


def test_what_is_only_read_and_components_are_left_out() -> None:
    from attrs import evolve

    read = evolve(one("aws:guardduty/detector:Detector"), external=True)
    component = evolve(one("aws:guardduty/detector:Detector"), custom=False)
    assert examine(planned(read, component)).notices == ()


def test_the_policy_has_what_the_plan_needs_and_nothing_of_other_services() -> None:
    document = policy(planned(one("aws:sns/topic:Topic"), one("aws:kms/key:Key")))
    granted = {statement["Sid"]: statement["Action"] for statement in document["Statement"]}  # type: ignore[attr-defined]
    assert set(granted) == {"Kms", "Sns"}
    assert "sns:CreateTopic" in granted["Sns"]


def test_the_role_has_read_write_and_delete_of_each_type() -> None:
    assert role(planned(one("azure-native:keyvault:Vault")))["Actions"] == [
        f"Microsoft.KeyVault/vaults/{verb}" for verb in ("read", "write", "delete")
    ]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_what_the_deployer_of_a_component_needs_is_known(sample: Any) -> None:
    for args in (sample.least, *sample.fullest):
        found = examine(planned(*record(sample.program(args))))
        assert [notice for notice in found.notices if notice.topic == "rights"] == []


@pytest.mark.parametrize("token", sorted(rights()))
def test_every_action_is_an_operation_of_the_service(token: str, operations: Callable[[str], frozenset[str]]) -> None:
    for action in set(rights()[token]) - PERMISSIONS_ALONE:
        service, name = action.split(":")
        wanted = IAM_NAMES.get(action, name)
        known = operations(SERVICES.get(service, service))
        assert any(each.startswith(wanted[:-1]) for each in known) if wanted.endswith("*") else wanted in known, action


@pytest.fixture(scope="session")
def operations() -> Callable[[str], frozenset[str]]:
    session = botocore.session.get_session()
    known: dict[str, frozenset[str]] = {}

    def of(service: str) -> frozenset[str]:
        if service not in known:
            names = set(session.get_service_model(service).operation_names)
            known[service] = frozenset(names | (set(session.get_service_model("s3control").operation_names) if service == "s3" else set()))
        return known[service]

    return of


def test_every_type_and_service_of_the_data_exists() -> None:
    tokens = {token for part in ("quotas", "singles", "names", "commitments") for token in facts()[part]} | set(rights()) | set(arm_types())
    assert sorted(token for token in tokens if not shape(token).known) == []
    services = set(botocore.session.get_session().get_available_services())
    assert sorted({service_of(token) for token in rights()} - services) == []
    assert sorted(set(facts()["global"]) - services) == []


def test_the_regions_are_those_of_the_pinned_botocore() -> None:
    assert write_regions.FILE.read_text(encoding="utf-8") == write_regions.text(), "run python tests/write_regions.py"


def test_every_fact_has_the_page_that_it_is_from() -> None:
    assert all(fact["link"].startswith("https://") for part in ("quotas", "singles", "commitments") for fact in facts()[part].values())

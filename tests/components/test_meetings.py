"""What a component makes meets what it connects: who may publish to a topic under its key, and what a changed list leaves in place."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.support.samples import SAMPLES, Sample

from buttress.offline.aws import Aws
from buttress.testing import record

PUBLISHERS = ("events.amazonaws.com", "cloudwatch.amazonaws.com", "events.rds.amazonaws.com", "backup.amazonaws.com")


def made(sample: Sample, **args: Any) -> Any:
    return record(sample.program({**sample.least, **args}))


def only(resources, token: str):
    return [one for one in resources if one.token == token]


def document(resource) -> Any:
    policy = resource.props["policy"]
    return json.loads(policy) if isinstance(policy, str) else policy


def statements(resource, service: str):
    return [one for one in document(resource)["Statement"] if one["Principal"].get("Service") == service]


@pytest.mark.parametrize("service", PUBLISHERS)
def test_who_publishes_may_use_the_topic_and_its_key(samples, service: str):
    found = made(samples["SecurityMonitoring"])
    (key,) = only(found, "aws:kms/keyPolicy:KeyPolicy")
    (topic,) = only(found, "aws:sns/topicPolicy:TopicPolicy")
    (publish,) = statements(topic, service)
    assert publish["Action"] == "sns:Publish"
    assert "aws:SourceAccount" in publish["Condition"]["StringEquals"]
    (use,) = statements(key, service)
    assert {"kms:Decrypt", "kms:GenerateDataKey*"} <= set(use["Action"])
    assert list(use["Condition"]) == ["ArnLike"]
    assert list(use["Condition"]["ArnLike"]) == ["kms:EncryptionContext:aws:sns:topicArn"]


def test_an_alarm_of_a_database_names_its_identifier(samples):
    found = made(samples["HardenedDatabase"])
    (database,) = only(found, "aws:rds/instance:Instance")
    alarms = only(found, "aws:cloudwatch/metricAlarm:MetricAlarm")
    assert alarms
    assert {one.props["dimensions"]["DBInstanceIdentifier"] for one in alarms} == {database.props["identifier"]}


ARN = "arn:aws:iam::aws:policy/"
LISTS = [
    ("LeastPrivilegeRole", "managed_policy_arns", [ARN + "AmazonSSMManagedInstanceCore", ARN + "CloudWatchAgentServerPolicy"]),
    ("IdentityCenterPermissionSet", "managed_policy_arns", [ARN + "AmazonSSMManagedInstanceCore", ARN + "CloudWatchAgentServerPolicy"]),
    ("SecurityMonitoring", "emails", ["one@example.com", "two@example.com"]),
]


@pytest.mark.parametrize(("component", "argument", "members"), LISTS, ids=[f"{one[0]}-{one[1]}" for one in LISTS])
def test_a_shorter_list_leaves_what_stays(samples, component, argument, members):
    both = {one.urn: one.props for one in made(samples[component], **{argument: members})}
    last = {one.urn: one.props for one in made(samples[component], **{argument: members[1:]})}
    assert set(last) < set(both)
    holders = [urn for urn, props in last.items() if members[1] in map(str, props.values())]
    gone = set(both) - set(last)
    assert len(gone) == 1
    assert all(both[urn] == last[urn] for urn in holders if not urn.endswith("::shop"))


LOCKED = ("AuditTrail", "BackupPlanVault", "TransactionLog")


@pytest.mark.parametrize("component", LOCKED)
def test_nothing_is_locked_for_ever_unless_the_program_says_so(samples, component):
    found = made(samples[component])
    locks = only(found, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
    vaults = only(found, "aws:backup/vaultLockConfiguration:VaultLockConfiguration")
    assert locks or vaults
    assert {one.props["rule"]["defaultRetention"]["mode"] for one in locks} <= {"GOVERNANCE"}
    assert [one.props.get("changeableForDays") for one in vaults] == [None] * len(vaults)


ARCHIVE = ("999988887777", "eu-north-1")
FOREIGN = [
    (sample.name, place)
    for sample in SAMPLES
    if sample.component.__module__.startswith("buttress_components.aws")
    for place in range(len(sample.fullest) + 1)
]


def elsewhere(args: Any) -> Any:
    """The arguments, with every ARN moved to the account of a log archive, in another region."""
    account, region = ARCHIVE
    text = re.sub(r"arn:aws:(?!iam)([a-z0-9]+):([a-z0-9-]*):(\d{12}):", rf"arn:aws:\1:{region}:{account}:", json.dumps(args, default=str))
    return json.loads(text)


def texts(value: Any):
    if isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(("component", "place"), FOREIGN, ids=[f"{name}-{place}" for name, place in FOREIGN])
def test_what_lies_in_a_log_archive_says_nothing_of_the_account(samples, component, place):
    sample = samples[component]
    given = elsewhere([sample.least, *sample.fullest][place])
    # A secret's ARN may have the key of its JSON behind it, which a policy leaves out.
    arns = sorted({":".join(one.split(":")[:7]) for one in texts(given) if one.startswith("arn:")}, key=len, reverse=True)
    for one in record(sample.program(given)):
        if one.token == f"buttress:index:{component}":
            continue
        text = json.dumps(one.props, default=str)
        for arn in arns:
            text = text.replace(arn, "")
        assert [word for word in ARCHIVE if word in text] == [], one.urn


def test_auto_scaling_may_use_the_key_of_new_disks(samples):
    found = made(samples["AccountBaseline"])
    (key,) = only(found, "aws:kms/keyPolicy:KeyPolicy")
    own = {"kms:CallerAccount": "123456789012", "kms:ViaService": "ec2.us-east-1.amazonaws.com"}
    use, grant = (one for one in document(key)["Statement"] if one["Principal"] == {"AWS": "*"})
    assert {"kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*", "kms:ReEncrypt*"} <= set(use["Action"])
    assert use["Condition"] == {"StringEquals": own}
    assert grant["Action"] == "kms:CreateGrant"
    assert grant["Condition"] == {"StringEquals": own, "Bool": {"kms:GrantIsForAWSResource": "true"}}


NETWORK = {"cidr_block": "10.0.0.0/16"}


def endpoint(found, service: str):
    (only,) = (one for one in found if one.token == "aws:ec2/vpcEndpoint:VpcEndpoint" and one.props["serviceName"].endswith(f".{service}"))
    return {one["Sid"]: one for one in document(only)["Statement"]}


@pytest.mark.parametrize("service", ["monitoring", "secretsmanager", "ecr.dkr", "sts"])
def test_an_endpoint_lets_the_account_do_all_that_its_service_can(samples, service):
    found = made(samples["FlowLoggedVpc"], interface_endpoints=[service])
    own = endpoint(found, service)["OwnAccount"]
    assert own["Action"] == own["Resource"] == "*"
    assert own["Condition"] == {"StringEquals": {"aws:PrincipalAccount": "123456789012"}}


def test_a_web_identity_passes_the_endpoint_of_sts_for_roles_of_the_account(samples):
    found = endpoint(made(samples["FlowLoggedVpc"], interface_endpoints=["sts"]), "sts")["WebIdentities"]
    assert "sts:AssumeRoleWithWebIdentity" in found["Action"]
    assert found["Resource"] == "arn:aws:iam::123456789012:role/*"
    assert "Condition" not in found


def test_images_packages_and_patches_pass_the_endpoint_of_s3(samples):
    found = made(samples["FlowLoggedVpc"], readable_bucket_arns=["arn:aws:s3:::their-packages"])
    downloads = endpoint(found, "s3")["Downloads"]
    assert downloads["Action"] == "s3:GetObject"
    served = ("prod-us-east-1-starport-layer-bucket", "al2023-repos-us-east-1-de612dc2", "amazonlinux-2-repos-us-east-1")
    patches = ("aws-ssm-us-east-1", "patch-baseline-snapshot-us-east-1")
    for bucket in (*served, *patches, "their-packages"):
        assert f"arn:aws:s3:::{bucket}/*" in downloads["Resource"]
    assert "Downloads" not in endpoint(found, "dynamodb")


@pytest.mark.parametrize("zones", [3, 4])
def test_another_zone_moves_no_subnet(samples, zones):
    def blocks(count: int) -> dict[str, str]:
        given = {"nat": "per-zone", "availability_zones": [f"us-east-1{letter}" for letter in "abcd"[:count]], **NETWORK}
        return {one.name: one.props["cidrBlock"] for one in only(made(samples["FlowLoggedVpc"], **given), "aws:ec2/subnet:Subnet")}

    assert blocks(2).items() < blocks(zones).items()


def test_services_and_endpoints_have_the_names_of_their_partition(samples, monkeypatch):
    china = Aws()
    china.configure({"region": "cn-north-1"})
    monkeypatch.setattr("buttress.testing.Aws", lambda: china)
    found = made(samples["FlowLoggedVpc"], interface_endpoints=["ecr.dkr", "com.amazonaws.vpce.cn-north-1.vpce-svc-0a1b2c3d"])
    names = {one.name: one.props["serviceName"] for one in only(found, "aws:ec2/vpcEndpoint:VpcEndpoint")}
    assert names["shop-s3"] == "com.amazonaws.cn-north-1.s3"
    assert names["shop-ecr.dkr"] == "cn.com.amazonaws.cn-north-1.ecr.dkr"
    assert "com.amazonaws.vpce.cn-north-1.vpce-svc-0a1b2c3d" in names.values()
    (key,) = only(found, "aws:kms/keyPolicy:KeyPolicy")
    assert statements(key, "logs.cn-north-1.amazonaws.com.cn")
    assert "arn:aws:" not in json.dumps([one.props for one in found])

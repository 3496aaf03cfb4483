from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from buttress.offline.aws import Aws
from buttress.offline.names import Identity


def thing(token: str, name: str = "thing") -> Identity:
    return Identity.of(f"urn:pulumi:dev::proj::{token}::{name}")


def checked(token: str, inputs: dict[str, Any], *, name: str = "thing", cloud: Aws | None = None, **options: Any) -> dict[str, Any]:
    found, failures = (cloud or Aws()).check(thing(token, name), options.get("olds", {}), inputs, options.get("naming"))
    assert failures == []
    return found


def test_the_identity_takes_the_last_of_the_qualified_types() -> None:
    identity = Identity.of("urn:pulumi:dev::proj::my:own:Comp$aws:s3/bucket:Bucket::a::b")
    assert (identity.type, identity.name) == ("aws:s3/bucket:Bucket", "a::b")


@pytest.mark.parametrize(
    ("token", "key", "pattern"),
    [
        ("aws:s3/bucket:Bucket", "bucket", r"thing-[0-9a-f]{7}"),
        ("aws:iam/role:Role", "name", r"Thing-[0-9a-f]{7}"),
        ("aws:rds/instance:Instance", "identifier", r"thing-[0-9a-f]{7}"),
        ("aws:cloudwatch/eventTarget:EventTarget", "targetId", r"Thing-[0-9a-f]{7}"),
    ],
)
def test_check_makes_up_the_name_that_the_program_left_out(token: str, key: str, pattern: str) -> None:
    inputs = checked(token, {}, name="Thing")
    assert re.fullmatch(pattern, inputs[key])
    assert key in inputs["__defaults"]
    assert inputs[key] == checked(token, {}, name="Thing")[key]


@pytest.mark.parametrize(
    ("token", "inputs", "absent"),
    [
        ("aws:s3/bucket:Bucket", {"bucketPrefix": "p-"}, "bucket"),
        ("aws:kms/key:Key", {}, "name"),
        ("aws:s3/bucketVersioning:BucketVersioning", {"bucket": "b"}, "name"),
        ("aws:accessanalyzer/analyzer:Analyzer", {"analyzerName": "a"}, "name"),
    ],
)
def test_check_makes_up_no_name_where_the_provider_does_not(token: str, inputs: dict[str, Any], absent: str) -> None:
    assert absent not in checked(token, inputs)


def test_a_name_is_cut_to_what_aws_takes() -> None:
    assert len(checked("aws:lb/loadBalancer:LoadBalancer", {}, name="x" * 80)["name"]) == 32


def test_a_made_up_name_stays_when_the_resource_was_imported_under_another() -> None:
    olds = {"bucket": "older", "__defaults": ["bucket"]}
    assert checked("aws:s3/bucket:Bucket", {}, olds=olds)["bucket"] == "older"


def test_the_user_s_own_autonaming_is_followed() -> None:
    naming = SimpleNamespace(proposed_name="proj-thing", mode=1)
    assert checked("aws:s3/bucket:Bucket", {}, naming=naming)["bucket"] == "proj-thing"


def test_autonaming_that_is_switched_off_needs_a_name() -> None:
    _, failures = Aws().check(thing("aws:s3/bucket:Bucket"), {}, {}, SimpleNamespace(proposed_name="", mode=2))
    assert [key for key, _ in failures] == ["bucket"]


def test_the_region_is_added_where_the_type_has_one() -> None:
    cloud = Aws()
    cloud.configure({"region": "eu-west-1"})
    assert checked("aws:s3/bucket:Bucket", {}, cloud=cloud)["region"] == "eu-west-1"
    assert checked("aws:s3/bucket:Bucket", {"region": "us-west-2"}, cloud=cloud)["region"] == "us-west-2"
    assert "region" not in checked("aws:iam/role:Role", {}, cloud=cloud)


def test_default_tags_are_merged_below_the_program_s_own() -> None:
    cloud = Aws()
    cloud.configure({"defaultTags": '{"tags": {"owner": "platform", "env": "dev"}}'})
    assert checked("aws:s3/bucket:Bucket", {"tags": {"env": "prod"}}, cloud=cloud)["tags"] == {"owner": "platform", "env": "prod"}
    assert "tags" not in checked("aws:s3/bucketPolicy:BucketPolicy", {}, cloud=cloud)


@pytest.mark.parametrize(
    ("token", "inputs", "id_", "arn"),
    [
        ("aws:s3/bucket:Bucket", {"bucket": "b"}, r"b", r"arn:aws:s3:::b"),
        ("aws:s3/bucketPolicy:BucketPolicy", {"bucket": "b", "policy": "{}"}, r"b", None),
        ("aws:ec2/vpc:Vpc", {}, r"vpc-[0-9a-f]{17}", r"arn:aws:ec2:us-east-1:123456789012:vpc/vpc-[0-9a-f]{17}"),
        ("aws:ec2/securityGroup:SecurityGroup", {"name": "g"}, r"sg-[0-9a-f]{17}", r"arn:aws:ec2:\S+/sg-[0-9a-f]{17}"),
        ("aws:ec2/subnet:Subnet", {"vpcId": "v"}, r"subnet-[0-9a-f]{17}", r"arn:aws:ec2:\S+:subnet/subnet-\w+"),
        ("aws:kms/key:Key", {}, r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", r"arn:aws:kms:us-east-1:123456789012:key/\S{36}"),
        ("aws:sns/topic:Topic", {"name": "t"}, r"arn:aws:sns:us-east-1:123456789012:t", r"arn:aws:sns:us-east-1:123456789012:t"),
        ("aws:sqs/queue:Queue", {"name": "q"}, r"https://sqs.us-east-1.amazonaws.com/123456789012/q", r"arn:aws:sqs:\S+:q"),
        ("aws:iam/role:Role", {"name": "r"}, r"r", r"arn:aws:iam::123456789012:role/r"),
        ("aws:iam/policy:Policy", {"name": "p"}, r"arn:aws:iam::123456789012:policy/p", r"arn:aws:iam::123456789012:policy/p"),
        ("aws:lambda/function:Function", {"name": "f"}, r"f", r"arn:aws:lambda:us-east-1:123456789012:function:f"),
        ("aws:guardduty/detector:Detector", {}, r"[0-9a-f]{32}", r"arn:aws:guardduty:\S+:detector/[0-9a-f]{32}"),
        ("aws:securityhub/account:Account", {}, r"123456789012", r"arn:aws:securityhub:\S+"),
        ("aws:acm/certificate:Certificate", {"domainName": "a.b"}, r"arn:aws:acm:us-east-1:123456789012:certificate/\S{36}", None),
        ("aws:lb/listener:Listener", {}, r"arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/\S+", None),
    ],
)
def test_ids_and_arns_have_the_form_that_aws_gives_them(token: str, inputs: dict[str, Any], id_: str, arn: str | None) -> None:
    cloud, resource = Aws(), thing(token)
    found = cloud.id(resource, inputs)
    assert re.fullmatch(id_, found)
    if arn:
        assert re.fullmatch(arn, cloud.outputs(resource, inputs, found)["arn"])


def test_a_companion_goes_by_the_id_of_what_it_belongs_to() -> None:
    assert Aws().id(thing("aws:sns/topicPolicy:TopicPolicy"), {"arn": "arn:aws:sns:eu-west-1:1:t"}) == "arn:aws:sns:eu-west-1:1:t"


def test_two_resources_have_two_ids() -> None:
    cloud = Aws()
    assert cloud.id(thing("aws:ec2/vpc:Vpc", "a"), {}) != cloud.id(thing("aws:ec2/vpc:Vpc", "b"), {})


def test_a_preview_does_not_know_what_the_cloud_decides() -> None:
    unknown = Aws().unknown(thing("aws:kms/key:Key"), {})
    assert {"arn", "keyId", "policy", "multiRegion"} <= set(unknown)
    assert "isEnabled" not in unknown


def test_outputs_invent_nothing_that_a_check_would_judge() -> None:
    outputs = Aws().outputs(thing("aws:rds/instance:Instance"), {"identifier": "db"}, "db")
    assert not {"kmsKeyId", "storageEncrypted", "backupRetentionPeriod", "caCertIdentifier"} & outputs.keys()
    assert outputs["address"].startswith("db.")


def test_a_certificate_has_one_validation_for_each_domain() -> None:
    inputs = {"domainName": "a.b", "subjectAlternativeNames": ["*.a.b", "a.b"]}
    options = Aws().outputs(thing("aws:acm/certificate:Certificate"), inputs, "x")["domainValidationOptions"]
    assert [option["domainName"] for option in options] == ["a.b", "*.a.b"]


def test_a_cluster_s_certificate_and_issuer_can_be_reached_into() -> None:
    outputs = Aws().outputs(thing("aws:eks/cluster:Cluster"), {"name": "c"}, "c")
    assert outputs["identities"][0]["oidcs"][0]["issuer"].startswith("https://")
    assert "data" in outputs["certificateAuthority"]


def test_the_name_and_the_region_replace_a_resource_and_tags_do_not() -> None:
    replaces = Aws().replaces(thing("aws:s3/bucket:Bucket"))
    assert {"bucket", "region"} <= replaces
    assert not {"tags", "forceDestroy", "versioning"} & replaces


@pytest.mark.parametrize(
    ("token", "arguments", "expected"),
    [
        ("aws:index/getCallerIdentity:getCallerIdentity", {}, {"accountId": "123456789012"}),
        ("aws:index/getRegion:getRegion", {}, {"name": "us-east-1", "region": "us-east-1"}),
        ("aws:index/getPartition:getPartition", {}, {"partition": "aws", "dnsSuffix": "amazonaws.com"}),
        ("aws:index/getAvailabilityZones:getAvailabilityZones", {}, {"names": ["us-east-1a", "us-east-1b", "us-east-1c"]}),
        ("aws:index/getArn:getArn", {"arn": "arn:aws:s3:::b"}, {"service": "s3", "resource": "b"}),
    ],
)
def test_the_usual_functions_are_answered(token: str, arguments: dict[str, Any], expected: dict[str, Any]) -> None:
    answer = Aws().invoke(token, arguments)
    assert answer is not None
    assert expected.items() <= answer.items()


def test_a_region_decides_the_partition() -> None:
    cloud = Aws()
    for region, partition in (("us-gov-west-1", "aws-us-gov"), ("cn-north-1", "aws-cn"), ("eu-central-1", "aws")):
        cloud.configure({"region": region})
        assert cloud.partition == partition


def test_a_function_that_asks_the_cloud_has_no_answer() -> None:
    assert Aws().invoke("aws:route53/getZone:getZone", {"name": "example.com"}) is None

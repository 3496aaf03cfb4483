from __future__ import annotations

import ipaddress
from typing import Any

import pytest

from buttress.model import sentinels
from buttress.offline import aws_published, lookups
from buttress.pulumi import shapes

LOOKUPS = [
    "aws:ec2/getVpc:getVpc",
    "aws:ec2/getSubnets:getSubnets",
    "aws:ec2/getSecurityGroup:getSecurityGroup",
    "aws:ssm/getParameter:getParameter",
    "aws:route53/getZone:getZone",
    "aws:acm/getCertificate:getCertificate",
    "aws:secretsmanager/getSecretVersion:getSecretVersion",
    "aws:iam/getRole:getRole",
    "aws:ecr/getAuthorizationToken:getAuthorizationToken",
    "aws:eks/getCluster:getCluster",
    "azure-native:network:getVirtualNetwork",
    "azure-native:network:getSubnet",
    "azure-native:keyvault:getVault",
    "azure-native:authorization:getRoleDefinition",
]


@pytest.mark.parametrize("token", LOOKUPS)
def test_a_made_up_result_has_every_text_of_its_form_and_becomes_unknown_again(token: str) -> None:
    form = shapes.result(token)
    made = lookups.made_up(token, {"region": "eu-west-1"})
    assert form
    assert made is not None
    texts = {key for key, kind in form.items() if kind in {"_builtins.str", "Optional[_builtins.str]"}} - {"region"}
    assert texts
    assert all(isinstance(made[key], str) for key in texts)
    assert made["region"] == "eu-west-1"
    again = lookups.unmarked({key: f"arn:{made[key]}/x" for key in texts})
    assert set(again.values()) == {sentinels.UNKNOWN}


def test_two_calls_differ_and_one_call_repeats() -> None:
    first, again, second = (lookups.made_up(LOOKUPS[0], {"id": id_}) for id_ in ("vpc-1", "vpc-1", "vpc-2"))
    assert first == again
    assert first is not None
    assert second is not None
    assert first["arn"] != second["arn"]
    assert first["id"] == "vpc-1"


def test_a_made_up_network_can_be_divided_and_its_parts_are_recognised() -> None:
    made = lookups.made_up(LOOKUPS[0], {})
    assert made is not None
    parts = [str(part) for part in ipaddress.ip_network(made["cidrBlock"]).subnets(new_prefix=20)]
    assert set(lookups.unmarked({part: part for part in parts}).values()) == {sentinels.UNKNOWN}


@pytest.mark.parametrize("value", ["198.51.100.0/24", "1198.18.0.0", "offline", "10.198.18.0.0", "unknown-0123456789ab", 7, True, None])
def test_what_the_program_itself_wrote_stays(value: Any) -> None:
    assert lookups.unmarked({"a": {"b": [value]}}) == {"a": {"b": [value]}}


def test_a_function_whose_form_nobody_knows_gets_no_result() -> None:
    assert lookups.made_up("cloudflare:index/getZone:getZone", {}) is None


@pytest.mark.parametrize(
    ("token", "arguments", "key", "value"),
    [
        ("aws:elb/getServiceAccount:getServiceAccount", {}, "arn", "arn:aws:iam::156460612806:root"),
        ("aws:elb/getServiceAccount:getServiceAccount", {"region": "us-east-1"}, "id", "127311923021"),
        (
            "aws:cloudfront/getCachePolicy:getCachePolicy",
            {"name": "Managed-CachingOptimized"},
            "id",
            "658327ea-f89d-4fab-a63d-7e88639e58f6",
        ),
        (
            "aws:cloudfront/getCachePolicy:getCachePolicy",
            {"id": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"},
            "name",
            "Managed-CachingDisabled",
        ),
        ("aws:iam/getPolicy:getPolicy", {"name": "AdministratorAccess"}, "arn", "arn:aws:iam::aws:policy/AdministratorAccess"),
        (
            "aws:iam/getPolicy:getPolicy",
            {"arn": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"},
            "path",
            "/service-role/",
        ),
        (
            "aws:ec2/getManagedPrefixList:getManagedPrefixList",
            {"name": "com.amazonaws.global.cloudfront.origin-facing"},
            "id",
            "pl-4fa04526",
        ),
    ],
)
def test_what_is_published_is_answered(token: str, arguments: dict[str, str], key: str, value: str) -> None:
    found = aws_published.answer(token, arguments, arguments.get("region", "eu-west-1"), "aws")
    assert found is not None
    assert found[key] == value


@pytest.mark.parametrize(
    ("token", "arguments"),
    [
        ("aws:iam/getPolicy:getPolicy", {"name": "our-own"}),
        ("aws:iam/getPolicy:getPolicy", {"arn": "arn:aws:iam::123456789012:policy/AdministratorAccess"}),
        ("aws:cloudfront/getCachePolicy:getCachePolicy", {"name": "ours"}),
        ("aws:elb/getServiceAccount:getServiceAccount", {"region": "mx-central-1"}),
        ("aws:ec2/getPrefixList:getPrefixList", {"name": "ours"}),
    ],
)
def test_what_a_customer_made_is_not(token: str, arguments: dict[str, str]) -> None:
    assert aws_published.answer(token, arguments, arguments.get("region", "eu-west-1"), "aws") is None

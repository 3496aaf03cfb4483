"""What `update_effects.yaml` says of properties is held to the cloud's own API, and what the SDKs say is read from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import botocore.model
import botocore.session
import pytest
from writers import sdk, update_effects

from buttress.model import UpdateEffect
from buttress.pulumi.shapes import shape

# The models are read once for all of these.
pytestmark = pytest.mark.xdist_group("botocore")

HOSTS = ("https://docs.aws.amazon.com/", "https://learn.microsoft.com/", "https://www.pulumi.com/registry/")
OTHERWISE = {
    ("aws:alb/loadBalancer:LoadBalancer", "subnets"),
    ("aws:lb/loadBalancer:LoadBalancer", "subnets"),
    ("azure-native:storage:StorageAccount", "immutableStorageWithVersioning.immutabilityPolicy"),
}
"""What the SDK calls a replacement only of some, network load balancers that lose a subnet, or of what a property lies in."""


@pytest.fixture(scope="session")
def table() -> Mapping[str, Mapping[str, Any]]:
    return update_effects.table()


def listed(given: Mapping[str, Any]) -> list[str]:
    return [path for change in UpdateEffect for path in given.get(change.value, ())]


def test_every_property_is_an_input_of_its_type_and_stands_once(table: Mapping[str, Mapping[str, Any]]) -> None:
    for kind, given in table.items():
        tops = {path.partition(".")[0] for path in listed(given)}
        # Azure answers some at the top that are given below `properties`.
        known = shape(kind).inputs | set(shape(kind).types)
        assert tops <= known, f"{kind}: {sorted(tops - known)}"
        assert len(set(listed(given))) == len(listed(given)), kind


def test_what_is_not_plain_has_a_source(table: Mapping[str, Mapping[str, Any]]) -> None:
    for kind, given in table.items():
        needs = given.get("interrupts") or (given.get("replaces") and not kind.startswith("aws:"))
        assert "source" in given or not needs, kind
        assert given.get("source", HOSTS[0]).startswith(HOSTS), kind
        assert "by" in given or not kind.startswith("aws:"), kind


def test_aws_has_the_operations_and_they_do_not_take_what_is_replaced(table: Mapping[str, Mapping[str, Any]]) -> None:
    wrong = set()
    for kind, given in table.items():
        taken = {name for operation in given.get("by", ()) for name in members(operation)}
        wrong |= {(kind, path) for path in given.get("replaces", ()) if plain(path.rpartition(".")[2]) in taken and "source" not in given}
    assert wrong == NAMED_ALIKE


def test_most_of_what_is_in_place_is_taken_under_the_same_name(table: Mapping[str, Mapping[str, Any]]) -> None:
    found = [
        plain(path.partition(".")[0]) in {name for operation in given["by"] for name in members(operation)}
        for kind, given in table.items()
        if kind.startswith("aws:")
        for path in given.get("in place", ())
    ]
    assert found.count(True) > 0.65 * len(found)


def test_what_the_sdk_calls_a_replacement_is_not_called_harmless(table: Mapping[str, Mapping[str, Any]]) -> None:
    wrong = {(kind, path) for kind, given in table.items() for path in given.get("in place", ()) if sdk.replaces(kind, path)}
    assert wrong == OTHERWISE


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        ("aws:ec2/subnet:Subnet", "availabilityZone", UpdateEffect.REPLACES),
        ("azuread:index/applicationPassword:ApplicationPassword", "endDate", UpdateEffect.REPLACES),
        ("azure-native:sql:Database", "isLedgerOn", UpdateEffect.REPLACES),
        ("azure-native:storage:StorageAccount", "immutableStorageWithVersioning", UpdateEffect.REPLACES),
        ("azure-native:storage:StorageAccount", "immutableStorageWithVersioning.immutabilityPolicy.state", UpdateEffect.IN_PLACE),
        ("azure-native:storage:StorageAccount", "location", UpdateEffect.REPLACES),
        ("azure-native:storage:StorageAccount", "accountName", UpdateEffect.REPLACES),
        ("azure-native:storage:StorageAccount", "tags", UpdateEffect.IN_PLACE),
        ("azure-native:storage/v20230101:StorageAccount", "encryption.requireInfrastructureEncryption", UpdateEffect.REPLACES),
        ("azure-native:storage:StorageAccount", "encryption", UpdateEffect.UNKNOWN),
        ("aws:ec2/instance:Instance", "rootBlockDevice.encrypted", UpdateEffect.REPLACES),
        ("aws:ec2/instance:Instance", "ebsBlockDevices[].encrypted", UpdateEffect.REPLACES),
        ("aws:ec2/instance:Instance", "instanceType", UpdateEffect.INTERRUPTS),
        ("aws:rds/instance:Instance", "engineVersion", UpdateEffect.INTERRUPTS),
        ("aws:rds/instance:Instance", "deletionProtection", UpdateEffect.IN_PLACE),
        ("aws:rds/instance:Instance", "domain", UpdateEffect.UNKNOWN),
        ("aws:s3/bucketVersioning:BucketVersioning", "bucket", UpdateEffect.REPLACES),
    ],
)
def test_a_property_changes_as_is_written_known_from_the_sdk_or_not_known(kind: str, path: str, expected: UpdateEffect) -> None:
    assert update_effects.effect(kind, path) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The name. Changing this forces a new resource to be created.", True),
        ("Forces replacement if changed.", True),
        ("Changing this creates a new resource.", True),
        ("This cannot be changed after the server has been created.", True),
        ("Can be updated in place without recreating the channel.", False),
        ("If it is removed, a change forces a new resource.", False),
        ("Some of the settings cannot be changed once VM is provisioned.", False),
        ("What it is called.", False),
        ("", False),
    ],
)
def test_only_what_is_said_without_a_condition_is_taken_from_the_text(text: str, expected: bool) -> None:
    assert sdk.Property(text=text).replaces is expected


def test_a_fault_lies_on_the_type_that_has_the_property(catalog: Any) -> None:
    check = catalog.checks["aws-cloudwatch-alarm-root-usage"]
    assert update_effects._owner(check, check.population[0], "") == check.population[0]
    assert (
        update_effects._owner(check, "aws:cloudwatch/logMetricFilter:LogMetricFilter", "pattern")
        == "aws:cloudwatch/logMetricFilter:LogMetricFilter"
    )


NAMED_ALIKE = {
    ("aws:cloudwatch/eventTarget:EventTarget", "rule"),
    ("aws:ec2/amiLaunchPermission:AmiLaunchPermission", "imageId"),
    ("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId"),
    ("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", "internetGatewayId"),
    ("aws:ec2/securityGroup:SecurityGroup", "description"),
    ("aws:ec2/securityGroup:SecurityGroup", "vpcId"),
    ("aws:ec2/securityGroupRule:SecurityGroupRule", "fromPort"),
    ("aws:ec2/securityGroupRule:SecurityGroupRule", "toPort"),
    ("aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission", "snapshotId"),
}
"""What an operation takes under the same name for another purpose: to find what it changes, or in a part of it."""


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower()).rstrip("s")


@cache
def service_model(service: str) -> botocore.model.ServiceModel:
    """AWS's own description of a service; the great ones take a second to read."""
    return botocore.session.get_session().get_service_model(service)


@cache
def members(operation: str) -> frozenset[str]:
    """What an operation of AWS takes, at any depth."""
    service, name = operation.split(":")
    model = service_model(service)
    assert name in model.operation_names, operation
    given = model.operation_model(name).input_shape
    return frozenset(plain(one) for one in _members(given, frozenset())) if given else frozenset()


def _members(given: botocore.model.Shape, seen: frozenset[str]) -> Iterator[str]:
    if given.name in seen:
        return
    if isinstance(given, botocore.model.StructureShape):
        for name, member in given.members.items():
            yield name
            yield from _members(member, seen | {given.name})
    elif isinstance(given, botocore.model.ListShape):
        yield from _members(given.member, seen)

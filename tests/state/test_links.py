from __future__ import annotations

from typing import Any

from buttress.model import Resource
from buttress.state import document
from buttress.state.links import join

KEY, BUCKET, POLICY, ACCOUNT, SERVICE = (
    "aws:kms/key:Key",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketPolicy:BucketPolicy",
    "azure-native:storage:StorageAccount",
    "azure-native:storage:BlobServiceProperties",
)


def resource(kind: str, name: str, props: dict[str, Any] | None = None, **other: Any) -> Resource:
    return Resource(urn=f"urn:pulumi:s::p::{kind}::{name}", type=kind, name=name, props=props or {}, **other)


def test_a_reference_joins_by_dependency_id_arn_and_url_and_keeps_its_property() -> None:
    key = resource(KEY, "k", {"arn": "arn:aws:kms:eu-west-1:1:key/k", "keyId": "k-1"}, id="k-1")
    users = [
        resource(BUCKET, "by-arn", {"rules": [{"inner": {"key": "arn:aws:kms:eu-west-1:1:key/k"}}]}),
        resource(BUCKET, "by-id", {"key": "k-1"}),
        resource(BUCKET, "by-dependency", {}, dependencies={"key": (key.urn,)}),
        resource(BUCKET, "not-at-all", {"key": "k-2"}),
    ]
    links = join([[key, *users]], {})
    assert {urn.rpartition("::")[2]: dict(found) for urn, found in links.refs.items()} == {
        "by-arn": {"rules": (key.urn,)},
        "by-id": {"key": (key.urn,)},
        "by-dependency": {"key": (key.urn,)},
    }
    assert links.referrers[key.urn][BUCKET] == {"rules": (users[0].urn,), "key": (users[2].urn, users[1].urn)}


def test_a_log_group_and_a_part_of_a_bucket_join_their_whole() -> None:
    group = resource("aws:cloudwatch/logGroup:LogGroup", "g", {"arn": "arn:aws:logs:eu-west-1:1:log-group:g"})
    bucket = resource(BUCKET, "b", {"arn": "arn:aws:s3:::b"})
    user = resource("x:y:Z", "u", {"a": "arn:aws:logs:eu-west-1:1:log-group:g:*", "b": "arn:aws:s3:::b/logs/"})
    assert join([[group, bucket, user]], {}).refs[user.urn] == {"a": (group.urn,), "b": (bucket.urn,)}


def test_names_join_only_for_declared_properties_and_only_within_a_stack() -> None:
    account = resource(ACCOUNT, "a", {"accountName": "Shop"})
    child = resource(SERVICE, "c", {"accountName": "shop", "other": "shop"})
    joins = {SERVICE: frozenset({"accountName"})}
    assert join([[account, child]], joins).refs == {child.urn: {"accountName": (account.urn,)}}
    assert join([[account], [child]], joins).refs == {}
    assert join([[account, child]], {}).refs == {}


def test_names_join_only_within_a_resource_group_and_a_server_of_azure() -> None:
    database, policy = "azure-native:sql:Database", "azure-native:sql:LongTermRetentionPolicy"
    here = {"resourceGroupName": "shop", "serverName": "west"}
    orders = resource(database, "d", {**here, "databaseName": "orders"})
    children = {
        "same": resource(policy, "same", {"resourceGroupName": "Shop", "serverName": "WEST", "databaseName": "orders"}),
        "silent": resource(policy, "silent", {"databaseName": "orders"}),
        "other server": resource(policy, "server", {**here, "serverName": "east", "databaseName": "orders"}),
        "other group": resource(policy, "group", {**here, "resourceGroupName": "lab", "databaseName": "orders"}),
        "by id": resource(policy, "id", {"serverName": "east", "databaseName": "orders"}, dependencies={"databaseName": (orders.urn,)}),
    }
    found = join([[orders, *children.values()]], {policy: frozenset({"databaseName"})}).refs
    assert {name for name, child in children.items() if found.get(child.urn)} == {"same", "silent", "by id"}


def test_names_with_slashes_join_whole_and_a_child_of_azure_by_its_last_part_too() -> None:
    secret = resource("aws:secretsmanager/secret:Secret", "s", {"name": "app/db"})
    rotations = [resource("aws:secretsmanager/secretRotation:SecretRotation", name, {"secretId": name}) for name in ("app/db", "db")]
    joins = {rotations[0].type: frozenset({"secretId"})}
    assert join([[secret, *rotations]], joins).refs == {rotations[0].urn: {"secretId": (secret.urn,)}}
    parent = resource(ACCOUNT, "a", {"name": "server/database"})
    children = [resource(SERVICE, name, {"accountName": name}) for name in ("server/database", "database")]
    found = join([[parent, *children]], {SERVICE: frozenset({"accountName"})}).refs
    assert found == {child.urn: {"accountName": (parent.urn,)} for child in children}


def test_arm_ids_join_without_regard_to_case() -> None:
    account = resource(ACCOUNT, "a", {}, id="/subscriptions/S/resourceGroups/RG/x/y")
    user = resource(SERVICE, "c", {"target": "/Subscriptions/s/resourcegroups/rg/X/Y"})
    assert join([[account, user]], {}).refs[user.urn] == {"target": (account.urn,)}


def test_a_resource_does_not_refer_to_itself() -> None:
    bucket = resource(BUCKET, "b", {"bucket": "b", "tags": {"name": "b"}}, id="b")
    assert join([[bucket]], {}).refs == {}


def test_a_companion_whose_joining_property_is_unknown_is_unresolved_unless_a_reference_is_known() -> None:
    bucket = resource(BUCKET, "b", {}, id="b")
    loose = resource(POLICY, "loose", {}, unknown=(("bucket",),))
    tied = resource(POLICY, "tied", {}, unknown=(("bucket",),), dependencies={"bucket": (bucket.urn,)})
    links = join([[bucket, loose, tied]], {})
    assert document.unresolved(loose, ("bucket",), links)
    assert not document.unresolved(tied, ("bucket",), links)


def test_a_companion_that_takes_its_join_from_another_companion_joins_what_that_one_joins() -> None:
    """`BucketPolicy(bucket=block.bucket)`: in a preview the dependency names the block, not the bucket."""
    bucket = resource(BUCKET, "b", {}, id="")
    block = resource(
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "k", {}, unknown=(("bucket",),), dependencies={"bucket": (bucket.urn,)}
    )
    policy = resource(POLICY, "p", {}, unknown=(("bucket",),), dependencies={"bucket": (block.urn,)})
    links = join([[bucket, block, policy]], {POLICY: frozenset({"bucket"})})
    assert set(links.refs[policy.urn]["bucket"]) == {bucket.urn, block.urn}
    assert policy.urn in links.referrers[bucket.urn][POLICY]["bucket"]

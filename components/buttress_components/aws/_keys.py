"""Customer managed keys: the user's own, or a new one that rotates and that only the services named may use."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components.aws import _policies as policies
from buttress_components.aws._accounts import Account

Grant = Callable[[Account], policies.Statement]
"""A statement of a key policy, for the account of the key."""

_USE = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]


@dataclasses.dataclass(frozen=True)
class Key:
    """A key's ARN, and what must exist before the services can use it."""

    arn: pulumi.Output[str]
    ready: Sequence[pulumi.Resource]


def customer_key(
    parent: pulumi.Resource,
    name: str,
    given: Arguments,
    account: Account,
    *,
    purpose: str,
    protect: bool,
    grants: Sequence[Grant] = (),
    outlives: bool = False,
    argument: str = "kms_key_arn",
) -> Key:
    """The user's key where the argument is given, whose policy is the user's business; else a new one named `<name>-key`.

    One that `outlives` the component is left behind when that is destroyed, for what it encrypts is left as well.
    """
    if given.has(argument):
        return Key(arn=pulumi.Output.from_input(given.get(argument)), ready=())
    key = aws.kms.Key(
        f"{name}-key",
        description=f"Encrypts {purpose}.",
        enable_key_rotation=True,
        rotation_period_in_days=defaults.KEY_ROTATION,
        deletion_window_in_days=defaults.KEY_DELETION_WINDOW,
        region=account.elsewhere,
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, protect=protect, retain_on_delete=outlives or None),
    )
    if not grants:
        # The policy that AWS gives leaves the key to the account's own IAM policies.
        return Key(arn=key.arn, ready=(key,))
    policy = aws.kms.KeyPolicy(
        f"{name}-key",
        region=account.elsewhere,
        key_id=key.id,
        policy=policies.document([_owner(account), *(grant(account) for grant in grants)]),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return Key(arn=key.arn, ready=(key, policy))


def log_groups(account: Account) -> policies.Statement:
    """CloudWatch Logs may use the key for the log groups of its account."""
    service = pulumi.Output.concat("logs.", account.region, ".", account.suffix)
    return _service("Logs", service, {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": account.arn("logs", "log-group:*")}})


def delivered_logs(account: Account) -> policies.Statement:
    """The service that delivers flow logs and other vended logs to buckets may use the key for its account."""
    return _service("LogDelivery", "delivery.logs.amazonaws.com", account.own)


def service(sid: str, principal: str) -> Grant:
    """A service may use the key on behalf of its account."""
    return lambda account: _service(sid, principal, account.own)


def given(statement: policies.Statement) -> Grant:
    """A statement of the user's own."""
    return lambda _account: statement


def topics(sid: str, principal: str) -> Grant:
    """A service may use the key for the topics of its account."""
    # The topic that a key serves names it, so the ARN is not known yet. The account of the source would not do: EventBridge sends none.
    return lambda account: _service(sid, principal, {"ArnLike": {"kms:EncryptionContext:aws:sns:topicArn": account.arn("sns", "*")}})


def trails(account: Account) -> policies.Statement:
    """CloudTrail may encrypt the records of the account's trails."""
    found = pulumi.Output.concat("arn:", account.partition, ":cloudtrail:*:", account.id, ":trail/*")
    statement = _service("Trails", "cloudtrail.amazonaws.com", {"StringLike": {"aws:SourceArn": found}})
    return {**statement, "Action": ["kms:DescribeKey", "kms:GenerateDataKey*"]}


def disks(account: Account) -> policies.Statement:
    """Whoever may make disks in the account may do so under the key, the service-linked role of Auto Scaling too: as with aws/ebs."""
    return {**_through_ec2("Disks", account), "Action": _USE}


def disk_grants(account: Account) -> policies.Statement:
    """EC2 may keep the key for as long as a disk is attached."""
    statement = _through_ec2("DiskGrants", account)
    return {
        **statement,
        "Action": "kms:CreateGrant",
        "Condition": {**statement["Condition"], "Bool": {"kms:GrantIsForAWSResource": "true"}},
    }


def _through_ec2(sid: str, account: Account) -> policies.Statement:
    service = pulumi.Output.concat("ec2.", account.region, ".", account.suffix)
    condition = {"StringEquals": {"kms:CallerAccount": account.id, "kms:ViaService": service}}
    return {"Sid": sid, "Effect": "Allow", "Principal": {"AWS": "*"}, "Resource": "*", "Condition": condition}


def _owner(account: Account) -> policies.Statement:
    return {"Sid": "Account", "Effect": "Allow", "Principal": {"AWS": account.identity("root")}, "Action": "kms:*", "Resource": "*"}


def _service(sid: str, principal: pulumi.Input[str], condition: Mapping[str, Any]) -> policies.Statement:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": principal},
        "Action": _USE,
        "Resource": "*",
        "Condition": condition,
    }

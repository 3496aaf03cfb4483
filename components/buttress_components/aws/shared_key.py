"""One key for several components of an account, open to the services that they use and to no other."""

import enum
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _keys as keys
from buttress_components.aws import _topics as topics
from buttress_components.aws._accounts import Account


class KeyUser(enum.Enum):
    """What may use the key, for its account alone."""

    ATHENA = "athena"
    """Results of queries: TransactionLog."""
    CLOUDFRONT = "cloudfront"
    """Distributions that read a bucket: EncryptedBucket with cloudfront_reader."""
    CONFIG = "config"
    """Records of AWS Config: ConfigBaseline."""
    DISKS = "disks"
    """New disks: AccountBaseline, RegionBaseline."""
    LOG_DELIVERY = "log-delivery"
    """Flow logs and access logs in buckets: FlowLoggedVpc, ProtectedDistribution."""
    LOG_GROUPS = "log-groups"
    """Log groups: every component that keeps logs."""
    TOPICS = "topics"
    """Topics: AlarmTopic, SecurityMonitoring."""
    TRAILS = "trails"
    """CloudTrail: AuditTrail."""


_GRANTS: Final[dict[KeyUser, Callable[[], Sequence[keys.Grant]]]] = {
    KeyUser.ATHENA: lambda: [keys.service("Athena", "encryption.athena.amazonaws.com")],
    KeyUser.CLOUDFRONT: lambda: [keys.service("CloudFront", "cloudfront.amazonaws.com")],
    KeyUser.CONFIG: lambda: [keys.service("Config", "config.amazonaws.com")],
    KeyUser.DISKS: lambda: [keys.disks, keys.disk_grants],
    KeyUser.LOG_DELIVERY: lambda: [keys.delivered_logs],
    KeyUser.LOG_GROUPS: lambda: [keys.log_groups],
    KeyUser.TOPICS: topics.grants,
    KeyUser.TRAILS: lambda: [keys.trails],
}


class SharedKeyArgs(TypedDict):
    """The arguments of SharedKey."""

    users: list[KeyUser]
    """What may use the key."""
    alias: NotRequired[str]
    """Name of an alias, without `alias/`. Default: the component's name and the stack's."""
    key_statements: NotRequired[list[dict[str, Any]]]
    """Statements added to the key's policy. Default: none."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class SharedKey(HardenedResource):
    """One key for several components of an account, open to the services that they use and to no other.

    It rotates every year. The other components take its ARN as kms_key_arn.
    """

    kms_key_arn: pulumi.Output[str]
    """ARN of the key, which is known once its policy stands."""
    alias_name: pulumi.Output[str]
    """Name of the alias."""

    def __init__(self, name: str, args: SharedKeyArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("SharedKey", name, args, SharedKeyArgs)
        given.need("users", "what may use the key")
        users = list(dict.fromkeys(given.choices("users", KeyUser)))
        made = re.sub(r"[^A-Za-z0-9/_-]+", "-", f"{name}-{pulumi.get_stack()}")
        alias = given.text("alias", made) or ""
        if not re.fullmatch(r"[A-Za-z0-9/_-]{1,250}", alias) or alias.startswith("aws/"):
            raise given.invalid("alias", alias, "1 to 250 letters, digits, slashes, hyphens and underscores, and not aws/ at the beginning")
        protect = given.protect("aws")
        super().__init__(given, opts)
        granted = [grant for user in users for grant in _GRANTS[user]()]
        own = [keys.given({"Resource": "*", **one}) for one in given.texts("key_statements")]
        key = keys.customer_key(self, name, given, Account(self), purpose=f"what shares {name}", protect=protect, grants=[*granted, *own])
        found = aws.kms.Alias(name, name=f"alias/{alias}", target_key_id=key.arn, opts=self._child())
        ready = [one.id for one in key.ready if isinstance(one, aws.kms.KeyPolicy)]
        self.kms_key_arn = pulumi.Output.all(key.arn, *ready).apply(lambda parts: str(parts[0]))
        self.alias_name = found.name
        self._publish()

"""AWS Config: every resource recorded in one place, and judged all year round by rules that serve the trust services criteria."""

import dataclasses
import enum
from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _config_rules as config_rules
from buttress_components.aws import _keys as keys
from buttress_components.aws import _policies as policies
from buttress_components.aws._accounts import Account
from buttress_components.aws.encrypted_bucket import EncryptedBucket, EncryptedBucketArgs


class RecordingFrequency(enum.Enum):
    """How often a change is recorded."""

    CONTINUOUS = "CONTINUOUS"
    """At once."""
    DAILY = "DAILY"
    """Once a day: cheaper, and what came and went in between is not seen."""


class ConfigBaselineArgs(TypedDict):
    """The arguments of ConfigBaseline."""

    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key. Default: a new one."""
    log_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket that AWS Config may write to; it needs kms_key_arn. Default: a new EncryptedBucket."""
    access_log_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket for the access logs of the new bucket. Default: a new one."""
    retention_days: NotRequired[int]
    """Days that records are kept in the new bucket, 365 to 3653. Default: 400."""
    frequency: NotRequired[RecordingFrequency]
    """How often a change is recorded. Default: CONTINUOUS."""
    global_resources: NotRequired[bool]
    """Whether users, roles and other resources of no region are recorded here; in one region only. Default: true."""
    rules: NotRequired[list[str]]
    """Identifiers of AWS's managed rules, as `S3_BUCKET_SSL_REQUESTS_ONLY`. Default: a set for the trust services criteria,
    without those on users and roles where global_resources is false."""
    role_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing role for the recorder, as that of AWSServiceRoleForConfig, which control Config.1 of Security Hub asks for.
    Default: a new one."""
    organization_aggregator: NotRequired[bool]
    """Whether the aggregator spans the organization; only in its delegated administrator. Default: this account, all regions."""
    topic_arn: NotRequired[pulumi.Input[str]]
    """ARN of an SNS topic that is notified of every change. Default: none."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the records and their key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class ConfigBaseline(HardenedResource):
    """AWS Config: every resource recorded in one place, and judged all year round by rules that serve the trust services criteria."""

    recorder_name: pulumi.Output[str]
    """Name of the recorder."""
    bucket_name: pulumi.Output[str]
    """Name of the bucket with the records."""
    conformance_pack_arn: pulumi.Output[str]
    """ARN of the pack of rules."""
    aggregator_arn: pulumi.Output[str]
    """ARN of the aggregator."""

    def __init__(self, name: str, args: ConfigBaselineArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("ConfigBaseline", name, args, ConfigBaselineArgs)
        settings = _read(given)
        super().__init__(given, opts)
        account = Account(self)
        key = keys.customer_key(
            self,
            name,
            given,
            account,
            purpose=f"the configuration records of {name}",
            protect=settings.protect,
            grants=[keys.service("Config", "config.amazonaws.com")],
        )
        bucket = _bucket(self, name, given, settings, account, key)
        role_arn, allowed = _role(self, name, given, account, key, bucket)
        recorder = aws.cfg.Recorder(
            name,
            role_arn=role_arn,
            recording_group=aws.cfg.RecorderRecordingGroupArgs(
                all_supported=True, include_global_resource_types=given.flag("global_resources", default=True)
            ),
            recording_mode=aws.cfg.RecorderRecordingModeArgs(recording_frequency=settings.frequency.value),
            opts=self._child(depends_on=allowed),
        )
        channel = aws.cfg.DeliveryChannel(
            name,
            s3_bucket_name=bucket,
            s3_kms_key_arn=key.arn,
            sns_topic_arn=given.get("topic_arn"),
            snapshot_delivery_properties=aws.cfg.DeliveryChannelSnapshotDeliveryPropertiesArgs(delivery_frequency="TwentyFour_Hours"),
            opts=self._child(depends_on=[recorder]),
        )
        status = aws.cfg.RecorderStatus(name, name=recorder.name, is_enabled=True, opts=self._child(depends_on=[channel]))
        pack = aws.cfg.ConformancePack(name, template_body=config_rules.template(settings.rules), opts=self._child(depends_on=[status]))
        aggregator = _aggregator(self, name, given, account)
        self.recorder_name = recorder.name
        self.bucket_name = pulumi.Output.from_input(bucket)
        self.conformance_pack_arn = pack.arn
        self.aggregator_arn = aggregator.arn
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    days: int
    frequency: RecordingFrequency
    rules: Mapping[str, str]
    protect: bool


def _read(given: Arguments) -> _Settings:
    if given.has("log_bucket") and not given.has("kms_key_arn"):
        raise given.invalid("log_bucket", given.get("log_bucket"), "an existing bucket together with kms_key_arn, its key")
    asked = given.texts("rules", what="identifiers")
    for one in asked:
        if not one or not one.replace("_", "").isalnum() or one != one.upper():
            raise given.invalid("rules", one, "identifiers of managed rules, as S3_BUCKET_SSL_REQUESTS_ONLY")
    standard = config_rules.RULES
    if not given.flag("global_resources", default=True):
        standard = {one: about for one, about in standard.items() if one not in config_rules.OF_NO_REGION}
    return _Settings(
        days=given.log_days("retention_days"),
        frequency=given.choice("frequency", RecordingFrequency, RecordingFrequency.CONTINUOUS),
        rules={one: config_rules.RULES.get(one, "Asked for by the program.") for one in asked} or standard,
        protect=given.protect("aws"),
    )


def _bucket(
    parent: HardenedResource, name: str, given: Arguments, settings: _Settings, account: Account, key: keys.Key
) -> pulumi.Input[str]:
    existing: pulumi.Input[str] | None = given.get("log_bucket")
    if existing is not None:
        return existing
    service: Mapping[str, Any] = {
        "Effect": "Allow",
        "Principal": {"Service": "config.amazonaws.com"},
        "Condition": account.own,
    }
    args: EncryptedBucketArgs = {
        "kms_key_arn": key.arn,
        "expire_days": settings.days,
        "log_retention_days": settings.days,
        "policy_statements": [
            {"Sid": "ConfigLooks", **service, "Action": ["s3:GetBucketAcl", "s3:ListBucket"]},
            {"Sid": "ConfigRecords", **service, "Action": "s3:PutObject"},
        ],
        "tags": given.tags(**{"data-classification": "internal"}),
    }
    args.update(given.forward("access_log_bucket", protect=settings.protect))
    return EncryptedBucket(f"{name}-records", args, pulumi.ResourceOptions(parent=parent)).bucket_name


def _role(
    parent: HardenedResource, name: str, given: Arguments, account: Account, key: keys.Key, bucket: pulumi.Input[str]
) -> tuple[pulumi.Input[str], list[pulumi.Resource]]:
    """The recorder's role, and what must exist before it can write."""
    existing: pulumi.Input[str] | None = given.get("role_arn")
    if existing is not None:
        return existing, []
    options = pulumi.ResourceOptions(parent=parent)
    role = aws.iam.Role(
        f"{name}-config",
        description=f"Lets AWS Config look at every resource and write what it sees for {name}.",
        assume_role_policy=policies.trust("config.amazonaws.com", account.own),
        tags=given.tags(),
        opts=options,
    )
    managed = account.managed_policy("service-role/AWS_ConfigRole")
    attached = aws.iam.RolePolicyAttachment(f"{name}-config", role=role.name, policy_arn=managed, opts=options)
    arn = account.bucket(bucket)
    statements: list[policies.Statement] = [
        {"Effect": "Allow", "Action": ["s3:GetBucketAcl", "s3:ListBucket"], "Resource": arn},
        {"Effect": "Allow", "Action": "s3:PutObject", "Resource": pulumi.Output.concat(arn, "/*")},
        {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": key.arn},
    ]
    if given.has("topic_arn"):
        topic = given.get("topic_arn")
        statements.append({"Effect": "Allow", "Action": "sns:Publish", "Resource": topic})
        # The topic's key is not known here, but what it is used for is.
        inside = {"ArnEquals": {"kms:EncryptionContext:aws:sns:topicArn": topic}}
        use = ["kms:Decrypt", "kms:GenerateDataKey*"]
        statements.append({"Effect": "Allow", "Action": use, "Resource": account.keys, "Condition": inside})
    policy = aws.iam.RolePolicy(f"{name}-config", role=role.id, policy=policies.document(statements), opts=options)
    return role.arn, [attached, policy]


def _aggregator(parent: HardenedResource, name: str, given: Arguments, account: Account) -> aws.cfg.ConfigurationAggregator:
    options = pulumi.ResourceOptions(parent=parent)
    if not given.flag("organization_aggregator", default=False):
        source = aws.cfg.ConfigurationAggregatorAccountAggregationSourceArgs(account_ids=[account.id], all_regions=True)
        return aws.cfg.ConfigurationAggregator(name, account_aggregation_source=source, tags=given.tags(), opts=options)
    role = aws.iam.Role(
        f"{name}-aggregator",
        description=f"Lets the aggregator of {name} look up the accounts of the organization.",
        assume_role_policy=policies.trust("config.amazonaws.com"),
        tags=given.tags(),
        opts=options,
    )
    managed = account.managed_policy("service-role/AWSConfigRoleForOrganizations")
    attached = aws.iam.RolePolicyAttachment(f"{name}-aggregator", role=role.name, policy_arn=managed, opts=options)
    return aws.cfg.ConfigurationAggregator(
        name,
        organization_aggregation_source=aws.cfg.ConfigurationAggregatorOrganizationAggregationSourceArgs(
            role_arn=role.arn, all_regions=True
        ),
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=[attached]),
    )

"""A record of every call in the account that nobody can change, and somebody who is alerted of the calls that matter."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _events as events
from buttress_components.aws import _keys as keys
from buttress_components.aws import _policies as policies
from buttress_components.aws._accounts import Account
from buttress_components.aws.encrypted_bucket import EncryptedBucket, EncryptedBucketArgs, ObjectLockMode

_NAMESPACE = "Buttress/AuditTrail"


class AuditTrailArgs(TypedDict):
    """The arguments of AuditTrail."""

    alarm_topic_arn: pulumi.Input[str]
    """ARN of the SNS topic that alarms go to."""
    trail_name: NotRequired[str]
    """The trail's physical name. Default: the component's name and the stack's. A change replaces the trail."""
    organization_id: NotRequired[str]
    """Id of the organization (`o-…`) whose accounts are all recorded; only in its management account. Default: this account alone."""
    retention_days: NotRequired[int]
    """Days that records cannot be deleted and after which they expire, 365 to 3653. Default: 400."""
    lock_mode: NotRequired[ObjectLockMode]
    """Who may shorten the lock of the records. Default: GOVERNANCE; COMPLIANCE needs acknowledge_irreversible."""
    acknowledge_irreversible: NotRequired[str]
    """Why nobody, the root user and AWS included, may delete a record before its time. It cannot be taken back. Needed for COMPLIANCE."""
    log_group_days: NotRequired[int]
    """Days in CloudWatch Logs: 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653. Default: 400."""
    data_events: NotRequired[list[str]]
    """Kinds of resource whose use is recorded. Default: `AWS::S3::Object` and `AWS::Lambda::Function`. Each record has its price."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key that CloudTrail and CloudWatch Logs may use. Default: a new one."""
    log_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket that CloudTrail may write to; it needs kms_key_arn. Default: a new EncryptedBucket."""
    access_log_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket for the access logs of the new bucket. Default: a new one."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the records and their key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class AuditTrail(HardenedResource):
    """A record of every call in the account that nobody can change, and somebody who is alerted of the calls that matter.

    All regions, digests, own key, locked bucket, insights, and an alarm for each event of the CIS benchmark.
    """

    trail_arn: pulumi.Output[str]
    """ARN of the trail."""
    bucket_name: pulumi.Output[str]
    """Name of the bucket with the records."""
    log_group_name: pulumi.Output[str]
    """Name of the log group with the records."""
    kms_key_arn: pulumi.Output[str]
    """ARN of the key that encrypts them."""

    def __init__(self, name: str, args: AuditTrailArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("AuditTrail", name, args, AuditTrailArgs)
        settings = _read(given)
        super().__init__(given, opts)
        account = Account(self)
        key = keys.customer_key(
            self, name, given, account, purpose=f"the audit trail {name}", protect=settings.protect, grants=[keys.trails, keys.log_groups]
        )
        bucket, after = _bucket(self, name, given, settings, account, key)
        group = aws.cloudwatch.LogGroup(
            name,
            retention_in_days=settings.group_days,
            kms_key_id=key.arn,
            tags=given.tags(),
            opts=self._child(depends_on=list(key.ready)),
        )
        role, policy = _role(self, name, given, settings, group)
        trail = aws.cloudtrail.Trail(
            name,
            name=settings.trail,
            s3_bucket_name=bucket,
            kms_key_id=key.arn,
            is_multi_region_trail=True,
            is_organization_trail=settings.organization is not None,
            include_global_service_events=True,
            enable_logging=True,
            enable_log_file_validation=True,
            cloud_watch_logs_group_arn=pulumi.Output.concat(group.arn, ":*"),
            cloud_watch_logs_role_arn=role.arn,
            advanced_event_selectors=_selectors(settings, account.bucket(bucket)),
            insight_selectors=[
                aws.cloudtrail.TrailInsightSelectorArgs(insight_type=kind) for kind in ("ApiCallRateInsight", "ApiErrorRateInsight")
            ],
            tags=given.tags(),
            opts=self._child(depends_on=[policy, *after]),
        )
        _tell(self, name, given, group)
        self.trail_arn = trail.arn
        self.bucket_name = pulumi.Output.from_input(bucket)
        self.log_group_name = group.name
        self.kms_key_arn = key.arn
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    trail: str
    organization: str | None
    days: int
    mode: ObjectLockMode
    group_days: int
    data: Sequence[str]
    protect: bool


def _read(given: Arguments) -> _Settings:
    given.need("alarm_topic_arn", "the SNS topic that alarms go to")
    organization = given.text("organization_id")
    if organization is not None and not re.fullmatch(r"o-[a-z0-9]{10,32}", organization):
        raise given.invalid("organization_id", organization, "the id of an organization, as o-a1b2c3d4e5")
    made = re.sub(r"[^A-Za-z0-9]+", "-", f"{given.name}-{pulumi.get_stack()}").strip("-")
    trail = given.text("trail_name", made) or ""
    if not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{1,126})[A-Za-z0-9]", trail):
        raise given.invalid("trail_name", trail, "3 to 128 letters, digits, dots, hyphens and underscores")
    if given.has("log_bucket") and not given.has("kms_key_arn"):
        raise given.invalid("log_bucket", given.get("log_bucket"), "an existing bucket together with kms_key_arn, its key")
    data = given.texts("data_events", what="kinds of resource") or list(events.DATA_EVENTS)
    for kind in data:
        if not re.fullmatch(r"AWS::\w+::\w+", kind):
            raise given.invalid("data_events", kind, "kinds of resource, as AWS::S3::Object")
    mode = given.choice("lock_mode", ObjectLockMode, ObjectLockMode.GOVERNANCE)
    if mode is ObjectLockMode.COMPLIANCE:
        given.acknowledge("why nobody may delete a record before its time")
    return _Settings(
        trail=trail,
        organization=organization,
        days=given.log_days("retention_days"),
        mode=mode,
        group_days=given.one_of("log_group_days", defaults.LOG_RETENTION, defaults.LOG_GROUP_RETENTIONS, "days"),
        data=data,
        protect=given.protect("aws"),
    )


def _bucket(
    parent: HardenedResource, name: str, given: Arguments, settings: _Settings, account: Account, key: keys.Key
) -> tuple[pulumi.Input[str], list[pulumi.Resource]]:
    existing = given.get("log_bucket")
    if existing is not None:
        return existing, list(key.ready)
    trail = account.arn("cloudtrail", f"trail/{settings.trail}")
    service: Mapping[str, Any] = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Condition": {"StringEquals": {"aws:SourceArn": trail}},
    }
    args: EncryptedBucketArgs = {
        "kms_key_arn": key.arn,
        "object_lock_days": settings.days,
        "object_lock_mode": settings.mode,
        "expire_days": settings.days,
        "log_retention_days": settings.days,
        "policy_statements": [
            {"Sid": "TrailAcl", **service, "Action": "s3:GetBucketAcl"},
            {"Sid": "TrailRecords", **service, "Action": "s3:PutObject"},
        ],
        "tags": given.tags(**{"data-classification": "records"}),
    }
    args.update(given.forward("access_log_bucket", "acknowledge_irreversible", protect=settings.protect))
    bucket = EncryptedBucket(f"{name}-records", args, pulumi.ResourceOptions(parent=parent))
    return bucket.bucket_name, [*key.ready, bucket]


def _role(
    parent: HardenedResource, name: str, given: Arguments, settings: _Settings, group: aws.cloudwatch.LogGroup
) -> tuple[aws.iam.Role, aws.iam.RolePolicy]:
    options = pulumi.ResourceOptions(parent=parent)
    role = aws.iam.Role(
        f"{name}-delivery",
        description=f"Writes the records of {settings.trail} to CloudWatch Logs.",
        assume_role_policy=policies.trust("cloudtrail.amazonaws.com"),
        tags=given.tags(),
        opts=options,
    )
    streams = pulumi.Output.concat(group.arn, ":log-stream:*")
    write = {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": streams}
    return role, aws.iam.RolePolicy(f"{name}-delivery", role=role.id, policy=policies.document([write]), opts=options)


def _selectors(settings: _Settings, own: pulumi.Output[str]) -> list[aws.cloudtrail.TrailAdvancedEventSelectorArgs]:
    field = aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs

    def data(kind: str) -> aws.cloudtrail.TrailAdvancedEventSelectorArgs:
        fields = [field(field="eventCategory", equals=["Data"]), field(field="resources.type", equals=[kind])]
        if kind == events.OBJECTS:
            # Each delivery of records would be recorded, and delivered.
            fields.append(field(field="resources.ARN", not_starts_withs=[pulumi.Output.concat(own, "/")]))
        return aws.cloudtrail.TrailAdvancedEventSelectorArgs(name=f"Use of {kind}", field_selectors=fields)

    changes = aws.cloudtrail.TrailAdvancedEventSelectorArgs(
        name="Changes", field_selectors=[field(field="eventCategory", equals=["Management"])]
    )
    return [changes, *map(data, settings.data)]


def _tell(parent: HardenedResource, name: str, given: Arguments, group: aws.cloudwatch.LogGroup) -> None:
    options = pulumi.ResourceOptions(parent=parent)
    for title, (about, pattern) in events.WATCHED.items():
        aws.cloudwatch.LogMetricFilter(
            f"{name}-{title}",
            log_group_name=group.name,
            pattern=pattern,
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name=f"{name}-{title}", namespace=_NAMESPACE, value="1", default_value="0"
            ),
            opts=options,
        )
        aws.cloudwatch.MetricAlarm(
            f"{name}-{title}",
            alarm_description=f"{about}.",
            namespace=_NAMESPACE,
            metric_name=f"{name}-{title}",
            statistic="Sum",
            comparison_operator="GreaterThanOrEqualToThreshold",
            threshold=1.0,
            period=300,
            evaluation_periods=1,
            treat_missing_data="notBreaching",
            alarm_actions=[given.get("alarm_topic_arn")],
            tags=given.tags(),
            opts=options,
        )

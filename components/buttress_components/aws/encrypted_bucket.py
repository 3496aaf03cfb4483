"""A bucket for data that matters: own key, TLS only, versions, access logs, nothing public."""

import dataclasses
import enum
from collections.abc import Mapping, Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _buckets as buckets
from buttress_components.aws import _keys as keys
from buttress_components.aws import _policies as policies
from buttress_components.aws._accounts import Account

_CLOUDFRONT: Final = "cloudfront.amazonaws.com"
_LOGS: Final = "-logs"
_EVERYTHING: Final = "everything"
"""The rule of replication."""


class ObjectLockMode(enum.Enum):
    """Who may shorten a lock."""

    GOVERNANCE = "GOVERNANCE"
    """Those with a special permission."""
    COMPLIANCE = "COMPLIANCE"
    """Nobody, the root user included."""


class BucketReplicationArgs(TypedDict):
    """Where every new object is copied to."""

    bucket_arn: pulumi.Input[str]
    """ARN of a versioned bucket, best in another region; one with Object Lock if this one has it."""
    kms_key_arn: pulumi.Input[str]
    """ARN of the key that encrypts the copies, in the region of that bucket."""
    alarm_topic_arn: NotRequired[pulumi.Input[str]]
    """ARN of the SNS topic that is alerted of objects that are copied late or not at all. Default: none."""


class EncryptedBucketArgs(TypedDict):
    """The arguments of EncryptedBucket."""

    bucket_name: NotRequired[pulumi.Input[str]]
    """The bucket's physical name. Default: a unique one. A change replaces the bucket."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing customer managed key. Default: a new one that rotates every year."""
    access_log_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket that takes the access logs. Default: a new one."""
    log_retention_days: NotRequired[int]
    """Days that the new log bucket keeps access logs, 365 to 3653. Default: 400."""
    noncurrent_days: NotRequired[int]
    """Days that versions which are no longer current are kept, 1 to 3653. Default: 365."""
    expire_days: NotRequired[int]
    """Days after which objects expire, 1 to 36500. Default: never."""
    object_lock_days: NotRequired[int]
    """Days for which no version can be deleted, 1 to 36500. Default: no lock. Turning the lock on replaces the bucket."""
    object_lock_mode: NotRequired[ObjectLockMode]
    """Who may shorten a lock. Default: GOVERNANCE; COMPLIANCE needs acknowledge_irreversible."""
    acknowledge_irreversible: NotRequired[str]
    """Why nobody, the root user and AWS included, may delete a version before its time. It cannot be taken back. Needed for COMPLIANCE."""
    replication: NotRequired[BucketReplicationArgs]
    """Where every new object is copied to. Default: nowhere."""
    policy_statements: NotRequired[list[dict[str, Any]]]
    """Statements added to the bucket policy. One without Resource covers the bucket and its objects."""
    key_statements: NotRequired[list[dict[str, Any]]]
    """Statements added to the policy of the new key, for services that read or write. Default: none."""
    cloudfront_reader: NotRequired[bool]
    """Whether distributions of the account may read objects, by origin access control. Default: false."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    customer_managed_key: NotRequired[bool]
    """False encrypts with the key of S3 itself, and needs a justification."""
    allow_http: NotRequired[bool]
    """True serves requests without TLS, and needs a justification."""
    versioning: NotRequired[bool]
    """False keeps no versions, and needs a justification."""
    access_logging: NotRequired[bool]
    """False keeps no access logs, and needs a justification."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the bucket, all that is in it and its key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class EncryptedBucket(HardenedResource):
    """A bucket for data that matters: own key, TLS only, versions, access logs, nothing public."""

    bucket_name: pulumi.Output[str]
    """The bucket's name."""
    arn: pulumi.Output[str]
    """The bucket's ARN."""
    domain_name: pulumi.Output[str]
    """The bucket's regional domain name."""
    kms_key_arn: pulumi.Output[str | None]
    """ARN of the key, if it is a customer managed one."""
    access_log_bucket: pulumi.Output[str | None]
    """Name of the bucket with the access logs, if they are kept."""

    def __init__(self, name: str, args: EncryptedBucketArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("EncryptedBucket", name, args, EncryptedBucketArgs)
        settings = _read(given)
        super().__init__(given, opts)
        account = Account(self)
        key = None
        if settings.own_key:
            key = keys.customer_key(
                self, name, given, account, purpose=f"the bucket {name}", protect=settings.protect, grants=_key_grants(given, settings)
            )
        bucket = aws.s3.Bucket(
            name,
            bucket=given.get("bucket_name"),
            object_lock_enabled=True if settings.lock_days else None,
            force_destroy=None if settings.protect else True,
            tags=given.tags(),
            opts=self._child(protect=settings.protect),
        )
        block = buckets.close(self, name, bucket)
        buckets.encrypt(self, name, bucket, key.arn if key else None, key.ready if key else ())
        versions = [buckets.keep_versions(self, name, bucket)] if settings.versioning else []
        buckets.expire(self, name, bucket, days=settings.expire_days, noncurrent_days=settings.noncurrent_days, after=versions)
        # Costs nothing until a rule listens, and lets one listen to every new object.
        aws.s3.BucketNotification(name, bucket=bucket.id, eventbridge=True, opts=self._child())
        if settings.lock_days:
            _lock(self, name, bucket, settings, versions)
        if settings.replication:
            _replicate(self, name, bucket, key, settings, given, versions)
        logs = _log(self, name, bucket, given, settings) if settings.logging else None
        statements = policies.bucket_statements(bucket.arn, allow_http=settings.allow_http, key_arn=key.arn if key else None)
        if settings.cloudfront:
            statements.append(_reader(account, bucket))
        added = [{"Resource": [bucket.arn, pulumi.Output.concat(bucket.arn, "/*")], **one} for one in given.texts("policy_statements")]
        policy = buckets.restrict(self, name, bucket, [*statements, *added], block) if statements or added else None
        # Whoever writes to the bucket must wait for its policy, so the name that they use does.
        self.bucket_name = pulumi.Output.all(bucket.bucket, policy.id if policy else "").apply(lambda found: str(found[0]))
        self.arn = bucket.arn
        self.domain_name = bucket.bucket_regional_domain_name
        self.kms_key_arn = pulumi.Output.from_input(key.arn if key else None)
        self.access_log_bucket = pulumi.Output.from_input(logs)
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    own_key: bool
    allow_http: bool
    versioning: bool
    logging: bool
    protect: bool
    log_days: int
    noncurrent_days: int
    expire_days: int | None
    lock_days: int | None
    lock_mode: ObjectLockMode
    replication: Mapping[str, Any] | None
    cloudfront: bool


def _read(given: Arguments) -> _Settings:
    settings = _Settings(
        own_key=given.opt_out("customer_managed_key", hardened=True, checks=("aws-s3-bucket-kms-encryption",)),
        allow_http=given.opt_out("allow_http", hardened=False, checks=("aws-s3-bucket-policy-requires-tls",)),
        versioning=given.opt_out("versioning", hardened=True, checks=("aws-s3-bucket-versioning-enabled",)),
        logging=given.opt_out("access_logging", hardened=True, checks=("aws-s3-bucket-access-logging",)),
        protect=given.protect("aws"),
        log_days=given.log_days("log_retention_days"),
        noncurrent_days=given.integer("noncurrent_days", defaults.NONCURRENT_VERSIONS, least=1, most=defaults.LONGEST_LOG_RETENTION),
        expire_days=given.number("expire_days", None, least=1, most=defaults.LONGEST_LOCK),
        lock_days=given.number("object_lock_days", None, least=defaults.SHORTEST_LOCK, most=defaults.LONGEST_LOCK),
        lock_mode=given.choice("object_lock_mode", ObjectLockMode, ObjectLockMode.GOVERNANCE),
        replication=given.group("replication", BucketReplicationArgs),
        cloudfront=given.flag("cloudfront_reader", default=False),
    )
    buckets.check_name(given, longest=defaults.LONGEST_BUCKET_NAME - defaults.UNIQUE_SUFFIX - len(_LOGS))
    if given.has("kms_key_arn") and not settings.own_key:
        raise given.invalid("kms_key_arn", given.get("kms_key_arn"), "nothing where customer_managed_key is false")
    if given.has("key_statements") and (given.has("kms_key_arn") or not settings.own_key):
        raise given.invalid("key_statements", given.get("key_statements"), "nothing unless a new key is made")
    if given.has("object_lock_mode") and not settings.lock_days:
        raise given.invalid("object_lock_mode", settings.lock_mode.value, "a mode together with object_lock_days")
    if settings.lock_mode is ObjectLockMode.COMPLIANCE:
        given.acknowledge("why nobody may delete a version before its time")
    if given.has("access_log_bucket") and not settings.logging:
        raise given.invalid("access_log_bucket", given.get("access_log_bucket"), "nothing where access_logging is false")
    for key in ("object_lock_days", "replication"):
        if given.has(key) and not settings.versioning:
            raise given.invalid("versioning", False, f"true, since {key} needs versions")
    if settings.replication and not settings.own_key:
        raise given.invalid("customer_managed_key", False, "true, since replication encrypts copies with a key of yours")
    return settings


def _key_grants(given: Arguments, settings: _Settings) -> list[keys.Grant]:
    """What the new key's policy says beside its owner. CloudFront is known by its account: its ARN would follow from the bucket's."""
    found = [keys.service("CloudFront", _CLOUDFRONT)] if settings.cloudfront else []
    return [*found, *(keys.given({"Resource": "*", **one}) for one in given.texts("key_statements"))]


def _reader(account: Account, bucket: aws.s3.Bucket) -> policies.Statement:
    return {
        "Sid": "CloudFront",
        "Effect": "Allow",
        "Principal": {"Service": _CLOUDFRONT},
        "Action": "s3:GetObject",
        "Resource": pulumi.Output.concat(bucket.arn, "/*"),
        "Condition": account.own,
    }


def _lock(parent: pulumi.Resource, name: str, bucket: aws.s3.Bucket, settings: _Settings, versions: Sequence[pulumi.Resource]) -> None:
    aws.s3.BucketObjectLockConfiguration(
        name,
        bucket=bucket.id,
        rule=aws.s3.BucketObjectLockConfigurationRuleArgs(
            default_retention=aws.s3.BucketObjectLockConfigurationRuleDefaultRetentionArgs(
                mode=settings.lock_mode.value, days=settings.lock_days
            )
        ),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=list(versions)),
    )


def _log(parent: pulumi.Resource, name: str, bucket: aws.s3.Bucket, given: Arguments, settings: _Settings) -> pulumi.Input[str]:
    """Access logs go to the user's bucket, or to a new one; its name is returned."""
    target: pulumi.Input[str] | None = given.get("access_log_bucket")
    after: list[pulumi.Resource] = []
    if target is None:
        logs, policy = buckets.access_log_bucket(
            parent,
            f"{name}{_LOGS}",
            sources={"ArnEquals": {"aws:SourceArn": bucket.arn}},
            days=settings.log_days,
            # S3 delivers no access logs to a bucket with a default lock, so the logs cannot share the class of the data.
            tags=given.tags(**{"data-classification": "internal"}),
            protect=settings.protect,
        )
        target, after = logs.id, [policy]
    aws.s3.BucketLogging(
        name,
        bucket=bucket.id,
        target_bucket=target,
        target_prefix=f"{name}/",
        opts=pulumi.ResourceOptions(parent=parent, depends_on=after),
    )
    return target


def _replicate(
    parent: pulumi.Resource,
    name: str,
    bucket: aws.s3.Bucket,
    key: keys.Key | None,
    settings: _Settings,
    given: Arguments,
    versions: Sequence[pulumi.Resource],
) -> None:
    target = settings.replication or {}
    destination, copies = target["bucket_arn"], target["kms_key_arn"]
    read = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"]
    if settings.lock_days:
        # Without them nothing is copied that is locked, which here is everything.
        read += ["s3:GetObjectRetention", "s3:GetObjectLegalHold"]
    write = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]
    statements: list[policies.Statement] = [
        {"Effect": "Allow", "Action": ["s3:GetReplicationConfiguration", "s3:ListBucket"], "Resource": bucket.arn},
        {"Effect": "Allow", "Action": read, "Resource": pulumi.Output.concat(bucket.arn, "/*")},
        {"Effect": "Allow", "Action": write, "Resource": pulumi.Output.concat(destination, "/*")},
        {"Effect": "Allow", "Action": ["kms:Encrypt", "kms:GenerateDataKey"], "Resource": copies},
    ]
    if key:
        statements.append({"Effect": "Allow", "Action": "kms:Decrypt", "Resource": key.arn})
    options = pulumi.ResourceOptions(parent=parent)
    role = aws.iam.Role(
        f"{name}-replication",
        description=f"Copies the objects of the bucket {name}.",
        assume_role_policy=policies.trust("s3.amazonaws.com"),
        tags=given.tags(),
        opts=options,
    )
    policy = aws.iam.RolePolicy(f"{name}-replication", role=role.id, policy=policies.document(statements), opts=options)
    aws.s3.BucketReplicationConfig(
        name,
        bucket=bucket.id,
        role=role.arn,
        rules=[
            aws.s3.BucketReplicationConfigRuleArgs(
                id=_EVERYTHING,
                status="Enabled",
                priority=1,
                filter=aws.s3.BucketReplicationConfigRuleFilterArgs(prefix=""),
                delete_marker_replication=aws.s3.BucketReplicationConfigRuleDeleteMarkerReplicationArgs(status="Enabled"),
                source_selection_criteria=aws.s3.BucketReplicationConfigRuleSourceSelectionCriteriaArgs(
                    sse_kms_encrypted_objects=aws.s3.BucketReplicationConfigRuleSourceSelectionCriteriaSseKmsEncryptedObjectsArgs(
                        status="Enabled"
                    )
                ),
                destination=aws.s3.BucketReplicationConfigRuleDestinationArgs(
                    bucket=destination,
                    metrics=aws.s3.BucketReplicationConfigRuleDestinationMetricsArgs(status="Enabled"),
                    encryption_configuration=aws.s3.BucketReplicationConfigRuleDestinationEncryptionConfigurationArgs(
                        replica_kms_key_id=copies
                    ),
                ),
            )
        ],
        opts=pulumi.ResourceOptions(parent=parent, depends_on=[policy, *versions]),
    )
    if target.get("alarm_topic_arn"):
        _tell_of_copies(parent, name, bucket, target, given)


def _tell_of_copies(parent: pulumi.Resource, name: str, bucket: aws.s3.Bucket, target: Mapping[str, Any], given: Arguments) -> None:
    limits = {"ReplicationLatency": float(defaults.COPY_LATE), "OperationsFailedReplication": 0.0}
    for metric, limit in limits.items():
        aws.cloudwatch.MetricAlarm(
            f"{name}-{metric}",
            alarm_description=f"Objects of the bucket {name} are copied late or not at all.",
            namespace="AWS/S3",
            metric_name=metric,
            dimensions={"SourceBucket": bucket.bucket, "DestinationBucket": policies.last(target["bucket_arn"]), "RuleId": _EVERYTHING},
            statistic="Maximum",
            comparison_operator="GreaterThanThreshold",
            threshold=limit,
            period=300,
            evaluation_periods=3,
            treat_missing_data="notBreaching",
            alarm_actions=[target["alarm_topic_arn"]],
            ok_actions=[target["alarm_topic_arn"]],
            tags=given.tags(),
            opts=pulumi.ResourceOptions(parent=parent),
        )

"""A bucket for data that matters: own key, TLS only, versions, access logs, nothing public."""

import enum
from collections.abc import Mapping
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _keys as keys
from buttress_components.aws import _policies as policies

SATISFIES: Final = ()


class ObjectLockMode(enum.Enum):
    """Who may shorten a lock."""

    GOVERNANCE = "GOVERNANCE"
    """Those with a special permission."""
    COMPLIANCE = "COMPLIANCE"
    """Nobody, the root user included."""


class BucketReplicationArgs(TypedDict):
    """Where every new object is copied to."""

    bucket_arn: pulumi.Input[str]
    """ARN of a versioned bucket, best in another region."""
    kms_key_arn: pulumi.Input[str]
    """ARN of the key that encrypts the copies, in the region of that bucket."""


class EncryptedBucketArgs(TypedDict):
    """What an EncryptedBucket can be told."""

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
    """Who may shorten a lock. Default: GOVERNANCE."""
    replication: NotRequired[BucketReplicationArgs]
    """Where every new object is copied to. Default: nowhere."""
    policy_statements: NotRequired[list[dict[str, Any]]]
    """Statements added to the bucket policy. One without Resource covers the bucket and its objects."""
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
    """False lets an update delete the bucket and its key, and needs a justification."""
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
        self._read(given)
        super().__init__(given, opts)
        key = self._key(given) if self._own_key else None
        bucket = aws.s3.Bucket(
            name,
            bucket=given.get("bucket_name"),
            object_lock_enabled=True if self._lock_days else None,
            tags=given.tags(),
            opts=self._child(protect=self._protect),
        )
        self._settle(bucket, key)
        if self._logging:
            self._log_to(given, bucket, key)
        if given.has("replication"):
            self._replicate(given, bucket)
        self._restrict(given, name, bucket, key.arn if key else None)
        self.bucket_name = bucket.bucket
        self.arn = bucket.arn
        self.domain_name = bucket.bucket_regional_domain_name
        self._publish(
            {
                "bucketName": self.bucket_name,
                "arn": self.arn,
                "domainName": self.domain_name,
                "kmsKeyArn": self.kms_key_arn,
                "accessLogBucket": self.access_log_bucket,
            }
        )


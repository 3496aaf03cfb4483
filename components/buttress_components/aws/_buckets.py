"""The companions that make a bucket hard, and the bucket that takes access logs."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components.aws import _policies as policies


def close(parent: pulumi.Resource, name: str, bucket: aws.s3.Bucket) -> aws.s3.BucketPublicAccessBlock:
    """The fourfold block of public access, after which a policy may be put; ACLs are off as well."""
    aws.s3.BucketOwnershipControls(
        name,
        bucket=bucket.id,
        rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return aws.s3.BucketPublicAccessBlock(
        name,
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=pulumi.ResourceOptions(parent=parent),
    )


def encrypt(
    parent: pulumi.Resource,
    name: str,
    bucket: aws.s3.Bucket,
    key_arn: pulumi.Input[str] | None,
    ready: Sequence[pulumi.Resource] = (),
) -> None:
    """Default encryption with a key, or with that of S3 itself where there is none."""
    aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        bucket=bucket.id,
        rules=[
            aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                apply_server_side_encryption_by_default=aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                    sse_algorithm="AES256" if key_arn is None else "aws:kms", kms_master_key_id=key_arn
                ),
                bucket_key_enabled=None if key_arn is None else True,
            )
        ],
        opts=pulumi.ResourceOptions(parent=parent, depends_on=list(ready)),
    )


def keep_versions(parent: pulumi.Resource, name: str, bucket: aws.s3.Bucket) -> aws.s3.BucketVersioning:
    """Versions of every object."""
    return aws.s3.BucketVersioning(
        name,
        bucket=bucket.id,
        versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def expire(
    parent: pulumi.Resource,
    name: str,
    bucket: aws.s3.Bucket,
    *,
    days: int | None,
    noncurrent_days: int,
    after: Sequence[pulumi.Resource] = (),
) -> None:
    """A lifecycle: unfinished uploads go after a week, old versions and, if days are given, all objects after their time."""
    aws.s3.BucketLifecycleConfiguration(
        name,
        bucket=bucket.id,
        rules=[
            aws.s3.BucketLifecycleConfigurationRuleArgs(
                id="expire",
                status="Enabled",
                filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
                abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                    days_after_initiation=defaults.INCOMPLETE_UPLOADS
                ),
                noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                    noncurrent_days=noncurrent_days
                ),
                expiration=None if days is None else aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=days),
            )
        ],
        opts=pulumi.ResourceOptions(parent=parent, depends_on=list(after)),
    )


def restrict(
    parent: pulumi.Resource,
    name: str,
    bucket: aws.s3.Bucket,
    statements: Sequence[policies.Statement],
    block: aws.s3.BucketPublicAccessBlock,
) -> aws.s3.BucketPolicy:
    """The bucket's policy. AWS turns away a policy and a block of public access that are put at the same time."""
    return aws.s3.BucketPolicy(
        name,
        bucket=bucket.id,
        policy=policies.document(statements),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=[block]),
    )


def check_name(given: Arguments, *, longest: int) -> None:
    """That a bucket can be called after the component where it has no name of its own."""
    if not given.has("bucket_name") and not re.fullmatch(rf"[A-Za-z0-9][A-Za-z0-9.-]{{0,{longest - 1}}}", given.name):
        allowed = f"1 to {longest} letters, digits, dots and hyphens, of which the names of buckets are made; or bucket_name"
        raise given.invalid("name", given.name, allowed)


def access_log_bucket(
    parent: pulumi.Resource,
    name: str,
    *,
    sources: Mapping[str, Any],
    days: int,
    tags: pulumi.Input[Mapping[str, pulumi.Input[str]]],
    protect: bool,
    bucket_name: pulumi.Input[str] | None = None,
    balancers: Sequence[pulumi.Input[str]] = (),
) -> tuple[aws.s3.Bucket, aws.s3.BucketPolicy]:
    """A bucket for the access logs of other ones, which a condition names, and of load balancers of these accounts.

    S3 writes them with its own key and no other, and logs of logs have no end.
    """
    bucket = aws.s3.Bucket(
        name,
        bucket=bucket_name,
        force_destroy=None if protect else True,
        tags=tags,
        opts=pulumi.ResourceOptions(parent=parent, protect=protect),
    )
    block = close(parent, name, bucket)
    encrypt(parent, name, bucket, None)
    versions = keep_versions(parent, name, bucket)
    expire(parent, name, bucket, days=days, noncurrent_days=defaults.INCOMPLETE_UPLOADS, after=[versions])
    everything = pulumi.Output.concat(bucket.arn, "/*")
    delivery = _allow("AccessLogs", "logging.s3.amazonaws.com", "s3:PutObject", everything, sources)
    statements = [*policies.bucket_statements(bucket.arn, allow_http=False, key_arn=None), delivery]
    if balancers:
        statements += _of_balancers(bucket, balancers)
    return bucket, restrict(parent, name, bucket, statements, block)


def _of_balancers(bucket: aws.s3.Bucket, accounts: Sequence[pulumi.Input[str]]) -> list[policies.Statement]:
    """Application load balancers send no account with what they write, so that the place names it; network load balancers do."""
    places = [pulumi.Output.concat(bucket.arn, "/*AWSLogs/", account, "/*") for account in accounts]
    own = {"StringEquals": {"aws:SourceAccount": list(accounts)}}
    network = "delivery.logs.amazonaws.com"
    return [
        _allow("LoadBalancers", "logdelivery.elasticloadbalancing.amazonaws.com", "s3:PutObject", places),
        _allow("NetworkLoadBalancers", network, "s3:PutObject", places, own),
        _allow("NetworkLoadBalancersAcl", network, "s3:GetBucketAcl", bucket.arn, own),
    ]


def _allow(sid: str, service: str, action: str, resource: Any, condition: Mapping[str, Any] | None = None) -> policies.Statement:
    statement = {"Sid": sid, "Effect": "Allow", "Principal": {"Service": service}, "Action": action, "Resource": resource}
    return {**statement, "Condition": condition} if condition else statement

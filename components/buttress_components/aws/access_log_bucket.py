"""A bucket that takes the access logs of buckets and of load balancers, which encrypt them with the key of S3 and no other."""

from typing import NotRequired, TypedDict

import pulumi

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _buckets as buckets
from buttress_components.aws._accounts import Account


class AccessLogBucketArgs(TypedDict):
    """The arguments of AccessLogBucket."""

    bucket_name: NotRequired[pulumi.Input[str]]
    """The bucket's physical name. Default: a unique one. A change replaces the bucket."""
    retention_days: NotRequired[int]
    """Days that logs are kept, 365 to 3653. Default: 400."""
    source_account_ids: NotRequired[list[pulumi.Input[str]]]
    """Accounts whose buckets and load balancers may write here. Default: this one."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the bucket and all that is in it, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class AccessLogBucket(HardenedResource):
    """A bucket that takes the access logs of buckets and of load balancers, one for all of a region.

    The other components take its name as access_log_bucket. It has no lock and no key of its own, since what writes here refuses both.
    """

    bucket_name: pulumi.Output[str]
    """Name of the bucket, which is known once its policy stands."""
    arn: pulumi.Output[str]
    """ARN of the bucket."""

    def __init__(self, name: str, args: AccessLogBucketArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("AccessLogBucket", name, args, AccessLogBucketArgs)
        days = given.log_days("retention_days")
        sources = given.texts("source_account_ids", what="account ids")
        protect = given.protect("aws")
        buckets.check_name(given, longest=defaults.LONGEST_BUCKET_NAME - defaults.UNIQUE_SUFFIX)
        given.explain(
            ("aws-s3-bucket-access-logging", "aws-s3-bucket-kms-encryption"),
            "S3 and load balancers write access logs with the key of S3 and no other, and logs of logs would have no end",
        )
        super().__init__(given, opts)
        accounts = sources or [Account(self).id]
        bucket, policy = buckets.access_log_bucket(
            self,
            name,
            bucket_name=given.get("bucket_name"),
            sources={"StringEquals": {"aws:SourceAccount": accounts}},
            balancers=accounts,
            days=days,
            tags=given.tags(**{"data-classification": "internal"}),
            protect=protect,
        )
        self.bucket_name = pulumi.Output.all(bucket.bucket, policy.id).apply(lambda found: str(found[0]))
        self.arn = bucket.arn
        self._publish()

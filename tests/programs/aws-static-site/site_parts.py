"""A component of our own: the files of a folder in a bucket that CloudFront alone may read."""

import mimetypes
from pathlib import Path

import pulumi
import pulumi_aws as aws


class StaticSite(pulumi.ComponentResource):
    def __init__(self, name: str, folder: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("handbook:web:StaticSite", name, None, opts)
        mine = pulumi.ResourceOptions(parent=self)
        self.bucket = aws.s3.Bucket(f"{name}-files", opts=mine)
        aws.s3.BucketPublicAccessBlock(
            f"{name}-files",
            bucket=self.bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=mine,
        )
        for file in sorted(Path(folder).iterdir()):
            aws.s3.BucketObject(
                f"{name}-{file.name}",
                bucket=self.bucket.id,
                key=file.name,
                source=pulumi.FileAsset(str(file)),
                content_type=mimetypes.guess_type(file.name)[0],
                opts=mine,
            )
        access = aws.cloudfront.OriginAccessControl(
            name, origin_access_control_origin_type="s3", signing_behavior="always", signing_protocol="sigv4", opts=mine
        )
        self.distribution = aws.cloudfront.Distribution(
            name,
            enabled=True,
            default_root_object="index.html",
            origins=[{"origin_id": "files", "domain_name": self.bucket.bucket_regional_domain_name, "origin_access_control_id": access.id}],
            default_cache_behavior={
                "target_origin_id": "files",
                "viewer_protocol_policy": "allow-all",
                "allowed_methods": ["GET", "HEAD"],
                "cached_methods": ["GET", "HEAD"],
                "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
            },
            restrictions={"geo_restriction": {"restriction_type": "none"}},
            viewer_certificate={"cloudfront_default_certificate": True},
            opts=mine,
        )
        aws.s3.BucketPolicy(
            f"{name}-files",
            bucket=self.bucket.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "cloudfront.amazonaws.com"},
                            "Action": "s3:GetObject",
                            "Resource": pulumi.Output.concat(self.bucket.arn, "/*"),
                            "Condition": {"StringEquals": {"AWS:SourceArn": self.distribution.arn}},
                        }
                    ],
                }
            ),
            opts=mine,
        )
        self.register_outputs({"address": self.distribution.domain_name})

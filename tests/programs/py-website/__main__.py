"""A site in a bucket, file by file, found in a folder beside the program."""

import json
import mimetypes
from pathlib import Path

import pulumi
import pulumi_aws as aws

SITE = Path("site")
bucket = aws.s3.Bucket("site")
aws.s3.BucketWebsiteConfiguration("site", bucket=bucket.id, index_document={"suffix": "index.html"})
for file in sorted(SITE.rglob("*")):
    if file.is_file():
        key = str(file.relative_to(SITE))
        aws.s3.BucketObject(key, bucket=bucket.id, key=key, source=pulumi.FileAsset(str(file)), content_type=mimetypes.guess_type(key)[0])
policy = bucket.arn.apply(
    lambda arn: json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"{arn}/*"}]}
    )
)
aws.s3.BucketPolicy("site", bucket=bucket.id, policy=policy)

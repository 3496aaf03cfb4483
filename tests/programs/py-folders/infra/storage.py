import pulumi_aws as aws


def private_bucket(name: str) -> aws.s3.Bucket:
    bucket = aws.s3.Bucket(name)
    aws.s3.BucketPublicAccessBlock(name, bucket=bucket.id, block_public_acls=True, block_public_policy=True)
    return bucket

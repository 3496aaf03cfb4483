import pulumi
import pulumi_aws as aws

TAGS = {"team": "data", "data-classification": "confidential"}
provider = aws.Provider("tagged", region="eu-central-1", default_tags={"tags": TAGS})
opts = pulumi.ResourceOptions(provider=provider)

key = aws.kms.Key("lake", description="Everything in the lake", enable_key_rotation=True, opts=opts)
raw = aws.s3.Bucket("raw", opts=opts)
aws.s3.BucketServerSideEncryptionConfiguration(
    "raw",
    bucket=raw.id,
    rules=[
        {"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "kms_master_key_id": key.arn}, "bucket_key_enabled": True}
    ],
    opts=opts,
)
aws.s3.BucketVersioning("raw", bucket=raw.id, versioning_configuration={"status": "Enabled"}, opts=opts)
results = aws.s3.Bucket("results", force_destroy=True, opts=opts)

trust = aws.iam.get_policy_document(
    statements=[{"actions": ["sts:AssumeRole"], "principals": [{"type": "Service", "identifiers": ["glue.amazonaws.com"]}]}]
)
crawler_role = aws.iam.Role("crawler", assume_role_policy=trust.json, opts=opts)
for name, arn in {"service": "service-role/AWSGlueServiceRole", "files": "AmazonS3FullAccess"}.items():
    aws.iam.RolePolicyAttachment(f"crawler-{name}", role=crawler_role.name, policy_arn=f"arn:aws:iam::aws:policy/{arn}", opts=opts)

tables = aws.glue.CatalogDatabase("raw", name="lake_raw", opts=opts)
aws.glue.Crawler(
    "raw",
    database_name=tables.name,
    role=crawler_role.arn,
    schedule="cron(0 3 * * ? *)",
    s3_targets=[{"path": pulumi.Output.concat("s3://", raw.bucket, "/events")}],
    opts=opts,
)
queries = aws.athena.Workgroup(
    "analysts",
    configuration={
        "enforce_workgroup_configuration": False,
        "result_configuration": {"output_location": pulumi.Output.concat("s3://", results.bucket, "/athena/")},
    },
    opts=opts,
)
pulumi.export("workgroup", queries.name)

"""Where the shop keeps receipts, exports and audit records."""

import pulumi_aws as aws

# defect 8: a deleted receipt is gone: there is no versioning.
# defect 9: nobody sees who read a receipt: there is no access log.
# defect 10: plain HTTP is not refused: there is no bucket policy.
receipts = aws.s3.Bucket("receipts", tags={"data-classification": "confidential"})
# defect 11: the receipts are encrypted with S3's own key and not with one of ours.
aws.s3.BucketServerSideEncryptionConfiguration(
    "receipts", bucket=receipts.id, rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}]
)
# defect 12: three of the four blocks against public access are on.
aws.s3.BucketPublicAccessBlock(
    "receipts", bucket=receipts.id, block_public_acls=True, ignore_public_acls=True, block_public_policy=True, restrict_public_buckets=False
)

# defect 13: nothing blocks public access to customer exports.
exports = aws.s3.Bucket("exports")
aws.s3.BucketVersioning("exports", bucket=exports.id, versioning_configuration={"status": "Enabled"})

# defect 14: audit records can be deleted before their time: there is no object lock.
audit = aws.s3.Bucket("audit", tags={"data-classification": "audit"})
aws.s3.BucketVersioning("audit", bucket=audit.id, versioning_configuration={"status": "Enabled"})

# defect 15: the key behind payment tokens never rotates,
# defect 63: and nothing keeps it from being deleted by mistake.
key = aws.kms.Key("payments", description="Payment tokens", enable_key_rotation=False)

# defect 16: the database's secret never changes.
secret = aws.secretsmanager.Secret("orders-database", kms_key_id=key.arn)

# METADATA
# title: The account blocks public access to all its buckets
# description: An AccountPublicAccessBlock of the account has all four flags true; an absent flag is false.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: aws-s3-account-public-access-block
#   severity: high
#   scope: estate
#   tier: 1
#   population: ["aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"]
#   reads:
#     "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock":
#     - blockPublicAcls
#     - blockPublicPolicy
#     - ignorePublicAcls
#     - restrictPublicBuckets
#   remediation: Add an AccountPublicAccessBlock with all four flags true, or use AccountBaseline.
#   aliases:
#   - prowler:s3_account_level_public_access_blocks
#   - powerpipe:s3_public_access_block_account
#   - securityhub:s3.1
#   - awsconfig:S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC
package checks.aws.s3.account_public_access_block

import data.lib.s3
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "the account has no public access block"} if {
	count(object.get(input.by_type, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", {})) == 0
}

deny contains {"resource": input.estate.id, "at": urn, "path": [flag], "message": message} if {
	not _blocked
	some urn, block in input.by_type["aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"]
	some flag in s3.open_flags(block)
	message := sprintf("the account's public access block does not set %s to true", [flag])
}

_blocked if {
	some block in input.by_type["aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"]
	count(s3.open_flags(block)) == 0
}

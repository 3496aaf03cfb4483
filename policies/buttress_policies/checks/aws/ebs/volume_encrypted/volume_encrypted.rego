# METADATA
# title: EBS volumes are encrypted
# description: >-
#   encrypted is true on each Volume. Where it is absent the volume counts as unencrypted, unless the provider answers that
#   the account's default encrypted it.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
# custom:
#   id: aws-ebs-volume-encrypted
#   severity: high
#   subsumes:
#     - aws-ebs-customer-managed-key
#   scope: resource
#   tier: 1
#   population: [aws:ebs/volume:Volume]
#   reads:
#     "aws:ebs/volume:Volume": [encrypted]
#   live: no attached volume is unencrypted
#   remediation: Set encrypted to true; a volume that exists must be copied through an encrypted snapshot.
#   aliases:
#   - checkov:CKV_AWS_3
#   - checkov:CKV2_AWS_2
#   - trivy:AVD-AWS-0026
#   - prowler:ec2_ebs_volume_encryption
#   - powerpipe:ebs_attached_volume_encryption_enabled
#   - securityhub:ec2.3
#   - awsconfig:ENCRYPTED_VOLUMES
#   - cdknag:AwsSolutions-EC26
#   - pulumi:aws-ebs-volume-disallow-unencrypted-volume
#   - awsguard:encrypted-volumes
#   - kics:ebs_volume_encryption_disabled
package checks.aws.ebs.volume_encrypted

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["encrypted"], "message": "the volume is not encrypted"} if {
	some urn, volume in input.by_type["aws:ebs/volume:Volume"]
	not value.is_true(volume, ["props", "encrypted"])
}

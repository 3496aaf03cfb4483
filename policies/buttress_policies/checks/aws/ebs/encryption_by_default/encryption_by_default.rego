# METADATA
# title: New disks are encrypted in every region in use
# description: >-
#   For each region in which the estate has an Instance, a LaunchTemplate or a Volume there is an EncryptionByDefault whose
#   enabled is not false (absent is true). An estate without those resources passes. A resource whose region is unknown may be
#   in any region.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
# custom:
#   id: aws-ebs-encryption-by-default
#   severity: high
#   scope: estate
#   tier: 1
#   population:
#   - aws:ebs/encryptionByDefault:EncryptionByDefault
#   - aws:ec2/instance:Instance
#   - aws:ec2/launchTemplate:LaunchTemplate
#   - aws:ebs/volume:Volume
#   reads:
#     "aws:ebs/encryptionByDefault:EncryptionByDefault": [enabled]
#     "aws:ec2/instance:Instance": []
#     "aws:ec2/launchTemplate:LaunchTemplate": []
#     "aws:ebs/volume:Volume": []
#   live: encryption by default is on in each region in use
#   remediation: Add an ebs EncryptionByDefault in each region in use.
#   aliases:
#   - checkov:CKV_AWS_106
#   - prowler:ec2_ebs_default_encryption
#   - powerpipe:ebs_encryption_by_default_enabled
#   - securityhub:ec2.7
#   - awsconfig:EC2_EBS_ENCRYPTION_BY_DEFAULT
#   - kics:ebs_default_encryption_disabled
package checks.aws.ebs.encryption_by_default

import data.lib.region
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some place in _in_use
	not _encrypted(place)
	message := sprintf("the account does not encrypt new disks by default %s", [_where(place)])
}

_in_use contains region.of(resource) if {
	some type in ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate", "aws:ebs/volume:Volume"]
	some resource in input.by_type[type]
}

_encrypted(place) if {
	some setting in input.by_type["aws:ebs/encryptionByDefault:EncryptionByDefault"]
	not value.is_false(setting, ["props", "enabled"])
	region.same(region.of(setting), place)
}

_where(place) := sprintf("in %s", [place]) if place != ""

_where("") := "in any region"

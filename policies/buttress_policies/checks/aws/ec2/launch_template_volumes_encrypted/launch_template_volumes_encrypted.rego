# METADATA
# title: Launch templates create encrypted disks
# description: >-
#   Each of blockDeviceMappings that has ebs sets ebs.encrypted to true, except mappings with ebs.snapshotId, which take the
#   snapshot's encryption. A template without such mappings sets no disks and does not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-templates.html
# custom:
#   id: aws-ec2-launch-template-volumes-encrypted
#   severity: high
#   subsumes:
#     - aws-ebs-customer-managed-key
#   scope: resource
#   tier: 1
#   population: [aws:ec2/launchTemplate:LaunchTemplate]
#   reads:
#     "aws:ec2/launchTemplate:LaunchTemplate": ["blockDeviceMappings[].ebs.encrypted", "blockDeviceMappings[].ebs.snapshotId"]
#   remediation: Set ebs.encrypted to "true" in each block device mapping.
#   aliases:
#   - securityhub:ec2.181
#   - awsconfig:EC2_LAUNCH_TEMPLATES_EBS_VOLUME_ENCRYPTED
#   - pulumi:aws-ec2-launchtemplate-disallow-unencrypted-block-device
package checks.aws.ec2.launch_template_volumes_encrypted

import data.lib.bare
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.disks

deny contains {"resource": urn, "path": ["blockDeviceMappings", place, "ebs", "encrypted"], "message": message} if {
	some urn, template in input.by_type["aws:ec2/launchTemplate:LaunchTemplate"]
	some place, mapping in template.props.blockDeviceMappings
	disk := mapping.ebs
	not value.present(disk, ["snapshotId"])
	not value.unknown_at(template, ["blockDeviceMappings", place, "ebs", "snapshotId"])
	not value.is_true(disk, ["encrypted"])
	message := "a disk of the launch template is not encrypted"
}

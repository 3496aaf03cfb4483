# METADATA
# title: Instances have encrypted disks
# description: >-
#   rootBlockDevice.encrypted is true, and so is encrypted in each block device that the program declares, except those made
#   from a snapshotId, which take the snapshot's encryption, and those that noDevice leaves out. An absent rootBlockDevice
#   leaves it to the image and fails, unless the provider answers that the disk is encrypted. An instance that takes a launch
#   template with disks, or one of another stack, and has no block devices of its own is checked by its template.
#   Machines of a group or a fleet take the image's disks where a launch template of the stack maps none, which fails.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
# custom:
#   id: aws-ec2-instance-volumes-encrypted
#   severity: high
#   subsumes:
#     - aws-ebs-customer-managed-key
#   scope: stack
#   tier: 1
#   population:
#   - aws:ec2/instance:Instance
#   - aws:ec2/launchConfiguration:LaunchConfiguration
#   - aws:ec2/spotInstanceRequest:SpotInstanceRequest
#   - aws:autoscaling/group:Group
#   - aws:ec2/fleet:Fleet
#   - aws:ec2/spotFleetRequest:SpotFleetRequest
#   - aws:eks/nodeGroup:NodeGroup
#   reads:
#     "aws:ec2/instance:Instance":
#     - launchTemplate.id
#     - rootBlockDevice.encrypted
#     - "ebsBlockDevices[].encrypted"
#     - "ebsBlockDevices[].snapshotId"
#     "aws:ec2/launchConfiguration:LaunchConfiguration":
#     - rootBlockDevice.encrypted
#     - "ebsBlockDevices[].encrypted"
#     - "ebsBlockDevices[].snapshotId"
#     - "ebsBlockDevices[].noDevice"
#     "aws:ec2/spotInstanceRequest:SpotInstanceRequest":
#     - launchTemplate.id
#     - rootBlockDevice.encrypted
#     - "ebsBlockDevices[].encrypted"
#     - "ebsBlockDevices[].snapshotId"
#     "aws:ec2/launchTemplate:LaunchTemplate": [blockDeviceMappings]
#     "aws:autoscaling/group:Group": [launchTemplate.id, mixedInstancesPolicy]
#     "aws:ec2/fleet:Fleet": [launchTemplateConfigs]
#     "aws:ec2/spotFleetRequest:SpotFleetRequest": [launchTemplateConfigs]
#     "aws:eks/nodeGroup:NodeGroup": [launchTemplate.id]
#   presence:
#     "aws:autoscaling/group:Group": [launchTemplate.id, mixedInstancesPolicy]
#     "aws:ec2/fleet:Fleet": [launchTemplateConfigs]
#     "aws:ec2/spotFleetRequest:SpotFleetRequest": [launchTemplateConfigs]
#     "aws:eks/nodeGroup:NodeGroup": [launchTemplate.id]
#     "aws:ec2/instance:Instance": ["ebsBlockDevices[].snapshotId", launchTemplate.id]
#     "aws:ec2/launchConfiguration:LaunchConfiguration": ["ebsBlockDevices[].snapshotId"]
#     "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ["ebsBlockDevices[].snapshotId", launchTemplate.id]
#   live: no volume attached to a running instance is unencrypted
#   not_applicable: the machine declares no disk of its own; its launch template or configuration is checked, or is another stack's
#   remediation: Set rootBlockDevice.encrypted and encrypted of each block device to true; this replaces the instance.
#   aliases:
#   - checkov:CKV_AWS_8
#   - trivy:AVD-AWS-0008
#   - trivy:AVD-AWS-0131
#   - awsconfig:ENCRYPTED_VOLUMES
#   - cdknag:AwsSolutions-EC26
#   - pulumi:aws-ec2-instance-disallow-unencrypted-block-device
#   - pulumi:aws-ec2-instance-disallow-unencrypted-root-block-device
#   - pulumi:aws-ec2-launchconfiguration-disallow-unencrypted-block-device
#   - pulumi:aws-ec2-launchconfiguration-disallow-unencrypted-root-block-device
#   - kics:launch_configuration_is_not_encrypted
package checks.aws.ec2.instance_volumes_encrypted

import data.lib.template
import data.lib.value
import rego.v1

applies contains urn if {
	some type in _types
	some urn, instance in input.by_type[type]
	not _by_template(instance)
}

applies contains urn if {
	some urn, group in _groups
	count(template.of(group)) > 0
}

deny contains {"resource": urn, "at": one.urn, "path": ["blockDeviceMappings"], "message": message} if {
	some urn, group in _groups
	some one in template.of(group)
	not template.says(one, "blockDeviceMappings")
	message := sprintf("machines of the group take the image's disks, for the launch template %s maps none", [one.name])
}

deny contains {"resource": urn, "path": ["rootBlockDevice", "encrypted"], "message": "the instance's root disk is not encrypted"} if {
	some type in _types
	some urn, instance in input.by_type[type]
	not value.is_true(instance, ["props", "rootBlockDevice", "encrypted"])
}

deny contains {"resource": urn, "path": ["ebsBlockDevices", place, "encrypted"], "message": "a block device of the instance is not encrypted"} if {
	some type in _types
	some urn, instance in input.by_type[type]

	# The provider also shows the volumes that others attach; they are judged on their own.
	"ebsBlockDevices" in instance.declared
	some place, device in instance.props.ebsBlockDevices
	not value.present(device, ["snapshotId"])
	not value.unknown_at(instance, ["ebsBlockDevices", place, "snapshotId"])
	not value.is_true(device, ["noDevice"])
	not value.is_true(device, ["encrypted"])
}

_types := [
	"aws:ec2/instance:Instance",
	"aws:ec2/launchConfiguration:LaunchConfiguration",
	"aws:ec2/spotInstanceRequest:SpotInstanceRequest",
]

_by_template(instance) if {
	template.decides(instance, "blockDeviceMappings")
	not value.present(instance, ["props", "rootBlockDevice"])
	not value.present(instance, ["props", "ebsBlockDevices"])
}

_groups[urn] := group if {
	some type in [
		"aws:autoscaling/group:Group",
		"aws:ec2/fleet:Fleet",
		"aws:ec2/spotFleetRequest:SpotFleetRequest",
		"aws:eks/nodeGroup:NodeGroup",
	]
	some urn, group in input.by_type[type]
}

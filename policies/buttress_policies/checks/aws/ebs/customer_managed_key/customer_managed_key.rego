# METADATA
# title: Disks are encrypted with customer managed keys
# description: >-
#   The program sets kmsKeyId, and not to alias/aws/ebs, on a Volume, on an Instance's root disk and the block devices that it
#   declares, and on the ebs mappings of a LaunchTemplate, unless the stack has a DefaultKmsKey with a keyArn for the region. A
#   disk made from a snapshotId keeps that snapshot's key and is not checked; where a launch template maps the disks, or is
#   another stack's, it decides for its instances.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/ebs/latest/userguide/how-ebs-encryption-works.html
# custom:
#   id: aws-ebs-customer-managed-key
#   severity: low
#   scope: stack
#   tier: 1
#   population: [aws:ebs/volume:Volume, aws:ec2/launchTemplate:LaunchTemplate, aws:ec2/instance:Instance]
#   companions:
#     "aws:ebs/defaultKmsKey:DefaultKmsKey": ""
#   reads:
#     "aws:ebs/volume:Volume": [kmsKeyId, snapshotId]
#     "aws:ec2/launchTemplate:LaunchTemplate": ["blockDeviceMappings[].ebs.kmsKeyId", "blockDeviceMappings[].ebs.snapshotId"]
#     "aws:ec2/instance:Instance": [launchTemplate.id, rootBlockDevice.kmsKeyId, "ebsBlockDevices[].kmsKeyId", "ebsBlockDevices[].snapshotId"]
#     "aws:ebs/defaultKmsKey:DefaultKmsKey": [keyArn]
#   presence:
#     "aws:ebs/defaultKmsKey:DefaultKmsKey": [keyArn]
#     "aws:ebs/volume:Volume": [kmsKeyId, snapshotId]
#     "aws:ec2/instance:Instance": [launchTemplate.id, rootBlockDevice.kmsKeyId, "ebsBlockDevices[].kmsKeyId"]
#     "aws:ec2/launchTemplate:LaunchTemplate": ["blockDeviceMappings[].ebs.kmsKeyId"]
#   remediation: Set kmsKeyId to a customer managed key, or add a DefaultKmsKey for the region.
#   precondition: The key's policy must admit the roles that start machines, and Auto Scaling's where it starts them, first.
#   aliases:
#   - checkov:CKV_AWS_189
#   - trivy:AVD-AWS-0027
#   - pulumi:aws-ebs-volume-configure-customer-managed-key
#   - pulumi:aws-ec2-launchtemplate-configure-customer-managed-key
package checks.aws.ebs.customer_managed_key

import data.lib.bare
import data.lib.link
import data.lib.region
import data.lib.template
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.disks

deny contains {"resource": disk.urn, "path": disk.path, "message": "the disk is not encrypted with a customer managed key"} if {
	some disk in _disks
	block := disk.block
	not value.present(block, ["snapshotId"])
	not _from_snapshot(disk)
	not _own_key(disk)
	place := disk.region
	not _default_key(place)
}

_disks contains {"urn": urn, "path": ["kmsKeyId"], "block": _chosen(volume), "region": region.of(volume), "resource": volume} if {
	some urn, volume in input.by_type["aws:ebs/volume:Volume"]
}

_disks contains {"urn": urn, "path": path, "block": mapping.ebs, "region": region.of(one), "resource": one} if {
	some urn, one in input.by_type["aws:ec2/launchTemplate:LaunchTemplate"]
	some place, mapping in one.props.blockDeviceMappings
	path := ["blockDeviceMappings", place, "ebs", "kmsKeyId"]
}

# A root disk that the program does not describe has the key of its image, and the provider only shows it.
_disks contains {"urn": urn, "path": ["rootBlockDevice", "kmsKeyId"], "block": {}, "region": region.of(instance), "resource": instance} if {
	some urn, instance in input.by_type["aws:ec2/instance:Instance"]
	not "rootBlockDevice" in instance.declared
	not template.decides(instance, "blockDeviceMappings")
}

_disks contains {"urn": urn, "path": ["rootBlockDevice", "kmsKeyId"], "block": device, "region": region.of(instance), "resource": instance} if {
	some urn, instance in input.by_type["aws:ec2/instance:Instance"]

	# The provider shows disks that the program did not describe.
	"rootBlockDevice" in instance.declared
	device := instance.props.rootBlockDevice
}

_disks contains {"urn": urn, "path": ["ebsBlockDevices", place, "kmsKeyId"], "block": device, "region": region.of(instance), "resource": instance} if {
	some urn, instance in input.by_type["aws:ec2/instance:Instance"]
	"ebsBlockDevices" in instance.declared
	some place, device in instance.props.ebsBlockDevices
}

# Of a snapshot that is not known yet nobody knows the key.
_from_snapshot(disk) if value.unknown_at(disk.resource, array.concat(array.slice(disk.path, 0, count(disk.path) - 1), ["snapshotId"]))

# The provider answers the ARN of the service's own key where the program names none.
_chosen(volume) := volume.props if "kmsKeyId" in volume.declared

_chosen(volume) := object.remove(volume.props, ["kmsKeyId"]) if not "kmsKeyId" in volume.declared

_own_key(disk) if {
	given := value.text(value.at(disk.block, ["kmsKeyId"]))
	given != ""
	not endswith(given, "alias/aws/ebs")
}

_own_key(disk) if link.computed(disk.resource, disk.path)

_default_key(place) if {
	some key in input.by_type["aws:ebs/defaultKmsKey:DefaultKmsKey"]
	value.present(key, ["props", "keyArn"])
	region.same(region.of(key), place)
}

# METADATA
# title: Disk snapshots and machine images are encrypted
# description: >-
#   SnapshotCopy, SnapshotImport and AmiCopy set encrypted to true; so does each of an Ami's ebsBlockDevices without a snapshotId (one
#   with a snapshotId cannot); and the Volume of a Snapshot is encrypted. A Snapshot of a volume that is not among the resources given
#   does not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshots.html
# custom:
#   id: aws-ebs-snapshot-and-ami-encrypted
#   severity: high
#   scope: stack
#   tier: 1
#   population:
#   - aws:ebs/snapshotCopy:SnapshotCopy
#   - aws:ebs/snapshotImport:SnapshotImport
#   - aws:ebs/snapshot:Snapshot
#   - aws:ec2/ami:Ami
#   - aws:ec2/amiCopy:AmiCopy
#   reads:
#     "aws:ebs/snapshotCopy:SnapshotCopy": [encrypted]
#     "aws:ebs/snapshotImport:SnapshotImport": [encrypted]
#     "aws:ec2/amiCopy:AmiCopy": [encrypted]
#     "aws:ec2/ami:Ami": ["ebsBlockDevices[].encrypted", "ebsBlockDevices[].snapshotId"]
#     "aws:ebs/snapshot:Snapshot": []
#     "aws:ebs/volume:Volume": [encrypted]
#   presence:
#     "aws:ec2/ami:Ami": ["ebsBlockDevices[].snapshotId"]
#   live: no snapshot or image of the account is unencrypted
#   not_applicable: the volume of the snapshot is not in the stack
#   remediation: Set encrypted to true on the copy or import, or encrypt the volume that the snapshot is made of.
#   aliases:
#   - checkov:CKV_AWS_183
#   - prowler:ec2_ebs_snapshots_encrypted
#   - kics:ebs_volume_snapshot_not_encrypted
#   - checkov:CKV_AWS_204
#   - checkov:CKV_AWS_235
#   - checkov:CKV_AWS_236
#   - kics:ami_not_encrypted
package checks.aws.ebs.snapshot_and_ami_encrypted

import data.lib.link
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "the image describes no disk of EBS"} if {
	some urn, image in input.by_type["aws:ec2/ami:Ami"]
	not value.specified(image, "ebsBlockDevices")
}

applies contains urn if {
	some type in array.concat(_copies, ["aws:ec2/ami:Ami"])
	some urn, _ in input.by_type[type]
}

applies contains urn if {
	some urn, _ in input.by_type["aws:ebs/snapshot:Snapshot"]
	count(link.referred(urn, "volumeId", "aws:ebs/volume:Volume")) > 0
}

deny contains {"resource": urn, "path": ["encrypted"], "message": "the copy is not encrypted"} if {
	some type in _copies
	some urn, copy in input.by_type[type]
	not value.is_true(copy, ["props", "encrypted"])
}

deny contains {"resource": urn, "path": ["ebsBlockDevices", place, "encrypted"], "message": "a disk of the image is not encrypted"} if {
	some urn, image in input.by_type["aws:ec2/ami:Ami"]
	some place, device in image.props.ebsBlockDevices
	not value.present(device, ["snapshotId"])
	not value.unknown_at(image, ["ebsBlockDevices", place, "snapshotId"])
	not value.is_true(device, ["encrypted"])
}

deny contains {"resource": urn, "at": volume.urn, "path": ["encrypted"], "message": "the volume of the snapshot is not encrypted"} if {
	some urn, _ in input.by_type["aws:ebs/snapshot:Snapshot"]
	some volume in link.referred(urn, "volumeId", "aws:ebs/volume:Volume")
	not value.is_true(volume, ["props", "encrypted"])
}

_copies := ["aws:ebs/snapshotCopy:SnapshotCopy", "aws:ebs/snapshotImport:SnapshotImport", "aws:ec2/amiCopy:AmiCopy"]

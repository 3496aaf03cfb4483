# METADATA
# title: Data disks are covered by a backup plan
# description: >-
#   A Selection of the stack takes every volume, and every instance with ebsBlockDevices (data disks), by ARN, reference or
#   pattern in resources, or by one of selectionTags; less notResources, and only as far as every
#   condition holds. Tags compare with regard to case. A tag of covered_tags says that a plan elsewhere covers the resource. A
#   volume that is attached apart is checked itself, though the provider reads it back into its instance. An enabled DLM
#   LifecyclePolicy covers them too where one of its targetTags is on the resource (an absent state is ENABLED). Instances
#   with a root disk only do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
# custom:
#   id: aws-backup-covers-ec2-and-ebs
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:ebs/volume:Volume", "aws:ec2/instance:Instance"]
#   companions:
#     "aws:backup/selection:Selection": ""
#     "aws:dlm/lifecyclePolicy:LifecyclePolicy": ""
#   reads:
#     "aws:ebs/volume:Volume": [tags, tagsAll]
#     "aws:ec2/instance:Instance": ["ebsBlockDevices[].deviceName", tags, tagsAll]
#     "aws:backup/selection:Selection": [resources, "selectionTags[].key", "selectionTags[].value", conditions, notResources]
#     "aws:dlm/lifecyclePolicy:LifecyclePolicy": [policyDetails.targetTags, state]
#   parameters:
#     covered_tags:
#   not_applicable: the instance declares no data disk
#   remediation: Add the volume's or instance's tag to a backup Selection or a DLM LifecyclePolicy, or use BackupPlanVault.
#   aliases:
#   - checkov:CKV2_AWS_9
#   - prowler:ec2_ebs_volume_protected_by_backup_plan
#   - prowler:ec2_ebs_volume_snapshots_exists
#   - prowler:dlm_ebs_snapshot_lifecycle_policy_exists
#   - powerpipe:ebs_volume_in_backup_plan
#   - powerpipe:ebs_volume_protected_by_backup_plan
#   - powerpipe:ec2_instance_protected_by_backup_plan
#   - awsconfig:EBS_IN_BACKUP_PLAN
#   - awsconfig:EBS_RESOURCES_PROTECTED_BY_BACKUP_PLAN
#   - awsconfig:EC2_RESOURCES_PROTECTED_BY_BACKUP_PLAN
package checks.aws.backup.covers_ec2_and_ebs

import data.lib.backup
import data.lib.value
import rego.v1

applies contains urn if some urn, _ in input.by_type["aws:ebs/volume:Volume"]

applies contains urn if {
	some urn, instance in input.by_type["aws:ec2/instance:Instance"]
	"ebsBlockDevices" in instance.declared
	some place, _ in instance.props.ebsBlockDevices
	value.present(instance, ["props", "ebsBlockDevices", place])
}

deny contains {"resource": urn, "path": [], "message": "the data disk is in no backup selection or lifecycle policy"} if {
	some type in ["aws:ebs/volume:Volume", "aws:ec2/instance:Instance"]
	some urn, holder in input.by_type[type]
	not backup.covered(holder, _parameters.covered_tags)
	not _by_lifecycle_policy(holder)
}

_by_lifecycle_policy(holder) if {
	some policy in input.by_type["aws:dlm/lifecyclePolicy:LifecyclePolicy"]
	value.text(value.at(policy, ["props", "state"])) in {"", "enabled"}
	some key, given in policy.props.policyDetails.targetTags
	backup.tags_of(holder)[key] == given
}

_parameters := input.parameters["aws-backup-covers-ec2-and-ebs"]

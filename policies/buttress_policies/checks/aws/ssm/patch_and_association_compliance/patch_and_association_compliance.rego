# METADATA
# title: Instances are patched by Systems Manager
# description: >-
#   An account with an Instance or LaunchTemplate has an Association of AWS-RunPatchBaseline (or
#   AWS-RunPatchBaselineWithHooks) with targets, or a MaintenanceWindowTask with that document as taskArn and with targets. An
#   account without machines of its own is not checked. That patches and associations are COMPLIANT is live data.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager.html
# custom:
#   id: aws-ssm-patch-and-association-compliance
#   severity: medium
#   scope: estate
#   tier: 1
#   population:
#   - aws:ssm/association:Association
#   - aws:ssm/maintenanceWindowTask:MaintenanceWindowTask
#   - aws:ec2/instance:Instance
#   - aws:ec2/launchTemplate:LaunchTemplate
#   reads:
#     "aws:ssm/association:Association": [name, targets]
#     "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask": [taskArn, targets]
#     "aws:ec2/instance:Instance": []
#     "aws:ec2/launchTemplate:LaunchTemplate": []
#   live: patches and associations of every managed instance are COMPLIANT
#   not_applicable: the estate has no machine to patch
#   remediation: Add an ssm Association of AWS-RunPatchBaseline whose targets select the instances, by a tag for instance.
#   aliases:
#   - prowler:ssm_managed_compliant_patching
#   - powerpipe:ssm_managed_instance_compliance_association_compliant
#   - powerpipe:ssm_managed_instance_compliance_patch_compliant
#   - securityhub:ssm.2
#   - securityhub:ssm.3
#   - awsconfig:EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK
#   - awsconfig:EC2_MANAGEDINSTANCE_ASSOCIATION_COMPLIANCE_STATUS_CHECK
package checks.aws.ssm.patch_and_association_compliance

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	not _patched
	message := "the account has no association or maintenance window task that patches instances"
}

applies contains input.estate.id if {
	some type in ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"]
	count(input.by_type[type]) > 0
}

_patched if {
	some type, property in {"aws:ssm/association:Association": "name", "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask": "taskArn"}
	some resource in input.by_type[type]
	regex.match(`(^|/)AWS-RunPatchBaseline(WithHooks)?$`, sprintf("%v", [value.at(resource, ["props", property])]))
	value.present(resource, ["props", "targets"])
}

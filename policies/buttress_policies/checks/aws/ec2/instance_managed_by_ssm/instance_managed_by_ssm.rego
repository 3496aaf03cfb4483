# METADATA
# title: Machines are managed by Systems Manager
# description: >-
#   An Instance or LaunchTemplate sets an instance profile; where that profile and its role are among the resources given, the
#   role carries a policy of the parameter. A profile of another stack passes, and a ServiceSetting for default host
#   management makes every machine pass. Launch templates of an EKS NodeGroup may not set a profile and do not apply; an
#   Instance that takes a launch template and sets no profile itself is checked by its template.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
# custom:
#   id: aws-ec2-instance-managed-by-ssm
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:ec2/instance:Instance, aws:ec2/launchTemplate:LaunchTemplate]
#   companions:
#     "aws:iam/rolePolicyAttachment:RolePolicyAttachment": role
#     "aws:iam/policyAttachment:PolicyAttachment": roles
#     "aws:eks/nodeGroup:NodeGroup": launchTemplate
#     "aws:ssm/serviceSetting:ServiceSetting": ""
#   reads:
#     "aws:ec2/instance:Instance": [iamInstanceProfile]
#     "aws:ec2/launchTemplate:LaunchTemplate": [iamInstanceProfile.name, iamInstanceProfile.arn]
#     "aws:iam/instanceProfile:InstanceProfile": [role]
#     "aws:iam/role:Role": [managedPolicyArns]
#     "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [policyArn]
#     "aws:iam/policyAttachment:PolicyAttachment": [policyArn]
#     "aws:ssm/serviceSetting:ServiceSetting": [settingId]
#     "aws:eks/nodeGroup:NodeGroup": []
#   presence:
#     "aws:ec2/instance:Instance": [iamInstanceProfile]
#     "aws:ec2/launchTemplate:LaunchTemplate": [iamInstanceProfile.name, iamInstanceProfile.arn]
#   parameters:
#     ssm_policies:
#       type: array
#       items: string
#       default: [AmazonSSMManagedInstanceCore, AmazonSSMManagedEC2InstanceDefaultPolicy]
#       description: Names of policies that let Systems Manager manage a machine
#   live: every running instance is a managed instance
#   not_applicable: whoever launches the machine gives it its instance profile
#   remediation: Set iamInstanceProfile to a profile whose role has AmazonSSMManagedInstanceCore.
#   aliases:
#   - prowler:ec2_instance_managed_by_ssm
#   - powerpipe:ec2_instance_ssm_managed
#   - securityhub:ssm.1
#   - awsconfig:EC2_INSTANCE_MANAGED_BY_SSM
#   - checkov:CKV2_AWS_41
#   - prowler:ec2_instance_profile_attached
#   - awsconfig:EC2_INSTANCE_PROFILE_ATTACHED
package checks.aws.ec2.instance_managed_by_ssm

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some type in _types
	some urn, machine in input.by_type[type]
	not _decided_elsewhere(machine)
}

deny contains {"resource": urn, "path": ["iamInstanceProfile"], "message": "the instance has no instance profile"} if {
	some type in _types
	some urn, machine in input.by_type[type]
	not _profiled(machine)
	not _hosts_by_default
}

deny contains {"resource": urn, "path": [], "message": "the role of the instance profile has no policy for Systems Manager"} if {
	some type in _types
	some urn, _ in input.by_type[type]
	roles := _roles(urn)
	count(roles) > 0
	every role in roles {
		not _managed(role)
	}
	not _hosts_by_default
}

_types := ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"]

_decided_elsewhere(machine) if count(link.referrers(machine.urn, "aws:eks/nodeGroup:NodeGroup", "launchTemplate")) > 0

_decided_elsewhere(machine) if {
	value.specified(machine, "launchTemplate")
	not value.present(machine, ["props", "iamInstanceProfile"])
}

_profiled(machine) if {
	machine.type == "aws:ec2/instance:Instance"
	value.present(machine, ["props", "iamInstanceProfile"])
}

_profiled(machine) if value.present(machine, ["props", "iamInstanceProfile", "name"])

_profiled(machine) if value.present(machine, ["props", "iamInstanceProfile", "arn"])

# A profile whose name is not known yet is one nevertheless.
_profiled(machine) if count(link.referred(machine.urn, "iamInstanceProfile", "aws:iam/instanceProfile:InstanceProfile")) > 0

_roles(urn) := {role.urn: role |
	some profile in link.referred(urn, "iamInstanceProfile", "aws:iam/instanceProfile:InstanceProfile")
	some role in link.referred(profile.urn, "role", "aws:iam/role:Role")
}

_managed(role) if {
	some arn in value.list(object.get(role.props, "managedPolicyArns", null))
	_wanted(arn)
}

_managed(role) if {
	some type, property in _attachments
	some attachment in link.referrers(role.urn, type, property)
	_wanted(attachment.props.policyArn)
}

_attachments := {"aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role", "aws:iam/policyAttachment:PolicyAttachment": "roles"}

_wanted(arn) if {
	some name in input.parameters["aws-ec2-instance-managed-by-ssm"].ssm_policies
	endswith(value.text(arn), sprintf("/%s", [lower(name)]))
}

_hosts_by_default if {
	some setting in input.by_type["aws:ssm/serviceSetting:ServiceSetting"]
	endswith(value.text(setting.props.settingId), "/ssm/managed-instance/default-ec2-instance-management-role")
}

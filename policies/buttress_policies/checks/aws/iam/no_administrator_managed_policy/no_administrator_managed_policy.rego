# METADATA
# title: AWS managed administrator policies are not attached
# description: >-
#   No attachment and no role names a policy whose last part is in the parameter denied, whichever account it lies in. Roles, groups and
#   permission sets in the parameter approved may hold one, for every account needs one administrator; a user never may. A role's
#   managedPolicyArns count where the program declares them, since the provider echoes attachments into them. A policy that the program
#   makes with its attachment is its own and passes before its ARN is known.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
# custom:
#   id: aws-iam-no-administrator-managed-policy
#   severity: critical
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - aws:iam/rolePolicyAttachment:RolePolicyAttachment
#   - aws:iam/userPolicyAttachment:UserPolicyAttachment
#   - aws:iam/groupPolicyAttachment:GroupPolicyAttachment
#   - aws:iam/policyAttachment:PolicyAttachment
#   - aws:iam/role:Role
#   - aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment
#   reads:
#     "aws:iam/rolePolicyAttachment:RolePolicyAttachment": []
#     "aws:iam/userPolicyAttachment:UserPolicyAttachment": []
#     "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": []
#     "aws:iam/policyAttachment:PolicyAttachment": []
#     "aws:iam/role:Role": ["managedPolicyArns[]"]
#     "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": []
#     "aws:ssoadmin/permissionSet:PermissionSet": []
#     "aws:iam/group:Group": []
#     "aws:iam/policy:Policy": []
#   parameters:
#     denied:
#       sought: true
#       type: array
#       items: string
#       default:
#       - AdministratorAccess
#       - IAMFullAccess
#       - PowerUserAccess
#       - AWSCloudTrail_FullAccess
#       - AWSKeyManagementServicePowerUser
#       - AmazonBedrockFullAccess
#       description: Names of managed policies that nobody but the approved may hold
#     approved:
#       type: array
#       items: string
#       default: []
#       description: Names of roles, groups and permission sets that may hold one of them
#   remediation: Attach a policy with the actions that are needed, or build the role with LeastPrivilegeRole.
#   aliases:
#   - checkov:CKV_AWS_274
#   - checkov:CKV_AWS_275
#   - checkov:CKV2_AWS_56
#   - prowler:iam_aws_attached_policy_no_administrative_privileges
#   - prowler:bedrock_full_access_policy_attached
#   - prowler:iam_role_administratoraccess_policy
#   - prowler:iam_user_administrator_access_policy
#   - prowler:iam_group_administrator_access_policy
#   - cdknag:AwsSolutions-IAM4
#   - kics:ecs_service_admin_role_is_present
package checks.aws.iam.no_administrator_managed_policy

import data.lib.bare
import data.lib.link
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.managed_policy

deny contains {"resource": urn, "path": [place], "message": sprintf("the managed policy %s is attached", [name])} if {
	some type, property in _attachments
	some urn, attachment in input.by_type[type]
	name := _denied(attachment.props[property])
	not _approved(attachment)
	place := _place(attachment, property)
}

# Whom a policy is attached to may be approved, as long as it is not known.
_place(attachment, property) := first if first := min(_nameless(attachment))

else := property

_nameless(attachment) := {property |
	count(_names) > 0
	some property, type in _holders
	value.unknown(attachment, property)
	count(link.referred(attachment.urn, property, type)) == 0
}

# What is not known yet may be anything, but a policy that the program makes itself is none of AWS.
deny contains {"resource": urn, "path": [property], "message": "a managed administrator policy may be attached"} if {
	some type, property in _attachments
	some urn, attachment in input.by_type[type]
	[property] in array.concat(attachment.unknown, attachment.secret)
	count(link.referred(urn, property, "aws:iam/policy:Policy")) == 0
}

deny contains {"resource": urn, "path": ["managedPolicyArns", place], "message": message} if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	"managedPolicyArns" in role.declared
	some place, arn in role.props.managedPolicyArns
	name := _denied(arn)
	count({role.name, value.at(role, ["props", "name"])} & _names) == 0
	message := sprintf("the managed policy %s is attached", [name])
}

_attachments := {
	"aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
	"aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
	"aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
	"aws:iam/policyAttachment:PolicyAttachment": "policyArn",
	"aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
}

_denied(arn) := name if {
	parts := split(sprintf("%v", [arn]), "/")
	name := parts[count(parts) - 1]
	name in input.parameters["aws-iam-no-administrator-managed-policy"].denied
}

_names := {name | some name in input.parameters["aws-iam-no-administrator-managed-policy"].approved}

_approved(attachment) if {
	count(_called(attachment) & _names) > 0
}

_approved(attachment) if {
	not value.present(attachment, ["props", "users"])
	holders := array.concat(value.list(value.at(attachment, ["props", "roles"])), value.list(value.at(attachment, ["props", "groups"])))
	count(holders) > 0
	every holder in holders {
		holder in _names
	}
}

# What the role, group or permission set of an attachment is called, in the cloud and in the program.
_called(attachment) := {name |
	some property in ["role", "group"]
	name := attachment.props[property]
} | {name |
	some property, type in _holders
	some holder in link.referred(attachment.urn, property, type)
	some name in [holder.name, value.at(holder, ["props", "name"])]
}

_holders := {
	"role": "aws:iam/role:Role",
	"group": "aws:iam/group:Group",
	"permissionSetArn": "aws:ssoadmin/permissionSet:PermissionSet",
}

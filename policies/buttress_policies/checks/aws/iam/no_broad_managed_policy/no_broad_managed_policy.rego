# METADATA
# title: Managed policies of AWS for all of a service are not attached
# description: >-
#   No attachment, and no role in the managedPolicyArns that it declares, names a policy of AWS that gives every action of a service on
#   every resource: one whose name ends in FullAccess or PowerUser, or that is in the parameter broad. Policies in the parameter allowed
#   pass; those that administer the account are found by aws-iam-no-administrator-managed-policy. A policy that the program makes itself
#   is checked by its document.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# - ref: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
# custom:
#   id: aws-iam-no-broad-managed-policy
#   severity: medium
#   scope: resource
#   tier: 2
#   population:
#   - aws:iam/rolePolicyAttachment:RolePolicyAttachment
#   - aws:iam/userPolicyAttachment:UserPolicyAttachment
#   - aws:iam/groupPolicyAttachment:GroupPolicyAttachment
#   - aws:iam/policyAttachment:PolicyAttachment
#   - aws:iam/role:Role
#   - aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment
#   reads:
#     "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [policyArn]
#     "aws:iam/userPolicyAttachment:UserPolicyAttachment": [policyArn]
#     "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": [policyArn]
#     "aws:iam/policyAttachment:PolicyAttachment": [policyArn]
#     "aws:iam/role:Role": ["managedPolicyArns[]"]
#     "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": [managedPolicyArn]
#     "aws:iam/policy:Policy": []
#   presence:
#     "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [policyArn]
#     "aws:iam/userPolicyAttachment:UserPolicyAttachment": [policyArn]
#     "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": [policyArn]
#     "aws:iam/policyAttachment:PolicyAttachment": [policyArn]
#     "aws:iam/role:Role": ["managedPolicyArns[]"]
#     "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": [managedPolicyArn]
#   parameters:
#     broad:
#       type: array
#       items: string
#       default: [SecretsManagerReadWrite, AWSLambdaExecute, AmazonSSMFullAccess, CloudFrontFullAccess, DatabaseAdministrator, DataScientist, NetworkAdministrator, SystemAdministrator]
#       description: Names of managed policies that are too wide though their name does not end in FullAccess or PowerUser
#     allowed:
#       type: array
#       items: string
#       default: []
#       description: Names of managed policies that may be attached though they are wide
#   remediation: Attach a policy with the actions and resources that are needed, or build the role with LeastPrivilegeRole.
#   aliases:
#   - cdknag:AwsSolutions-IAM4
package checks.aws.iam.no_broad_managed_policy

import data.lib.bare
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.managed_policy

deny contains {"resource": urn, "path": [property], "message": sprintf("%s, which gives all of a service, is attached", [name])} if {
	some type, property in _attachments
	some urn, attachment in input.by_type[type]
	name := _broad(attachment.props[property])
}

deny contains {"resource": urn, "path": ["managedPolicyArns", place], "message": sprintf("%s, which gives all of a service, is attached", [name])} if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	"managedPolicyArns" in role.declared
	some place, arn in role.props.managedPolicyArns
	name := _broad(arn)
}

_attachments := {
	"aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
	"aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
	"aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
	"aws:iam/policyAttachment:PolicyAttachment": "policyArn",
	"aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
}

# The name of a policy of AWS that is too wide.
_broad(arn) := name if {
	[_, path] := split(sprintf("%v", [arn]), ":iam::aws:policy/")
	parts := split(path, "/")
	name := parts[count(parts) - 1]
	_wide(name)
	not name in _administrative
	not name in _parameters.allowed
}

_wide(name) if regex.match(`(FullAccess|PowerUser)(V[0-9])?$`, name)

_wide(name) if name in _parameters.broad

# The other check finds these, and more severely.
_administrative := {"IAMFullAccess", "AWSCloudTrail_FullAccess", "AWSKeyManagementServicePowerUser", "AmazonBedrockFullAccess"}

_parameters := input.parameters["aws-iam-no-broad-managed-policy"]

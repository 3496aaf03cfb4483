# METADATA
# title: Customer managed policies are in use
# description: >-
#   Each Policy is used in the stack: by an attachment to a role, group or user or a plain PolicyAttachment, in managedPolicyArns of a
#   Role, as a permissions boundary of a Role, User or permission set, or by its name in an Identity Center attachment. What another
#   stack attaches is not seen.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
# custom:
#   id: aws-iam-custom-policy-attached
#   severity: low
#   scope: stack
#   tier: 1
#   population:
#   - aws:iam/policy:Policy
#   companions:
#     "aws:iam/rolePolicyAttachment:RolePolicyAttachment": policyArn
#     "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": policyArn
#     "aws:iam/userPolicyAttachment:UserPolicyAttachment": policyArn
#     "aws:iam/policyAttachment:PolicyAttachment": policyArn
#     "aws:iam/role:Role": [managedPolicyArns, permissionsBoundary]
#     "aws:iam/user:User": permissionsBoundary
#     "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": customerManagedPolicyReference
#     "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment": permissionsBoundary
#   reads:
#     "aws:iam/policy:Policy": []
#     "aws:iam/rolePolicyAttachment:RolePolicyAttachment": []
#     "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": []
#     "aws:iam/userPolicyAttachment:UserPolicyAttachment": []
#     "aws:iam/policyAttachment:PolicyAttachment": []
#     "aws:iam/role:Role": []
#     "aws:iam/user:User": []
#     "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": []
#     "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment": []
#   live: the policy is attached to something
#   remediation: Attach the policy to the role or group that needs it, or drop it.
#   aliases:
#   - powerpipe:iam_custom_managed_policy_attached_to_role
#   - powerpipe:iam_custom_policy_unused
#   - awsconfig:IAM_POLICY_IN_USE
package checks.aws.iam.custom_policy_attached

import rego.v1

deny contains {"resource": urn, "path": [], "message": "the policy is attached to nothing in the stack"} if {
	some urn, policy in input.by_type["aws:iam/policy:Policy"]
	not _used(policy)
}

_used(policy) if {
	some type, properties in _uses
	some property in properties
	count(input.referrers[policy.urn][type][property]) > 0
}

_uses := {
	"aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn"],
	"aws:iam/groupPolicyAttachment:GroupPolicyAttachment": ["policyArn"],
	"aws:iam/userPolicyAttachment:UserPolicyAttachment": ["policyArn"],
	"aws:iam/policyAttachment:PolicyAttachment": ["policyArn"],
	"aws:iam/role:Role": ["managedPolicyArns", "permissionsBoundary"],
	"aws:iam/user:User": ["permissionsBoundary"],
	"aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": ["customerManagedPolicyReference"],
	"aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment": ["permissionsBoundary"],
}

# METADATA
# title: Users and groups have no inline policies
# description: >-
#   No UserPolicy or GroupPolicy is declared. Inline policies of roles, by RolePolicy or by inlinePolicies that the program
#   sets, fail only with the parameter include_roles, for a service role's inline policy is versioned with its stack.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
# custom:
#   id: aws-iam-no-inline-policies
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - aws:iam/rolePolicy:RolePolicy
#   - aws:iam/userPolicy:UserPolicy
#   - aws:iam/groupPolicy:GroupPolicy
#   - aws:iam/role:Role
#   reads:
#     "aws:iam/rolePolicy:RolePolicy": []
#     "aws:iam/userPolicy:UserPolicy": []
#     "aws:iam/groupPolicy:GroupPolicy": []
#     "aws:iam/role:Role": ["inlinePolicies[].policy"]
#   parameters:
#     include_roles: {type: boolean, default: false, description: Whether inline policies of roles count too}
#   remediation: Make the policy a Policy of its own and attach it.
#   aliases:
#   - powerpipe:iam_group_user_role_no_inline_policies
#   - awsconfig:IAM_NO_INLINE_POLICY_CHECK
package checks.aws.iam.no_inline_policies

import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "inline policies of roles count only with include_roles"} if {
	not _include_roles
	some type in ["aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"]
	some urn, _ in input.by_type[type]
}

deny contains {"resource": urn, "path": [], "message": sprintf("the %s has an inline policy", [holder])} if {
	some type, holder in {"aws:iam/userPolicy:UserPolicy": "user", "aws:iam/groupPolicy:GroupPolicy": "group"}
	some urn, _ in input.by_type[type]
}

deny contains {"resource": urn, "path": [], "message": "the role has an inline policy"} if {
	_include_roles
	some urn, _ in input.by_type["aws:iam/rolePolicy:RolePolicy"]
}

deny contains {"resource": urn, "path": ["inlinePolicies", place], "message": "the role has an inline policy"} if {
	_include_roles
	some urn, role in input.by_type["aws:iam/role:Role"]
	"inlinePolicies" in role.declared
	some place, inline in role.props.inlinePolicies
	value.present(inline, ["policy"])
}

_include_roles if input.parameters["aws-iam-no-inline-policies"].include_roles == true

# METADATA
# title: IAM policies allow no privilege escalation
# description: >-
#   No customer's policy grants, on every resource, a set of actions by which its holder can gain rights that nobody granted:
#   changing a policy or a trust, taking over a user, or iam:PassRole together with ec2:RunInstances, lambda:CreateFunction,
#   ecs:RunTask, glue:CreateJob or cloudformation:CreateStack. Wildcards and NotAction count, and so does a resource that is
#   all of one kind (arn:aws:iam::*:role/*). A Deny without a condition takes away what it names; a condition on
#   iam:PermissionsBoundary, iam:PolicyARN or, for another service, iam:PassedToService keeps it within bounds. The action *
#   alone is full administration, which another check covers.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
# custom:
#   id: aws-iam-policy-no-privilege-escalation
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - aws:iam/policy:Policy
#   - aws:iam/rolePolicy:RolePolicy
#   - aws:iam/userPolicy:UserPolicy
#   - aws:iam/groupPolicy:GroupPolicy
#   - aws:iam/role:Role
#   - aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy
#   reads_from: iam
#   remediation: Name the roles, users and policies under Resource in the policy document, or build it with LeastPrivilegeRole.
#   aliases:
#   - checkov:CKV_AWS_110
#   - checkov:CKV_AWS_286
#   - prowler:iam_inline_policy_allows_privilege_escalation
#   - prowler:iam_policy_allows_privilege_escalation
#   - kics:role_with_privilege_escalation_by_actions_iam_PutRolePolicy
#   - kics:user_with_privilege_escalation_by_actions_iam_CreateAccessKey
#   - kics:group_with_privilege_escalation_by_actions_iam_AddUserToGroup
package checks.aws.iam.policy_no_privilege_escalation

import data.lib.bare
import data.lib.escalation
import data.lib.iam
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.policy

deny contains {"resource": entry.urn, "path": entry.path, "message": message} if {
	some entry in iam.policies
	ways := escalation.ways(entry.policy)
	count(ways) > 0
	message := sprintf("the policy allows privilege escalation by %s", [_shown(ways)])
}

deny contains {"resource": entry.urn, "path": entry.path, "message": "the policy is not a JSON document, so it cannot be checked"} if {
	some entry in iam.policies
	iam.unreadable(entry.policy)
}

_shown(ways) := concat(", ", sort(ways)) if count(ways) < 4

_shown(ways) := sprintf("%s and %d ways more", [concat(", ", array.slice(sort(ways), 0, 3)), count(ways) - 3]) if count(ways) > 3

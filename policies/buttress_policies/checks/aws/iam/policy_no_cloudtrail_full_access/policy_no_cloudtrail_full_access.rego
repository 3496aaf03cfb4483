# METADATA
# title: IAM policies cannot change the audit trail
# description: >-
#   No Allow statement grants cloudtrail StopLogging, DeleteTrail, UpdateTrail or PutEventSelectors, by name, by a wildcard or
#   by NotAction, on every resource or on every trail. A Condition does not excuse it; a Deny of the same action on every
#   resource does. The action * alone is covered by another check.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
# custom:
#   id: aws-iam-policy-no-cloudtrail-full-access
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
#   remediation: Grant the reading actions of cloudtrail only, and name the trail under Resource where a role must change it.
#   aliases:
#   - prowler:iam_policy_no_full_access_to_cloudtrail
#   - prowler:iam_inline_policy_no_full_access_to_cloudtrail
package checks.aws.iam.policy_no_cloudtrail_full_access

import data.lib.bare
import data.lib.iam
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.policy

deny contains {"resource": entry.urn, "path": entry.path, "message": message} if {
	some entry in iam.policies
	actions := _granted(entry.policy)
	count(actions) > 0
	message := sprintf("the policy grants %s on every trail", [concat(", ", sort(actions))])
}

deny contains {"resource": entry.urn, "path": entry.path, "message": "the policy is not a JSON document, so it cannot be checked"} if {
	some entry in iam.policies
	iam.unreadable(entry.policy)
}

_granted(policy) := {action |
	some statement in iam.allows(policy)
	not iam.every_action(statement)
	iam.whole_service(statement, "cloudtrail")
	some action in _blinding
	iam.names(statement, action)
	not iam.denied(policy, action)
}

_blinding := ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors"]

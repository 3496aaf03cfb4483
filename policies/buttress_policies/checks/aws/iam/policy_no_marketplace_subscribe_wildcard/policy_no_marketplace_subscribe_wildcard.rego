# METADATA
# title: IAM policies limit which marketplace products may be bought
# description: >-
#   No Allow statement grants aws-marketplace:Subscribe on every resource, by name, by a wildcard or by NotAction, without a
#   Condition that limits aws-marketplace:ProductId to given products. A Deny of the action on every resource takes it away.
#   The action * alone is covered by another check.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-iam-users-groups-policies.html
# custom:
#   id: aws-iam-policy-no-marketplace-subscribe-wildcard
#   severity: medium
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
#   remediation: Add a Condition on aws-marketplace:ProductId with the products that may be bought, or drop the action.
#   aliases:
#   - prowler:iam_policy_no_wildcard_marketplace_subscribe
#   - prowler:iam_inline_policy_no_wildcard_marketplace_subscribe
package checks.aws.iam.policy_no_marketplace_subscribe_wildcard

import data.lib.bare
import data.lib.iam
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.policy

deny contains {"resource": entry.urn, "path": entry.path, "message": message} if {
	some entry in iam.policies
	_buys_anything(entry.policy)
	message := "the policy grants aws-marketplace:Subscribe for any product"
}

deny contains {"resource": entry.urn, "path": entry.path, "message": "the policy is not a JSON document, so it cannot be checked"} if {
	some entry in iam.policies
	iam.unreadable(entry.policy)
}

_buys_anything(policy) if {
	some statement in iam.allows(policy)
	not iam.denied(policy, "aws-marketplace:Subscribe")
	not iam.every_action(statement)
	iam.names(statement, "aws-marketplace:Subscribe")
	iam.any_resource(statement)
	not iam.narrowed(statement, {"aws-marketplace:ProductId"})
}

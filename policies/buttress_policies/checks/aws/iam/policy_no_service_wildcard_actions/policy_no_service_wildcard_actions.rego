# METADATA
# title: IAM policies name their actions
# description: >-
#   No Allow statement of a customer's policy has an Action that is all of a service, such as s3:*, or a NotAction, which
#   allows all that it does not name. A Condition or a narrow Resource does not excuse it. Services in allowed_services may
#   keep their wildcard. The actions * and *:* alone are covered by another check, as is a wildcard within an action
#   (s3:Get*).
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# custom:
#   id: aws-iam-policy-no-service-wildcard-actions
#   severity: medium
#   scope: resource
#   tier: 2
#   population:
#   - aws:iam/policy:Policy
#   - aws:iam/rolePolicy:RolePolicy
#   - aws:iam/userPolicy:UserPolicy
#   - aws:iam/groupPolicy:GroupPolicy
#   - aws:iam/role:Role
#   - aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy
#   reads_from: iam
#   parameters:
#     allowed_services:
#       type: array
#       items: string
#       default: []
#       description: Services of which a policy may allow every action, as the prefix before the colon
#   remediation: Name the actions that are needed, or build the policy with LeastPrivilegeRole.
#   aliases:
#   - checkov:CKV_AWS_49
#   - checkov:CKV_AWS_63
#   - trivy:AVD-AWS-0345
#   - securityhub:iam.21
#   - awsconfig:IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS
#   - cdknag:AwsSolutions-IAM5
package checks.aws.iam.policy_no_service_wildcard_actions

import data.lib.bare
import data.lib.iam
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.policy

deny contains {"resource": entry.urn, "path": entry.path, "message": message} if {
	some entry in iam.policies
	some statement in iam.allows(entry.policy)
	some action in statement.actions
	service := _whole(action)
	not service in _allowed
	message := sprintf("the policy grants every action of %s", [service])
}

deny contains {
	"resource": entry.urn,
	"path": entry.path,
	"message": "the policy grants every action except those under its NotAction",
} if {
	some entry in iam.policies
	some statement in iam.allows(entry.policy)
	count(statement.not_actions) > 0
}

deny contains {"resource": entry.urn, "path": entry.path, "message": "the policy is not a JSON document, so it cannot be checked"} if {
	some entry in iam.policies
	iam.unreadable(entry.policy)
}

# The service of an action that is all of it, be it with more stars than one.
_whole(action) := split(action, ":")[0] if regex.match(`^[^:*?]+:[*?]*[*][*?]*$`, action)

_allowed := {lower(service) | some service in input.parameters["aws-iam-policy-no-service-wildcard-actions"].allowed_services}

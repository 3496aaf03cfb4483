# METADATA
# title: IAM policies do not grant reading of credentials or bulk data on every resource
# description: >-
#   No Allow statement with a Resource of * (or a NotResource) and without a Condition grants an action that hands out
#   credentials or reads data in bulk, from the parameter actions; wildcards and NotAction count. The actions * and *:* alone
#   are full administration, which another check covers.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: aws-iam-policy-no-secret-or-bulk-read-wildcard
#   severity: high
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
#
#   parameters:
#     actions:
#       sought: true
#       type: array
#       items: string
#       default:
#       - "iam:CreateAccessKey"
#       - "rds:CopyDBSnapshot"
#       - "redshift:GetClusterCredentials"
#       - "s3:GetObject"
#       - "secretsmanager:GetSecretValue"
#       - "ssm:GetParameter"
#       - "ssm:GetParameters"
#       - "ssm:GetParametersByPath"
#       - "sts:GetSessionToken"
#       description: Actions that must name their resources
#   remediation: Name the resources under Resource in the policy document, or build it with LeastPrivilegeRole.
#   aliases:
#   - checkov:CKV_AWS_107
#   - checkov:CKV_AWS_287
#   - checkov:CKV_AWS_108
#   - checkov:CKV_AWS_288
#   - trivy:AVD-AWS-0346
package checks.aws.iam.policy_no_secret_or_bulk_read_wildcard

import data.lib.bare
import data.lib.iam
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.policy

deny contains {"resource": entry.urn, "path": entry.path, "message": message} if {
	some entry in iam.policies
	some action in _granted(entry.policy)
	message := sprintf("the policy grants %s on every resource", [action])
}

_granted(policy) := {action |
	some statement in iam.allows(policy)
	iam.any_resource(statement)
	not iam.asks(statement)
	not iam.every_action(statement)
	some action in input.parameters["aws-iam-policy-no-secret-or-bulk-read-wildcard"].actions
	iam.names(statement, action)
	not iam.denied(policy, action)
}

deny contains {"resource": entry.urn, "path": entry.path, "message": "the policy is not a JSON document, so it cannot be checked"} if {
	some entry in iam.policies
	iam.unreadable(entry.policy)
}

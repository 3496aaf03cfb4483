# METADATA
# title: IAM policies do not grant full administration
# description: >-
#   No Allow statement of a customer's policy has an Action of * or *:* together with a Resource of *. A Condition does not
#   excuse it. Allow with NotAction is covered by another check.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: aws-iam-policy-no-full-admin
#   severity: critical
#   subsumes:
#     - aws-iam-policy-no-cloudtrail-full-access
#     - aws-iam-policy-no-marketplace-subscribe-wildcard
#     - aws-iam-policy-no-privilege-escalation
#     - aws-iam-policy-no-secret-or-bulk-read-wildcard
#     - aws-iam-policy-no-service-wildcard-actions
#     - aws-iam-policy-write-and-permission-actions-scoped
#   scope: resource
#   tier: 1
#   population:
#   - aws:iam/policy:Policy
#   - aws:iam/rolePolicy:RolePolicy
#   - aws:iam/userPolicy:UserPolicy
#   - aws:iam/groupPolicy:GroupPolicy
#   - aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy
#   - aws:iam/role:Role
#   reads_from: iam
#   remediation: Name the actions and resources that are needed, or build the policy with LeastPrivilegeRole.
#   aliases:
#   - checkov:CKV_AWS_1
#   - checkov:CKV_AWS_62
#   - trivy:AVD-AWS-0057
#   - prowler:iam_customer_attached_policy_no_administrative_privileges
#   - prowler:iam_inline_policy_no_administrative_privileges
#   - prowler:iam_customer_unattached_policy_no_administrative_privileges
#   - powerpipe:iam_policy_no_star_star
#   - securityhub:iam.1
#   - awsconfig:IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS
#   - cdknag:AwsSolutions-IAM5
#   - kics:iam_policies_with_full_privileges
#   - kics:iam_policy_grants_full_permissions
#   - kics:sso_policy_with_full_privileges
#   - kics:iam_role_with_full_privileges
package checks.aws.iam.policy_no_full_admin

import data.lib.bare
import data.lib.iam
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.policy

deny contains {"resource": entry.urn, "path": entry.path, "message": "the policy grants every action on every resource"} if {
	some entry in iam.policies
	some statement in iam.allows(entry.policy)
	_administers(statement)
}

deny contains {"resource": entry.urn, "path": entry.path, "message": "the policy is not a JSON document, so it cannot be checked"} if {
	some entry in iam.policies
	iam.unreadable(entry.policy)
}

_administers(statement) if {
	iam.every_action(statement)
	iam.any_resource(statement)
}

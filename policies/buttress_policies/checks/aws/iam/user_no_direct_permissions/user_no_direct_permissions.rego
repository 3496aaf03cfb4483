# METADATA
# title: Users have no direct permissions
# description: >-
#   No UserPolicy or UserPolicyAttachment is declared, and no PolicyAttachment names users, so that people receive rights only through
#   groups and roles.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
# custom:
#   id: aws-iam-user-no-direct-permissions
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:iam/userPolicy:UserPolicy
#   - aws:iam/userPolicyAttachment:UserPolicyAttachment
#   - aws:iam/policyAttachment:PolicyAttachment
#   reads:
#     "aws:iam/userPolicy:UserPolicy": []
#     "aws:iam/userPolicyAttachment:UserPolicyAttachment": []
#     "aws:iam/policyAttachment:PolicyAttachment": [users]
#   remediation: Attach the policy to a group with GroupPolicyAttachment and put the user into it, or let people assume a role.
#   aliases:
#   - checkov:CKV_AWS_40
#   - trivy:AVD-AWS-0143
#   - prowler:iam_policy_attached_only_to_group_or_roles
#   - powerpipe:iam_user_no_inline_attached_policies
#   - securityhub:iam.2
#   - awsconfig:IAM_USER_NO_POLICIES_CHECK
#   - pulumi:aws-iam-policy-attachment-only-attachment-through-groups
#   - pulumi:aws-iam-user-policy-attachment-only-attachment-through-groups
#   - kics:iam_policies_attached_to_user
package checks.aws.iam.user_no_direct_permissions

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the user has an inline policy"} if {
	some urn, _ in input.by_type["aws:iam/userPolicy:UserPolicy"]
}

deny contains {"resource": urn, "path": [], "message": "a policy is attached directly to a user"} if {
	some urn, _ in input.by_type["aws:iam/userPolicyAttachment:UserPolicyAttachment"]
}

deny contains {"resource": urn, "path": ["users"], "message": "the attachment attaches its policy directly to users"} if {
	some urn, attachment in input.by_type["aws:iam/policyAttachment:PolicyAttachment"]
	value.present(attachment, ["props", "users"])
}

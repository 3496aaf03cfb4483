# METADATA
# title: Former passwords cannot be used again
# description: >-
#   passwordReusePrevention is at least the parameter min_remembered, by default the most that AWS offers. Absent or 0 means that no
#   password is remembered.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
# custom:
#   id: aws-iam-password-policy-reuse-prevention
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:iam/accountPasswordPolicy:AccountPasswordPolicy
#   reads:
#     "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": [passwordReusePrevention]
#   parameters:
#     min_remembered: {type: integer, default: 24, description: Fewest former passwords that cannot be used again, minimum: 1, maximum: 24}
#   live: the account has a password policy
#   remediation: Set passwordReusePrevention to 24, or use AccountBaseline.
#   aliases:
#   - checkov:CKV_AWS_13
#   - trivy:AVD-AWS-0056
#   - prowler:iam_password_policy_reuse_24
#   - powerpipe:iam_account_password_policy_strong_min_reuse_24
#   - securityhub:iam.7
#   - awsconfig:IAM_PASSWORD_POLICY
#   - pulumi:aws-iam-password-policy-prevent-reuse
#   - kics:password_without_reuse_prevention
package checks.aws.iam.password_policy_reuse_prevention

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["passwordReusePrevention"], "message": message} if {
	some urn, policy in input.by_type["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"]
	remembered := value.number(object.get(policy.props, "passwordReusePrevention", 0))
	remembered < input.parameters["aws-iam-password-policy-reuse-prevention"].min_remembered
	message := sprintf("the password policy remembers only %d former passwords", [remembered])
}

# METADATA
# title: Passwords have 14 characters or more
# description: >-
#   minimumPasswordLength of the account's password policy is 14 or more; absent is 6. That the account has a password policy at all is
#   seen only live.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
# custom:
#   id: aws-iam-password-policy-min-length
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:iam/accountPasswordPolicy:AccountPasswordPolicy
#   reads:
#     "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": [minimumPasswordLength]
#   live: the account has a password policy
#   remediation: Set minimumPasswordLength to 14 or more, or use AccountBaseline.
#   aliases:
#   - checkov:CKV_AWS_10
#   - trivy:AVD-AWS-0063
#   - prowler:iam_password_policy_minimum_length_14
#   - powerpipe:iam_account_password_policy_strong_min_reuse_24
#   - securityhub:iam.7
#   - awsconfig:IAM_PASSWORD_POLICY
#   - pulumi:aws-iam-password-policy-minimum-password-length
#   - kics:iam_password_without_minimum_length
#   - kics-pulumi:iam_password_without_minimum_length
package checks.aws.iam.password_policy_min_length

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["minimumPasswordLength"], "message": message} if {
	some urn, policy in input.by_type["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"]
	length := value.number(object.get(policy.props, "minimumPasswordLength", 6))
	length < 14
	message := sprintf("the password policy allows passwords of %d characters", [length])
}

# METADATA
# title: Passwords contain letters, numbers and symbols
# description: >-
#   requireLowercaseCharacters, requireUppercaseCharacters, requireNumbers and requireSymbols are all true; absent is false.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
# custom:
#   id: aws-iam-password-policy-complexity
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:iam/accountPasswordPolicy:AccountPasswordPolicy
#   reads:
#     "aws:iam/accountPasswordPolicy:AccountPasswordPolicy":
#     - requireLowercaseCharacters
#     - requireUppercaseCharacters
#     - requireNumbers
#     - requireSymbols
#   live: the account has a password policy
#   remediation: Set all four require properties to true, or use AccountBaseline.
#   aliases:
#   - checkov:CKV_AWS_11
#   - checkov:CKV_AWS_12
#   - checkov:CKV_AWS_14
#   - checkov:CKV_AWS_15
#   - trivy:AVD-AWS-0058
#   - trivy:AVD-AWS-0059
#   - trivy:AVD-AWS-0060
#   - trivy:AVD-AWS-0061
#   - prowler:iam_password_policy_lowercase
#   - prowler:iam_password_policy_uppercase
#   - prowler:iam_password_policy_number
#   - prowler:iam_password_policy_symbol
#   - powerpipe:iam_account_password_policy_strong_min_reuse_24
#   - securityhub:iam.7
#   - awsconfig:IAM_PASSWORD_POLICY
#   - kics:iam_password_does_not_require_lowercase
#   - kics:iam_password_does_not_require_uppercase
#   - kics:iam_password_does_not_require_number
#   - kics:iam_password_does_not_require_symbol
#   - kics-pulumi:iam_password_without_lowercase_letter
package checks.aws.iam.password_policy_complexity

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [property], "message": sprintf("the password policy requires no %s", [sign])} if {
	some urn, policy in input.by_type["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"]
	some property, sign in _signs
	not value.is_true(policy, ["props", property])
}

_signs := {
	"requireLowercaseCharacters": "lower-case letter",
	"requireUppercaseCharacters": "upper-case letter",
	"requireNumbers": "number",
	"requireSymbols": "symbol",
}

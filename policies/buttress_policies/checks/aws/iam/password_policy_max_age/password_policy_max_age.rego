# METADATA
# title: Passwords expire
# description: >-
#   maxPasswordAge is between 1 and the parameter max_days. Absent or 0 means that passwords never expire, which passes only with the
#   parameter allow_no_expiry, as NIST SP 800-63B has it where every sign-in asks for a second factor.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
# custom:
#   id: aws-iam-password-policy-max-age
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:iam/accountPasswordPolicy:AccountPasswordPolicy
#   reads:
#     "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": [maxPasswordAge]
#   parameters:
#     max_days: {}
#     allow_no_expiry: {type: boolean, default: false, description: Whether passwords may stay for ever}
#   live: the account has a password policy
#   remediation: Set maxPasswordAge to 90 or less, or use AccountBaseline.
#   aliases:
#   - checkov:CKV_AWS_9
#   - trivy:AVD-AWS-0062
#   - prowler:iam_password_policy_expires_passwords_within_90_days_or_less
#   - powerpipe:iam_account_password_policy_strong_min_reuse_24
#   - securityhub:iam.7
#   - awsconfig:IAM_PASSWORD_POLICY
#   - kics:misconfigured_password_policy_expiration
package checks.aws.iam.password_policy_max_age

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["maxPasswordAge"], "message": "the password policy lets passwords never expire"} if {
	_parameters.allow_no_expiry == false
	some urn, policy in input.by_type["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"]
	_age(policy) == 0
}

deny contains {"resource": urn, "path": ["maxPasswordAge"], "message": message} if {
	some urn, policy in input.by_type["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"]
	_age(policy) > _parameters.max_days
	message := sprintf("the password policy lets passwords expire only after %d days", [_age(policy)])
}

_age(policy) := value.number(object.get(policy.props, "maxPasswordAge", 0))

_parameters := input.parameters["aws-iam-password-policy-max-age"]

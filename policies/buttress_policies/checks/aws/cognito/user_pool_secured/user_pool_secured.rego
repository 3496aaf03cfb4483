# METADATA
# title: Cognito signs people in with a second factor, and nobody unnamed
# description: >-
#   mfaConfiguration of a UserPool is one of parameter mfa_modes, ON or OPTIONAL; absent is OFF. A passwordPolicy asks for at least parameter
#   min_length characters; absent asks for eight. allowUnauthenticatedIdentities of an IdentityPool is not true. Kinds of characters,
#   protection from deletion and threat protection are not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
# - ref: https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
# custom:
#   id: aws-cognito-user-pool-secured
#   severity: medium
#   scope: resource
#   tier: 2
#   population: ["aws:cognito/userPool:UserPool", "aws:cognito/identityPool:IdentityPool"]
#   reads:
#     "aws:cognito/userPool:UserPool": [mfaConfiguration, passwordPolicy.minimumLength]
#     "aws:cognito/identityPool:IdentityPool": [allowUnauthenticatedIdentities]
#   parameters:
#     mfa_modes:
#       type: array
#       items: string
#       default: ["ON", OPTIONAL]
#       description: Values of mfaConfiguration that are enough
#     min_length: {type: integer, default: 8, description: Fewest characters of a password, minimum: 6, maximum: 99}
#   remediation: Set mfaConfiguration to ON with softwareTokenMfaConfiguration.enabled, and allowUnauthenticatedIdentities to false.
#   precondition: People who sign in must enrol a second factor where it is ON.
#   aliases:
#   - checkov:CKV_AWS_366
#   - prowler:cognito_user_pool_mfa_enabled
#   - prowler:cognito_identity_pool_guest_access_disabled
#   - securityhub:cognito.2
#   - awsconfig:COGNITO_USER_POOL_MFA_ENABLED
#   - cdknag:AwsSolutions-COG2
#   - cdknag:AwsSolutions-COG7
#   - kics:cognito_userpool_without_mfa
package checks.aws.cognito.user_pool_secured

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["mfaConfiguration"], "message": "people sign in without a second factor"} if {
	some urn, pool in input.by_type["aws:cognito/userPool:UserPool"]
	not value.text(value.at(pool, ["props", "mfaConfiguration"])) in {lower(mode) | some mode in _parameters.mfa_modes}
}

deny contains {"resource": urn, "path": ["passwordPolicy", "minimumLength"], "message": message} if {
	some urn, pool in input.by_type["aws:cognito/userPool:UserPool"]
	length := value.number(value.at(pool, ["props", "passwordPolicy", "minimumLength"]))
	length < _parameters.min_length
	message := sprintf("passwords of %d characters do", [length])
}

deny contains {"resource": urn, "path": ["allowUnauthenticatedIdentities"], "message": "the pool gives credentials to people who did not sign in"} if {
	some urn, pool in input.by_type["aws:cognito/identityPool:IdentityPool"]
	value.is_true(pool, ["props", "allowUnauthenticatedIdentities"])
}

_parameters := input.parameters["aws-cognito-user-pool-secured"]

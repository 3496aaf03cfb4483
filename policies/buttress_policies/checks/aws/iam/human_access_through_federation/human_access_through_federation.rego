# METADATA
# title: People sign in through federation, not as IAM users
# description: >-
#   A UserLoginProfile is only there for users in the parameter approved_console_users, the break-glass ones; all others sign in through
#   Identity Center or SAML. A User without a profile passes, unless the parameter approved_users is given and lacks its name. Names are
#   compared as in the cloud and as in the program.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp
# custom:
#   id: aws-iam-human-access-through-federation
#   severity: medium
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - aws:iam/userLoginProfile:UserLoginProfile
#   - aws:iam/user:User
#   reads:
#     "aws:iam/userLoginProfile:UserLoginProfile": []
#     "aws:iam/user:User": []
#   parameters:
#     approved_console_users:
#       type: array
#       items: string
#       default: []
#       description: Names of users that may have a password for the console
#     approved_users: {type: array, items: string, default: [], description: Names of users that may exist; none means any}
#   remediation: >-
#     Drop the login profile and give people access through Identity Center, or add a break-glass user to approved_console_users.
#   aliases:
#   - checkov:CKV_AWS_273
#   - checkov:CKV2_AWS_22
#   - awsconfig:MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS
#   - awsguard:mfa-enabled-for-iam-console-access
#   - kics:iam_user_with_access_to_console
#   - kics:sso_identity_user_unsafe_creation
package checks.aws.iam.human_access_through_federation

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": _place(profile), "message": "the user has a console password"} if {
	some urn, profile in input.by_type["aws:iam/userLoginProfile:UserLoginProfile"]
	count(_owners(profile) & {name | some name in _parameters.approved_console_users}) == 0
}

# The user may be an approved one, as long as it is not known who it is.
_place(profile) := ["user"] if {
	count(_parameters.approved_console_users) > 0
	count(link.referred(profile.urn, "user", "aws:iam/user:User")) == 0
} else := []

deny contains {"resource": urn, "path": [], "message": "the user is not an approved user"} if {
	count(_parameters.approved_users) > 0
	some urn, user in input.by_type["aws:iam/user:User"]
	count(_called(user) & {name | some name in _parameters.approved_users}) == 0
}

_parameters := input.parameters["aws-iam-human-access-through-federation"]

_owners(profile) := {value.at(profile, ["props", "user"])} | union({_called(user) |
	some user in link.referred(profile.urn, "user", "aws:iam/user:User")
})

_called(user) := {user.name, value.at(user, ["props", "name"])}

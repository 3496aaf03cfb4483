# METADATA
# title: Roles trust no wildcard principal
# description: >-
#   No Allow statement of a role's assumeRolePolicy has a Principal of *, AWS *, Federated * or Service *, or a NotPrincipal,
#   unless a Condition holds aws:PrincipalOrgID, sts:ExternalId or another key that identifies the caller to fixed values, or
#   a Deny takes the role from all other callers. Negated operators, IfExists, ForAllValues and values with wildcards do not
#   narrow. Service * and NotPrincipal count too, since they are as open, and so do Amazon, Cognito, Facebook and Google as
#   Federated, whose users are those of all applications, unless a Condition holds aud, app_id or sub to fixed values.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# custom:
#   id: aws-iam-role-trust-no-wildcard-principal
#   severity: critical
#   scope: resource
#   tier: 1
#   population:
#   - aws:iam/role:Role
#   reads:
#     "aws:iam/role:Role": [assumeRolePolicy]
#   remediation: Name the accounts, roles or services that may assume the role in assumeRolePolicy, as LeastPrivilegeRole does.
#   aliases:
#   - checkov:CKV_AWS_60
#   - checkov:CKV_AWS_61
#   - checkov:CKV_AWS_283
#   - prowler:iam_no_custom_policy_permissive_role_assumption
#   - kics:iam_role_allows_all_principals_to_assume
#   - kics:iam_policy_grants_assumerole_permission_across_all_services
package checks.aws.iam.role_trust_no_wildcard_principal

import data.lib.caller
import data.lib.iam
import rego.v1

deny contains {"resource": urn, "path": ["assumeRolePolicy"], "message": message} if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	some statement in iam.allows(role.props.assumeRolePolicy)
	some who in _everybody(statement)
	caller.open(role.props.assumeRolePolicy, statement)
	message := sprintf("the trust policy lets %s assume the role", [who])
}

deny contains {"resource": urn, "path": ["assumeRolePolicy"], "message": message} if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	iam.unreadable(role.props.assumeRolePolicy)
	message := "the trust policy is not a JSON document, so it cannot be checked"
}

_everybody(statement) := {"anybody"} if iam.anybody(statement)

_everybody(statement) := wild | shared if {
	not iam.anybody(statement)
	wild := {sprintf("any %s principal", [lower(kind)]) |
		some kind in ["Federated", "Service"]
		"*" in object.get(statement.principals, kind, [])
	}
	shared := {sprintf("anybody with an identity of %s", [provider]) |
		some provider in object.get(statement.principals, "Federated", [])
		provider in _shared
	}
}

# Providers of identities that need no resource in the account: their users are those of all their applications.
_shared := {"accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"}

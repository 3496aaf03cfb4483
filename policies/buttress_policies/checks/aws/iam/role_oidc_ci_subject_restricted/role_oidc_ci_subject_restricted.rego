# METADATA
# title: Roles for pipelines trust the organization's own pipelines only
# description: >-
#   Each Allow statement of a trust policy that federates a provider of ci_issuers pins its aud and its sub by StringEquals,
#   StringLike or another operator that holds them, and each sub names an organisation: up to its first wildcard it holds a
#   kind and a whole name, such as repo:acme/ or organization:acme:. Otherwise anybody's pipeline at that service may take the
#   role. Roles that federate no such provider, such as those of service accounts of EKS, do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
# - ref: https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services
# custom:
#   id: aws-iam-role-oidc-ci-subject-restricted
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["aws:iam/role:Role"]
#   reads:
#     "aws:iam/role:Role": [assumeRolePolicy]
#   parameters:
#     ci_issuers:
#       sought: true
#       type: array
#       items: string
#       default: [token.actions.githubusercontent.com, gitlab.com, app.terraform.io, api.pulumi.com, api.bitbucket.org]
#       description: Hosts of the OIDC providers of pipelines
#   not_applicable: the role trusts no identity provider of a pipeline
#   remediation: Pin aud and sub in the trust policy's Condition by StringEquals, or use FederatedPipelineRole.
#   aliases:
#   - checkov:CKV_AWS_358
#   - checkov:CKV_AWS_393
package checks.aws.iam.role_oidc_ci_subject_restricted

import data.lib.caller
import data.lib.iam
import rego.v1

applies contains urn if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	some statement in iam.allows(role.props.assumeRolePolicy)
	count(_issuers(statement)) > 0
}

applies contains urn if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	iam.unreadable(role.props.assumeRolePolicy)
}

deny contains {"resource": urn, "path": ["assumeRolePolicy"], "message": message} if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	some statement in iam.allows(role.props.assumeRolePolicy)
	some issuer in _issuers(statement)
	some claim in ["aud", "sub"]
	not _pinned(statement, sprintf("%s:%s", [issuer, claim]))
	message := sprintf("the trust policy does not restrict the claim %s of %s", [claim, issuer])
}

deny contains {"resource": urn, "path": ["assumeRolePolicy"], "message": message} if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	some statement in iam.allows(role.props.assumeRolePolicy)
	some issuer in _issuers(statement)
	some condition in _on(statement, sprintf("%s:sub", [issuer]))
	some subject in condition.values
	not caller.subject(subject)
	message := sprintf("the trust policy's subject %v admits pipelines of any organisation at %s", [subject, issuer])
}

deny contains {"resource": urn, "path": ["assumeRolePolicy"], "message": message} if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	iam.unreadable(role.props.assumeRolePolicy)
	message := "the trust policy is not a JSON document, so it cannot be checked"
}

# The providers of pipelines that a statement federates, as their condition keys name them.
_issuers(statement) := {issuer |
	some provider in object.get(statement.principals, "Federated", [])
	is_string(provider)
	parts := split(lower(provider), ":oidc-provider/")
	issuer := parts[1]
	split(issuer, "/")[0] in _hosts
}

_pinned(statement, key) if {
	count(_on(statement, key)) > 0
}

_on(statement, key) := [condition |
	some condition in iam.conditions(statement)
	condition.key == key
	iam.limits(condition)
]

_hosts := {lower(host) | some host in input.parameters["aws-iam-role-oidc-ci-subject-restricted"].ci_issuers}

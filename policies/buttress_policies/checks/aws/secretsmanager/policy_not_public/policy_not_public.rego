# METADATA
# title: Secrets are not public
# description: >-
#   No Allow statement of a secret's policy, its own or a SecretPolicy, has everybody as its principal (*, or AWS *, or a
#   NotPrincipal), unless a Condition holds a key that identifies the caller, such as aws:PrincipalOrgID,
#   aws:PrincipalAccount, aws:PrincipalArn or aws:SourceVpce, to fixed values, or a Deny takes from all others. Its own policy counts where the program
#   declares it: else it only echoes a SecretPolicy, which is checked itself. A secret without a policy does not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
# custom:
#   id: aws-secretsmanager-policy-not-public
#   severity: high
#   scope: resource
#   tier: 2
#   population:
#   - aws:secretsmanager/secretPolicy:SecretPolicy
#   - aws:secretsmanager/secret:Secret
#   reads:
#     "aws:secretsmanager/secretPolicy:SecretPolicy": [policy]
#     "aws:secretsmanager/secret:Secret": [policy]
#   remediation: Name the principals, or add a Condition on aws:PrincipalOrgID.
#   aliases:
#   - prowler:secretsmanager_not_publicly_accessible
#   - prowler:secretsmanager_has_restrictive_resource_policy
#   - kics:secrets_manager_with_vulnerable_policy
package checks.aws.secretsmanager.policy_not_public

import data.lib.bare
import data.lib.caller
import data.lib.iam
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.resource_policy

deny contains {"resource": entry.urn, "path": [entry.property], "message": "the policy grants access to everybody"} if {
	some entry in _policies
	count(caller.public(entry.policy)) > 0
}

deny contains {"resource": entry.urn, "path": [entry.property], "message": "the policy is not a JSON document, so it cannot be checked"} if {
	some entry in _policies
	iam.unreadable(entry.policy)
}

_policies contains {"urn": urn, "property": property, "policy": resource.props[property]} if {
	some type, property in _carriers
	some urn, resource in input.by_type[type]
	property in resource.declared
}

_carriers := {
	"aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
	"aws:secretsmanager/secret:Secret": "policy",
}

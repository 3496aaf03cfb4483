# METADATA
# title: Policies of tables, streams, vaults, registries and warehouses are not public
# description: >-
#   No Allow statement of the policy has everybody as its principal (*, or AWS *, or a NotPrincipal), unless a Condition holds
#   a key that identifies the caller, such as aws:PrincipalOrgID, aws:PrincipalAccount, aws:PrincipalArn, aws:SourceAccount,
#   aws:SourceArn or aws:SourceVpce, to fixed values, or a Deny takes from all other callers what it gives; negated, IfExists
#   and ForAllValues operators and values with wildcards do not.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
# custom:
#   id: aws-resource-policy-not-public
#   severity: high
#   scope: resource
#   tier: 2
#   population:
#   - aws:dynamodb/resourcePolicy:ResourcePolicy
#   - aws:kinesis/resourcePolicy:ResourcePolicy
#   - aws:ecr/registryPolicy:RegistryPolicy
#   - aws:backup/vaultPolicy:VaultPolicy
#   - aws:codeartifact/domainPermissions:DomainPermissions
#   - aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy
#   - aws:redshift/resourcePolicy:ResourcePolicy
#   - aws:redshiftserverless/resourcePolicy:ResourcePolicy
#   reads:
#     "aws:dynamodb/resourcePolicy:ResourcePolicy": [policy]
#     "aws:kinesis/resourcePolicy:ResourcePolicy": [policy]
#     "aws:ecr/registryPolicy:RegistryPolicy": [policy]
#     "aws:backup/vaultPolicy:VaultPolicy": [policy]
#     "aws:codeartifact/domainPermissions:DomainPermissions": [policyDocument]
#     "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": [policyDocument]
#     "aws:redshift/resourcePolicy:ResourcePolicy": [policy]
#     "aws:redshiftserverless/resourcePolicy:ResourcePolicy": [policy]
#   remediation: Name the principals, or add a Condition on aws:PrincipalOrgID or another key that identifies the caller.
package checks.aws.any.resource_policy_not_public

import data.lib.caller
import data.lib.iam
import rego.v1

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
}

_carriers := {
	"aws:dynamodb/resourcePolicy:ResourcePolicy": "policy",
	"aws:kinesis/resourcePolicy:ResourcePolicy": "policy",
	"aws:ecr/registryPolicy:RegistryPolicy": "policy",
	"aws:backup/vaultPolicy:VaultPolicy": "policy",
	"aws:codeartifact/domainPermissions:DomainPermissions": "policyDocument",
	"aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": "policyDocument",
	"aws:redshift/resourcePolicy:ResourcePolicy": "policy",
	"aws:redshiftserverless/resourcePolicy:ResourcePolicy": "policy",
}

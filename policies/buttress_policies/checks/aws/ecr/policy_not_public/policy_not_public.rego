# METADATA
# title: Image repositories are not public
# description: >-
#   No Allow statement of a RepositoryPolicy has everybody as its principal (*, or AWS *, or a NotPrincipal), unless a
#   Condition holds a key that identifies the caller, such as aws:PrincipalOrgID, aws:PrincipalAccount or aws:SourceVpce, to
#   fixed values, or a Deny takes from all other callers what it gives. A repository without a policy is for its account only.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
# custom:
#   id: aws-ecr-policy-not-public
#   severity: high
#   scope: resource
#   tier: 2
#   population:
#   - aws:ecr/repositoryPolicy:RepositoryPolicy
#   reads:
#     "aws:ecr/repositoryPolicy:RepositoryPolicy": [policy]
#   remediation: Name the principals, or add a Condition on aws:PrincipalOrgID.
#   aliases:
#   - checkov:CKV_AWS_32
#   - trivy:AVD-AWS-0032
#   - prowler:ecr_repositories_not_publicly_accessible
#   - cdknag:AwsSolutions-ECR1
#   - kics:ecr_repository_is_publicly_accessible
package checks.aws.ecr.policy_not_public

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
	"aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
}

# METADATA
# title: OpenSearch domains are in a VPC and not open to everyone in it
# description: >-
#   vpcOptions.subnetIds is set; absent is a public endpoint. The accessPolicies of the domain, or of a DomainPolicy of it,
#   allow nobody * without a Condition that limits the caller to fixed values, or a Deny of all others, unless advancedSecurityOptions.enabled is true:
#   an open policy with fine-grained access control is what AWS advises inside a network. A Condition that narrows nothing,
#   such as 0.0.0.0/0, does not excuse.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
# custom:
#   id: aws-opensearch-in-vpc
#   severity: high
#   scope: stack
#   tier: 1
#   population: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"]
#   companions:
#     "aws:opensearch/domainPolicy:DomainPolicy": domainName
#     "aws:elasticsearch/domainPolicy:DomainPolicy": domainName
#   reads:
#     "aws:opensearch/domain:Domain": [vpcOptions.subnetIds, accessPolicies, advancedSecurityOptions.enabled]
#     "aws:elasticsearch/domain:Domain": [vpcOptions.subnetIds, accessPolicies, advancedSecurityOptions.enabled]
#     "aws:opensearch/domainPolicy:DomainPolicy": [accessPolicies]
#     "aws:elasticsearch/domainPolicy:DomainPolicy": [accessPolicies]
#   presence:
#     "aws:opensearch/domain:Domain": [vpcOptions.subnetIds]
#     "aws:elasticsearch/domain:Domain": [vpcOptions.subnetIds]
#   remediation: >-
#     Set vpcOptions.subnetIds (this replaces the domain) and name the principals in accessPolicies, or turn on
#     advancedSecurityOptions.
#   aliases:
#   - checkov:CKV_AWS_137
#   - prowler:opensearch_service_domains_not_publicly_accessible
#   - powerpipe:es_domain_in_vpc
#   - securityhub:opensearch.2
#   - securityhub:es.2
#   - awsconfig:OPENSEARCH_IN_VPC_ONLY
#   - awsconfig:ELASTICSEARCH_IN_VPC_ONLY
#   - cdknag:AwsSolutions-OS1
#   - cdknag:AwsSolutions-OS3
#   - cdknag:AwsSolutions-OS5
#   - awsguard:elasticsearch-in-vpc-only
#   - kics:elasticsearch_domain_with_vulnerable_policy
package checks.aws.opensearch.in_vpc

import data.lib.caller
import data.lib.iam
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["vpcOptions", "subnetIds"], "message": "the domain has a public endpoint"} if {
	some type in _types
	some urn, domain in input.by_type[type]
	not value.present(domain, ["props", "vpcOptions", "subnetIds"])
}

deny contains {
	"resource": urn,
	"at": entry.urn,
	"path": ["accessPolicies"],
	"message": "the domain's policy grants access to everybody who reaches it",
} if {
	some type in _types
	some urn, domain in input.by_type[type]
	not value.is_true(domain, ["props", "advancedSecurityOptions", "enabled"])
	not value.unknown_at(domain, ["advancedSecurityOptions", "enabled"])
	some entry in _policies(domain)
	count(caller.public(entry.policy)) > 0
}

deny contains {
	"resource": urn,
	"at": entry.urn,
	"path": ["accessPolicies"],
	"message": "the policy is not a JSON document, so it cannot be checked",
} if {
	some type in _types
	some urn, domain in input.by_type[type]
	some entry in _policies(domain)
	iam.unreadable(entry.policy)
}

# The provider reads a DomainPolicy back into its domain.
_policies(domain) := [{"urn": companion.urn, "policy": companion.props.accessPolicies} | some companion in _companions(domain)] if {
	count(_companions(domain)) > 0
}

_policies(domain) := [{"urn": domain.urn, "policy": object.get(domain.props, "accessPolicies", null)}] if count(_companions(domain)) == 0

_companions(domain) := array.concat(
	link.referrers(domain.urn, "aws:opensearch/domainPolicy:DomainPolicy", "domainName"),
	link.referrers(domain.urn, "aws:elasticsearch/domainPolicy:DomainPolicy", "domainName"),
)

_types := {"aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"}

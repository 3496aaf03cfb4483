# METADATA
# title: OpenSearch domains encrypt every connection
# description: >-
#   nodeToNodeEncryption.enabled and domainEndpointOptions.enforceHttps are true and tlsSecurityPolicy is one of TLS 1.2 or newer
#   (Policy-Min-TLS-1-2-…).
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html
# custom:
#   id: aws-opensearch-encrypted-in-transit
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"]
#   reads:
#     "aws:opensearch/domain:Domain":
#     - nodeToNodeEncryption.enabled
#     - domainEndpointOptions.enforceHttps
#     - domainEndpointOptions.tlsSecurityPolicy
#     "aws:elasticsearch/domain:Domain":
#     - nodeToNodeEncryption.enabled
#     - domainEndpointOptions.enforceHttps
#     - domainEndpointOptions.tlsSecurityPolicy
#   remediation: >-
#     Set nodeToNodeEncryption.enabled, domainEndpointOptions.enforceHttps and tlsSecurityPolicy Policy-Min-TLS-1-2-PFS-2023-10.
#   aliases:
#   - checkov:CKV_AWS_6
#   - checkov:CKV_AWS_83
#   - checkov:CKV_AWS_228
#   - trivy:AVD-AWS-0043
#   - trivy:AVD-AWS-0046
#   - trivy:AVD-AWS-0126
#   - prowler:opensearch_service_domains_node_to_node_encryption_enabled
#   - prowler:opensearch_service_domains_https_communications_enforced
#   - powerpipe:es_domain_node_to_node_encryption_enabled
#   - securityhub:opensearch.3
#   - securityhub:opensearch.8
#   - securityhub:es.3
#   - securityhub:es.8
#   - awsconfig:OPENSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK
#   - awsconfig:OPENSEARCH_HTTPS_REQUIRED
#   - awsconfig:ELASTICSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK
#   - cdknag:AwsSolutions-OS2
#   - kics:elasticsearch_with_https_disabled
#   - kics-pulumi:elasticsearch_with_https_disabled
#   - kics:elasticsearch_domain_not_encrypted_node_to_node
package checks.aws.opensearch.encrypted_in_transit

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["nodeToNodeEncryption", "enabled"], "message": "the domain's nodes exchange plain text"} if {
	some type in _types
	some urn, domain in input.by_type[type]
	not value.is_true(domain, ["props", "nodeToNodeEncryption", "enabled"])
}

deny contains {"resource": urn, "path": ["domainEndpointOptions", "enforceHttps"], "message": "the domain's endpoint accepts plain HTTP"} if {
	some type in _types
	some urn, domain in input.by_type[type]
	not value.is_true(domain, ["props", "domainEndpointOptions", "enforceHttps"])
}

deny contains {
	"resource": urn,
	"path": ["domainEndpointOptions", "tlsSecurityPolicy"],
	"message": "the domain's endpoint accepts TLS versions older than 1.2",
} if {
	some type in _types
	some urn, domain in input.by_type[type]
	not _modern(domain)
}

_modern(domain) if {
	policy := value.at(domain, ["props", "domainEndpointOptions", "tlsSecurityPolicy"])
	is_string(policy)
	regex.match(`^Policy-Min-TLS-1-[23]-`, policy)
}

_types := {"aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"}

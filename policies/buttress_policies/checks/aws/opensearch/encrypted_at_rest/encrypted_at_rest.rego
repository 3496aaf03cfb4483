# METADATA
# title: OpenSearch domains encrypt what they store
# description: >-
#   encryptAtRest.enabled is true; absent fails. With customer_key the program must also set encryptAtRest.kmsKeyId; the
#   service's own key, where the provider reads it back beside a declared block, cannot be distinguished. Serverless
#   collections are always encrypted.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html
# custom:
#   id: aws-opensearch-encrypted-at-rest
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"]
#   reads:
#     "aws:opensearch/domain:Domain": [encryptAtRest.enabled, encryptAtRest.kmsKeyId]
#     "aws:elasticsearch/domain:Domain": [encryptAtRest.enabled, encryptAtRest.kmsKeyId]
#   presence:
#     "aws:elasticsearch/domain:Domain": [encryptAtRest.kmsKeyId]
#     "aws:opensearch/domain:Domain": [encryptAtRest.kmsKeyId]
#   parameters:
#     customer_key:
#   remediation: Set encryptAtRest.enabled to true, and kmsKeyId where a customer managed key is required.
#   precondition: >-
#     A customer managed key must admit the roles that make the domain first, and the version and instance type must support
#     encryption.
#   aliases:
#   - checkov:CKV_AWS_5
#   - checkov:CKV_AWS_247
#   - trivy:AVD-AWS-0048
#   - prowler:opensearch_service_domains_encryption_at_rest_enabled
#   - powerpipe:es_domain_encryption_at_rest_enabled
#   - securityhub:opensearch.1
#   - securityhub:es.1
#   - awsconfig:OPENSEARCH_ENCRYPTED_AT_REST
#   - awsconfig:ELASTICSEARCH_ENCRYPTED_AT_REST
#   - cdknag:AwsSolutions-OS8
#   - awsguard:elasticsearch-encrypted-at-rest
#   - kics:elasticsearch_not_encrypted_at_rest
#   - kics:elasticsearch_encryption_with_kms_is_disabled
package checks.aws.opensearch.encrypted_at_rest

import data.lib.key
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["encryptAtRest", "enabled"], "message": "the domain is not encrypted at rest"} if {
	some type in _types
	some urn, domain in input.by_type[type]
	not value.is_true(domain, ["props", "encryptAtRest", "enabled"])
}

deny contains {"resource": urn, "path": ["encryptAtRest", "kmsKeyId"], "message": "the domain is not encrypted with a customer managed key"} if {
	_parameters.customer_key
	some type in _types
	some urn, domain in input.by_type[type]
	not _keyed(domain)
}

_keyed(domain) if {
	"encryptAtRest" in domain.declared
	key.named(domain, ["encryptAtRest", "kmsKeyId"])
}

_types := {"aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"}

_parameters := input.parameters["aws-opensearch-encrypted-at-rest"]

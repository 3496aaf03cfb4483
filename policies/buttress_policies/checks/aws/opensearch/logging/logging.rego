# METADATA
# title: OpenSearch domains send their logs to CloudWatch
# description: >-
#   logPublishingOptions covers every log type of the parameter, and none of these is switched off (enabled is true where it
#   is absent). Slow logs are for tuning and not required by default.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
# custom:
#   id: aws-opensearch-logging
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"]
#   reads:
#     "aws:opensearch/domain:Domain": ["logPublishingOptions[].logType", "logPublishingOptions[].enabled"]
#     "aws:elasticsearch/domain:Domain": ["logPublishingOptions[].logType", "logPublishingOptions[].enabled"]
#   parameters:
#     log_types: {type: array, items: string, default: [AUDIT_LOGS, ES_APPLICATION_LOGS], description: "Log types that must be published", sought: true}
#   remediation: Add a logPublishingOptions entry for each log type with the ARN of a log group.
#   aliases:
#   - checkov:CKV_AWS_84
#   - checkov:CKV_AWS_317
#   - trivy:AVD-AWS-0042
#   - prowler:opensearch_service_domains_audit_logging_enabled
#   - prowler:opensearch_service_domains_cloudwatch_logging_enabled
#   - powerpipe:opensearch_domain_audit_logging_enabled
#   - powerpipe:opensearch_domain_logs_to_cloudwatch
#   - powerpipe:es_domain_logs_to_cloudwatch
#   - securityhub:opensearch.4
#   - securityhub:opensearch.5
#   - securityhub:es.4
#   - securityhub:es.5
#   - awsconfig:OPENSEARCH_LOGS_TO_CLOUDWATCH
#   - awsconfig:OPENSEARCH_AUDIT_LOGGING_ENABLED
#   - awsconfig:ELASTICSEARCH_LOGS_TO_CLOUDWATCH
#   - cdknag:AwsSolutions-OS9
#   - kics:elasticsearch_logs_disabled
#   - kics-pulumi:elasticsearch_logs_disabled
#   - kics:elasticsearch_without_slow_logs
package checks.aws.opensearch.logging

import data.lib.value
import rego.v1

# Nothing is said of one place: the ARN of a log group that is known later must not hide that an option is missing.
deny contains {"resource": urn, "path": [], "message": message} if {
	some type in _types
	some urn, domain in input.by_type[type]
	some log in _parameters.log_types
	not log in _published(domain)
	message := sprintf("the domain does not send %s to CloudWatch", [log])
}

_published(domain) := {option.logType |
	some place, option in domain.props.logPublishingOptions
	not value.is_false(domain, ["props", "logPublishingOptions", place, "enabled"])
}

_types := {"aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"}

_parameters := input.parameters["aws-opensearch-logging"]

# METADATA
# title: GraphQL APIs log how fields are resolved
# description: >-
#   logConfig.fieldLogLevel is ERROR, INFO, DEBUG or ALL and logConfig.cloudwatchLogsRoleArn is set. An absent logConfig fails.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
# custom:
#   id: aws-appsync-field-logging
#   severity: medium
#   scope: resource
#   tier: 1
#   population: [aws:appsync/graphQLApi:GraphQLApi]
#   reads:
#     "aws:appsync/graphQLApi:GraphQLApi": [logConfig.fieldLogLevel, logConfig.cloudwatchLogsRoleArn]
#   presence:
#     "aws:appsync/graphQLApi:GraphQLApi": [logConfig.cloudwatchLogsRoleArn]
#   remediation: Set logConfig with fieldLogLevel ERROR or more and a cloudwatchLogsRoleArn.
#   aliases:
#   - checkov:CKV_AWS_193
#   - checkov:CKV_AWS_194
#   - prowler:appsync_field_level_logging_enabled
#   - securityhub:appsync.2
#   - awsconfig:APPSYNC_LOGGING_ENABLED
#   - cdknag:AwsSolutions-ASC3
package checks.aws.appsync.field_logging

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["logConfig", "fieldLogLevel"], "message": "the API does not log how fields are resolved"} if {
	some urn, api in input.by_type["aws:appsync/graphQLApi:GraphQLApi"]
	not value.text(value.at(api.props, ["logConfig", "fieldLogLevel"])) in {"error", "info", "debug", "all"}
}

deny contains {"resource": urn, "path": ["logConfig", "cloudwatchLogsRoleArn"], "message": "the API has no role to write its log"} if {
	some urn, api in input.by_type["aws:appsync/graphQLApi:GraphQLApi"]
	not value.present(api, ["props", "logConfig", "cloudwatchLogsRoleArn"])
}

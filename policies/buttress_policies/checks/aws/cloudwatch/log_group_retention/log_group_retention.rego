# METADATA
# title: Log groups keep their events long enough
# description: >-
#   retentionInDays is at least the parameter min_days. Absent and 0 mean that events never expire, which passes unless the
#   parameter allow_never_expire is false. A group of the class DELIVERY has a fixed two days and is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
# custom:
#   id: aws-cloudwatch-log-group-retention
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:cloudwatch/logGroup:LogGroup
#   reads:
#     "aws:cloudwatch/logGroup:LogGroup": [retentionInDays, logGroupClass]
#   parameters:
#     min_days: {}
#     allow_never_expire: {type: boolean, default: true, description: Whether a group may keep its events for ever}
#   not_applicable: a group of the class DELIVERY keeps its events for two days, which cannot be changed
#   remediation: Set retentionInDays to 365 or more.
#   aliases:
#   - checkov:CKV_AWS_66
#   - checkov:CKV_AWS_338
#   - prowler:cloudwatch_log_group_retention_policy_specific_days_enabled
#   - powerpipe:cloudwatch_log_group_retention_period_365
#   - awsconfig:CW_LOGGROUP_RETENTION_PERIOD_CHECK
#   - kics:cloudwatch_without_retention_period_specified
package checks.aws.cloudwatch.log_group_retention

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["retentionInDays"], "message": message} if {
	some urn, group in input.by_type["aws:cloudwatch/logGroup:LogGroup"]
	days := value.number(group.props.retentionInDays)
	days != 0
	days < _parameters.min_days
	message := sprintf("the log group keeps events for %d days, fewer than %d", [days, _parameters.min_days])
}

deny contains {"resource": urn, "path": ["retentionInDays"], "message": "the log group's events never expire"} if {
	some urn, group in input.by_type["aws:cloudwatch/logGroup:LogGroup"]
	_parameters.allow_never_expire == false
	value.text(value.at(group, ["props", "retentionInDays"])) in {"", "0"}
}

applies contains urn if {
	some urn, group in input.by_type["aws:cloudwatch/logGroup:LogGroup"]
	value.text(value.at(group, ["props", "logGroupClass"])) != "delivery"
	not value.unknown(group, "logGroupClass")
}

_parameters := input.parameters["aws-cloudwatch-log-group-retention"]

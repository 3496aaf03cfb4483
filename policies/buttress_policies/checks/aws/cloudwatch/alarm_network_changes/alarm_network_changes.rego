# METADATA
# title: Changes of the network raise an alarm
# description: >-
#   The account has, for changes of security groups (AuthorizeSecurityGroupIngress), network ACLs (CreateNetworkAcl or
#   ReplaceNetworkAclEntry), gateways (AttachInternetGateway), routes (CreateRoute or ReplaceRoute) and networks (CreateVpc
#   or DeleteVpc), a LogMetricFilter whose pattern takes all of it and whose metric an alarm with actions watches, or an
#   enabled EventRule whose pattern takes all of it and that has a target. A pattern with further conditions (one person,
#   one region, one result), an alarm on a dimension or one that waits for more, and a rule on a bus of its own do not. That
#   a rule needs a target, and an alarm its actions switched on, is required as well, since without them nobody is notified.
#   That the filter's log group takes the trail's events is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
# custom:
#   id: aws-cloudwatch-alarm-network-changes
#   severity: medium
#   scope: estate
#   tier: 1
#   population:
#   - aws:cloudwatch/logMetricFilter:LogMetricFilter
#   - aws:cloudwatch/metricAlarm:MetricAlarm
#   - aws:cloudwatch/eventRule:EventRule
#   companions:
#     "aws:cloudwatch/eventTarget:EventTarget": rule
#   reads_from: alarm
#   remediation: Add a LogMetricFilter on the trail's log group with a MetricAlarm that notifies, or an EventRule with an EventTarget.
#   aliases:
#   - trivy:AVD-AWS-0156
#   - trivy:AVD-AWS-0157
#   - trivy:AVD-AWS-0158
#   - trivy:AVD-AWS-0159
#   - trivy:AVD-AWS-0160
#   - prowler:cloudwatch_log_metric_filter_security_group_changes
#   - prowler:cloudwatch_changes_to_network_acls_alarm_configured
#   - prowler:cloudwatch_changes_to_network_gateways_alarm_configured
#   - prowler:cloudwatch_changes_to_network_route_tables_alarm_configured
#   - prowler:cloudwatch_changes_to_vpcs_alarm_configured
#   - kics:cloudwatch_security_group_changes_alarm_missing
#   - kics:cloudwatch_changes_to_nacl_alarm_missing
#   - kics:cloudwatch_network_gateways_changes_alarm_missing
#   - kics:cloudwatch_route_table_changes_alarm_missing
#   - kics:cloudwatch_vpc_changes_alarm_missing
package checks.aws.cloudwatch.alarm_network_changes

import data.lib.alarm
import data.lib.event
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": sprintf("no alarm or event rule notifies anyone of %s", [name])} if {
	some name in alarm.events_without_alarm(_events)
}

_events := {
	"changes to security groups": [[event.change("ec2", "AuthorizeSecurityGroupIngress")]],
	"changes to network ACLs": [[event.change("ec2", name)] | some name in ["CreateNetworkAcl", "ReplaceNetworkAclEntry"]],
	"changes to gateways": [[event.change("ec2", "AttachInternetGateway")]],
	"changes to routes": [[event.change("ec2", name)] | some name in ["CreateRoute", "ReplaceRoute"]],
	"changes to networks": [[event.change("ec2", name)] | some name in ["CreateVpc", "DeleteVpc"]],
}

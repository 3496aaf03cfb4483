# METADATA
# title: Network firewalls write their logs
# description: >-
#   Each Firewall is the firewallArn of a LoggingConfiguration that has a destination for every log type of the parameter.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html
# custom:
#   id: aws-network-firewall-logging
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:networkfirewall/firewall:Firewall]
#   companions:
#     "aws:networkfirewall/loggingConfiguration:LoggingConfiguration": firewallArn
#   reads:
#     "aws:networkfirewall/firewall:Firewall": []
#     "aws:networkfirewall/loggingConfiguration:LoggingConfiguration": ["loggingConfiguration.logDestinationConfigs[].logType"]
#   parameters:
#     log_types: {type: array, items: string, default: [ALERT], description: 'Log types that a firewall must write: ALERT, FLOW, TLS', sought: true}
#   live: records of each log type arrive
#   remediation: Add a LoggingConfiguration with a destination for each log type.
#   aliases:
#   - checkov:CKV2_AWS_63
#   - prowler:networkfirewall_logging_enabled
#   - securityhub:networkfirewall.2
#   - awsconfig:NETFW_LOGGING_ENABLED
package checks.aws.networkfirewall.network_firewall_logging

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": message} if {
	some urn, _ in input.by_type["aws:networkfirewall/firewall:Firewall"]
	some wanted in input.parameters["aws-network-firewall-logging"].log_types
	not lower(wanted) in _written(urn)
	message := sprintf("the firewall writes no %s log", [wanted])
}

_written(urn) := {value.text(destination.logType) |
	some companion in link.referrers(urn, "aws:networkfirewall/loggingConfiguration:LoggingConfiguration", "firewallArn")
	some destination in companion.props.loggingConfiguration.logDestinationConfigs
}

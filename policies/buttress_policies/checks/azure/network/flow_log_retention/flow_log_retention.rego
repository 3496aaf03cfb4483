# METADATA
# title: Flow logs are kept long enough
# description: >-
#   retentionPolicy is enabled with days of min_days or more, or 0, which is for ever and the default where days is
#   absent.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-manage
# custom:
#   id: azure-network-flow-log-retention
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:network:FlowLog"]
#   reads:
#     "azure-native:network:FlowLog": [retentionPolicy.enabled, retentionPolicy.days]
#   parameters:
#     min_days: {"default": 90}
#   remediation: Set retentionPolicy with enabled true and days of 90 or more, or use FlowLoggedVnet.
#   aliases:
#   - checkov:CKV_AZURE_12
#   - trivy:AVD-AZU-0049
#   - prowler:network_flow_log_more_than_90_days
#   - powerpipe:network_sg_flowlog_retention_period_greater_than_90
#   - kics:small_flow_logs_retention_period
package checks.azure.network.flow_log_retention

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["retentionPolicy", "enabled"], "message": "the flow log has no enabled retention policy"} if {
	some urn, log in input.by_type["azure-native:network:FlowLog"]
	not value.is_true(log, ["props", "retentionPolicy", "enabled"])
}

deny contains {"resource": urn, "path": ["retentionPolicy", "days"], "message": message} if {
	some urn, log in input.by_type["azure-native:network:FlowLog"]
	days := object.get(log.props, ["retentionPolicy", "days"], 0)
	not _long(days)
	message := sprintf("the flow log keeps records for %v days", [days])
}

_long(days) if value.number(days) == 0

_long(days) if value.number(days) >= input.parameters["azure-network-flow-log-retention"].min_days

# METADATA
# title: Every virtual network has flow logs
# description: >-
#   A FlowLog that is enabled (absent counts as off) and filters nothing (enabledFilteringCriteria) targets the VirtualNetwork,
#   or each of its subnets, or each NetworkSecurityGroup of the stack. The last form can no longer be created and ends in 2027;
#   existing ones are still accepted.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview
# custom:
#   id: azure-network-flow-logs-enabled
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["azure-native:network:VirtualNetwork"]
#   companions:
#     "azure-native:network:FlowLog": targetResourceId
#     "azure-native:network:Subnet": virtualNetworkName
#     "azure-native:network:NetworkSecurityGroup": ""
#   reads:
#     "azure-native:network:VirtualNetwork": []
#     "azure-native:network:Subnet": []
#     "azure-native:network:NetworkSecurityGroup": []
#     "azure-native:network:FlowLog": [enabled, enabledFilteringCriteria, flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.enabled]
#   parameters:
#     require_traffic_analytics:
#       type: boolean
#       default: false
#       description: Whether flow logs must feed traffic analytics
#   remediation: Add a FlowLog with enabled true whose targetResourceId is the network, or use FlowLoggedVnet.
#   aliases:
#   - trivy:AVD-AZU-0073
#   - prowler:network_flow_log_captured_sent
#   - powerpipe:network_sg_flowlog_enabled
#   - powerpipe:nsg_network_watcher_flow_log_send_to_log_analytics
#   - azurepolicy:4c3c6c5f-0d47-4402-99b8-aa543dd8bcee
#   - azurepolicy:c251913d-7d24-4958-af87-478ed3b9ba41
#   - kics:network_watcher_flow_disabled
package checks.azure.network.flow_logs_enabled

import data.lib.arm
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the virtual network has no enabled flow log"} if {
	some urn, network in input.by_type["azure-native:network:VirtualNetwork"]
	not _network_logged(network)
	not _subnets_logged(network)
	not _groups_logged
}

_network_logged(network) if {
	some log in link.referrers(network.urn, _flow_log, "targetResourceId")
	_logs(log)
	not _targets_subnet(log, network)
}

_subnets_logged(network) if {
	alone := link.referrers(network.urn, _subnet, "virtualNetworkName")
	inline := arm.inline(network, "subnets", _subnet)
	count(alone) + count(inline) > 0
	every subnet in alone {
		_logged(subnet)
	}
	every entry in inline {
		_named_by_log(network, entry.member)
	}
}

_groups_logged if {
	groups := object.get(input.by_type, "azure-native:network:NetworkSecurityGroup", {})
	count(groups) > 0
	every group in groups {
		_logged(group)
	}
}

_logged(resource) if {
	some log in link.referrers(resource.urn, _flow_log, "targetResourceId")
	_logs(log)
}

_named_by_log(network, member) if lower(sprintf("%s/subnets/%v", [network.id, object.get(member, "name", "")])) in _targets

_targets contains lower(target) if {
	some log in input.by_type[_flow_log]
	_logs(log)
	target := log.props.targetResourceId
	is_string(target)
}

# A program that takes an in-line subnet's id from the network refers to the network.
_targets_subnet(log, network) if {
	own := network.id
	own != ""
	target := log.props.targetResourceId
	not arm.same(target, own)
}

_logs(log) if {
	value.is_true(log, ["props", "enabled"])
	not value.present(log, ["props", "enabledFilteringCriteria"])
	_analysed(log)
}

_analysed(_) if input.parameters["azure-network-flow-logs-enabled"].require_traffic_analytics == false

_analysed(log) if value.is_true(log, ["props", "flowAnalyticsConfiguration", "networkWatcherFlowAnalyticsConfiguration", "enabled"])

_flow_log := "azure-native:network:FlowLog"

_subnet := "azure-native:network:Subnet"

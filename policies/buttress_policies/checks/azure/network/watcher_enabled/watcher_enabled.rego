# METADATA
# title: Every region with a virtual network has a Network Watcher
# description: >-
#   For the location of each VirtualNetwork the estate has a NetworkWatcher, or a FlowLog that names one. A network without a
#   known location needs one anywhere. Azure makes watchers by itself, so that only live data can prove what no program
#   declares. An estate without a network is not checked.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/network-watcher/network-watcher-overview
# custom:
#   id: azure-network-watcher-enabled
#   severity: low
#   scope: estate
#   tier: 1
#   population: ["azure-native:network:VirtualNetwork"]
#   reads:
#     "azure-native:network:VirtualNetwork": [location]
#     "azure-native:network:NetworkWatcher": [location]
#     "azure-native:network:FlowLog": [location, networkWatcherName]
#   presence:
#     "azure-native:network:FlowLog": [networkWatcherName]
#   live: a network watcher exists in each location with networks
#   not_applicable: the estate has no virtual network
#   remediation: Add a NetworkWatcher in the location, or name the existing one in networkWatcherName of a FlowLog.
#   aliases:
#   - prowler:network_watcher_enabled
#   - powerpipe:network_watcher_enabled
#   - azurepolicy:b6e2945c-0b7b-40f5-9233-7a5323b5cdc6
package checks.azure.network.watcher_enabled

import data.lib.arm
import data.lib.value
import rego.v1

applies contains input.estate.id if count(object.get(input.by_type, "azure-native:network:VirtualNetwork", {})) > 0

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some network in input.by_type["azure-native:network:VirtualNetwork"]
	location := arm.location(network)
	location != ""
	not location in _watched
	message := sprintf("the estate declares no network watcher in %s, and only live data can prove that Azure made one", [location])
}

deny contains {
	"resource": input.estate.id,
	"path": [],
	"message": "the estate declares no network watcher, and only live data can prove that Azure made one",
} if {
	some network in input.by_type["azure-native:network:VirtualNetwork"]
	arm.location(network) == ""
	count(_watched) == 0
}

_watched contains arm.location(watcher) if some watcher in input.by_type["azure-native:network:NetworkWatcher"]

_watched contains arm.location(log) if {
	some log in input.by_type["azure-native:network:FlowLog"]
	value.present(log, ["props", "networkWatcherName"])
}

# METADATA
# title: Subnets of Azure
# description: Subnets that stand alone and those inline in a virtual network, in one form.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet
package lib.subnet

import data.lib.arm
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Every subnet of the input as {urn, path, name, props}, `path` leading to it in the resource `urn`. What a network only echoes of
#   a Subnet resource is left out. Names are lower case.
# scope: document
all contains {"urn": urn, "path": [], "name": _own_name(subnet), "props": subnet.props} if {
	some urn, subnet in input.by_type["azure-native:network:Subnet"]
}

all contains {"urn": urn, "path": ["subnets", entry.place], "name": name, "props": entry.member} if {
	some urn, network in input.by_type["azure-native:network:VirtualNetwork"]
	some entry in arm.inline(network, "subnets", "azure-native:network:Subnet")
	name := value.text(object.get(entry.member, "name", null))
}

# METADATA
# description: Whether a subnet belongs to a service of the platform that brings its own defences, by its name.
# scope: document
platform(subnet) if {
	subnet.name in {
		"gatewaysubnet",
		"azurefirewallsubnet",
		"azurefirewallmanagementsubnet",
		"azurebastionsubnet",
		"routeserversubnet",
	}
}

# METADATA
# description: Whether the name of a subnet, or to whom it is delegated, is not known yet.
# scope: document
service_unknown(subnet) if {
	some type in ["azure-native:network:Subnet", "azure-native:network:VirtualNetwork"]
	some key in ["subnetName", "name", "delegations"]
	some unknown in input.by_type[type][subnet.urn].unknown
	array.slice(unknown, 0, count(subnet.path) + 1) == array.concat(subnet.path, [key])
}

# METADATA
# description: The services that a subnet is delegated to, lower case.
# scope: document
delegations(subnet) := {value.text(service) |
	some delegation in value.list(object.get(subnet.props, "delegations", null))
	service := value.at(delegation, ["serviceName"])
}

_own_name(subnet) := value.text(names[0]) if {
	names := [given | some key in ["subnetName", "name"]; given := object.get(subnet.props, key, ""); given != ""]
} else := lower(subnet.name)

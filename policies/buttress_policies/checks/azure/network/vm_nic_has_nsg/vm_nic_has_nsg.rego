# METADATA
# title: Network interfaces have a network security group
# description: >-
#   Each NetworkInterface and each inline interface of a machine or scale set names a group, or the subnets of the stack that
#   it is in do. An interface whose subnet is not in the stack passes; machines without inline interfaces do not apply. Where
#   an inline subnet is not known yet, all subnets of the network it comes from are checked.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works
# custom:
#   id: azure-vm-nic-has-nsg
#   severity: medium
#   subsumes:
#     - azure-subnet-has-nsg
#   scope: stack
#   tier: 1
#   population:
#   - azure-native:network:NetworkInterface
#   - azure-native:compute:VirtualMachine
#   - azure-native:compute:VirtualMachineScaleSet
#   companions:
#     "azure-native:network:VirtualNetwork": ""
#   reads:
#     "azure-native:network:NetworkInterface": []
#     "azure-native:compute:VirtualMachine": []
#     "azure-native:compute:VirtualMachineScaleSet": []
#     "azure-native:network:Subnet": []
#     "azure-native:network:VirtualNetwork": ["subnets[].name"]
#     "azure-native:network:NetworkSecurityGroup": []
#   not_applicable: the machine has no inline interface
#   remediation: Set networkSecurityGroup.id of the interface or of its subnet.
#   aliases:
#   - trivy:AVD-AZU-0068
#   - powerpipe:compute_vm_non_internet_facing_protected_with_nsg
#   - azurepolicy:f6de0be7-9a8a-4b8a-b349-43cf02d22f7c
#   - azurepolicy:bb91dfba-c30d-4263-9add-9c2384e659a6
#   - kics:vm_not_attached_to_network
package checks.azure.network.vm_nic_has_nsg

import data.lib.arm
import data.lib.link
import data.lib.machine
import data.lib.value
import rego.v1

applies contains interface.urn if some interface in _interfaces

deny contains {
	"resource": interface.urn,
	"path": _missing(interface),
	"message": "the interface has neither a network security group nor a subnet",
} if {
	some interface in _interfaces
	_open(interface)
	not _in_a_subnet(interface)
}

deny contains object.union(place, {"resource": interface.urn, "message": message}) if {
	some interface in _interfaces
	_open(interface)
	some bare in _bare(interface)
	place := _place(interface, bare)
	message := "neither the interface nor its subnet has a network security group"
}

_interfaces contains {"urn": urn, "resource": nic, "path": [], "props": nic.props} if {
	some urn, nic in input.by_type["azure-native:network:NetworkInterface"]
}

_interfaces contains {"urn": urn, "resource": interface.resource, "path": entry.path, "props": entry.props} if {
	some urn, interface in machine.all
	some entry in machine.interfaces(interface)
}

_in_a_subnet(interface) if {
	some configuration in value.list(object.get(interface.props, "ipConfigurations", null))
	is_object(configuration.subnet)
}

_open(interface) if {
	resource := interface.resource
	path := _group(interface)
	not arm.has_id(resource, path)
}

# A subnet that is not known yet may bring a group, and so may one that the interface itself leaves unknown.
_missing(interface) := path if {
	path := array.concat(interface.path, ["ipConfigurations"])
	path in interface.resource.unknown
} else := _group(interface)

_group(interface) := array.concat(interface.path, ["networkSecurityGroup", "id"])

# What the interface itself leaves unknown comes first: there a group may still turn up.
_place(interface, _) := {"path": _group(interface)} if _group(interface) in interface.resource.unknown

_place(interface, bare) := bare if not _group(interface) in interface.resource.unknown

_bare(interface) := (_alone(interface) | _inline(interface)) | _any_inline(interface)

_alone(interface) := {{"at": subnet.urn, "path": ["networkSecurityGroup", "id"]} |
	some subnet in link.referred(interface.urn, _head(interface), "azure-native:network:Subnet")
	_may_be_in(interface, subnet)
	not arm.has_id(subnet, ["networkSecurityGroup", "id"])
}

_inline(interface) := {place |
	some id in _ids(interface)
	some place in _bare_inline[lower(id)]
}

_bare_inline[id] contains {"at": network.urn, "path": path} if {
	some network in input.by_type["azure-native:network:VirtualNetwork"]
	some entry in arm.inline(network, "subnets", "azure-native:network:Subnet")
	id := lower(sprintf("%s/subnets/%v", [network.id, object.get(entry.member, "name", "")]))
	path := ["subnets", entry.place, "networkSecurityGroup", "id"]
	not arm.has_id(network, path)
}

_any_inline(interface) := {place |
	count(_ids(interface)) == 0
	some network in link.referred(interface.urn, _head(interface), "azure-native:network:VirtualNetwork")
	entries := arm.inline(network, "subnets", "azure-native:network:Subnet")
	open := [path | some entry in entries; path := ["subnets", entry.place, "networkSecurityGroup", "id"]; not arm.has_id(network, path)]
	count(open) > 0
	place := _doubt(interface, network, open, count(entries))
}

_doubt(_, network, open, total) := {"at": network.urn, "path": open[0]} if count(open) == total

# Some subnets have a group: which of them it is, only the id that is not known yet can say.
_doubt(interface, _, open, total) := {"path": array.concat(interface.path, ["ipConfigurations", 0, "subnet", "id"])} if {
	count(open) < total
}

_may_be_in(interface, _) if count(_ids(interface)) == 0

_may_be_in(interface, subnet) if {
	some id in _ids(interface)
	arm.same(id, subnet.id)
}

_ids(interface) := {id |
	some configuration in value.list(object.get(interface.props, "ipConfigurations", null))
	id := value.at(configuration, ["subnet", "id"])
	is_string(id)
}

_head(interface) := "ipConfigurations" if count(interface.path) == 0

_head(interface) := interface.path[0]

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

applies contains one.urn if some one in _interfaces

deny contains {
	"resource": one.urn,
	"path": _missing(one),
	"message": "the interface has neither a network security group nor a subnet",
} if {
	some one in _interfaces
	_open(one)
	not _in_a_subnet(one)
}

deny contains object.union(place, {"resource": one.urn, "message": message}) if {
	some one in _interfaces
	_open(one)
	some bare in _bare(one)
	place := _place(one, bare)
	message := "neither the interface nor its subnet has a network security group"
}

_interfaces contains {"urn": urn, "resource": nic, "path": [], "props": nic.props} if {
	some urn, nic in input.by_type["azure-native:network:NetworkInterface"]
}

_interfaces contains {"urn": urn, "resource": one.resource, "path": entry.path, "props": entry.props} if {
	some urn, one in machine.all
	some entry in machine.interfaces(one)
}

_in_a_subnet(one) if {
	some configuration in value.list(object.get(one.props, "ipConfigurations", null))
	is_object(configuration.subnet)
}

_open(one) if {
	resource := one.resource
	path := _group(one)
	not arm.filled(resource, path)
}

# A subnet that is not known yet may bring a group, and so may one that the interface itself leaves unknown.
_missing(one) := path if {
	path := array.concat(one.path, ["ipConfigurations"])
	path in one.resource.unknown
} else := _group(one)

_group(one) := array.concat(one.path, ["networkSecurityGroup", "id"])

# What the interface itself leaves unknown comes first: there a group may still turn up.
_place(one, _) := {"path": _group(one)} if _group(one) in one.resource.unknown

_place(one, bare) := bare if not _group(one) in one.resource.unknown

_bare(one) := (_alone(one) | _inline(one)) | _any_inline(one)

_alone(one) := {{"at": subnet.urn, "path": ["networkSecurityGroup", "id"]} |
	some subnet in link.referred(one.urn, _head(one), "azure-native:network:Subnet")
	_may_be_in(one, subnet)
	not arm.filled(subnet, ["networkSecurityGroup", "id"])
}

_inline(one) := {place |
	some id in _ids(one)
	some place in _bare_inline[lower(id)]
}

_bare_inline[id] contains {"at": network.urn, "path": path} if {
	some network in input.by_type["azure-native:network:VirtualNetwork"]
	some entry in arm.inline(network, "subnets", "azure-native:network:Subnet")
	id := lower(sprintf("%s/subnets/%v", [network.id, object.get(entry.member, "name", "")]))
	path := ["subnets", entry.place, "networkSecurityGroup", "id"]
	not arm.filled(network, path)
}

_any_inline(one) := {place |
	count(_ids(one)) == 0
	some network in link.referred(one.urn, _head(one), "azure-native:network:VirtualNetwork")
	entries := arm.inline(network, "subnets", "azure-native:network:Subnet")
	open := [path | some entry in entries; path := ["subnets", entry.place, "networkSecurityGroup", "id"]; not arm.filled(network, path)]
	count(open) > 0
	place := _doubt(one, network, open, count(entries))
}

_doubt(_, network, open, total) := {"at": network.urn, "path": open[0]} if count(open) == total

# Some subnets have a group: which of them it is, only the id that is not known yet can say.
_doubt(one, _, open, total) := {"path": array.concat(one.path, ["ipConfigurations", 0, "subnet", "id"])} if {
	count(open) < total
}

_may_be_in(one, _) if count(_ids(one)) == 0

_may_be_in(one, subnet) if {
	some id in _ids(one)
	arm.same(id, subnet.id)
}

_ids(one) := {id |
	some configuration in value.list(object.get(one.props, "ipConfigurations", null))
	id := value.at(configuration, ["subnet", "id"])
	is_string(id)
}

_head(one) := "ipConfigurations" if count(one.path) == 0

_head(one) := one.path[0]

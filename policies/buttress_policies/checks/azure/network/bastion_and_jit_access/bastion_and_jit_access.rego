# METADATA
# title: Public machines have just-in-time access
# description: >-
#   Each machine with a public address, on a NetworkInterface of the stack or inline, is in a JitNetworkAccessPolicy with
#   ports. A machine without one passes, since it is reached through Bastion or a private network, which may be in another
#   stack.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/defender-for-cloud/just-in-time-access-overview
# custom:
#   id: azure-bastion-and-jit-access
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["azure-native:compute:VirtualMachine"]
#   companions:
#     "azure-native:security:JitNetworkAccessPolicy": virtualMachines
#     "azure-native:network:NetworkInterface": ""
#   reads:
#     "azure-native:compute:VirtualMachine":
#     - networkProfile.networkInterfaceConfigurations[].ipConfigurations[].publicIPAddressConfiguration
#     "azure-native:network:NetworkInterface": []
#     "azure-native:security:JitNetworkAccessPolicy": ["virtualMachines[].ports"]
#   remediation: Remove the public address and use a BastionHost, or add a JitNetworkAccessPolicy for the machine.
#   aliases:
#   - prowler:vm_jit_access_enabled
#   - prowler:network_bastion_host_exists
#   - powerpipe:compute_vm_jit_access_protected
#   - powerpipe:network_bastion_host_min_1
#   - azurepolicy:b0f33259-77d7-4c9e-aac6-3aabcfae693c
package checks.azure.network.bastion_and_jit_access

import data.lib.arm
import data.lib.link
import data.lib.machine
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the machine has a public address and no just-in-time access policy"} if {
	some urn, _ in input.by_type["azure-native:compute:VirtualMachine"]
	one := machine.all[urn]
	_public(one)
	not _on_demand(one)
}

# Whether an interface has a public address may itself not be known yet.
deny contains {"resource": urn, "at": nic.urn, "path": path, "message": "the machine has no just-in-time access policy"} if {
	some urn, _ in input.by_type["azure-native:compute:VirtualMachine"]
	one := machine.all[urn]
	not _on_demand(one)
	some nic in link.referred(urn, "networkProfile", "azure-native:network:NetworkInterface")
	some path in nic.unknown
	_hides_address(path)
}

_public(one) if {
	some nic in link.referred(one.urn, "networkProfile", "azure-native:network:NetworkInterface")
	some configuration in nic.props.ipConfigurations
	is_object(configuration.publicIPAddress)
}

_public(one) if {
	some entry in machine.interfaces(one)
	some configuration in entry.props.ipConfigurations
	is_object(configuration.publicIPAddressConfiguration)
}

_hides_address(path) if {
	path[0] == "ipConfigurations"
	array.slice(path, 2, count(path)) in [[], ["publicIPAddress"]]
}

_on_demand(one) if {
	some policy in link.referrers(one.urn, "azure-native:security:JitNetworkAccessPolicy", "virtualMachines")
	some place, entry in policy.props.virtualMachines
	count(value.list(value.at(entry, ["ports"]))) > 0
	_is_for(policy, place, one.resource)
}

_is_for(policy, place, resource) if arm.same(policy.props.virtualMachines[place].id, resource.id)

_is_for(policy, place, _) if ["virtualMachines", place, "id"] in policy.unknown

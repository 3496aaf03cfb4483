# METADATA
# title: Network interfaces have no public address
# description: >-
#   No ipConfigurations entry of a NetworkInterface sets publicIPAddress, and none of an inline interface of a machine or
#   scale set publicIPAddressConfiguration. Resources whose names match exempt_names do not apply, nor
#   does a machine without an inline interface: its NetworkInterfaces are checked themselves.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
# custom:
#   id: azure-nic-no-public-ip
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:network:NetworkInterface
#   - azure-native:compute:VirtualMachine
#   - azure-native:compute:VirtualMachineScaleSet
#   reads:
#     "azure-native:network:NetworkInterface": ["ipConfigurations[].publicIPAddress"]
#     "azure-native:compute:VirtualMachine":
#     - networkProfile.networkInterfaceConfigurations[].ipConfigurations[].publicIPAddressConfiguration
#     "azure-native:compute:VirtualMachineScaleSet":
#     - virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].ipConfigurations[].publicIPAddressConfiguration
#   parameters:
#     exempt_names: {}
#   not_applicable: the resource has no interface of its own, or its name is one of exempt_names
#   remediation: Remove the public address and reach the machine through a load balancer, a NAT gateway or Bastion.
#   aliases:
#   - checkov:CKV_AZURE_119
#   - checkov:CKV2_AZURE_39
#   - trivy:AVD-AZU-0076
#   - prowler:network_public_ip_shodan
#   - kics:network_interfaces_with_public_ip
package checks.azure.network.nic_no_public_ip

import data.lib.arm
import data.lib.machine
import rego.v1

applies contains urn if {
	some urn, nic in input.by_type["azure-native:network:NetworkInterface"]
	not arm.named(nic, _exempt)
}

applies contains urn if {
	some urn, one in machine.all
	count(machine.interfaces(one)) > 0
	resource := one.resource
	not arm.named(resource, _exempt)
}

deny contains {"resource": source.urn, "path": _entry(source), "message": "the interface has a public address"} if {
	some source in _configurations
	is_object(source.props[source.key])
}

_configurations contains {"urn": urn, "path": ["ipConfigurations", place], "key": "publicIPAddress", "props": props} if {
	some urn, nic in input.by_type["azure-native:network:NetworkInterface"]
	some place, props in nic.props.ipConfigurations
}

_configurations contains {"urn": urn, "path": path, "key": "publicIPAddressConfiguration", "props": props} if {
	some urn, one in machine.all
	some entry in machine.interfaces(one)
	some place, props in entry.props.ipConfigurations
	path := array.concat(entry.path, ["ipConfigurations", place])
}

# The id of an address that is still to be created is not known, but that there is one is: the entry's name stands for it.
_entry(source) := array.concat(source.path, ["name"])

_exempt := input.parameters["azure-nic-no-public-ip"].exempt_names

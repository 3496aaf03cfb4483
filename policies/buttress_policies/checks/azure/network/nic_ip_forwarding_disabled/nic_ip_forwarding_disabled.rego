# METADATA
# title: Network interfaces do not forward traffic
# description: >-
#   enableIPForwarding is not true on a NetworkInterface or an inline interface of a machine or scale set; absent is off.
#   Network appliances, whose names match exempt_names, do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/virtual-network-network-interface
# custom:
#   id: azure-nic-ip-forwarding-disabled
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:network:NetworkInterface
#   - azure-native:compute:VirtualMachine
#   - azure-native:compute:VirtualMachineScaleSet
#   reads:
#     "azure-native:network:NetworkInterface": [enableIPForwarding]
#     "azure-native:compute:VirtualMachine": ["networkProfile.networkInterfaceConfigurations[].enableIPForwarding"]
#     "azure-native:compute:VirtualMachineScaleSet":
#     - virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].enableIPForwarding
#   parameters:
#     exempt_names: {}
#   not_applicable: the resource has no interface of its own, or its name is one of exempt_names
#   remediation: Set enableIPForwarding to false, or list a network appliance in exempt_names.
#   aliases:
#   - checkov:CKV_AZURE_118
#   - trivy:AVD-AZU-0075
#   - powerpipe:network_interface_ip_forwarding_disabled
#   - azurepolicy:bd352bd5-2853-4985-bf0d-73806b4a5744
#   - kics:network_interfaces_ip_forwarding_enabled
package checks.azure.network.nic_ip_forwarding_disabled

import data.lib.arm
import data.lib.machine
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, nic in input.by_type["azure-native:network:NetworkInterface"]
	not arm.named(nic, _exempt)
}

applies contains urn if {
	some urn, one in machine.all
	resource := one.resource
	not arm.named(resource, _exempt)
}

deny contains {"resource": urn, "path": ["enableIPForwarding"], "message": "the interface forwards traffic"} if {
	some urn, nic in input.by_type["azure-native:network:NetworkInterface"]
	value.is_true(nic, ["props", "enableIPForwarding"])
}

deny contains {"resource": urn, "path": path, "message": "an inline interface forwards traffic"} if {
	some urn, one in machine.all
	some entry in machine.interfaces(one)
	value.is_true(entry.props, ["enableIPForwarding"])
	path := array.concat(entry.path, ["enableIPForwarding"])
}

_exempt := input.parameters["azure-nic-ip-forwarding-disabled"].exempt_names

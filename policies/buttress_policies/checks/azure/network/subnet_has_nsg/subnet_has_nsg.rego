# METADATA
# title: Subnets have a network security group
# description: >-
#   networkSecurityGroup.id is set on each Subnet and each inline subnet of a VirtualNetwork; a group that the program makes
#   itself counts before its id is known. Subnets of gateways, firewalls, Bastion and route servers, known by their names, and
#   those delegated to a service of exempt_delegations do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
# custom:
#   id: azure-subnet-has-nsg
#   severity: medium
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - azure-native:network:Subnet
#   - azure-native:network:VirtualNetwork
#   reads:
#     "azure-native:network:Subnet": [subnetName, name, "delegations[].serviceName"]
#     "azure-native:network:VirtualNetwork": ["subnets[].name", "subnets[].delegations[].serviceName"]
#   parameters:
#     exempt_delegations:
#       type: array
#       items: string
#       default: ["Microsoft.Netapp/volumes", "Microsoft.HardwareSecurityModules/dedicatedHSMs"]
#       description: Services whose delegated subnets take no network security group
#   not_applicable: the subnet is one of gateways, firewalls or a delegated service, or the network has none inline
#   remediation: Set networkSecurityGroup.id of the subnet, or use FlowLoggedVnet.
#   aliases:
#   - checkov:CKV2_AZURE_31
#   - prowler:network_subnet_nsg_associated
#   - powerpipe:network_security_group_subnet_associated
#   - azurepolicy:e71308d3-144b-4262-b144-efdc3cc90517
#   - kics:security_group_is_not_configured
package checks.azure.network.subnet_has_nsg

import data.lib.arm
import data.lib.subnet
import rego.v1

applies contains entry.urn if some entry in _judged

deny contains {"resource": entry.urn, "path": path, "message": message} if {
	some entry in _judged
	path := array.concat(entry.path, ["networkSecurityGroup", "id"])
	not _grouped(entry, path)
	message := sprintf("the subnet %s has no network security group", [entry.name])
}

_judged contains entry if {
	some entry in subnet.all
	not subnet.platform(entry)
	not subnet.service_unknown(entry)
	count(subnet.delegations(entry) & _exempt) == 0
}

_grouped(entry, path) if {
	some type in ["azure-native:network:Subnet", "azure-native:network:VirtualNetwork"]
	arm.has_id(input.by_type[type][entry.urn], path)
}

_exempt := {lower(service) | some service in input.parameters["azure-subnet-has-nsg"].exempt_delegations}

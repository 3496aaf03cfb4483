# METADATA
# title: Container groups are not on the internet
# description: >-
#   A ContainerGroup has no address, a Private one or subnetIds; a public address serves its containers as they are, without TLS or a firewall
#   in front. A ManagedEnvironment has vnetConfiguration.infrastructureSubnetId. Values of environment variables are checked by
#   azure-no-literal-secrets, customer managed keys by azure-long-tail-customer-managed-key.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/container-instances/container-instances-virtual-network-concepts
# custom:
#   id: azure-container-group-in-vnet
#   severity: medium
#   scope: resource
#   tier: 2
#   population: ["azure-native:containerinstance:ContainerGroup", "azure-native:app:ManagedEnvironment"]
#   reads:
#     "azure-native:containerinstance:ContainerGroup": [ipAddress.type, subnetIds]
#     "azure-native:app:ManagedEnvironment": [vnetConfiguration.infrastructureSubnetId]
#   presence:
#     "azure-native:containerinstance:ContainerGroup": [subnetIds]
#     "azure-native:app:ManagedEnvironment": [vnetConfiguration.infrastructureSubnetId]
#   remediation: Give the group subnetIds of a delegated subnet, and lead the internet to it through an application gateway with TLS.
#   precondition: The subnet must be delegated to Microsoft.ContainerInstance/containerGroups; the group is made anew.
#   aliases:
#   - checkov:CKV_AZURE_98
#   - checkov:CKV_AZURE_245
#   - checkov:CKV2_AZURE_28
#   - powerpipe:container_instance_container_group_in_virtual_network
#   - azurepolicy:8af8f826-edcb-4178-b35f-851ea6fea615
package checks.azure.containerinstance.container_group_in_vnet

import data.lib.arm
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["ipAddress", "type"], "message": message} if {
	some urn, group in input.by_type["azure-native:containerinstance:ContainerGroup"]
	value.text(value.at(group, ["props", "ipAddress", "type"])) == "public"
	not value.present(group, ["props", "subnetIds"])
	message := "the group answers the internet without anything in front"
}

deny contains {"resource": urn, "path": ["vnetConfiguration", "infrastructureSubnetId"], "message": "the environment of container apps is in no network of its own"} if {
	some urn, environment in input.by_type["azure-native:app:ManagedEnvironment"]
	not arm.has_id(environment, ["vnetConfiguration", "infrastructureSubnetId"])
}

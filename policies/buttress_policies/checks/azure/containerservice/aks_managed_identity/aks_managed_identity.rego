# METADATA
# title: Kubernetes clusters have a managed identity
# description: >-
#   servicePrincipalProfile of a ManagedCluster is absent or names no clientId but msi: a service principal has a secret that ends, has to
#   be renewed by hand and lies on every node. A cluster that names neither a service principal nor an identity does not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/aks/use-managed-identity
# custom:
#   id: azure-aks-managed-identity
#   severity: medium
#   scope: resource
#   tier: 2
#   population: ["azure-native:containerservice:ManagedCluster"]
#   reads:
#     "azure-native:containerservice:ManagedCluster": [servicePrincipalProfile.clientId, identity.type]
#   not_applicable: the cluster names neither a service principal nor an identity
#   remediation: Drop servicePrincipalProfile and set identity.type to SystemAssigned or UserAssigned.
#   precondition: The identity needs the roles of the service principal on networks, registries and disks first.
#   aliases:
#   - azurepolicy:da6e2401-19da-4532-9141-fb8fbde08431
package checks.azure.containerservice.aks_managed_identity

import data.lib.value
import rego.v1

applies contains urn if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	some path in [["servicePrincipalProfile", "clientId"], ["identity", "type"]]
	value.present(cluster, array.concat(["props"], path))
}

deny contains {"resource": urn, "path": ["servicePrincipalProfile", "clientId"], "message": message} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	not value.text(value.at(cluster, ["props", "servicePrincipalProfile", "clientId"])) in {"", "msi"}
	message := "the cluster acts by a service principal with a secret"
}

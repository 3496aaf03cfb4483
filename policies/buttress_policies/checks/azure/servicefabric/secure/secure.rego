# METADATA
# title: Service Fabric clusters authenticate users by Entra ID
# description: >-
#   azureActiveDirectory.tenantId is set, and at most max_admin_clients of clients have isAdmin true. Traffic between
#   nodes of a managed cluster is always signed and encrypted.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/service-fabric/how-to-managed-cluster-azure-active-directory-client
# custom:
#   id: azure-servicefabric-secure
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:servicefabric:ManagedCluster"]
#   reads:
#     "azure-native:servicefabric:ManagedCluster": [azureActiveDirectory.tenantId, "clients[].isAdmin"]
#   parameters:
#     max_admin_clients:
#       minimum: 1
#       maximum: 10
#       type: integer
#       default: 2
#       description: Most client certificates that may administer a cluster
#   remediation: >-
#     Set azureActiveDirectory of the ManagedCluster, and isAdmin false on client certificates that need no
#     administration.
#   aliases:
#   - checkov:CKV_AZURE_125
#   - checkov:CKV_AZURE_126
#   - powerpipe:servicefabric_cluster_protection_level_as_encrypt_and_sign
#   - powerpipe:servicefabric_cluster_active_directory_authentication_enabled
#   - azurepolicy:617c02be-7f02-4efd-8836-3180d47b6c68
package checks.azure.servicefabric.secure

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["azureActiveDirectory", "tenantId"], "message": "the cluster does not authenticate clients by Entra ID"} if {
	some urn, cluster in input.by_type["azure-native:servicefabric:ManagedCluster"]
	not value.present(cluster, ["props", "azureActiveDirectory", "tenantId"])
}

deny contains {"resource": urn, "path": ["clients", one_too_many, "isAdmin"], "message": message} if {
	some urn, cluster in input.by_type["azure-native:servicefabric:ManagedCluster"]
	places := [place | some place, client in cluster.props.clients; value.is_true(client, ["isAdmin"])]
	one_too_many := places[_most]
	message := sprintf("the cluster has %d client certificates of administrators, more than %d", [count(places), _most])
}

_most := input.parameters["azure-servicefabric-secure"].max_admin_clients

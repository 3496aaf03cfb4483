# METADATA
# title: Kubernetes nodes have no public addresses
# description: >-
#   enableNodePublicIP of an AgentPool, and of each pool in agentPoolProfiles of a cluster, is not true; absent means none. A
#   pool that the program declares as an AgentPool is checked there and not on the cluster that echoes it.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/aks/use-node-public-ips
# custom:
#   id: azure-aks-private-nodes
#   severity: high
#   scope: resource
#   adds_up: true
#   tier: 1
#   population: ["azure-native:containerservice:ManagedCluster", "azure-native:containerservice:AgentPool"]
#   reads:
#     "azure-native:containerservice:ManagedCluster": ["agentPoolProfiles[].enableNodePublicIP"]
#     "azure-native:containerservice:AgentPool": [enableNodePublicIP]
#   remediation: Drop enableNodePublicIP from the pool, and reach nodes from inside the network.
#   aliases:
#   - checkov:CKV_AZURE_143
#   - prowler:aks_clusters_created_with_private_nodes
#   - powerpipe:kubernetes_cluster_node_restrict_public_access
package checks.azure.containerservice.aks_private_nodes

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["agentPoolProfiles", place, "enableNodePublicIP"], "message": message} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	some place, pool in cluster.props.agentPoolProfiles
	value.is_true(pool, ["enableNodePublicIP"])
	not lower(sprintf("%s/agentPools/%v", [cluster.id, value.at(pool, ["name"])])) in _pools
	message := sprintf("the nodes of the pool %v have public addresses", [object.get(pool, "name", place)])
}

deny contains {"resource": urn, "path": ["enableNodePublicIP"], "message": "the nodes of the pool have public addresses"} if {
	some urn, pool in input.by_type["azure-native:containerservice:AgentPool"]
	value.is_true(pool, ["props", "enableNodePublicIP"])
}

_pools contains lower(pool.id) if some pool in input.by_type["azure-native:containerservice:AgentPool"]

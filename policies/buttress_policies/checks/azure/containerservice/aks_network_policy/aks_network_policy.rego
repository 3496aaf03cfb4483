# METADATA
# title: Kubernetes clusters enforce network policies
# description: >-
#   networkProfile.networkPolicy is azure, calico or cilium, or networkProfile.networkDataplane is cilium. Absent means none.
#   A cluster whose networkPlugin is none brings its own and does not apply; one with sku.name Automatic passes, since Cilium
#   is always on there.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/aks/use-network-policies
# custom:
#   id: azure-aks-network-policy
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:containerservice:ManagedCluster"]
#   reads:
#     "azure-native:containerservice:ManagedCluster":
#     - networkProfile.networkPolicy
#     - networkProfile.networkDataplane
#     - networkProfile.networkPlugin
#     - sku.name
#   not_applicable: the cluster brings its own network plugin
#   remediation: Set networkProfile.networkPolicy to cilium, calico or azure when the cluster is created.
#   aliases:
#   - checkov:CKV_AZURE_7
#   - checkov:CKV2_AZURE_29
#   - trivy:AVD-AZU-0043
#   - prowler:aks_network_policy_enabled
#   - powerpipe:kubernetes_cluster_network_policy_enabled
#   - pulumi:azure-containerservice-kubernetescluster-configure-network-policy
#   - kics:aks_network_policy_misconfigured
package checks.azure.containerservice.aks_network_policy

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the cluster enforces no network policy, so pods may reach each other freely"} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	not _enforced(cluster)
}

applies contains urn if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	value.text(value.at(cluster, ["props", "networkProfile", "networkPlugin"])) != "none"
}

_enforced(cluster) if value.text(cluster.props.networkProfile.networkPolicy) in {"azure", "calico", "cilium"}

_enforced(cluster) if value.text(cluster.props.networkProfile.networkDataplane) == "cilium"

_enforced(cluster) if value.text(cluster.props.sku.name) == "automatic"

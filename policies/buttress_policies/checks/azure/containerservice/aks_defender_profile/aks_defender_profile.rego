# METADATA
# title: Kubernetes clusters have Microsoft Defender
# description: >-
#   securityProfile.defender.securityMonitoring.enabled is true; absent means off. The workspace may be left out, since Azure
#   then takes the default one.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-introduction
# custom:
#   id: azure-aks-defender-profile
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:containerservice:ManagedCluster"]
#   reads:
#     "azure-native:containerservice:ManagedCluster": [securityProfile.defender.securityMonitoring.enabled]
#   remediation: Set securityProfile.defender.securityMonitoring.enabled to true.
#   aliases:
#   - prowler:aks_cluster_defender_enabled
#   - powerpipe:kubernetes_cluster_logging_enabled
#   - azurepolicy:a1840de2-8088-4ea8-b153-b4c723e9cb01
#   - azurepolicy:8dfab9c4-fe7b-49ad-85e4-1e9be085358f
package checks.azure.containerservice.aks_defender_profile

import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": ["securityProfile", "defender", "securityMonitoring", "enabled"],
	"message": "the cluster's Microsoft Defender is not enabled",
} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	not value.is_true(cluster, ["props", "securityProfile", "defender", "securityMonitoring", "enabled"])
}

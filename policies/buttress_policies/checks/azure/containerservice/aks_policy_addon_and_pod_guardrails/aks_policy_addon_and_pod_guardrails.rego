# METADATA
# title: Kubernetes clusters have the Azure Policy add-on
# description: >-
#   The entry azurepolicy of addonProfiles, in any case, is enabled, or a DeploymentSafeguard of the cluster has level
#   Enforce. Clusters with sku.name Automatic pass, since the add-on is always on there. Whether policies on pods are assigned
#   is covered by another check.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/aks/use-azure-policy
# custom:
#   id: azure-aks-policy-addon-and-pod-guardrails
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["azure-native:containerservice:ManagedCluster"]
#   companions:
#     "azure-native:containerservice:DeploymentSafeguard": resourceUri
#   reads:
#     "azure-native:containerservice:ManagedCluster":
#     - addonProfiles.azurepolicy.enabled
#     - addonProfiles.azurePolicy.enabled
#     - sku.name
#     "azure-native:containerservice:DeploymentSafeguard": [level]
#   remediation: >-
#     Add azurepolicy with enabled true to addonProfiles, or a DeploymentSafeguard with level Enforce.
#   aliases:
#   - checkov:CKV_AZURE_116
#   - trivy:AVD-AZU-0066
#   - powerpipe:kubernetes_cluster_addon_azure_policy_enabled
#   - azurepolicy:0a15ec92-a229-4763-bb14-0ea34a568f8d
#   - kics:aks_uses_azure_policies_addon_disabled
package checks.azure.containerservice.aks_policy_addon_and_pod_guardrails

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the cluster has no Azure Policy add-on"} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	not _guarded(cluster)
}

_guarded(cluster) if {
	some key, profile in cluster.props.addonProfiles
	value.text(key) == "azurepolicy"
	value.is_true(profile, ["enabled"])
}

_guarded(cluster) if value.text(cluster.props.sku.name) == "automatic"

_guarded(cluster) if {
	some safeguard in link.referrers(cluster.urn, "azure-native:containerservice:DeploymentSafeguard", "resourceUri")
	value.text(value.at(safeguard, ["props", "level"])) == "enforce"
}

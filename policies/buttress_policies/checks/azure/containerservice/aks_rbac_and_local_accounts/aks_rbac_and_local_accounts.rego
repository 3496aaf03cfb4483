# METADATA
# title: Kubernetes clusters authenticate people by Microsoft Entra ID
# description: >-
#   enableRBAC is not false, aadProfile is filled with managed not false, and disableLocalAccounts is true; absent local
#   accounts are on. With require_azure_rbac, aadProfile.enableAzureRBAC is true too.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad
# custom:
#   id: azure-aks-rbac-and-local-accounts
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["azure-native:containerservice:ManagedCluster"]
#   reads:
#     "azure-native:containerservice:ManagedCluster":
#     - enableRBAC
#     - disableLocalAccounts
#     - aadProfile.managed
#     - aadProfile.enableAzureRBAC
#   parameters:
#     require_azure_rbac: {type: boolean, default: false, description: Whether access within the cluster must be given by Azure roles}
#   remediation: Set aadProfile.managed and disableLocalAccounts to true, and leave enableRBAC on.
#   precondition: Pipelines and people who use the cluster's administrator credentials must sign in through Entra ID first.
#   aliases:
#   - checkov:CKV_AZURE_5
#   - checkov:CKV_AZURE_141
#   - trivy:AVD-AZU-0042
#   - prowler:aks_cluster_rbac_enabled
#   - prowler:aks_cluster_local_accounts_disabled
#   - powerpipe:kubernetes_instance_rbac_enabled
#   - azurepolicy:ac4a19c2-fa67-49b4-8ae5-0b2e78c49457
#   - kics:aks_rbac_disabled
package checks.azure.containerservice.aks_rbac_and_local_accounts

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["enableRBAC"], "message": "the cluster's role-based access control is off"} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	value.is_false(cluster, ["props", "enableRBAC"])
}

deny contains {"resource": urn, "path": ["aadProfile"], "message": "the cluster does not authenticate people by Microsoft Entra ID"} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	not value.present(cluster, ["props", "aadProfile"])
}

deny contains {
	"resource": urn,
	"path": ["aadProfile", "managed"],
	"message": "the cluster uses the retired integration with Microsoft Entra ID",
} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	value.is_false(cluster, ["props", "aadProfile", "managed"])
}

deny contains {"resource": urn, "path": ["disableLocalAccounts"], "message": "the cluster allows local accounts beside Microsoft Entra ID"} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	not value.is_true(cluster, ["props", "disableLocalAccounts"])
}

deny contains {
	"resource": urn,
	"path": ["aadProfile", "enableAzureRBAC"],
	"message": "the cluster does not control access by Azure roles",
} if {
	_parameters.require_azure_rbac
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	not value.is_true(cluster, ["props", "aadProfile", "enableAzureRBAC"])
}

_parameters := input.parameters["azure-aks-rbac-and-local-accounts"]

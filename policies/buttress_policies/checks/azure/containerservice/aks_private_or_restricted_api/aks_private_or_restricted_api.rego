# METADATA
# title: Kubernetes API servers are private or limited to known addresses
# description: >-
#   apiServerAccessProfile.enablePrivateCluster is true, or authorizedIPRanges holds at least one range and none that is, alone or with
#   others, the internet. Absent is open to all.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges
# custom:
#   id: azure-aks-private-or-restricted-api
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["azure-native:containerservice:ManagedCluster"]
#   reads:
#     "azure-native:containerservice:ManagedCluster":
#     - apiServerAccessProfile.enablePrivateCluster
#     - apiServerAccessProfile.authorizedIPRanges
#   remediation: >-
#     Set apiServerAccessProfile.enablePrivateCluster to true, or list the addresses that need access in authorizedIPRanges.
#   aliases:
#   - checkov:CKV_AZURE_6
#   - checkov:CKV_AZURE_115
#   - trivy:AVD-AZU-0041
#   - trivy:AVD-AZU-0065
#   - prowler:aks_clusters_public_access_disabled
#   - powerpipe:kubernetes_cluster_authorized_ip_range_defined
#   - powerpipe:kubernetes_cluster_restrict_public_access
#   - kics:aks_private_cluster_disabled
package checks.azure.containerservice.aks_private_or_restricted_api

import data.lib.addresses
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["apiServerAccessProfile"], "message": "the cluster's API server is open to the internet"} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	not value.is_true(cluster, ["props", "apiServerAccessProfile", "enablePrivateCluster"])
	not _restricted(cluster)
}

_restricted(cluster) if {
	ranges := value.list(value.at(cluster, ["props", "apiServerAccessProfile", "authorizedIPRanges"]))
	count(ranges) > 0
	count(addresses.openings(ranges)) == 0
}

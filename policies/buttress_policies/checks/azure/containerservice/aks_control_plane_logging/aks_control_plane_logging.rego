# METADATA
# title: Clusters export the logs of their control plane
# description: >-
#   A DiagnosticSetting of the cluster with a place to send to (workspaceId, storageAccountId or eventHubAuthorizationRuleId)
#   has enabled logs of kube-audit or kube-audit-admin, of kube-apiserver and of guard, or the category group allLogs or
#   audit. Several settings count together. The add-on omsagent and azureMonitorProfile collect container logs, not the
#   control plane, and do not count.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/aks/monitor-aks#aks-control-planeresource-logs
# custom:
#   id: azure-aks-control-plane-logging
#   severity: high
#   scope: stack
#   tier: 2
#   population: ["azure-native:containerservice:ManagedCluster"]
#   companions:
#     "azure-native:monitor:DiagnosticSetting": resourceUri
#   reads:
#     "azure-native:containerservice:ManagedCluster": []
#     "azure-native:monitor:DiagnosticSetting":
#     - logs[].enabled
#     - logs[].category
#     - logs[].categoryGroup
#     - workspaceId
#     - storageAccountId
#     - eventHubAuthorizationRuleId
#   presence:
#     "azure-native:monitor:DiagnosticSetting": [workspaceId, storageAccountId, eventHubAuthorizationRuleId]
#   remediation: >-
#     Add a monitor DiagnosticSetting of the cluster with the category group audit, or the categories, and a workspaceId.
#   aliases:
#   - checkov:CKV_AZURE_4
#   - trivy:AVD-AZU-0040
#   - prowler:aks_cluster_azure_monitor_enabled
#   - powerpipe:kubernetes_cluster_logging_enabled
#   - azurepolicy:245fc9df-fa96-4414-9a0b-3738c2f7341c
package checks.azure.containerservice.aks_control_plane_logging

import data.lib.arm
import data.lib.diagnostics
import rego.v1

deny contains {"resource": urn, "path": [], "message": message} if {
	some urn, _ in input.by_type["azure-native:containerservice:ManagedCluster"]
	some what, categories in _wanted
	count([setting | some setting in diagnostics.settings(urn); _sends(setting); diagnostics.logs(setting, categories, {"alllogs", "audit"})]) == 0
	message := sprintf("the cluster exports no log of %s", [what])
}

_wanted := {
	"changes in the cluster (kube-audit)": {"kube-audit", "kube-audit-admin"},
	"its API server (kube-apiserver)": {"kube-apiserver"},
	"sign-ins to the cluster (guard)": {"guard"},
}

_sends(setting) if {
	some sink in ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId"]
	arm.has_id(setting, [sink])
}

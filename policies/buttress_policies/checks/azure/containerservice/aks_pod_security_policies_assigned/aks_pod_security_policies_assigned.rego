# METADATA
# title: Kubernetes clusters enforce a pod security baseline
# description: >-
#   Where the estate has a ManagedCluster, it assigns and enforces an initiative of the parameter initiatives, by default the
#   baseline or the restricted one on pod security, and a parameter effect, where the assignment gives one, is deny; or each
#   cluster has a DeploymentSafeguard with level Enforce.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/aks/use-azure-policy
# custom:
#   id: azure-aks-pod-security-policies-assigned
#   severity: medium
#   scope: estate
#   tier: 1
#   population:
#   - "azure-native:containerservice:ManagedCluster"
#   - "azure-native:authorization:PolicyAssignment"
#   - "azure-native:containerservice:DeploymentSafeguard"
#   reads:
#     "azure-native:containerservice:ManagedCluster": []
#     "azure-native:authorization:PolicyAssignment": [policyDefinitionId, enforcementMode, parameters, scope, notScopes, resourceSelectors]
#     "azure-native:containerservice:DeploymentSafeguard": [level]
#   parameters:
#     initiatives:
#       type: array
#       items: string
#       default: [a8640138-9b0a-4a28-b8cb-1666c838647d, 42b8ef37-b724-4e24-bbc8-7a7708edfe00]
#       description: Ids or names of initiatives that hold pods to a security baseline
#   remediation: >-
#     Add an authorization PolicyAssignment of the pod security baseline with the effect deny, or use PolicyBaseline.
#   aliases:
#   - powerpipe:kubernetes_cluster_privilege_containers_restricted
#   - powerpipe:kubernetes_cluster_container_with_read_only_root_file_system
#   - azurepolicy:6b2122c1-8120-4ff5-801b-17625a355590
#   - azurepolicy:e345eecc-fa47-480f-9e88-67dcc122b164
#   - azurepolicy:47a1ee2f-2a2a-4576-bf2a-e0e36709c2b8
#   - azurepolicy:511f5417-5d12-434d-ab2e-816901e72a5e
#   - azurepolicy:c26596ff-4d70-4e6a-9a30-c2506bd2f80c
#   - azurepolicy:febd0533-8e55-448f-b837-bd0e06f16469
#   - azurepolicy:df49d893-a74c-421d-bc95-c663042e5b80
#   - azurepolicy:098fc59e-46c7-4d99-9b16-64990e543d75
#   - azurepolicy:f06ddb64-5fa3-4b77-b166-acb36f7f6042
#   - azurepolicy:82985f06-dc18-4a48-bc1c-b9f4f0098cfe
#   - azurepolicy:233a2a17-77ca-4fb1-9b6b-69223d272a44
#   - azurepolicy:95edb821-ddaf-4404-9732-666045e056b4
#   - azurepolicy:d46c275d-1680-448d-b2ec-e495a3b6cc89
#   - azurepolicy:1a5b4dca-0b6f-4cf5-907c-56316bc1bf3d
#   - azurepolicy:423dd1ba-798e-40e4-9c4d-b6902674b423
#   - azurepolicy:1c6e92c9-99f0-4e55-9cf2-0c234dc48f99
#   - azurepolicy:d2e7ea85-6b44-4317-a0be-1b951587f626
#   - azurepolicy:9f061a12-e40d-4183-a00e-171812443373
package checks.azure.containerservice.aks_pod_security_policies_assigned

import data.lib.link
import data.lib.policies
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	not _assigned(cluster)
	not _safeguarded(cluster)
	message := sprintf("the cluster %s enforces no pod security baseline", [cluster.name])
}

_assigned(cluster) if {
	some assignment in policies.enforced_on(_parameters.initiatives, cluster)
	policies.effect(assignment) in {"", "deny"}
}

_safeguarded(cluster) if {
	some safeguard in link.referrers(cluster.urn, "azure-native:containerservice:DeploymentSafeguard", "resourceUri")
	value.text(value.at(safeguard, ["props", "level"])) == "enforce"
}

_parameters := input.parameters["azure-aks-pod-security-policies-assigned"]

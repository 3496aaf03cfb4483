# METADATA
# title: AI accounts and machine learning workspaces are closed to the internet
# description: >-
#   A cognitive Account has disableLocalAuth true and publicNetworkAccess Disabled or a networkAcls.defaultAction of
#   Deny with ipRules that do not, alone or together, admit the internet; a Workspace has publicNetworkAccess Disabled. Absent fails, as these default to open. Workspaces of kind
#   Project or FeatureStore take the settings of their hub and do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks
# custom:
#   id: azure-cognitive-and-ml-secure
#   severity: medium
#   subsumes:
#     - azure-private-link-for-remaining-paas
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:cognitiveservices:Account
#   - azure-native:machinelearningservices:Workspace
#   reads:
#     "azure-native:cognitiveservices:Account":
#     - properties.disableLocalAuth
#     - properties.publicNetworkAccess
#     - properties.networkAcls.defaultAction
#     - properties.networkAcls.ipRules[].value
#     "azure-native:machinelearningservices:Workspace": [publicNetworkAccess, kind]
#   not_applicable: the workspace takes the settings of its hub
#   remediation: >-
#     Set publicNetworkAccess Disabled, and disableLocalAuth true on accounts, and reach them through a PrivateEndpoint.
#   precondition: >-
#     Clients that send the account's key must use an Entra identity first, and reach the service by a private endpoint.
#   aliases:
#   - checkov:CKV_AZURE_134
#   - checkov:CKV_AZURE_144
#   - checkov:CKV_AZURE_236
#   - checkov:CKV_AZURE_247
#   - checkov:CKV2_AZURE_49
#   - powerpipe:cognitive_service_local_auth_disabled
#   - powerpipe:cognitive_account_public_network_access_disabled
#   - azurepolicy:d6759c02-b87f-42b7-892e-71b3f471d782
#   - azurepolicy:46aa9b05-0e60-4eae-a88b-1e9d374fa515
#   - azurepolicy:438c38d2-3772-465a-a9cc-7a6666a275ce
#   - azurepolicy:7804b5c7-01dc-4723-969b-ae300cc07ff1
#   - azurepolicy:e96a9a5f-07ca-471b-9bc5-6a0f33cbd68f
#   - azurepolicy:f110a506-2dcb-422e-bcea-d533fc8c35e2
package checks.azure.cognitiveservices.cognitive_and_ml_secure

import data.lib.addresses
import data.lib.value
import rego.v1

applies contains urn if some urn, _ in input.by_type["azure-native:cognitiveservices:Account"]

applies contains urn if {
	some urn, workspace in input.by_type["azure-native:machinelearningservices:Workspace"]
	not value.text(value.at(workspace, ["props", "kind"])) in {"project", "featurestore"}
	not value.unknown(workspace, "kind")
}

deny contains {"resource": urn, "path": ["properties", "disableLocalAuth"], "message": "the account accepts keys beside Entra ID"} if {
	some urn, account in input.by_type["azure-native:cognitiveservices:Account"]
	not value.is_true(account, ["props", "properties", "disableLocalAuth"])
}

deny contains {"resource": urn, "path": ["properties", "publicNetworkAccess"], "message": "the account is reachable from any network"} if {
	some urn, account in input.by_type["azure-native:cognitiveservices:Account"]
	value.text(value.at(account, ["props", "properties", "publicNetworkAccess"])) != "disabled"
	value.text(value.at(account, ["props", "properties", "networkAcls", "defaultAction"])) != "deny"
	not value.unknown_at(account, ["properties", "networkAcls", "defaultAction"])
}

deny contains {"resource": urn, "path": ["properties", "networkAcls", "ipRules", rule.place, "value"], "message": message} if {
	some urn, account in input.by_type["azure-native:cognitiveservices:Account"]
	value.text(value.at(account, ["props", "properties", "publicNetworkAccess"])) != "disabled"
	not value.unknown_at(account, ["properties", "publicNetworkAccess"])
	some rule in addresses.openings([value.at(rule, ["value"]) | some rule in value.at(account, ["props", "properties", "networkAcls", "ipRules"])])
	message := sprintf("the account's network rules admit %s", [rule.named])
}

deny contains {"resource": urn, "path": ["publicNetworkAccess"], "message": "the workspace is reachable from any network"} if {
	some urn, workspace in input.by_type["azure-native:machinelearningservices:Workspace"]
	value.text(value.at(workspace, ["props", "publicNetworkAccess"])) != "disabled"
}

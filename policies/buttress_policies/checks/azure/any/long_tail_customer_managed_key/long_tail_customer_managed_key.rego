# METADATA
# title: Further services are encrypted with a customer managed key
# description: >-
#   Each resource names a customer managed key where its type keeps it: a keySource of Microsoft.KeyVault or a status of
#   Enabled, a key name, URI or identifier that is filled, or for stream analytics a cluster. Event Hubs applies with sku
#   Premium or a clusterArmId, Service Bus with sku Premium, App Configuration with sku standard or premium. A key that the
#   program makes itself counts before its name is known. Double encryption of Kusto is not required.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/security/fundamentals/encryption-customer-managed-keys-support
# custom:
#   id: azure-long-tail-customer-managed-key
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:batch:BatchAccount
#   - azure-native:kusto:Cluster
#   - azure-native:streamanalytics:StreamingJob
#   - azure-native:healthcareapis:Service
#   - azure-native:eventhub:Namespace
#   - azure-native:servicebus:Namespace
#   - azure-native:automation:AutomationAccount
#   - azure-native:cognitiveservices:Account
#   - azure-native:machinelearningservices:Workspace
#   - azure-native:appconfiguration:ConfigurationStore
#   - azure-native:datafactory:Factory
#   - azure-native:containerinstance:ContainerGroup
#   reads:
#     "azure-native:batch:BatchAccount": [encryption.keySource]
#     "azure-native:kusto:Cluster": []
#     "azure-native:streamanalytics:StreamingJob": []
#     "azure-native:healthcareapis:Service": []
#     "azure-native:eventhub:Namespace": [encryption.keySource, sku.name]
#     "azure-native:servicebus:Namespace": [encryption.keySource, sku.name]
#     "azure-native:automation:AutomationAccount": [encryption.keySource]
#     "azure-native:cognitiveservices:Account": [properties.encryption.keySource]
#     "azure-native:machinelearningservices:Workspace": [encryption.status]
#     "azure-native:appconfiguration:ConfigurationStore": [sku.name]
#     "azure-native:datafactory:Factory": []
#     "azure-native:containerinstance:ContainerGroup": []
#   parameters:
#     types:
#       sought: true
#       type: array
#       items: string
#       default:
#       - azure-native:batch:BatchAccount
#       - azure-native:kusto:Cluster
#       - azure-native:streamanalytics:StreamingJob
#       - azure-native:healthcareapis:Service
#       - azure-native:eventhub:Namespace
#       - azure-native:servicebus:Namespace
#       - azure-native:automation:AutomationAccount
#       - azure-native:cognitiveservices:Account
#       - azure-native:machinelearningservices:Workspace
#       - azure-native:appconfiguration:ConfigurationStore
#       - azure-native:datafactory:Factory
#       - azure-native:containerinstance:ContainerGroup
#       description: Types that must have a customer managed key
#   not_applicable: the tier of the resource takes no key of the customer, or the parameter types leaves its type out
#   remediation: Set the customer managed key where the finding's path says, or take the type out of the parameter types.
#   precondition: >-
#     The resource needs an identity with the role Key Vault Crypto Service Encryption User on the key and a tier that takes
#     keys, and the vault purge protection, first.
#   aliases:
#   - checkov:CKV_AZURE_74
#   - checkov:CKV_AZURE_75
#   - checkov:CKV_AZURE_76
#   - checkov:CKV2_AZURE_11
#   - powerpipe:batch_account_encrypted_with_cmk
#   - powerpipe:kusto_cluster_encrypted_at_rest_with_cmk
#   - powerpipe:kusto_cluster_double_encryption_enabled
#   - powerpipe:stream_analytics_job_encrypted_with_cmk
#   - powerpipe:healthcare_fhir_azure_api_encrypted_at_rest_with_cmk
#   - azurepolicy:81e74cea-30fd-40d5-802f-d72103c2aaaa
#   - azurepolicy:f4b53539-8df9-40e4-86c6-6b607703bd4e
#   - azurepolicy:87ba29ef-1ab3-4d82-b763-87fcd4f531f7
#   - azurepolicy:051cba44-2429-45b9-9649-46cec11c7119
#   - azurepolicy:47031206-ce96-41f8-861b-6a915f3de284
#   - powerpipe:eventhub_namespace_cmk_encryption_enabled
#   - checkov:CKV_AZURE_201
#   - powerpipe:servicebus_premium_namespace_cmk_encrypted
#   - powerpipe:automation_account_encrypted_with_cmk
#   - azurepolicy:56a5ee18-2ae6-4810-86f7-18e39ce5629b
#   - checkov:CKV2_AZURE_22
#   - powerpipe:cognitive_account_encrypted_with_cmk
#   - powerpipe:machine_learning_workspace_encrypted_with_cmk
#   - azurepolicy:67121cc7-ff39-4ab8-b7e3-95b84dab487d
#   - azurepolicy:ba769a63-b8cc-4b2d-abf6-ac33c7204be8
#   - powerpipe:app_configuration_encryption_enabled
#   - azurepolicy:967a4b4b-2da9-43c1-b7d0-f98d0d74d0b1
#   - checkov:CKV2_AZURE_15
#   - prowler:databricks_workspace_cmk_encryption_enabled
#   - azurepolicy:0aa61e00-0a01-4a3c-9945-e93cffedf0e6
package checks.azure.any.long_tail_customer_managed_key

import data.lib.arm
import data.lib.value
import rego.v1

applies contains urn if {
	some type in input.parameters["azure-long-tail-customer-managed-key"].types
	some urn, resource in input.by_type[type]
	_can_have_key(type, resource)
}

deny contains {"resource": urn, "path": place.path, "message": "the resource is not encrypted with a customer managed key"} if {
	some type, place in _places
	some urn, resource in input.by_type[type]
	not _customer_key(resource, place)
}

_customer_key(resource, place) if value.text(value.at(resource.props, place.path)) == place.wanted

_customer_key(resource, place) if {
	not place.wanted
	arm.has_id(resource, place.path)
}

_can_have_key(type, _) if {
	not type in {
		"azure-native:eventhub:Namespace",
		"azure-native:servicebus:Namespace",
		"azure-native:appconfiguration:ConfigurationStore",
	}
}

_can_have_key("azure-native:eventhub:Namespace", namespace) if _sku(namespace) == "premium"

_can_have_key("azure-native:eventhub:Namespace", namespace) if arm.has_id(namespace, ["clusterArmId"])

_can_have_key("azure-native:servicebus:Namespace", namespace) if _sku(namespace) == "premium"

_can_have_key("azure-native:appconfiguration:ConfigurationStore", store) if _sku(store) in {"standard", "premium"}

_sku(resource) := value.text(value.at(resource, ["props", "sku", "name"]))

_places := {
	"azure-native:batch:BatchAccount": {"path": ["encryption", "keySource"], "wanted": "microsoft.keyvault"},
	"azure-native:kusto:Cluster": {"path": ["keyVaultProperties", "keyName"]},
	"azure-native:streamanalytics:StreamingJob": {"path": ["cluster", "id"]},
	"azure-native:healthcareapis:Service": {"path": ["properties", "cosmosDbConfiguration", "keyVaultKeyUri"]},
	"azure-native:eventhub:Namespace": {"path": ["encryption", "keySource"], "wanted": "microsoft.keyvault"},
	"azure-native:servicebus:Namespace": {"path": ["encryption", "keySource"], "wanted": "microsoft.keyvault"},
	"azure-native:automation:AutomationAccount": {"path": ["encryption", "keySource"], "wanted": "microsoft.keyvault"},
	"azure-native:cognitiveservices:Account": {"path": ["properties", "encryption", "keySource"], "wanted": "microsoft.keyvault"},
	"azure-native:machinelearningservices:Workspace": {"path": ["encryption", "status"], "wanted": "enabled"},
	"azure-native:appconfiguration:ConfigurationStore": {"path": ["encryption", "keyVaultProperties", "keyIdentifier"]},
	"azure-native:datafactory:Factory": {"path": ["encryption", "keyName"]},
	"azure-native:containerinstance:ContainerGroup": {"path": ["encryptionProperties", "keyName"]},
}

# METADATA
# title: Defender for Cloud covers data services
# description: >-
#   Each plan of the parameter has a Pricing at the tier Standard. Where StorageAccounts is among them, malware scanning
#   on upload and discovery of sensitive data are on, by extensions of that plan or by a DefenderForStorage of the whole subscription.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/defender-for-cloud/defender-for-storage-introduction
# custom:
#   id: azure-defender-plans-data
#   severity: high
#   scope: estate
#   tier: 1
#   population:
#   - azure-native:security:Pricing
#   - azure-native:security:DefenderForStorage
#   reads:
#     "azure-native:security:Pricing": [pricingName, pricingTier, scopeId, "extensions[].name", "extensions[].isEnabled"]
#     "azure-native:security:DefenderForStorage":
#     - resourceId
#     - properties.isEnabled
#     - properties.malwareScanning.onUpload.isEnabled
#     - properties.sensitiveDataDiscovery.isEnabled
#   parameters:
#     plans:
#       sought: true
#       type: array
#       items: string
#       default:
#       - StorageAccounts
#       - SqlServers
#       - SqlServerVirtualMachines
#       - OpenSourceRelationalDatabases
#       - CosmosDbs
#       - KeyVaults
#       description: Plans of Defender for Cloud that must be at the tier Standard
#   remediation: >-
#     Add a security Pricing with pricingTier Standard for each plan and both extensions for StorageAccounts, or use
#     DefenderBaseline.
#   aliases:
#   - checkov:CKV_AZURE_69
#   - checkov:CKV_AZURE_79
#   - checkov:CKV_AZURE_84
#   - checkov:CKV_AZURE_87
#   - prowler:defender_ensure_defender_for_storage_is_on
#   - prowler:defender_ensure_defender_for_databases_is_on
#   - prowler:defender_ensure_defender_for_azure_sql_databases_is_on
#   - prowler:defender_ensure_defender_for_sql_servers_is_on
#   - prowler:defender_ensure_defender_for_os_relational_databases_is_on
#   - prowler:defender_ensure_defender_for_cosmosdb_is_on
#   - prowler:defender_ensure_defender_for_keyvault_is_on
#   - powerpipe:securitycenter_azure_defender_on_for_storage
#   - powerpipe:securitycenter_azure_defender_on_for_sqldb
#   - powerpipe:securitycenter_azure_defender_on_for_keyvault
#   - azurepolicy:640d2586-54d2-465f-877f-9ffc1d2109f4
#   - azurepolicy:7fe3b40f-802b-4cdd-8bd4-fd799c948cc2
#   - azurepolicy:6581d072-105e-4418-827f-bd446d56421b
#   - azurepolicy:0a9fbe0d-c5c4-4da8-87d8-f4fd77338835
#   - azurepolicy:0e6763cc-5078-4e64-889d-ff4d9a839047
#   - azurepolicy:adbe85b5-83e6-4350-ab58-bf3a4f736e5e
#   - azurepolicy:d31e5c31-63b2-4f12-887b-e49456834fa1
package checks.azure.security.defender_plans_data

import data.lib.arm
import data.lib.defender
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some plan in defender.missing_plans(_plans)
	message := sprintf("the Defender plan %s is not at the tier Standard", [plan])
}

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	"StorageAccounts" in _plans
	some feature in _features
	not _on(feature)
	message := sprintf("the subscription's %s is not on", [feature.title])
}

_on(feature) if {
	some pricing in defender.standard("StorageAccounts")
	some extension in pricing.props.extensions
	value.text(extension.name) == feature.extension
	value.is_true(extension, ["isEnabled"])
}

_on(feature) if {
	some storage in input.by_type["azure-native:security:DefenderForStorage"]
	arm.whole_subscription(storage.props.resourceId)
	not value.is_false(storage, ["props", "properties", "isEnabled"])
	value.is_true(storage, array.concat(["props", "properties"], feature.path))
}

_features := [
	{"title": "malware scanning on upload", "extension": "onuploadmalwarescanning", "path": ["malwareScanning", "onUpload", "isEnabled"]},
	{"title": "discovery of sensitive data", "extension": "sensitivedatadiscovery", "path": ["sensitiveDataDiscovery", "isEnabled"]},
]

_plans := input.parameters["azure-defender-plans-data"].plans

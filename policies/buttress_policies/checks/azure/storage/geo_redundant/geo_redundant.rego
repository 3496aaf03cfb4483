# METADATA
# title: Storage accounts keep copies in another region
# description: >-
#   sku.name is one of allowed_skus, in any case; by default those that Azure copies to the paired region. Two of the default are
#   the provisioned ones of file shares (StandardV2). Premium accounts, which cannot be geo-redundant, do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/common/storage-redundancy
# custom:
#   id: azure-storage-geo-redundant
#   severity: low
#   scope: resource
#   tier: 3
#   population: ["azure-native:storage:StorageAccount"]
#   reads:
#     "azure-native:storage:StorageAccount": [sku.name]
#   parameters:
#     allowed_skus:
#       type: array
#       items: string
#       default: [Standard_GRS, Standard_RAGRS, Standard_GZRS, Standard_RAGZRS, StandardV2_GRS, StandardV2_GZRS]
#       description: Values of sku.name that are redundant enough; add Standard_ZRS where data must stay in the region
#   not_applicable: premium accounts cannot be geo-redundant
#   remediation: Set sku.name to Standard_GZRS or Standard_RAGZRS, or use EncryptedStorageAccount.
#   precondition: >-
#     The region must have zones and a paired region for GZRS, else take Standard_GRS; between locally and zone-redundant
#     forms Azure converts an account only on request.
#   aliases:
#   - checkov:CKV_AZURE_206
#   - trivy:AVD-AZU-0058
#   - prowler:storage_geo_redundant_enabled
#   - powerpipe:storage_account_geo_redundant_enabled
package checks.azure.storage.geo_redundant

import data.lib.value
import rego.v1

applies contains urn if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not startswith(_sku(account), "premium")
}

deny contains {"resource": urn, "path": ["sku", "name"], "message": "the account stores its data in one region only"} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not _sku(account) in _allowed
}

_sku(account) := value.text(value.at(account, ["props", "sku", "name"]))

_allowed := {lower(sku) | some sku in input.parameters["azure-storage-geo-redundant"].allowed_skus}

# METADATA
# title: Keys expire
# description: >-
#   properties.attributes.expires is set, or properties.rotationPolicy has an expiryTime together with an action that rotates,
#   so that each version expires. A key that is not enabled does not apply. What the provider answers, without `properties`, comes first.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation
# custom:
#   id: azure-keyvault-key-expiry
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:keyvault:Key"]
#   reads:
#     "azure-native:keyvault:Key":
#     - properties.attributes.enabled
#     - properties.attributes.expires
#     - properties.rotationPolicy.attributes.expiryTime
#     - properties.rotationPolicy.lifetimeActions[].action.type
#     - attributes.enabled
#     - attributes.expires
#     - rotationPolicy.attributes.expiryTime
#     - rotationPolicy.lifetimeActions[].action.type
#   not_applicable: the key is not enabled
#   remediation: >-
#     Set properties.attributes.expires, or a rotationPolicy with attributes.expiryTime and a rotate action.
#   aliases:
#   - checkov:CKV_AZURE_40
#   - trivy:AVD-AZU-0014
#   - prowler:keyvault_rbac_key_expiration_set
#   - prowler:keyvault_key_expiration_set_in_non_rbac
#   - powerpipe:keyvault_key_expiration_set
#   - azurepolicy:152b15f7-8e1f-4c1f-ab71-8c010ba5dbc0
#   - kics:key_expiration_not_set
package checks.azure.keyvault.key_expiry

import data.lib.arm
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["properties"], "message": "the key never expires"} if {
	some urn, key in input.by_type["azure-native:keyvault:Key"]
	not _expires(key)
}

applies contains urn if {
	some urn, key in input.by_type["azure-native:keyvault:Key"]
	value.text(arm.property(key, ["attributes", "enabled"])) != "false"
}

_expires(key) if value.number(arm.property(key, ["attributes", "expires"])) > 0

_expires(key) if {
	policy := arm.property(key, ["rotationPolicy"])
	value.present(policy, ["attributes", "expiryTime"])
	some action in value.list(policy.lifetimeActions)
	value.text(value.at(action, ["action", "type"])) == "rotate"
}

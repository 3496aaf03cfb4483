# METADATA
# title: Keys rotate
# description: >-
#   An action of properties.rotationPolicy rotates the key at most max_days after it was made, or before an expiry that comes
#   at most max_days after. ISO durations in days, weeks, months of 30 days and years of 365 count. A key that is not enabled
#   does not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation
# custom:
#   id: azure-keyvault-key-rotation
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:keyvault:Key"]
#   reads:
#     "azure-native:keyvault:Key":
#     - properties.attributes.enabled
#     - properties.rotationPolicy.lifetimeActions[].action.type
#     - properties.rotationPolicy.lifetimeActions[].trigger.timeAfterCreate
#     - properties.rotationPolicy.lifetimeActions[].trigger.timeBeforeExpiry
#     - properties.rotationPolicy.attributes.expiryTime
#     - attributes.enabled
#     - rotationPolicy.lifetimeActions[].action.type
#     - rotationPolicy.lifetimeActions[].trigger.timeAfterCreate
#     - rotationPolicy.lifetimeActions[].trigger.timeBeforeExpiry
#     - rotationPolicy.attributes.expiryTime
#   parameters:
#     max_days: {default: 365}
#   not_applicable: the key is not enabled
#   remediation: Set properties.rotationPolicy with a lifetime action of type rotate.
#   aliases:
#   - prowler:keyvault_key_rotation_enabled
#   - powerpipe:keyvault_key_automatic_rotation_enabled
#   - azurepolicy:d8cf8476-a2ec-4916-896e-992351803c44
package checks.azure.keyvault.key_rotation

import data.lib.arm
import data.lib.duration
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["properties"], "message": message} if {
	some urn, key in input.by_type["azure-native:keyvault:Key"]
	not _rotates(key)
	message := sprintf("the key has no rotation within %d days", [_parameters.max_days])
}

applies contains urn if {
	some urn, key in input.by_type["azure-native:keyvault:Key"]
	value.text(arm.property(key, ["attributes", "enabled"])) != "false"
}

_rotates(key) if {
	some trigger in _triggers(key)
	duration.days(value.at(trigger, ["timeAfterCreate"])) <= _parameters.max_days
}

_rotates(key) if {
	some trigger in _triggers(key)
	value.present(trigger, ["timeBeforeExpiry"])
	duration.days(value.at(arm.property(key, ["rotationPolicy"]), ["attributes", "expiryTime"])) <= _parameters.max_days
}

_triggers(key) := [trigger |
	some action in value.list(value.at(arm.property(key, ["rotationPolicy"]), ["lifetimeActions"]))
	value.text(value.at(action, ["action", "type"])) == "rotate"
	trigger := value.at(action, ["trigger"])
]

_parameters := input.parameters["azure-keyvault-key-rotation"]

# METADATA
# title: Keys are strong and cannot be exported
# description: >-
#   properties.kty is RSA or RSA-HSM with a keySize of at least min_rsa_bits (absent is 2048), or EC or EC-HSM with the curve
#   P-256, P-384 or P-521 (absent is P-256). Keys whose name matches hsm_names are of an HSM type. A key is not exportable, unless
#   it has a releasePolicy.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/key-vault/keys/about-keys
# custom:
#   id: azure-keyvault-key-strength
#   severity: medium
#   scope: resource
#   tier: 2
#   population: ["azure-native:keyvault:Key"]
#   reads:
#     "azure-native:keyvault:Key":
#     - properties.kty
#     - properties.keySize
#     - properties.curveName
#     - properties.attributes.exportable
#     - properties.releasePolicy
#     - kty
#     - keySize
#     - curveName
#     - attributes.exportable
#     - releasePolicy
#     - keyName
#   parameters:
#     min_rsa_bits:
#       minimum: 2048
#       maximum: 4096
#       type: integer
#       default: 2048
#       description: Fewest bits of an RSA key
#     hsm_names:
#       type: array
#       items: string
#       default: []
#       description: Names of keys that must be in an HSM, such as those for payments, globs allowed
#   remediation: Set properties.kty, keySize or curveName as the check requires, and leave out attributes.exportable.
#   aliases:
#   - checkov:CKV_AZURE_112
#   - azurepolicy:75c4f823-d65c-4f29-a733-01d0077fdbcb
#   - azurepolicy:82067dbb-e53b-4e06-b631-546d197452d9
#   - azurepolicy:ff25f3c8-b739-4538-9d07-3d6d25cfb255
package checks.azure.keyvault.key_strength

import data.lib.arm
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": arm.property_path(key, ["kty"]), "message": "the key is neither an RSA nor an elliptic curve key"} if {
	some urn, key in input.by_type["azure-native:keyvault:Key"]
	not _kind(key) in {"rsa", "rsa-hsm", "ec", "ec-hsm"}
}

deny contains {"resource": urn, "path": arm.property_path(key, ["keySize"]), "message": message} if {
	some urn, key in input.by_type["azure-native:keyvault:Key"]
	_kind(key) in {"rsa", "rsa-hsm"}
	bits := _bits(arm.property(key, ["keySize"]))
	bits < _parameters.min_rsa_bits
	message := sprintf("the RSA key has %v bits, fewer than %d", [bits, _parameters.min_rsa_bits])
}

deny contains {"resource": urn, "path": arm.property_path(key, ["curveName"]), "message": "the key's curve is not P-256, P-384 or P-521"} if {
	some urn, key in input.by_type["azure-native:keyvault:Key"]
	_kind(key) in {"ec", "ec-hsm"}
	not value.text(arm.property(key, ["curveName"])) in {"", "p-256", "p-384", "p-521"}
}

deny contains {"resource": urn, "path": arm.property_path(key, ["kty"]), "message": "the key is not in an HSM"} if {
	some urn, key in input.by_type["azure-native:keyvault:Key"]
	arm.named(key, _parameters.hsm_names)
	not endswith(_kind(key), "-hsm")
}

deny contains {"resource": urn, "path": arm.property_path(key, ["attributes", "exportable"]), "message": "the key is exportable"} if {
	some urn, key in input.by_type["azure-native:keyvault:Key"]
	value.text(arm.property(key, ["attributes", "exportable"])) == "true"
	arm.property(key, ["releasePolicy"]) in {null, {}}

	# A policy that is known later may hold it.
	not value.unknown(key, "releasePolicy")
	not value.unknown_at(key, ["properties", "releasePolicy"])
}

_kind(key) := value.text(arm.property(key, ["kty"]))

_bits(given) := 2048 if given == null

_bits(given) := value.number(given)

_parameters := input.parameters["azure-keyvault-key-strength"]

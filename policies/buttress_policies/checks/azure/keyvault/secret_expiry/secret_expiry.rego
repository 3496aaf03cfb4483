# METADATA
# title: Secrets expire
# description: >-
#   properties.attributes.expires is set and, with require_content_type, properties.contentType too. A secret that is not
#   enabled does not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/key-vault/secrets/about-secrets
# custom:
#   id: azure-keyvault-secret-expiry
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:keyvault:Secret"]
#   reads:
#     "azure-native:keyvault:Secret":
#     - properties.attributes.enabled
#     - properties.attributes.expires
#     - properties.contentType
#   parameters:
#     require_content_type: {type: boolean, default: false, description: Whether contentType must be set too}
#   not_applicable: the secret is not enabled
#   remediation: Set properties.attributes.expires to the second (Unix time) at which the secret ends.
#   aliases:
#   - checkov:CKV_AZURE_41
#   - checkov:CKV_AZURE_114
#   - trivy:AVD-AZU-0015
#   - trivy:AVD-AZU-0017
#   - prowler:keyvault_rbac_secret_expiration_set
#   - prowler:keyvault_non_rbac_secret_expiration_set
#   - powerpipe:keyvault_secret_expiration_set
#   - azurepolicy:98728c90-32c7-4049-8429-847dc0f4fe37
#   - kics:secret_expiration_not_set
#   - kics:key_vault_secrets_content_type_undefined
package checks.azure.keyvault.secret_expiry

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["properties", "attributes", "expires"], "message": "the secret never expires"} if {
	some urn, secret in input.by_type["azure-native:keyvault:Secret"]
	not _expires(secret)
}

deny contains {"resource": urn, "path": ["properties", "contentType"], "message": "the secret has no content type"} if {
	_parameters.require_content_type
	some urn, secret in input.by_type["azure-native:keyvault:Secret"]
	not value.present(secret, ["props", "properties", "contentType"])
}

applies contains urn if {
	some urn, secret in input.by_type["azure-native:keyvault:Secret"]
	not value.is_false(secret, ["props", "properties", "attributes", "enabled"])
}

_expires(secret) if value.number(secret.props.properties.attributes.expires) > 0

_parameters := input.parameters["azure-keyvault-secret-expiry"]

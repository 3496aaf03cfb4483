# METADATA
# title: Registries have no admin user and no anonymous readers
# description: >-
#   adminUserEnabled and anonymousPullEnabled are not true; absent is false for both, as the API applies it.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/container-registry/container-registry-authentication
# custom:
#   id: azure-acr-admin-and-anonymous-disabled
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["azure-native:containerregistry:Registry"]
#   reads:
#     "azure-native:containerregistry:Registry": [adminUserEnabled, anonymousPullEnabled]
#   remediation: Leave out adminUserEnabled and anonymousPullEnabled, and give roles to identities.
#   precondition: Whatever pulls with the admin user or without signing in needs an identity with AcrPull first.
#   aliases:
#   - checkov:CKV_AZURE_137
#   - checkov:CKV_AZURE_138
#   - prowler:containerregistry_admin_user_disabled
#   - powerpipe:container_registry_admin_user_disabled
#   - kics:admin_user_enabled_for_container_registry
package checks.azure.containerregistry.acr_admin_and_anonymous_disabled

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [property], "message": message} if {
	some property, message in {
		"adminUserEnabled": "the registry's admin user is enabled",
		"anonymousPullEnabled": "the registry allows anonymous pulls",
	}
	some urn, registry in input.by_type["azure-native:containerregistry:Registry"]
	value.is_true(registry, ["props", property])
}

# METADATA
# title: Web apps are not open to the internet
# description: >-
#   publicNetworkAccess is Disabled, or siteConfig.ipSecurityRestrictions names a range, a service tag such as
#   AzureFrontDoor.Backend, or a subnet, none of its entries allows Any, Internet or the whole internet, and
#   ipSecurityRestrictionsDefaultAction is not Allow; absent means Deny once there are entries. Apps whose name matches
#   public_apps do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/app-service/overview-access-restrictions
# custom:
#   id: azure-webapp-not-publicly-accessible
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
#   reads:
#     "azure-native:web:WebApp":
#     - publicNetworkAccess
#     - siteConfig.ipSecurityRestrictions[].ipAddress
#     - siteConfig.ipSecurityRestrictions[].action
#     - siteConfig.ipSecurityRestrictions[].vnetSubnetResourceId
#     - siteConfig.ipSecurityRestrictionsDefaultAction
#     "azure-native:web:WebAppSlot":
#     - publicNetworkAccess
#     - siteConfig.ipSecurityRestrictions[].ipAddress
#     - siteConfig.ipSecurityRestrictions[].action
#     - siteConfig.ipSecurityRestrictions[].vnetSubnetResourceId
#     - siteConfig.ipSecurityRestrictionsDefaultAction
#   presence:
#     "azure-native:web:WebApp": ["siteConfig.ipSecurityRestrictions[].vnetSubnetResourceId"]
#     "azure-native:web:WebAppSlot": ["siteConfig.ipSecurityRestrictions[].vnetSubnetResourceId"]
#   parameters:
#     public_apps: {type: array, items: string, default: [], description: "Names of apps (globs allowed) that are meant for the public"}
#   not_applicable: the name of the app is one of public_apps
#   remediation: >-
#     Set publicNetworkAccess to Disabled and add a PrivateEndpoint, or admit only the Front Door by
#     siteConfig.ipSecurityRestrictions.
#   aliases:
#   - checkov:CKV_AZURE_221
#   - checkov:CKV_AZURE_222
#   - prowler:app_function_not_publicly_accessible
#   - prowler:app_function_vnet_integration_enabled
#   - powerpipe:appservice_function_app_restrict_public_acces
#   - powerpipe:appservice_web_app_use_virtual_service_endpoint
#   - azurepolicy:2d21331d-a4c2-4def-a9ad-ee4e1e023beb
package checks.azure.web.webapp_not_publicly_accessible

import data.lib.arm
import data.lib.net
import data.lib.value
import data.lib.web
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the app is open to the internet"} if {
	some urn, app in web.apps
	value.text(value.at(app, ["props", "publicNetworkAccess"])) != "disabled"
	not _restricted(app)
}

applies contains urn if {
	some urn, app in web.apps
	not arm.named(app, _parameters.public_apps)
}

_restricted(app) if {
	value.text(value.at(app, ["props", "siteConfig", "ipSecurityRestrictionsDefaultAction"])) != "allow"
	_named(app)
	every entry in value.list(value.at(app, ["props", "siteConfig", "ipSecurityRestrictions"])) {
		not _opens(entry)
	}
}

_named(app) if {
	path := ["props", "siteConfig", "ipSecurityRestrictions"]
	some place, _ in value.at(app, path)
	some property in ["ipAddress", "vnetSubnetResourceId"]
	value.present(app, array.concat(path, [place, property]))
}

_opens(entry) if {
	value.text(value.at(entry, ["action"])) in {"", "allow"}
	_everybody(entry)
}

_everybody(entry) if value.text(value.at(entry, ["ipAddress"])) in {"any", "internet", "*"}

_everybody(entry) if net.world(entry.ipAddress)

_parameters := input.parameters["azure-webapp-not-publicly-accessible"]

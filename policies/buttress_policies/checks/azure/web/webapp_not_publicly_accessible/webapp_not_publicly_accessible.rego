# METADATA
# title: Web apps are not open to the internet
# description: >-
#   publicNetworkAccess is Disabled, or siteConfig.ipSecurityRestrictionsDefaultAction is Deny, or ipSecurityRestrictions names a
#   range, a service tag such as AzureFrontDoor.Backend, or a subnet; absent means Deny once there are entries. What the entries
#   allow, less what entries of lower priority numbers deny, is not the internet, alone or together. So are the entries of
#   scmIpSecurityRestrictions, where there are any and the deployment site does not use the main ones. Apps whose name matches
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
#     - siteConfig.ipSecurityRestrictions[].priority
#     - siteConfig.ipSecurityRestrictions[].vnetSubnetResourceId
#     - siteConfig.ipSecurityRestrictionsDefaultAction
#     - siteConfig.scmIpSecurityRestrictions[].ipAddress
#     - siteConfig.scmIpSecurityRestrictions[].action
#     - siteConfig.scmIpSecurityRestrictions[].priority
#     - siteConfig.scmIpSecurityRestrictionsDefaultAction
#     - siteConfig.scmIpSecurityRestrictionsUseMain
#     "azure-native:web:WebAppSlot":
#     - publicNetworkAccess
#     - siteConfig.ipSecurityRestrictions[].ipAddress
#     - siteConfig.ipSecurityRestrictions[].action
#     - siteConfig.ipSecurityRestrictions[].priority
#     - siteConfig.ipSecurityRestrictions[].vnetSubnetResourceId
#     - siteConfig.ipSecurityRestrictionsDefaultAction
#     - siteConfig.scmIpSecurityRestrictions[].ipAddress
#     - siteConfig.scmIpSecurityRestrictions[].action
#     - siteConfig.scmIpSecurityRestrictions[].priority
#     - siteConfig.scmIpSecurityRestrictionsDefaultAction
#     - siteConfig.scmIpSecurityRestrictionsUseMain
#   presence:
#     "azure-native:web:WebApp": ["siteConfig.ipSecurityRestrictions[].vnetSubnetResourceId"]
#     "azure-native:web:WebAppSlot": ["siteConfig.ipSecurityRestrictions[].vnetSubnetResourceId"]
#   parameters:
#     public_apps: {type: array, items: string, default: [], description: "Names of apps (globs allowed) that are meant for the public"}
#   not_applicable: the name of the app is one of public_apps
#   remediation: >-
#     Set publicNetworkAccess to Disabled and add a PrivateEndpoint, or admit only the Front Door by
#     siteConfig.ipSecurityRestrictions.
#   precondition: Users must come through the front door, range or private endpoint that is let in first.
#   aliases:
#   - checkov:CKV_AZURE_221
#   - checkov:CKV_AZURE_222
#   - prowler:app_function_not_publicly_accessible
#   - prowler:app_function_vnet_integration_enabled
#   - powerpipe:appservice_function_app_restrict_public_acces
#   - powerpipe:appservice_web_app_use_virtual_service_endpoint
#   - azurepolicy:2d21331d-a4c2-4def-a9ad-ee4e1e023beb
package checks.azure.web.webapp_not_publicly_accessible

import data.lib.addresses
import data.lib.arm
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

deny contains {"resource": urn, "path": ["siteConfig", "scmIpSecurityRestrictions"], "message": "the app's deployment site is open to the internet"} if {
	some urn, app in web.apps
	value.text(value.at(app, ["props", "publicNetworkAccess"])) != "disabled"
	not value.is_true(app, ["props", "siteConfig", "scmIpSecurityRestrictionsUseMain"])
	count(_entries(app, "scmIpSecurityRestrictions")) > 0
	not _closed(app, "scmIpSecurityRestrictions")
}

_restricted(app) if {
	_named(app)
	_closed(app, "ipSecurityRestrictions")
}

# Deny without any entry lets nobody in.
_named(app) if _default(app, "ipSecurityRestrictions") == "deny"

_named(app) if {
	path := ["props", "siteConfig", "ipSecurityRestrictions"]
	some place, _ in value.at(app, path)
	some property in ["ipAddress", "vnetSubnetResourceId"]
	value.present(app, array.concat(path, [place, property]))
}

# What the entries admit in their order, and after them the default where that is to allow.
_closed(app, property) if {
	rules := {rule |
		some entry in _entries(app, property)
		rule := {
			"action": _action(entry),
			"number": _priority(entry),
			"ranges": addresses.read([text | some text in split(object.get(entry, "ipAddress", ""), ",")]),
		}
	}
	after := {rule | _default(app, property) == "allow"; rule := {"action": "allow", "number": _last + 1, "ranges": addresses.read("*")}}
	count(addresses.opening(addresses.admitted(rules | after))) == 0
}

_entries(app, property) := [entry | some entry in value.list(value.at(app, ["props", "siteConfig", property])); is_object(entry)]

_default(app, property) := value.text(value.at(app, ["props", "siteConfig", sprintf("%sDefaultAction", [property])]))

_action(entry) := {true: "deny", false: "allow"}[value.text(value.at(entry, ["action"])) == "deny"]

_priority(entry) := value.number(value.at(entry, ["priority"]))

_priority(entry) := _last if not value.number(object.get(entry, "priority", null))

_last := 2147483647

_parameters := input.parameters["azure-webapp-not-publicly-accessible"]

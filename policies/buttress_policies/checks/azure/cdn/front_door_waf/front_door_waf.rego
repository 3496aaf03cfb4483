# METADATA
# title: Front Door has a web application firewall that blocks
# description: >-
#   A SecurityPolicy with a firewall policy belongs to the profile, and a linked Policy of the stack is enabled (absent counts
#   as enabled) and in mode Prevention (absent fails). Profiles of other skus do not apply. Each endpoint of a classic
#   FrontDoor links such a policy. A policy outside the stack is trusted.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/web-application-firewall/afds/afds-overview
# custom:
#   id: azure-front-door-waf
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - azure-native:cdn:Profile
#   - azure-native:frontdoor:FrontDoor
#   companions:
#     "azure-native:cdn:SecurityPolicy": profileName
#     "azure-native:frontdoor:Policy": ""
#   reads:
#     "azure-native:cdn:Profile": [sku.name]
#     "azure-native:frontdoor:FrontDoor": []
#     "azure-native:cdn:SecurityPolicy": []
#     "azure-native:frontdoor:Policy": [policySettings.enabledState, policySettings.mode]
#   not_applicable: the profile is not one of Front Door
#   remediation: >-
#     Add a cdn SecurityPolicy with parameters.wafPolicy.id of a Policy in mode Prevention, or use ProtectedFrontDoor.
#   aliases:
#   - checkov:CKV_AZURE_121
#   - checkov:CKV_AZURE_123
#   - powerpipe:frontdoor_waf_enabled
#   - azurepolicy:055aa869-bc98-4af8-bafc-23f1ab6ffe2c
#   - kics:azure_front_door_waf_disabled
package checks.azure.cdn.front_door_waf

import data.lib.arm
import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, profile in input.by_type["azure-native:cdn:Profile"]
	value.text(value.at(profile, ["props", "sku", "name"])) in {"standard_azurefrontdoor", "premium_azurefrontdoor"}
}

applies contains urn if some urn, _ in input.by_type[_classic]

deny contains {"resource": urn, "path": [], "message": "the profile has no security policy"} if {
	some urn, _ in input.by_type["azure-native:cdn:Profile"]
	count(link.referrers(urn, _security, "profileName")) == 0
}

deny contains {
	"resource": urn,
	"at": security.urn,
	"path": _firewall,
	"message": "the profile's security policy names no web application firewall",
} if {
	some urn, profile in input.by_type["azure-native:cdn:Profile"]
	not _guarded(profile)
	some security in link.referrers(urn, _security, "profileName")
}

deny contains {
	"resource": urn,
	"path": ["frontendEndpoints"],
	"message": "no frontend endpoint has a web application firewall policy",
} if {
	some urn, door in input.by_type[_classic]
	count(value.list(object.get(door.props, "frontendEndpoints", null))) == 0
}

deny contains {"resource": urn, "path": path, "message": "a frontend endpoint has no web application firewall policy"} if {
	some urn, door in input.by_type[_classic]
	some place, _ in door.props.frontendEndpoints
	path := ["frontendEndpoints", place, "webApplicationFirewallPolicyLink", "id"]
	not arm.has_id(door, path)
}

deny contains {"resource": urn, "at": policy.urn, "path": weakness.path, "message": weakness.message} if {
	some urn, policies in _policies
	some policy in policies
	some weakness in _weaknesses[policy.urn]
}

_guarded(profile) if {
	some security in link.referrers(profile.urn, _security, "profileName")
	arm.has_id(security, _firewall)
}

_policies[urn] contains policy if {
	some urn, _ in input.by_type["azure-native:cdn:Profile"]
	some security in link.referrers(urn, _security, "profileName")
	some policy in link.referred(security.urn, "parameters", "azure-native:frontdoor:Policy")
}

_policies[urn] contains policy if {
	some urn, _ in input.by_type[_classic]
	some policy in link.referred(urn, "frontendEndpoints", "azure-native:frontdoor:Policy")
}

_weaknesses[urn] contains {"path": ["policySettings", "enabledState"], "message": "the firewall policy is disabled"} if {
	some urn, policy in input.by_type["azure-native:frontdoor:Policy"]
	value.text(value.at(policy, ["props", "policySettings", "enabledState"])) == "disabled"
}

_weaknesses[urn] contains {
	"path": ["policySettings", "mode"],
	"message": "the firewall policy is not in mode Prevention, so it does not block",
} if {
	some urn, policy in input.by_type["azure-native:frontdoor:Policy"]
	value.text(value.at(policy, ["props", "policySettings", "mode"])) != "prevention"
}

_firewall := ["parameters", "wafPolicy", "id"]

_classic := "azure-native:frontdoor:FrontDoor"

_security := "azure-native:cdn:SecurityPolicy"

# METADATA
# title: Application gateways have a web application firewall that blocks
# description: >-
#   sku.tier is WAF_v2 and the gateway or each of its listeners names a firewall policy; or the tier is WAF or WAF_v2 and the
#   older inline configuration is enabled in mode Prevention. A policy of the stack is not disabled, is in mode Prevention
#   (absent fails) and holds the rule set OWASP or Microsoft_DefaultRuleSet. A policy outside the stack is trusted.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/web-application-firewall/ag/ag-overview
# custom:
#   id: azure-application-gateway-waf
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["azure-native:network:ApplicationGateway"]
#   companions:
#     "azure-native:network:WebApplicationFirewallPolicy": ""
#   reads:
#     "azure-native:network:ApplicationGateway":
#     - sku.tier
#     - webApplicationFirewallConfiguration.enabled
#     - webApplicationFirewallConfiguration.firewallMode
#     "azure-native:network:WebApplicationFirewallPolicy":
#     - policySettings.state
#     - policySettings.mode
#     - managedRules.managedRuleSets[].ruleSetType
#   remediation: Set sku.tier to WAF_v2 and firewallPolicy.id to a WebApplicationFirewallPolicy in mode Prevention.
#   aliases:
#   - checkov:CKV_AZURE_120
#   - checkov:CKV_AZURE_122
#   - powerpipe:application_gateway_waf_enabled
#   - powerpipe:application_gateway_waf_uses_specified_mode
#   - azurepolicy:564feb30-bf6a-4854-b4bb-0d2d2d1e6c66
#   - azurepolicy:12430be1-6cc8-4527-a9a8-e3d38f250096
#   - kics:waf_is_disabled_for_azure_application_gateway
package checks.azure.network.application_gateway_waf

import data.lib.arm
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["sku", "tier"], "message": "the gateway's tier has no web application firewall"} if {
	some urn, gateway in input.by_type["azure-native:network:ApplicationGateway"]
	tier := value.text(value.at(gateway, ["props", "sku", "tier"]))
	not tier in _tiers(gateway)
}

deny contains {
	"resource": urn,
	"path": _place(gateway),
	"message": "neither the gateway nor each of its listeners has a web application firewall policy",
} if {
	some urn, gateway in input.by_type["azure-native:network:ApplicationGateway"]
	not arm.has_id(gateway, _own)
	not _every_listener(gateway)
	not _inline(gateway)
}

deny contains {"resource": urn, "at": policy.urn, "path": weakness.path, "message": weakness.message} if {
	some urn, _ in input.by_type["azure-native:network:ApplicationGateway"]
	some key in ["firewallPolicy", "httpListeners"]
	some policy in link.referred(urn, key, "azure-native:network:WebApplicationFirewallPolicy")
	some weakness in _weaknesses[policy.urn]
}

_tiers(gateway) := {"waf", "waf_v2"} if _inline(gateway)

_tiers(gateway) := {"waf_v2"} if not _inline(gateway)

_every_listener(gateway) if {
	listeners := gateway.props.httpListeners
	is_array(listeners)
	count(listeners) > 0
	every place, _ in listeners {
		arm.has_id(gateway, ["httpListeners", place, "firewallPolicy", "id"])
	}
}

_inline(gateway) if {
	_set_to(gateway, "enabled", "true")
	_set_to(gateway, "firewallMode", "prevention")
}

_set_to(gateway, property, wanted) if {
	value.text(value.at(gateway, ["props", "webApplicationFirewallConfiguration", property])) == wanted
}

# What is known only later may say it; the outcome is unknown.
_set_to(gateway, property, _) if value.unknown_at(gateway, ["webApplicationFirewallConfiguration", property])

# A policy that is not known yet may turn up where the program left its place open.
_place(gateway) := [path | some path in gateway.unknown; "firewallPolicy" in path][0]

_place(gateway) := _own if not _undecided(gateway)

_undecided(gateway) if {
	some path in gateway.unknown
	"firewallPolicy" in path
}

_weaknesses[urn] contains {"path": ["policySettings", "state"], "message": "the firewall policy is disabled"} if {
	some urn, policy in input.by_type["azure-native:network:WebApplicationFirewallPolicy"]
	value.text(value.at(policy, ["props", "policySettings", "state"])) == "disabled"
}

_weaknesses[urn] contains {
	"path": ["policySettings", "mode"],
	"message": "the firewall policy is not in mode Prevention, so it does not block",
} if {
	some urn, policy in input.by_type["azure-native:network:WebApplicationFirewallPolicy"]
	value.text(value.at(policy, ["props", "policySettings", "mode"])) != "prevention"
}

_weaknesses[urn] contains {"path": _sets, "message": "the firewall policy holds neither OWASP nor Microsoft_DefaultRuleSet"} if {
	some urn, policy in input.by_type["azure-native:network:WebApplicationFirewallPolicy"]
	not _known_attacks(policy)
}

_known_attacks(policy) if {
	some set in value.list(value.at(policy.props, _sets))
	value.text(value.at(set, ["ruleSetType"])) in {"owasp", "microsoft_defaultruleset"}
}

_sets := ["managedRules", "managedRuleSets"]

_own := ["firewallPolicy", "id"]

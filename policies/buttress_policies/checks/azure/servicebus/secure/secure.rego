# METADATA
# title: Service Bus accepts identities only, over TLS 1.2, from named networks
# description: >-
#   disableLocalAuth is true (absent is false), minimumTlsVersion is 1.2 or 1.3 (absent fails), and of a Premium namespace publicNetworkAccess, of
#   the namespace or of its NamespaceNetworkRuleSet, is Disabled or SecuredByPerimeter, or the rule set has defaultAction
#   Deny; its ipRules do not, alone or together, admit the internet. Basic and Standard namespaces have no network rules and skip that part. No
#   NamespaceAuthorizationRule gives Manage, except RootManageSharedAccessKey, which Azure makes. Customer managed keys are checked by
#   azure-long-tail-customer-managed-key.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/service-bus-messaging/network-security
# - ref: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-authentication-and-authorization
# custom:
#   id: azure-servicebus-secure
#   severity: medium
#   scope: stack
#   tier: 2
#   population: ["azure-native:servicebus:Namespace"]
#   companions:
#     "azure-native:servicebus:NamespaceNetworkRuleSet": namespaceName
#     "azure-native:servicebus:NamespaceAuthorizationRule": namespaceName
#   reads:
#     "azure-native:servicebus:Namespace": [disableLocalAuth, minimumTlsVersion, publicNetworkAccess, sku.name]
#     "azure-native:servicebus:NamespaceNetworkRuleSet": [publicNetworkAccess, defaultAction, "ipRules[].ipMask"]
#     "azure-native:servicebus:NamespaceAuthorizationRule": [rights, authorizationRuleName]
#   live: traffic that was refused
#   remediation: Set disableLocalAuth, minimumTlsVersion and, with the Premium tier, publicNetworkAccess of the namespace.
#   precondition: >-
#     Senders and receivers that use a connection string must use an Entra identity with a data role first, and reach the
#     namespace privately.
#   aliases:
#   - checkov:CKV_AZURE_203
#   - checkov:CKV_AZURE_204
#   - checkov:CKV_AZURE_205
#   - powerpipe:servicebus_namespace_azure_ad_authentication_enabled
#   - powerpipe:servicebus_name_space_private_link_used
#   - azurepolicy:a1817ec0-a368-432a-8057-8371e17ac6ee
package checks.azure.servicebus.secure

import data.lib.addresses
import data.lib.arm
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["disableLocalAuth"], "message": "the namespace accepts keys beside Entra ID"} if {
	some urn, namespace in input.by_type["azure-native:servicebus:Namespace"]
	not value.is_true(namespace, ["props", "disableLocalAuth"])
}

deny contains {"resource": urn, "path": ["minimumTlsVersion"], "message": "the namespace may accept TLS before 1.2"} if {
	some urn, namespace in input.by_type["azure-native:servicebus:Namespace"]
	not value.text(value.at(namespace, ["props", "minimumTlsVersion"])) in {"1.2", "1.3"}
}

deny contains {"resource": urn, "path": _place(namespace), "message": "the namespace accepts every network"} if {
	some urn, namespace in input.by_type["azure-native:servicebus:Namespace"]
	value.text(value.at(namespace, ["props", "sku", "name"])) == "premium"
	not _closed(namespace)
}

deny contains {"resource": urn, "at": rules.urn, "path": ["ipRules", rule.place, "ipMask"], "message": message} if {
	some urn, namespace in input.by_type["azure-native:servicebus:Namespace"]
	not _disabled(namespace)
	some rules in _rules(namespace)
	some rule in addresses.openings([value.at(rule, ["ipMask"]) | some rule in value.at(rules, ["props", "ipRules"])])
	message := sprintf("the namespace's network rules admit %s", [rule.named])
}

deny contains {"resource": urn, "at": rule.urn, "path": ["rights"], "message": message} if {
	some urn, _ in input.by_type["azure-native:servicebus:Namespace"]
	some rule in link.referrers(urn, "azure-native:servicebus:NamespaceAuthorizationRule", "namespaceName")
	not "rootmanagesharedaccesskey" in {value.text(value.at(rule, ["props", "authorizationRuleName"])), arm.name(rule.id)}
	not value.unknown(rule, "authorizationRuleName")
	some right in value.list(value.at(rule, ["props", "rights"]))
	value.text(right) == "manage"
	message := sprintf("the authorization rule %s allows changing the namespace itself", [rule.name])
}

_closed(namespace) if _disabled(namespace)

_disabled(namespace) if {
	some resource in array.concat([namespace], _rules(namespace))
	value.text(value.at(resource, ["props", "publicNetworkAccess"])) in {"disabled", "securedbyperimeter"}
}

_closed(namespace) if {
	some rules in _rules(namespace)
	value.text(value.at(rules, ["props", "defaultAction"])) == "deny"
}

_rules(namespace) := link.referrers(namespace.urn, "azure-native:servicebus:NamespaceNetworkRuleSet", "namespaceName")

# Rules that are known later may close it.
_place(namespace) := [] if {
	count(_rules(namespace)) > 0
} else := ["publicNetworkAccess"]

# METADATA
# title: Event Hubs accept identities only, over TLS 1.2, from named networks
# description: >-
#   disableLocalAuth is true (absent is false), minimumTlsVersion is 1.2 or 1.3 (absent fails), and publicNetworkAccess, of
#   the namespace or of its NamespaceNetworkRuleSet, is Disabled or SecuredByPerimeter, or the rule set has defaultAction
#   Deny and its ipRules do not, alone or together, admit the internet; Basic namespaces have no network rules and skip that part. No NamespaceAuthorizationRule gives Manage, except
#   RootManageSharedAccessKey, which Azure makes. Customer managed keys are checked by azure-long-tail-customer-managed-key.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/event-hubs/network-security
# - ref: https://learn.microsoft.com/azure/event-hubs/authenticate-application
# custom:
#   id: azure-eventhub-secure
#   severity: medium
#   scope: stack
#   tier: 2
#   population: ["azure-native:eventhub:Namespace"]
#   companions:
#     "azure-native:eventhub:NamespaceNetworkRuleSet": namespaceName
#     "azure-native:eventhub:NamespaceAuthorizationRule": namespaceName
#   reads:
#     "azure-native:eventhub:Namespace": [disableLocalAuth, minimumTlsVersion, publicNetworkAccess, sku.name]
#     "azure-native:eventhub:NamespaceNetworkRuleSet": [publicNetworkAccess, defaultAction, "ipRules[].ipMask"]
#     "azure-native:eventhub:NamespaceAuthorizationRule": [rights, authorizationRuleName]
#   live: traffic that was refused
#   remediation: Set disableLocalAuth, minimumTlsVersion and publicNetworkAccess of the namespace, or use AzureTransactionLog.
#   precondition: >-
#     Senders and receivers that use a connection string must use an Entra identity with a data role first, and reach the
#     namespace privately.
#   aliases:
#   - checkov:CKV_AZURE_223
#   - checkov:CKV_AZURE_228
#   - powerpipe:eventhub_namespace_private_link_used
#   - azurepolicy:5d4e3c65-4873-47be-94f3-6f8b953a3598
#   - azurepolicy:b8564268-eb4a-4337-89be-a19db070c59d
#   - azurepolicy:f4826e5f-6a27-407c-ae3e-9582eb39891d
#   - azurepolicy:d63edb4a-c612-454d-b47d-191a724fcbf0
package checks.azure.eventhub.secure

import data.lib.addresses
import data.lib.arm
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["disableLocalAuth"], "message": "the namespace accepts keys beside Entra ID"} if {
	some urn, namespace in input.by_type["azure-native:eventhub:Namespace"]
	not value.is_true(namespace, ["props", "disableLocalAuth"])
}

deny contains {"resource": urn, "path": ["minimumTlsVersion"], "message": "the namespace may accept TLS before 1.2"} if {
	some urn, namespace in input.by_type["azure-native:eventhub:Namespace"]
	not value.text(value.at(namespace, ["props", "minimumTlsVersion"])) in {"1.2", "1.3"}
}

deny contains {"resource": urn, "path": _place(namespace), "message": "the namespace accepts every network"} if {
	some urn, namespace in input.by_type["azure-native:eventhub:Namespace"]
	value.text(value.at(namespace, ["props", "sku", "name"])) != "basic"
	not value.unknown(namespace, "sku")
	not _closed(namespace)
}

deny contains {"resource": urn, "at": rules.urn, "path": ["ipRules", rule.place, "ipMask"], "message": message} if {
	some urn, namespace in input.by_type["azure-native:eventhub:Namespace"]
	not _disabled(namespace)
	some rules in _rules(namespace)
	some rule in addresses.openings([value.at(rule, ["ipMask"]) | some rule in value.at(rules, ["props", "ipRules"])])
	message := sprintf("the namespace's network rules admit %s", [rule.named])
}

deny contains {"resource": urn, "at": rule.urn, "path": ["rights"], "message": message} if {
	some urn, _ in input.by_type["azure-native:eventhub:Namespace"]
	some rule in link.referrers(urn, "azure-native:eventhub:NamespaceAuthorizationRule", "namespaceName")
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

_rules(namespace) := link.referrers(namespace.urn, "azure-native:eventhub:NamespaceNetworkRuleSet", "namespaceName")

# Rules that are known later may close it.
_place(namespace) := [] if {
	count(_rules(namespace)) > 0
} else := ["publicNetworkAccess"]

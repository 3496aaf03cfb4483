# METADATA
# title: Azure roles and scopes
# description: The built-in roles that matter by their ids, and how far a scope reaches.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
# - ref: https://learn.microsoft.com/azure/role-based-access-control/scope-overview
package lib.rbac

import data.lib.arm
import rego.v1

# METADATA
# description: The built-in roles by id; those that hand out access, those that own everything, and those that own data.
# scope: document
roles := {
	"8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
	"b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
	"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
	"f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
	"acdd72a7-3385-48ef-bd42-f606fba81ae7": "Reader",
	"b7e6dc6d-f1e8-4753-8033-0f276bb0955b": "Storage Blob Data Owner",
	"00482a5a-887f-4fb3-b363-3b7fe8e74483": "Key Vault Administrator",
	"b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b": "Azure Kubernetes Service RBAC Cluster Admin",
	"090c5cfd-751d-490a-894a-3ce6f1109419": "Azure Service Bus Data Owner",
	"f526a384-b230-433a-b45c-95f59c4a2dec": "Azure Event Hubs Data Owner",
	"5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b": "App Configuration Data Owner",
}

# METADATA
# description: >-
#   The name of the built-in role that a role definition id names, with or without what stands before its GUID; undefined for any
#   other.
# scope: document
role(definition) := roles[arm.name(definition)]

# METADATA
# description: Whether a role lets its holder give access to others.
# scope: document
grants_access(name) if name in {"Owner", "User Access Administrator", "Role Based Access Control Administrator"}

# METADATA
# description: How far a scope reaches; `root`, `management group`, `subscription`, `resource group` or `resource`.
# scope: document
reach(scope) := "root" if {
	scope == "/"
} else := "management group" if {
	is_string(scope)
	regex.match(`(?i)^/providers/microsoft\.management/managementgroups/[^/]+/?$`, scope)
} else := "subscription" if {
	is_string(scope)
	regex.match(`(?i)^/subscriptions/[^/]+/?$`, scope)
} else := "resource group" if {
	is_string(scope)
	regex.match(`(?i)^/subscriptions/[^/]+/resourcegroups/[^/]+/?$`, scope)
} else := "resource" if {
	is_string(scope)
	regex.match(`(?i)^/(subscriptions|providers)/`, scope)
}

# METADATA
# description: Whether a scope is a whole subscription or more.
# scope: document
broad(scope) if reach(scope) in {"root", "management group", "subscription"}

# METADATA
# title: Resource groups in production are locked
# description: >-
#   Each ResourceGroup whose tags match tags has a lock of the level CanNotDelete or ReadOnly: a
#   ManagementLockAtResourceGroupLevel with its name, a ManagementLockByScope whose scope is its id, or a lock on the
#   subscription, by ManagementLockAtSubscriptionLevel or by scope. Other groups do not apply. Who may take a lock off is live
#   data.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
# custom:
#   id: azure-critical-resource-locks
#   severity: medium
#   scope: stack
#   tier: 3
#   population: ["azure-native:resources:ResourceGroup"]
#   companions:
#     "azure-native:authorization:ManagementLockAtResourceGroupLevel": resourceGroupName
#     "azure-native:authorization:ManagementLockByScope": [scope, ""]
#     "azure-native:authorization:ManagementLockAtSubscriptionLevel": ""
#   reads:
#     "azure-native:resources:ResourceGroup": [tags]
#     "azure-native:authorization:ManagementLockAtResourceGroupLevel": [level]
#     "azure-native:authorization:ManagementLockByScope": [level]
#     "azure-native:authorization:ManagementLockAtSubscriptionLevel": [level]
#   parameters:
#     tags:
#       sought: true
#       type: object
#       default: {environment: production}
#       description: Tags (key to a value, or a list of values) of the groups that are critical; any one match is enough
#   live: who may delete locks
#   not_applicable: no tag says that the resource group is to be locked
#   remediation: >-
#     Add a ManagementLockByScope with the level CanNotDelete on the group, or name it in locked_scopes of SubscriptionBaseline.
#   aliases:
#   - prowler:iam_custom_role_has_permissions_to_administer_resource_locks
#   - kics:azure_container_registry_with_no_locks
package checks.azure.authorization.critical_resource_locks

import data.lib.arm
import data.lib.link
import data.lib.rbac
import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, group in input.by_type["azure-native:resources:ResourceGroup"]
	tags.match(group, _parameters.tags)
}

deny contains {"resource": urn, "path": [], "message": "the resource group has no lock against deletion"} if {
	some urn, group in input.by_type["azure-native:resources:ResourceGroup"]
	not _locked(group)
}

_locked(group) if {
	some lock in link.referrers(group.urn, "azure-native:authorization:ManagementLockAtResourceGroupLevel", "resourceGroupName")
	_holds(lock)
}

_locked(group) if {
	some lock in input.by_type["azure-native:authorization:ManagementLockByScope"]
	_holds(lock)
	_over(lock, group)
}

_locked(_) if {
	some lock in input.by_type["azure-native:authorization:ManagementLockAtSubscriptionLevel"]
	_holds(lock)
}

_holds(lock) if value.text(value.at(lock, ["props", "level"])) in {"cannotdelete", "readonly"}

_over(lock, group) if group.urn in object.get(object.get(input.refs, lock.urn, {}), "scope", [])

# A subscription's lock holds for all that is in it, as far as it is the group's.
_over(lock, group) if {
	scope := value.at(lock, ["props", "scope"])
	rbac.reach(scope) == "subscription"
	_inside(group, scope)
}

_inside(group, _) if group.id == ""

_inside(group, scope) if arm.within(group.id, scope)

_parameters := input.parameters["azure-critical-resource-locks"]

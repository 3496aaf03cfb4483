# METADATA
# title: Storage accounts delete data that is no longer kept
# description: >-
#   Each account with a BlobContainer has a ManagementPolicy with a rule that is not disabled and deletes blobs
#   (definition.actions.baseBlob.delete) after some days. With max_days above 0 these are at most so many; 0, the default,
#   sets no bound. What a rule filters is not checked. Accounts without a container do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-overview
# custom:
#   id: azure-storage-lifecycle-disposal
#   severity: low
#   scope: stack
#   tier: 2
#   population: ["azure-native:storage:StorageAccount"]
#   companions:
#     "azure-native:storage:ManagementPolicy": accountName
#     "azure-native:storage:BlobContainer": accountName
#   reads:
#     "azure-native:storage:StorageAccount": []
#     "azure-native:storage:ManagementPolicy":
#     - policy.rules[].enabled
#     - policy.rules[].definition.actions.baseBlob.delete
#     "azure-native:storage:BlobContainer": []
#   parameters:
#     max_days:
#       minimum: 0
#       default: 0
#       description: Days after which blobs are deleted at the latest; 0 for any
#   not_applicable: the account has no blob container in the stack
#   remediation: >-
#     Add a ManagementPolicy with a rule that deletes blobs after the days of your retention schedule, or use
#     EncryptedStorageAccount with delete_after_days.
package checks.azure.storage.lifecycle_disposal

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, _ in input.by_type["azure-native:storage:StorageAccount"]
	count(link.referrers(urn, "azure-native:storage:BlobContainer", "accountName")) > 0
}

deny contains {"resource": urn, "path": [], "message": "the account has no lifecycle rule that deletes blobs"} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	count(_lives(account)) == 0
}

deny contains {"resource": urn, "path": [], "message": message} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	lives := _lives(account)
	_parameters.max_days > 0
	min(lives) > _parameters.max_days
	message := sprintf("the account deletes blobs after %v days at the earliest, more than %d", [min(lives), _parameters.max_days])
}

# The days after which each rule deletes.
_lives(account) := {days |
	some policy in link.referrers(account.urn, "azure-native:storage:ManagementPolicy", "accountName")
	some rule in value.list(value.at(policy, ["props", "policy", "rules"]))
	not value.is_false(rule, ["enabled"])
	some given in value.at(rule, ["definition", "actions", "baseBlob", "delete"])
	days := value.number(given)
}

_parameters := input.parameters["azure-storage-lifecycle-disposal"]

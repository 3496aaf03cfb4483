# METADATA
# title: Virtual machines are backed up
# description: >-
#   A ProtectedItem with a policy names the VirtualMachine as its source and its protection is not stopped, or a
#   BackupInstance with a policy names the machine or its OS disk. Machines with a tag of exempt_tags do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/backup/backup-azure-vms-introduction
# custom:
#   id: azure-vm-backup-enabled
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["azure-native:compute:VirtualMachine"]
#   companions:
#     "azure-native:recoveryservices:ProtectedItem": properties.sourceResourceId
#     "azure-native:dataprotection:BackupInstance": properties.dataSourceInfo.resourceID
#   reads:
#     "azure-native:compute:VirtualMachine": [tags]
#     "azure-native:compute:Disk": []
#     "azure-native:recoveryservices:ProtectedItem": [properties.protectionState]
#     "azure-native:dataprotection:BackupInstance": []
#   parameters:
#     exempt_tags: {"default": {"backup": "none"}}
#   not_applicable: a tag of exempt_tags excuses the machine
#   remediation: >-
#     Add a recoveryservices ProtectedItem with the machine's id in properties.sourceResourceId and a policy in
#     properties.policyId, or use BackupVault.
#   aliases:
#   - checkov:CKV2_AZURE_12
#   - prowler:vm_backup_enabled
#   - prowler:vm_sufficient_daily_backup_retention_period
#   - powerpipe:compute_vm_azure_backup_enabled
#   - azurepolicy:013e242c-8828-4970-87b3-ab247555486d
package checks.azure.recoveryservices.vm_backup_enabled

import data.lib.arm
import data.lib.link
import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, machine in input.by_type["azure-native:compute:VirtualMachine"]
	not tags.match(machine, input.parameters["azure-vm-backup-enabled"].exempt_tags)
}

deny contains {"resource": urn, "path": [], "message": "the machine has no active backup with a policy"} if {
	some urn, machine in input.by_type["azure-native:compute:VirtualMachine"]
	not _protected(machine)
}

_protected(machine) if {
	some item in link.referrers(machine.urn, "azure-native:recoveryservices:ProtectedItem", "properties")
	arm.has_id(item, ["properties", "policyId"])
	not _stopped(item)
}

_protected(machine) if {
	some instance in link.referrers(machine.urn, _instance, "properties")
	arm.has_id(instance, ["properties", "policyInfo", "policyId"])
}

_protected(machine) if {
	some disk in link.referred(machine.urn, "storageProfile", "azure-native:compute:Disk")
	_is_os_disk(machine, disk)
	some instance in link.referrers(disk.urn, _instance, "properties")
	arm.has_id(instance, ["properties", "policyInfo", "policyId"])
}

_protected(machine) if value.text(value.at(machine, ["props", "storageProfile", "osDisk", "managedDisk", "id"])) in _sources

_stopped(item) if value.text(item.props.properties.protectionState) in {"protectionstopped", "backupssuspended"}

# Before the disk exists its id is not known: then any disk that the machine refers to may be it.
_is_os_disk(machine, _) if ["storageProfile", "osDisk", "managedDisk", "id"] in machine.unknown

_is_os_disk(machine, disk) if arm.same(machine.props.storageProfile.osDisk.managedDisk.id, disk.id)

_sources contains lower(source) if {
	some instance in input.by_type[_instance]
	arm.has_id(instance, ["properties", "policyInfo", "policyId"])
	source := instance.props.properties.dataSourceInfo.resourceID
	is_string(source)
}

_instance := "azure-native:dataprotection:BackupInstance"

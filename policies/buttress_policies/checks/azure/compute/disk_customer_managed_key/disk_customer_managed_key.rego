# METADATA
# title: Disks are encrypted with a customer managed key
# description: >-
#   A Disk or Snapshot names a disk encryption set and its type of encryption, where given, is not the platform's; the OS disk
#   and each data disk that a machine or a scale set makes inline name one too. Ephemeral OS disks and attached disks are not
#   checked inline. A disk counts as attached by createOption Attach, or by an id where it states no createOption, since the
#   provider answers an id for every disk.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-machines/disk-encryption
# custom:
#   id: azure-disk-customer-managed-key
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:compute:Disk
#   - azure-native:compute:Snapshot
#   - azure-native:compute:VirtualMachine
#   - azure-native:compute:VirtualMachineScaleSet
#   reads:
#     "azure-native:compute:Disk": [encryption.type]
#     "azure-native:compute:Snapshot": [encryption.type]
#     "azure-native:compute:VirtualMachine":
#     - storageProfile.osDisk.createOption
#     - storageProfile.osDisk.diffDiskSettings
#     - storageProfile.dataDisks[].createOption
#     "azure-native:compute:VirtualMachineScaleSet": [virtualMachineProfile.storageProfile.osDisk.diffDiskSettings]
#   not_applicable: the machine makes no disk of its own
#   remediation: >-
#     Set diskEncryptionSetId under encryption of the disk, or managedDisk.diskEncryptionSet.id of the machine, to a
#     DiskEncryptionSet.
#   precondition: >-
#     The disk encryption set's identity needs the role Key Vault Crypto Service Encryption User on the key, and the vault
#     purge protection, first; the machine is stopped for it.
#   aliases:
#   - checkov:CKV_AZURE_2
#   - checkov:CKV_AZURE_93
#   - checkov:CKV2_AZURE_14
#   - trivy:AVD-AZU-0038
#   - prowler:vm_ensure_attached_disks_encrypted_with_cmk
#   - prowler:vm_ensure_unattached_disks_encrypted_with_cmk
#   - powerpipe:compute_os_and_data_disk_encrypted_with_cmk
#   - powerpipe:compute_unattached_disk_encrypted_with_cmk
#   - azurepolicy:ca91455f-eace-4f96-be59-e6e2c35b4816
#   - pulumi:azure-native-compute-disk-disallow-unencrypted-disk
#   - pulumi:azure-compute-manageddisk-disallow-unencrypted-managed-disk
#   - kics:encryption_on_managed_disk_disabled
package checks.azure.compute.disk_customer_managed_key

import data.lib.arm
import data.lib.machine
import data.lib.value
import rego.v1

applies contains urn if {
	some type in _disk_types
	some urn, _ in input.by_type[type]
}

applies contains urn if {
	some urn, one in machine.all
	count(_disks(one)) > 0
}

deny contains {"resource": urn, "path": _set, "message": "the disk has no disk encryption set"} if {
	some type in _disk_types
	some urn, disk in input.by_type[type]
	not arm.has_id(disk, _set)
}

deny contains {"resource": urn, "path": ["encryption", "type"], "message": "the disk is encrypted with the platform's key"} if {
	some type in _disk_types
	some urn, disk in input.by_type[type]
	value.text(value.at(disk, ["props", "encryption", "type"])) == "encryptionatrestwithplatformkey"
}

deny contains {"resource": urn, "path": path, "message": "an inline disk has no disk encryption set"} if {
	some urn, one in machine.all
	some disk in _disks(one)
	path := array.concat(disk, ["managedDisk", "diskEncryptionSet", "id"])
	resource := one.resource
	not arm.has_id(resource, path)
}

_disks(one) := {array.concat(one.base, place) |
	some place in array.concat([["storageProfile", "osDisk"]], [["storageProfile", "dataDisks", number] |
		some number, _ in value.at(one.profile, ["storageProfile", "dataDisks"])
	])
	disk := value.at(one.profile, place)
	not _ephemeral(disk)
	resource := one.resource
	settings := array.concat(array.concat(one.base, place), ["diffDiskSettings"])
	not value.unknown_at(resource, settings)
	not _attached(one, place)
}

_ephemeral(disk) if is_object(disk.diffDiskSettings)

_attached(one, place) if value.text(value.at(one.profile, array.concat(place, ["createOption"]))) == "attach"

_attached(one, place) if {
	value.at(one.profile, array.concat(place, ["createOption"])) == null
	arm.has_id(one.resource, array.concat(array.concat(one.base, place), ["managedDisk", "id"]))
}

_set := ["encryption", "diskEncryptionSetId"]

_disk_types := ["azure-native:compute:Disk", "azure-native:compute:Snapshot"]

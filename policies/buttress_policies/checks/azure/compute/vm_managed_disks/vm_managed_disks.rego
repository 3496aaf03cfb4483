# METADATA
# title: Machines use managed disks
# description: >-
#   Neither the OS disk nor a data disk of a machine names a vhd, and the OS disk of a scale set no vhdContainers. An
#   absent managedDisk passes, since the platform then makes a managed disk.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-machines/managed-disks-overview
# custom:
#   id: azure-vm-managed-disks
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:compute:VirtualMachine
#   - azure-native:compute:VirtualMachineScaleSet
#   reads:
#     "azure-native:compute:VirtualMachine": [storageProfile.osDisk.vhd, "storageProfile.dataDisks[].vhd"]
#     "azure-native:compute:VirtualMachineScaleSet": [virtualMachineProfile.storageProfile.osDisk.vhdContainers]
#   remediation: Leave out vhd and vhdContainers, and set managedDisk of the disk.
#   aliases:
#   - checkov:CKV_AZURE_92
#   - checkov:CKV2_AZURE_9
#   - prowler:vm_ensure_using_managed_disks
#   - powerpipe:compute_vm_utilizing_managed_disk
#   - azurepolicy:06a78e20-9358-41c9-923c-fb736d382a4d
package checks.azure.compute.vm_managed_disks

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["storageProfile", "osDisk", "vhd"], "message": "the machine's OS disk is a blob of a storage account"} if {
	some urn, machine in input.by_type["azure-native:compute:VirtualMachine"]
	value.present(machine, ["props", "storageProfile", "osDisk", "vhd"])
}

deny contains {
	"resource": urn,
	"path": ["storageProfile", "dataDisks", place, "vhd"],
	"message": "a data disk of the machine is a blob of a storage account",
} if {
	some urn, machine in input.by_type["azure-native:compute:VirtualMachine"]
	some place, disk in machine.props.storageProfile.dataDisks
	value.present(disk, ["vhd"])
}

deny contains {"resource": urn, "path": _containers, "message": "the scale set's OS disks are blobs of storage accounts"} if {
	some urn, machines in input.by_type["azure-native:compute:VirtualMachineScaleSet"]
	value.present(machines.props, _containers)
}

_containers := ["virtualMachineProfile", "storageProfile", "osDisk", "vhdContainers"]

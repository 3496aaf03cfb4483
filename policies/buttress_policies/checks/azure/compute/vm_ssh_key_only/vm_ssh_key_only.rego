# METADATA
# title: Linux machines accept SSH keys only
# description: >-
#   disablePasswordAuthentication is true (absent is false) and no adminPassword is set. A machine is Linux by
#   linuxConfiguration or osType, or where neither these nor the image's publisher (MicrosoftWindows…, MicrosoftSQL…) name
#   Windows. Without an osProfile, as with an attached disk, it does not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-machines/linux/create-ssh-keys-detailed
# custom:
#   id: azure-vm-ssh-key-only
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:compute:VirtualMachine
#   - azure-native:compute:VirtualMachineScaleSet
#   reads:
#     "azure-native:compute:VirtualMachine":
#     - osProfile.linuxConfiguration.disablePasswordAuthentication
#     - osProfile.adminPassword
#     - osProfile.windowsConfiguration
#     - storageProfile.osDisk.osType
#     - storageProfile.imageReference.publisher
#     "azure-native:compute:VirtualMachineScaleSet":
#     - virtualMachineProfile.osProfile.linuxConfiguration.disablePasswordAuthentication
#     - virtualMachineProfile.osProfile.adminPassword
#     - virtualMachineProfile.osProfile.windowsConfiguration
#     - virtualMachineProfile.storageProfile.osDisk.osType
#     - virtualMachineProfile.storageProfile.imageReference.publisher
#   presence:
#     "azure-native:compute:VirtualMachine": [osProfile.adminPassword]
#     "azure-native:compute:VirtualMachineScaleSet": [virtualMachineProfile.osProfile.adminPassword]
#   not_applicable: the machine states no Linux profile, or its disk brings its accounts along
#   remediation: >-
#     Set linuxConfiguration.disablePasswordAuthentication to true with ssh.publicKeys, and leave out adminPassword.
#   aliases:
#   - checkov:CKV_AZURE_1
#   - checkov:CKV_AZURE_49
#   - checkov:CKV_AZURE_149
#   - checkov:CKV_AZURE_178
#   - trivy:AVD-AZU-0039
#   - prowler:vm_linux_enforce_ssh_authentication
#   - powerpipe:compute_vm_ssh_key_authentication_linux
#   - powerpipe:compute_vm_scale_set_ssh_key_authentication_linux
#   - azurepolicy:630c64f9-8b6b-4c64-b511-6544ceff6fd6
#   - pulumi:azure-compute-linuxvirtualmachine-disallow-password-authentication
#   - kics:azure_instance_using_basic_authentication
package checks.azure.compute.vm_ssh_key_only

import data.lib.machine
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, one in machine.all
	machine.has_os_profile(one)
	machine.linux(one)
	not machine.os_unknown(one)
}

deny contains {"resource": urn, "path": path, "message": "the machine accepts passwords over SSH"} if {
	some urn, one in machine.all
	profile := one.profile
	not value.is_true(profile, _switch)
	path := array.concat(one.base, _switch)
}

# A secret at the path of a denial would count as unknown; that one is set is enough.
deny contains {"resource": urn, "path": [], "message": "the machine has a password for its administrator"} if {
	some urn, one in machine.all
	value.present(one.resource, array.concat(array.concat(["props"], one.base), ["osProfile", "adminPassword"]))
}

_switch := ["osProfile", "linuxConfiguration", "disablePasswordAuthentication"]

# METADATA
# title: Machines use trusted launch
# description: >-
#   securityType is TrustedLaunch or ConfidentialVM, and secure boot and the virtual TPM are on; absent fails. Sizes
#   that match exempt_sizes do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-machines/trusted-launch
# custom:
#   id: azure-vm-trusted-launch
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:compute:VirtualMachine
#   - azure-native:compute:VirtualMachineScaleSet
#   reads:
#     "azure-native:compute:VirtualMachine":
#     - securityProfile.securityType
#     - securityProfile.uefiSettings.secureBootEnabled
#     - securityProfile.uefiSettings.vTpmEnabled
#     - hardwareProfile.vmSize
#     "azure-native:compute:VirtualMachineScaleSet":
#     - virtualMachineProfile.securityProfile.securityType
#     - virtualMachineProfile.securityProfile.uefiSettings.secureBootEnabled
#     - virtualMachineProfile.securityProfile.uefiSettings.vTpmEnabled
#     - sku.name
#   parameters:
#     exempt_sizes:
#       type: array
#       items: string
#       default: []
#       description: Sizes of machines that cannot start by trusted launch, globs allowed
#   not_applicable: the size of the machine cannot use trusted launch
#   remediation: Set securityProfile with securityType TrustedLaunch and both uefiSettings true.
#   precondition: >-
#     The image must be of generation 2 and the size one that supports trusted launch; a machine that exists is stopped for
#     it, and one of generation 1 is upgraded or made anew.
#   aliases:
#   - prowler:vm_trusted_launch_enabled
#   - powerpipe:compute_windows_vm_secure_boot_enabled
#   - powerpipe:compute_vm_trust_launch_enabled
#   - azurepolicy:97566dd7-78ae-4997-8b36-1c7bfe0d8121
#   - azurepolicy:1c30f9cd-b84c-49cc-aa2c-9288447cc3b3
#   - azurepolicy:672fe5a1-2fcd-42d7-b85d-902b6e28c6ff
#   - azurepolicy:a21f8c92-9e22-4f09-b759-50500d1d2dda
#   - azurepolicy:1cb4d9c2-f88f-4069-bee0-dba239a57b09
#   - azurepolicy:f655e522-adff-494d-95c2-52d4f6d56a42
#   - azurepolicy:13a6c84f-49a5-410a-b5df-5b880c3fe009
package checks.azure.compute.vm_trusted_launch

import data.lib.machine
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, one in machine.all
	not _exempt(one)
	resource := one.resource
	not value.unknown_at(resource, ["hardwareProfile", "vmSize"])
	not value.unknown_at(resource, ["sku", "name"])
}

deny contains {
	"resource": urn,
	"path": array.concat(one.base, _type),
	"message": "the machine does not use trusted launch",
} if {
	some urn, one in machine.all
	type := value.text(value.at(one.profile, _type))
	not type in {"trustedlaunch", "confidentialvm"}
}

deny contains {"resource": urn, "path": array.concat(one.base, path), "message": message} if {
	some urn, one in machine.all
	some setting, message in {"secureBootEnabled": "the machine's secure boot is not on", "vTpmEnabled": "the machine's virtual TPM is not on"}
	path := ["securityProfile", "uefiSettings", setting]
	profile := one.profile
	not value.is_true(profile, path)
}

_exempt(one) if {
	some pattern in input.parameters["azure-vm-trusted-launch"].exempt_sizes
	glob.match(lower(pattern), null, _size(one.resource))
}

_size(resource) := value.text(value.at(resource, ["props", "hardwareProfile", "vmSize"])) if {
	resource.type == "azure-native:compute:VirtualMachine"
}

_size(resource) := value.text(value.at(resource, ["props", "sku", "name"])) if {
	resource.type == "azure-native:compute:VirtualMachineScaleSet"
}

_type := ["securityProfile", "securityType"]

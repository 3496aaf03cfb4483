# METADATA
# title: Machines are audited by guest configuration
# description: >-
#   A machine has a system assigned identity, and an extension of the publisher Microsoft.GuestConfiguration or a
#   GuestConfigurationAssignment. With assigned_by_policy only the identity is required.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/governance/machine-configuration/overview
# custom:
#   id: azure-vm-guest-configuration
#   severity: low
#   scope: stack
#   tier: 1
#   population: ["azure-native:compute:VirtualMachine"]
#   companions:
#     "azure-native:compute:VirtualMachineExtension": vmName
#     "azure-native:guestconfiguration:GuestConfigurationAssignment": vmName
#   reads:
#     "azure-native:compute:VirtualMachine": [identity.type]
#     "azure-native:compute:VirtualMachineExtension": [publisher]
#     "azure-native:guestconfiguration:GuestConfigurationAssignment": []
#   parameters:
#     assigned_by_policy:
#       type: boolean
#       default: false
#       description: Whether a policy deploys the extension, so that programs do not
#   remediation: >-
#     Set identity.type to SystemAssigned and add a VirtualMachineExtension of publisher Microsoft.GuestConfiguration.
#   aliases:
#   - powerpipe:compute_vm_guest_configuration_installed
#   - powerpipe:compute_vm_guest_configuration_with_system_assigned_managed_identity
#   - azurepolicy:ae89ebca-1c92-4898-ac2c-9f63decb045c
#   - azurepolicy:d26f7642-7545-4e18-9b75-8c9bbdee3a9a
#   - azurepolicy:fc9b3da7-8347-4380-8e70-0a0361d8dedd
#   - azurepolicy:72650e9f-97bc-4b2a-ab5f-9781a9fcecbc
#   - azurepolicy:67e010c1-640d-438e-a3a5-feaccb533a98
#   - azurepolicy:ee984370-154a-4ee8-9726-19d900e56fc0
#   - azurepolicy:33936777-f2ac-45aa-82ec-07958ec9ade4
#   - azurepolicy:caf2d518-f029-4f6b-833b-d7081702f253
#   - azurepolicy:3ff60f98-7fa4-410a-9f7f-0b00f5afdbdd
#   - azurepolicy:1221c620-d201-468c-81e7-2817e6107e84
#   - azurepolicy:f71be03e-e25b-4d0f-b8bc-9b3e309b66c0
#   - azurepolicy:492a29ed-d143-4f03-b6a4-705ce081b463
#   - azurepolicy:f2143251-70de-4e81-87a8-36cee5a2f29d
#   - azurepolicy:94d9aca8-3757-46df-aa51-f218c5f11954
#   - azurepolicy:58383b73-94a9-4414-b382-4146eb02611b
#   - azurepolicy:2a7a701e-dff3-4da9-9ec5-42cb98594c0b
#   - azurepolicy:87845465-c458-45f3-af66-dcd62176f397
#   - azurepolicy:e068b215-0026-4354-b347-8fb2766f73a2
#   - azurepolicy:5752e6d6-1206-46d8-8ab1-ecc2f71a8112
#   - azurepolicy:ea53dbee-c6c9-4f0e-9f9e-de0039b78023
#   - azurepolicy:e6955644-301c-44b5-a4c4-528577de6861
#   - azurepolicy:4ceb8dc2-559c-478b-a15b-733fbf1e3738
#   - azurepolicy:bf16e0bb-31e1-4646-8202-60a235cc7e74
#   - azurepolicy:3d2a3320-2a72-4c67-ac5f-caa40fbee2b2
#   - azurepolicy:bed48b13-6647-468e-aa2f-1af1d3f4dd40
package checks.azure.compute.vm_guest_configuration

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["identity", "type"], "message": "the machine has no system assigned identity"} if {
	some urn, machine in input.by_type["azure-native:compute:VirtualMachine"]
	type := value.text(value.at(machine, ["props", "identity", "type"]))
	not contains(type, "systemassigned")
}

deny contains {
	"resource": urn,
	"path": [],
	"message": "the machine has neither the guest configuration extension nor an assignment",
} if {
	input.parameters["azure-vm-guest-configuration"].assigned_by_policy == false
	some urn, machine in input.by_type["azure-native:compute:VirtualMachine"]
	not _configured(machine)
}

_configured(machine) if {
	some extension in link.referrers(machine.urn, "azure-native:compute:VirtualMachineExtension", "vmName")
	value.text(value.at(extension, ["props", "publisher"])) == "microsoft.guestconfiguration"
}

_configured(machine) if {
	count(link.referrers(machine.urn, "azure-native:guestconfiguration:GuestConfigurationAssignment", "vmName")) > 0
}

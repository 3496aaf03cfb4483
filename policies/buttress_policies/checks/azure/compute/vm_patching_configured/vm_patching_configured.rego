# METADATA
# title: Machines are patched or assessed by the platform
# description: >-
#   patchMode or assessmentMode of the Linux or Windows configuration is AutomaticByPlatform (absent means ImageDefault
#   and fails), and enableAutomaticUpdates of a Windows machine is not false unless its patchMode is Manual. A scale set
#   may upgrade its image automatically instead. Without an osProfile it does not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-machines/automatic-vm-guest-patching
# custom:
#   id: azure-vm-patching-configured
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:compute:VirtualMachine
#   - azure-native:compute:VirtualMachineScaleSet
#   reads:
#     "azure-native:compute:VirtualMachine":
#     - osProfile.linuxConfiguration.patchSettings.assessmentMode
#     - osProfile.linuxConfiguration.patchSettings.patchMode
#     - osProfile.windowsConfiguration.patchSettings.assessmentMode
#     - osProfile.windowsConfiguration.patchSettings.patchMode
#     - osProfile.windowsConfiguration.enableAutomaticUpdates
#     "azure-native:compute:VirtualMachineScaleSet":
#     - virtualMachineProfile.osProfile.linuxConfiguration.patchSettings.assessmentMode
#     - virtualMachineProfile.osProfile.linuxConfiguration.patchSettings.patchMode
#     - virtualMachineProfile.osProfile.windowsConfiguration.patchSettings.assessmentMode
#     - virtualMachineProfile.osProfile.windowsConfiguration.patchSettings.patchMode
#     - upgradePolicy.automaticOSUpgradePolicy.enableAutomaticOSUpgrade
#   not_applicable: the machine states no operating system profile
#   remediation: >-
#     Set patchSettings.patchMode and assessmentMode to AutomaticByPlatform, or enableAutomaticOSUpgrade of the scale
#     set.
#   aliases:
#   - checkov:CKV_AZURE_95
#   - checkov:CKV_AZURE_177
#   - prowler:defender_ensure_system_updates_are_applied
#   - powerpipe:compute_vm_system_updates_installed
#   - azurepolicy:bd876905-5b84-4f73-ab2d-2e7a7c4568d9
#   - azurepolicy:f85bf3e0-d513-442e-89c3-1784ad63382b
package checks.azure.compute.vm_patching_configured

import data.lib.machine
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, one in machine.all
	machine.has_os_profile(one)
}

deny contains {"resource": urn, "path": path, "message": "the machine's patches are neither installed nor assessed by the platform"} if {
	some urn, one in machine.all
	not _by_platform(one)
	not _upgrades_image(one)
	path := array.concat(one.base, ["osProfile", _configuration(one), "patchSettings"])
}

deny contains {"resource": urn, "path": array.concat(["osProfile"], _updates), "message": "the machine's automatic Windows updates are off"} if {
	some urn, one in input.by_type["azure-native:compute:VirtualMachine"]
	value.is_false(one.props.osProfile, _updates)
	value.text(value.at(one.props.osProfile, ["windowsConfiguration", "patchSettings", "patchMode"])) != "manual"
	not value.unknown_at(one, ["osProfile", "windowsConfiguration", "patchSettings", "patchMode"])
}

_by_platform(one) if {
	some system in ["linuxConfiguration", "windowsConfiguration"]
	some mode in ["assessmentMode", "patchMode"]
	value.text(value.at(one.profile, ["osProfile", system, "patchSettings", mode])) == "automaticbyplatform"
}

_upgrades_image(one) if {
	value.is_true(one.resource, ["props", "upgradePolicy", "automaticOSUpgradePolicy", "enableAutomaticOSUpgrade"])
}

# What is known only later may turn it on; the outcome is unknown.
_upgrades_image(one) if value.unknown_at(one.resource, ["upgradePolicy", "automaticOSUpgradePolicy", "enableAutomaticOSUpgrade"])

_configuration(one) := "windowsConfiguration" if machine.windows(one)

_configuration(one) := "linuxConfiguration" if not machine.windows(one)

_updates := ["windowsConfiguration", "enableAutomaticUpdates"]

# METADATA
# title: Machines run approved extensions without secrets in plain settings
# description: >-
#   publisher/type of each extension, alone or inline in a scale set, is in the parameter, whatever the case, and no text in
#   its settings has the form of a credential or stands under a name that matches name_pattern. Where the provider's answer
#   puts the type of the resource in the place of the extension's, the publisher decides.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-machines/extensions/overview
# custom:
#   id: azure-vm-approved-extensions
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:compute:VirtualMachineExtension
#   - azure-native:compute:VirtualMachineScaleSetExtension
#   - azure-native:compute:VirtualMachineScaleSet
#   reads:
#     "azure-native:compute:VirtualMachineExtension": [publisher, type, settings]
#     "azure-native:compute:VirtualMachineScaleSetExtension": [publisher, type, settings]
#     "azure-native:compute:VirtualMachineScaleSet":
#     - virtualMachineProfile.extensionProfile.extensions[].publisher
#     - virtualMachineProfile.extensionProfile.extensions[].type
#     - virtualMachineProfile.extensionProfile.extensions[].settings
#   parameters:
#     approved:
#       type: array
#       items: string
#       default:
#       - Microsoft.Azure.Monitor/AzureMonitorLinuxAgent
#       - Microsoft.Azure.Monitor/AzureMonitorWindowsAgent
#       - Microsoft.GuestConfiguration/ConfigurationForLinux
#       - Microsoft.GuestConfiguration/ConfigurationForWindows
#       - Microsoft.Azure.Security.LinuxAttestation/GuestAttestation
#       - Microsoft.Azure.Security.WindowsAttestation/GuestAttestation
#       - Microsoft.Azure.Security/IaaSAntimalware
#       - Microsoft.Azure.AzureDefenderForServers/MDE.Linux
#       - Microsoft.Azure.AzureDefenderForServers/MDE.Windows
#       - Microsoft.Azure.ActiveDirectory/AADSSHLoginForLinux
#       - Microsoft.Azure.ActiveDirectory/AADLoginForWindows
#       - Microsoft.Azure.KeyVault/KeyVaultForLinux
#       - Microsoft.Azure.KeyVault/KeyVaultForWindows
#       - Microsoft.Azure.NetworkWatcher/NetworkWatcherAgentLinux
#       - Microsoft.Azure.NetworkWatcher/NetworkWatcherAgentWindows
#       - Microsoft.ManagedServices/ApplicationHealthLinux
#       - Microsoft.ManagedServices/ApplicationHealthWindows
#       description: Extensions that machines may run, as publisher/type
#     name_pattern: {}
#   remediation: Remove the extension or list it in the parameter approved, and move secrets to protectedSettings.
#   aliases:
#   - checkov:CKV_AZURE_50
#   - azurepolicy:c0e996f8-39cf-4af9-9f45-83fbde810432
package checks.azure.compute.vm_approved_extensions

import data.lib.credential
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "the scale set has no extension of its own"} if {
	some urn, _ in input.by_type["azure-native:compute:VirtualMachineScaleSet"]
	not _extensions[urn]
}

deny contains {"resource": urn, "path": array.concat(extension.path, [_named_by(extension)]), "message": message} if {
	some urn, extensions in _extensions
	some extension in extensions
	not _approved(extension)
	name := concat("/", [sprintf("%v", [object.get(extension.props, key, "")]) | some key in ["publisher", "type"]])
	message := sprintf("the machine's extension %s is not approved", [name])
}

deny contains {
	"resource": urn,
	"path": array.concat(extension.path, ["settings"]),
	"message": "the extension's plain settings hold a credential",
} if {
	some urn, extensions in _extensions
	some extension in extensions
	_tells(extension)
}

_extensions[urn] contains {"path": [], "props": extension.props} if {
	some type in ["azure-native:compute:VirtualMachineExtension", "azure-native:compute:VirtualMachineScaleSetExtension"]
	some urn, extension in input.by_type[type]
}

_extensions[urn] contains {"path": array.concat(_inline, [place]), "props": props} if {
	some urn, machines in input.by_type["azure-native:compute:VirtualMachineScaleSet"]
	some place, props in value.at(machines.props, _inline)
	is_object(props)
}

_approved(extension) if {
	some approved in _parameters.approved
	lower(approved) == sprintf("%s/%s", [_publisher(extension), _type(extension)])
}

# The provider may answer the type of the resource in the place of the extension's.
_approved(extension) if {
	startswith(_type(extension), "microsoft.compute/")
	some approved in _parameters.approved
	split(lower(approved), "/")[0] == _publisher(extension)
}

_named_by(extension) := "type" if value.present(extension, ["props", "publisher"])

else := "publisher"

_publisher(extension) := value.text(value.at(extension, ["props", "publisher"]))

_type(extension) := value.text(value.at(extension, ["props", "type"]))

_tells(extension) if {
	some path, text in _texts(extension)
	regex.match(_parameters.name_pattern, _last(path))
	text != ""
}

_tells(extension) if {
	some text in _texts(extension)
	credential.shaped(text)
}

_tells(extension) if {
	some text in _texts(extension)
	regex.match(`(AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40}|[?&]sig=[A-Za-z0-9%]{20}`, text)
}

_texts(extension) := {path: text |
	walk(object.get(extension.props, "settings", null), [path, text])
	is_string(text)
}

_last(path) := sprintf("%v", [path[count(path) - 1]])

_inline := ["virtualMachineProfile", "extensionProfile", "extensions"]

_parameters := input.parameters["azure-vm-approved-extensions"]

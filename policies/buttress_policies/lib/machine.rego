# METADATA
# title: Azure virtual machines and scale sets
# description: A machine and the profile of a scale set in one form, its operating system and its extensions.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-machines/extensions/overview
package lib.machine

import data.lib.arm
import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Machines and scale sets by URN as {urn, resource, base, profile}; `profile` holds osProfile, storageProfile and the rest, and `base` is
#   the path that leads to it.
# scope: document
all[urn] := {"urn": urn, "resource": resource, "base": [], "profile": resource.props} if {
	some urn, resource in input.by_type["azure-native:compute:VirtualMachine"]
}

all[urn] := {"urn": urn, "resource": resource, "base": ["virtualMachineProfile"], "profile": profile} if {
	some urn, resource in input.by_type["azure-native:compute:VirtualMachineScaleSet"]
	profile := _block(object.get(resource.props, "virtualMachineProfile", {}))
}

# METADATA
# description: Whether a machine has a system profile of its own; one with an attached disk has none.
# scope: document
has_os_profile(machine) if is_object(machine.profile.osProfile)

# METADATA
# description: Whether a machine is set to run Windows, by its configuration or its disk.
# scope: document
windows(machine) if is_object(machine.profile.osProfile.windowsConfiguration)

windows(machine) if value.text(value.at(machine.profile, _disk_system)) == "windows"

# METADATA
# description: Whether a machine runs Linux; what speaks neither of Windows nor of an image of Microsoft's Windows or SQL Server does.
# scope: document
linux(machine) if is_object(machine.profile.osProfile.linuxConfiguration)

linux(machine) if value.text(value.at(machine.profile, _disk_system)) == "linux"

linux(machine) if {
	not windows(machine)
	not _windows_image(machine)
}

# METADATA
# description: Whether it is not known yet that a machine runs Windows, and it is not known to run Linux.
# scope: document
os_unknown(machine) if {
	configuration := value.at(machine.profile, ["osProfile", "linuxConfiguration"])
	not is_object(configuration)
	value.text(value.at(machine.profile, _disk_system)) == ""
	some path in [["osProfile", "windowsConfiguration"], _disk_system, _publisher]
	value.unknown_at(machine.resource, array.concat(machine.base, path))
}

# METADATA
# description: >-
#   The extensions of a machine, inline and alone, as {at, path, publisher, type, names, props}, publisher and type in lower case.
#   The type is null where the provider's answer, the type of the resource, has taken its place.
# scope: document
extensions(machine) := {_extension(found.at, found.path, found.names, found.props) | some found in _found(machine)}

# METADATA
# description: The inline network interfaces of a machine as [{path, props}].
# scope: document
interfaces(machine) := [{"path": array.concat(machine.base, array.concat(_interfaces, [place])), "props": props} |
	some place, props in value.at(machine.profile, _interfaces)
	is_object(props)
]

_disk_system := ["storageProfile", "osDisk", "osType"]

_publisher := ["storageProfile", "imageReference", "publisher"]

_interfaces := ["networkProfile", "networkInterfaceConfigurations"]

_block(given) := given if is_object(given)

_windows_image(machine) if {
	publisher := value.text(value.at(machine.profile, _publisher))
	some prefix in ["microsoftwindows", "microsoftsql"]
	startswith(publisher, prefix)
}

_found(machine) := {{"at": other.urn, "path": [], "names": arm.names(other), "props": other.props} |
	some type, property in {
		"azure-native:compute:VirtualMachineExtension": "vmName",
		"azure-native:compute:VirtualMachineScaleSetExtension": "vmScaleSetName",
	}
	some other in link.referrers(machine.urn, type, property)
} | {{"at": machine.urn, "path": array.concat(machine.base, ["extensionProfile", "extensions", place]), "names": set(), "props": props} |
	some place, props in value.at(machine.profile, ["extensionProfile", "extensions"])
	is_object(props)
}

_extension(at, path, names, props) := {
	"at": at,
	"path": path,
	"names": names,
	"props": props,
	"publisher": value.text(object.get(props, "publisher", null)),
	"type": _type(value.text(object.get(props, "type", null))),
}

_type(text) := null if startswith(text, "microsoft.compute/")

_type(text) := text if not startswith(text, "microsoft.compute/")

package lib.machine_test

import data.lib.machine
import rego.v1

_vm := "azure-native:compute:VirtualMachine"

_set := "azure-native:compute:VirtualMachineScaleSet"

_machine(profile) := {"urn": "web", "base": [], "profile": profile, "resource": {}}

_input := {
	"by_type": {
		_vm: {"web": {"urn": "web", "props": {"osProfile": {}}}},
		_set: {
			"many": {"urn": "many", "props": {"virtualMachineProfile": {
				"osProfile": {"windowsConfiguration": {}},
				"extensionProfile": {"extensions": [null, {"name": "mde", "type": "MDE.Windows"}]},
				"networkProfile": {"networkInterfaceConfigurations": [{"name": "nic"}, null]},
			}}},
			"bare": {"urn": "bare", "props": {}},
			"odd": {"urn": "odd", "props": {"virtualMachineProfile": "odd"}},
		},
		"azure-native:compute:VirtualMachineExtension": {"agent": {
			"urn": "agent",
			"type": "azure-native:compute:VirtualMachineExtension",
			"name": "Agent",
			"id": "",
			"props": {"publisher": "Microsoft.Azure.Monitor", "type": "Microsoft.Compute/virtualMachines/extensions"},
		}},
	},
	"referrers": {"web": {"azure-native:compute:VirtualMachineExtension": {"vmName": ["agent"]}}},
}

test_machines_and_scale_sets_in_one_form if {
	all := machine.all with input as _input
	{[urn, one.base] | some urn, one in all} == {["web", []], ["many", ["virtualMachineProfile"]], ["bare", ["virtualMachineProfile"]]}
	all.bare.profile == {}
}

test_a_system_of_its_own if machine.has_os_profile(_machine({"osProfile": {}}))

test_no_system_of_its_own if not machine.has_os_profile(_machine({}))

test_windows if {
	every profile in [{"osProfile": {"windowsConfiguration": {}}}, {"storageProfile": {"osDisk": {"osType": "windows"}}}] {
		machine.windows(_machine(profile))
		not machine.linux(_machine(profile))
	}
}

test_linux if {
	every profile in [
		{"osProfile": {"linuxConfiguration": {}}},
		{"storageProfile": {"osDisk": {"osType": "Linux"}}},
		{},
		{"storageProfile": {"imageReference": {"publisher": "Canonical"}}},
	] {
		machine.linux(_machine(profile))
		not machine.windows(_machine(profile))
	}
}

test_images_of_windows_and_sql_server_are_not_linux if {
	every publisher in ["MicrosoftWindowsServer", "MicrosoftSQLServer"] {
		not machine.linux(_machine({"storageProfile": {"imageReference": {"publisher": publisher}}}))
	}
}

test_an_extension_of_its_own_whose_type_is_hidden if {
	found := machine.extensions(machine.all.web) with input as _input
	{[one.at, one.path, one.publisher, one.type, one.names] | some one in found} == {["agent", [], "microsoft.azure.monitor", null, {"agent"}]}
}

test_an_extension_in_line if {
	found := machine.extensions(machine.all.many) with input as _input
	{[one.at, one.path, one.publisher, one.type, one.names] | some one in found} == {[
		"many",
		["virtualMachineProfile", "extensionProfile", "extensions", 1],
		"",
		"mde.windows",
		set(),
	]}
}

test_interfaces_in_line if {
	found := machine.interfaces(machine.all.many) with input as _input
	found == [{"path": ["virtualMachineProfile", "networkProfile", "networkInterfaceConfigurations", 0], "props": {"name": "nic"}}]
}

test_no_interfaces_in_line if machine.interfaces(_machine({})) == []

test_open if {
	every path in [["osProfile", "windowsConfiguration"], ["storageProfile", "osDisk", "osType"], ["storageProfile", "imageReference", "publisher"]] {
		machine.os_unknown({"base": [], "profile": {}, "resource": {"unknown": [path]}})
	}
}

test_not_open_where_linux_is_told if {
	resource := {"unknown": [["storageProfile", "imageReference", "publisher"]]}
	not machine.os_unknown({"base": [], "profile": {"osProfile": {"linuxConfiguration": {}}}, "resource": resource})
	not machine.os_unknown({"base": [], "profile": {"storageProfile": {"osDisk": {"osType": "Linux"}}}, "resource": resource})
	not machine.os_unknown({"base": [], "profile": {}, "resource": {"unknown": [["tags"]]}})
}

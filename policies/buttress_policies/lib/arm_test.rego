package lib.arm_test

import data.lib.arm
import rego.v1

_vm := "/subscriptions/1/resourceGroups/apps/providers/Microsoft.Compute/virtualMachines/web"

test_ids_compare_without_case_and_trailing_slash if arm.same("/Subscriptions/1/", "/subscriptions/1")

test_other_ids_are_not_the_same if not arm.same("/subscriptions/1", "/subscriptions/2")

test_what_is_no_text_is_nobodys_id if not arm.same(null, null)

test_an_id_lies_within_itself if arm.within("/subscriptions/1", "/SUBSCRIPTIONS/1")

test_a_child_lies_within_its_parent if arm.within("/subscriptions/1/resourceGroups/apps", "/subscriptions/1/")

test_a_longer_name_is_no_child if not arm.within("/subscriptions/10", "/subscriptions/1")

test_what_is_no_text_lies_nowhere if not arm.within(1, "/subscriptions/1")

test_the_name_is_the_last_part if arm.name(sprintf("%s/", [upper(_vm)])) == "web"

test_what_is_no_text_has_no_name if not arm.name(3)

test_the_parent_of_a_child if arm.parent(sprintf("%s/extensions/Agent", [_vm])) == lower(_vm)

test_the_parent_of_a_grandchild if arm.parent(sprintf("%s/a/b/c/d/", [_vm])) == lower(sprintf("%s/a/b", [_vm]))

test_a_resource_of_its_own_has_no_parent if not arm.parent(_vm)

test_what_is_no_text_has_no_parent if not arm.parent(null)

test_a_location_without_blanks if arm.location({"props": {"location": "West Europe"}}) == "westeurope"

test_no_location if arm.location({"props": {}}) == ""

_resource(props, unknown) := {"urn": "one", "props": props, "unknown": unknown}

_refs := {"refs": {"one": {"encryption": ["key"]}}}

test_a_known_id_fills if arm.has_id(_resource({"encryption": {"id": "/key"}}, []), ["encryption", "id"]) with input as {}

test_an_empty_id_does_not_fill if not arm.has_id(_resource({"encryption": {"id": ""}}, []), ["encryption", "id"]) with input as _refs

test_an_unknown_id_of_the_programs_own_fills if {
	arm.has_id(_resource({"encryption": {}}, [["encryption", "id"]]), ["encryption", "id"]) with input as _refs
}

test_an_unknown_block_of_the_programs_own_fills if {
	arm.has_id(_resource({}, [["encryption"]]), ["encryption", "id"]) with input as _refs
}

test_an_unknown_id_of_nobody_does_not_fill if {
	not arm.has_id(_resource({}, [["encryption", "id"]]), ["encryption", "id"]) with input as {"refs": {}}
}

test_an_unknown_elsewhere_does_not_fill if {
	not arm.has_id(_resource({}, [["encryption", "type"]]), ["encryption", "id"]) with input as _refs
}

_single := {"props": {"sslEnforcement": "Disabled", "properties": {"sslEnforcement": "Enabled", "createMode": "Default"}}}

test_an_answer_that_is_lifted_comes_first if {
	arm.property_path(_single, ["sslEnforcement"]) == ["sslEnforcement"]
	arm.property(_single, ["sslEnforcement"]) == "Disabled"
}

test_what_only_the_program_says if arm.property(_single, ["createMode"]) == "Default"

test_what_nobody_says if {
	arm.property_path(_single, ["a", "b"]) == ["properties", "a", "b"]
	arm.property(_single, ["a", "b"]) == null
}

test_echoes_are_left_out_of_a_list if {
	network := {"props": {"subnets": [{"id": "/A/subnets/x"}, {"id": "/a/subnets/y"}, {"name": "z"}, null, {"id": 5}]}}
	given := {"by_type": {"subnet": {"x": {"id": "/a/subnets/X"}, "new": {"id": ""}}}}
	found := arm.inline(network, "subnets", "subnet") with input as given
	[entry.place | some entry in found] == [1, 2, 4]
	found[1].member.name == "z"
}

test_no_list_has_no_members if arm.inline({"props": {}}, "subnets", "subnet") == [] with input as {"by_type": {}}

_named := {
	"type": "azure-native:network:NetworkInterface",
	"name": "Nic",
	"id": "/subscriptions/1/Front",
	"props": {"name": "front", "networkInterfaceName": "FRONT-1", "resourceGroupName": "apps"},
}

test_the_names_of_a_resource if arm.names(_named) == {"nic", "front", "front-1"}

test_a_machine_is_named_by_its_own_property if {
	machine := {"type": "azure-native:compute:VirtualMachine", "name": "web", "id": "", "props": {"vmName": "web-1"}}
	arm.names(machine) == {"web", "web-1"}
}

test_a_glob_matches_a_name if arm.named(_named, ["other", "FRONT-*"])

test_no_glob_matches if not arm.named(_named, ["apps"])

test_a_whole_subscription if {
	id := "11111111-1111-4111-8111-111111111111"
	arm.whole_subscription(sprintf("/subscriptions/%s", [upper(id)])) with input as {"estate": {"id": sprintf("azure:%s", [id])}}
	not arm.whole_subscription("/subscriptions/2") with input as {"estate": {"id": sprintf("azure:%s", [id])}}
	arm.whole_subscription("subscriptions/2/") with input as {"estate": {"id": "azure:shop"}}
	not arm.whole_subscription("/subscriptions/2/resourceGroups/a") with input as {"estate": {"id": "azure:shop"}}
	not arm.whole_subscription(null) with input as {"estate": {"id": "azure:shop"}}
}

package lib.template_test

import data.lib.template
import rego.v1

_machine := {"urn": "machine", "props": {"launchTemplate": {"id": "t"}}, "unknown": []}

_input(props, unknown) := {
	"by_type": {"aws:ec2/launchTemplate:LaunchTemplate": {"t": {"urn": "t", "props": props, "unknown": unknown}}},
	"refs": {"machine": {"launchTemplate": ["t"]}},
}

test_a_template_of_another_stack if template.decides(_machine, "networkInterfaces") with input as {}

test_no_template if not template.decides({"urn": "machine", "props": {}, "unknown": []}, "networkInterfaces") with input as {}

test_interfaces if {
	template.decides(_machine, "networkInterfaces") with input as _input({"networkInterfaces": [{"associatePublicIpAddress": "false"}]}, [])
	template.decides(_machine, "networkInterfaces") with input as _input({}, [["networkInterfaces", 0]])
	not template.decides(_machine, "networkInterfaces") with input as _input({"networkInterfaces": [{"subnetId": "a"}]}, [])
	not template.decides(_machine, "networkInterfaces") with input as _input({"imageId": "a"}, [])
}

test_a_template_of_another_stack_describes_nothing_that_is_seen if {
	not template.described(_machine, "networkInterfaces") with input as {}
	template.described(_machine, "networkInterfaces") with input as _input({"networkInterfaces": [{"associatePublicIpAddress": true}]}, [])
}

test_places if {
	template.places(_machine) with input as {}
	template.places(_machine) with input as _input({}, [["networkInterfaces"]])
	template.places(_machine) with input as _input({"networkInterfaces": [{"subnetId": "a"}]}, [])
	not template.places(_machine) with input as _input({"networkInterfaces": [{"deviceIndex": 0}]}, [])
}

test_a_group_takes_several_templates if {
	group := {"urn": "machine", "props": {"mixedInstancesPolicy": {}}, "unknown": []}
	count(template.of(group)) == 2 with input as {
		"by_type": {"aws:ec2/launchTemplate:LaunchTemplate": {"t": {"urn": "t"}, "u": {"urn": "u"}}},
		"refs": {"machine": {"mixedInstancesPolicy": ["t", "u"]}},
	}
}

test_disks if {
	template.decides(_machine, "blockDeviceMappings") with input as _input({"blockDeviceMappings": [{"noDevice": "x"}, {"ebs": {}}]}, [])
	template.decides(_machine, "blockDeviceMappings") with input as _input({}, [["blockDeviceMappings"]])
	every mappings in [[], [{"noDevice": "x"}]] {
		not template.decides(_machine, "blockDeviceMappings") with input as _input({"blockDeviceMappings": mappings}, [])
	}
}

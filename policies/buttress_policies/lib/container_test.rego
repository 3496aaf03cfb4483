package lib.container_test

import data.lib.container
import rego.v1

_input := {"by_type": {
	"aws:ecs/taskDefinition:TaskDefinition": {
		"text": {"props": {"containerDefinitions": "[{\"name\":\"app\"},7]"}},
		"data": {"props": {"containerDefinitions": [{"name": "side"}]}},
		"broken": {"props": {"containerDefinitions": "[{"}},
		"empty": {"props": {"containerDefinitions": ""}},
		"none": {"props": {}},
	},
	"aws:batch/jobDefinition:JobDefinition": {"job": {"props": {"containerProperties": "{\"image\":\"job:1\"}"}}},
}}

test_containers_as_text_and_as_data if {
	found := container.definitions with input as _input
	found == {
		{"urn": "text", "property": "containerDefinitions", "container": {"name": "app"}},
		{"urn": "data", "property": "containerDefinitions", "container": {"name": "side"}},
		{"urn": "job", "property": "containerProperties", "container": {"image": "job:1"}},
	}
}

test_what_is_not_json if {
	found := container.unreadable with input as _input
	found == {{"urn": "broken", "property": "containerDefinitions"}}
}

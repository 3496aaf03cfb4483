# METADATA
# title: Containers
# description: The containers that task and job definitions describe, as JSON text or as data.
# scope: package
package lib.container

import data.lib.value
import rego.v1

# METADATA
# description: Every container of the ECS task definitions and Batch job definitions of the input as {urn, property, container}.
# scope: document
definitions contains {"urn": found.urn, "property": found.property, "container": container} if {
	some found in _carriers
	some container in value.list(_parsed(found.text))
	is_object(container)
}

# METADATA
# description: The definitions that are there and are neither JSON text nor data, as {urn, property}.
# scope: document
unreadable contains {"urn": found.urn, "property": found.property} if {
	some found in _carriers
	text := found.text
	is_string(text)
	not json.is_valid(text)
}

_carriers contains {"urn": urn, "property": property, "text": text} if {
	some type, property in {
		"aws:ecs/taskDefinition:TaskDefinition": "containerDefinitions",
		"aws:batch/jobDefinition:JobDefinition": "containerProperties",
	}
	some urn, definition in input.by_type[type]
	text := value.at(definition.props, [property])
	not text in {null, ""}
}

_parsed(text) := json.unmarshal(text) if {
	is_string(text)
	json.is_valid(text)
}

_parsed(text) := text if not is_string(text)

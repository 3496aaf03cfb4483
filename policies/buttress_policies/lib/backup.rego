# METADATA
# title: AWS Backup selections
# description: >-
#   Which resources the selections of the input take into a plan: those that are named (by reference, ARN or pattern) or carry a
#   selection tag, or all where neither is given; of these the ones that meet every condition, less those that are taken out by name.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
package lib.backup

import data.lib.tags
import data.lib.value
import rego.v1

# METADATA
# description: Whether some selection of the input takes a resource.
# scope: document
selected(resource) if {
	some urn in _takers(resource)
	selection := input.by_type[_selection][urn]
	not _left_out(selection, resource)
	_meets_conditions(selection, resource)
}

# METADATA
# description: Whether a selection of the input takes a resource, or a tag says that a plan elsewhere does.
# scope: document
covered(resource, _) if selected(resource)

covered(resource, covered_tags) if tags.match(resource, covered_tags)

_selection := "aws:backup/selection:Selection"

# The selections that take a resource, found by look-up: a large stack has many of both.
_takers(resource) := union({
	{urn | some urn in object.get(input.referrers, [resource.urn, _selection, "resources"], [])},
	{urn | some urn in _by_arn[value.at(resource, ["props", "arn"])]},
	{urn | some key, text in tags_of(resource); some urn in _by_tag[key][text]},
	{urn | some pattern, urns in _to_match(resource); _matches(pattern, resource); some urn in urns},
	_unlimited,
})

_by_pattern[pattern] contains urn if {
	some urn, selection in input.by_type[_selection]
	some pattern in value.list(object.get(selection.props, "resources", null))
	is_string(pattern)
}

_by_arn[pattern] := urns if {
	some pattern, urns in _by_pattern
	not contains(pattern, "*")
}

_wild[pattern] := urns if {
	some pattern, urns in _by_pattern
	contains(pattern, "*")
}

_to_match(resource) := _wild if _has_arn(resource)

_to_match(resource) := _by_pattern if not _has_arn(resource)

_by_tag[tag.key][tag.value] contains urn if {
	some urn, selection in input.by_type[_selection]
	some tag in selection.props.selectionTags
}

_unlimited contains urn if {
	some urn, selection in input.by_type[_selection]
	not value.present(selection, ["props", "resources"])
	not value.present(selection, ["props", "selectionTags"])

	# A list whose members are known later is not an empty one.
	every path in selection.unknown {
		not path[0] in {"resources", "selectionTags"}
	}
}

_left_out(selection, resource) if _named(selection, "notResources", resource)

_named(selection, property, resource) if selection.urn in object.get(input.referrers, [resource.urn, selection.type, property], [])

_named(selection, property, resource) if {
	some pattern in value.list(object.get(selection.props, property, null))
	is_string(pattern)
	_matches(pattern, resource)
}

_matches(pattern, _) if pattern == "*"

_matches(pattern, resource) if {
	is_string(resource.props.arn)
	_like(pattern, resource.props.arn)
}

# Before the resource exists its region and account are not known, but its service and perhaps its name are.
_matches(pattern, resource) if {
	not _has_arn(resource)
	[service, prefix, property] := _kinds[resource.type]
	parts := split(pattern, ":")
	count(parts) > 5
	_like(parts[2], service)
	own := sprintf("%s%v", [prefix, object.get(resource.props, property, "?")])
	_like(concat(":", array.slice(parts, 5, count(parts))), own)
}

_has_arn(resource) if is_string(resource.props.arn)

# What stands in an ARN: the service, what comes before the name, and the property that holds the name.
_kinds := {
	"aws:rds/instance:Instance": ["rds", "db:", "identifier"],
	"aws:rds/cluster:Cluster": ["rds", "cluster:", "clusterIdentifier"],
	"aws:dynamodb/table:Table": ["dynamodb", "table/", "name"],
	"aws:ec2/instance:Instance": ["ec2", "instance/", "id"],
	"aws:ebs/volume:Volume": ["ec2", "volume/", "id"],
	"aws:efs/fileSystem:FileSystem": ["elasticfilesystem", "file-system/", "id"],
	"aws:fsx/windowsFileSystem:WindowsFileSystem": ["fsx", "file-system/", "id"],
	"aws:fsx/lustreFileSystem:LustreFileSystem": ["fsx", "file-system/", "id"],
	"aws:fsx/ontapFileSystem:OntapFileSystem": ["fsx", "file-system/", "id"],
	"aws:fsx/openZfsFileSystem:OpenZfsFileSystem": ["fsx", "file-system/", "id"],
}

# METADATA
# description: The tags of a resource as they are, its own before the default ones; AWS compares tags with regard to case.
# scope: document
tags_of(resource) := object.union(_map(resource, "tagsAll"), _map(resource, "tags"))

_map(resource, property) := {key: text |
	some key, text in object.get(resource.props, property, {})
	is_string(key)
}

_meets_conditions(selection, resource) if {
	every condition in _conditions(selection) {
		_meets(condition.operator, condition, tags_of(resource))
	}
}

_conditions(selection) := [{"operator": operator, "key": trim_prefix(one.key, "aws:ResourceTag/"), "value": one.value} |
	some block in value.list(object.get(selection.props, "conditions", null))
	some operator, tests in block
	some one in value.list(tests)
	is_string(one.key)
	is_string(one.value)
]

_meets("stringEquals", condition, found) if found[condition.key] == condition.value

_meets("stringLikes", condition, found) if _like(condition.value, found[condition.key])

_meets("stringNotEquals", condition, found) if object.get(found, condition.key, null) != condition.value

_meets("stringNotLikes", condition, found) if not _likes(condition, found)

_likes(condition, found) if _like(condition.value, found[condition.key])

# Only `*` is a wildcard; every other sign stands for itself.
_like(pattern, text) if {
	is_string(text)
	parts := [regex.replace(part, `[.+?^$(){}|\[\]\\]`, `\$0`) | some part in split(pattern, "*")]
	regex.match(sprintf("(?s)^%s$", [concat(".*", parts)]), text)
}

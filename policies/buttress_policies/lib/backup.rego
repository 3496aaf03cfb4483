# METADATA
# title: AWS Backup selections
# description: >-
#   Which resources the selections of the input take into a plan: those that are named (by reference, ARN or pattern) or carry a
#   selection tag; of these the ones that meet every condition, less those that are taken out by name. A selection that gives neither
#   takes nothing.
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
	some limits in _limits_on(resource)
	not _excluded(limits, resource)
	_meets_conditions(limits, resource)
}

# METADATA
# description: Whether a selection of the input takes a resource, or a tag says that a plan elsewhere does.
# scope: document
covered(resource, _) if selected(resource)

covered(resource, covered_tags) if tags.match(resource, covered_tags)

_selection := "aws:backup/selection:Selection"

# What limits the selections that take a resource, found by look-up: a large stack has many of both, and most limit in the same way.
# A selection that names a resource by its whole ARN is among its referrers.
_limits_on(resource) := union({
	{_limits[urn] | some urn in object.get(input.referrers, [resource.urn, _selection, "resources"], [])},
	{limits | some key, text in tags_of(resource); some limits in _tagged[key][text]},
	{limits | some limits in _placed[_place(resource)]},
	{limits | some pattern, those in _wild; _matches(pattern, resource); some limits in those},
})

_limits[urn] := {"urn": _excluding(selection), "notResources": _patterns(selection, "notResources"), "conditions": _conditions(selection)} if {
	some urn, selection in input.by_type[_selection]
}

# Only who takes out a resource by reference is asked again by name.
_excluding(selection) := selection.urn if count(object.get(input.refs, [selection.urn, "notResources"], [])) > 0

else := ""

_patterns(selection, property) := {pattern |
	some pattern in value.list(object.get(selection.props, property, null))
	is_string(pattern)
}

_wild[pattern] contains _limits[urn] if {
	some urn, selection in input.by_type[_selection]
	some pattern in _patterns(selection, "resources")
	contains(pattern, "*")
}

# By service and what comes after the account.
_by_place[place] contains _limits[urn] if {
	some urn, selection in input.by_type[_selection]
	some pattern in _patterns(selection, "resources")
	not contains(pattern, "*")
	place := _parts(pattern)
}

# A value of its own: asked for one member, OPA would work the partial rule out for each that is asked.
_placed := _by_place

_parts(arn) := [parts[2], concat(":", array.slice(parts, 5, count(parts)))] if {
	parts := split(arn, ":")
	count(parts) > 5
}

# Before the resource exists its region and account are not known, but its service and perhaps its name are.
_place(resource) := [service, sprintf("%s%v", [prefix, object.get(resource.props, property, "?")])] if {
	not _has_arn(resource)
	[service, prefix, property] := _kinds[resource.type]
}

_by_tag[tag.key][tag.value] contains _limits[urn] if {
	some urn, selection in input.by_type[_selection]
	some tag in selection.props.selectionTags
}

_tagged := _by_tag

_excluded(limits, resource) if limits.urn in object.get(input.referrers, [resource.urn, _selection, "notResources"], [])

_excluded(limits, resource) if {
	some pattern in limits.notResources
	_matches(pattern, resource)
}

_matches(pattern, _) if pattern == "*"

_matches(pattern, resource) if {
	is_string(resource.props.arn)
	value.like(pattern, resource.props.arn)
}

_matches(pattern, resource) if {
	[service, name] := _parts(pattern)
	[own_service, own_name] := _place(resource)
	value.like(service, own_service)
	value.like(name, own_name)
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

_meets_conditions(limits, resource) if {
	every condition in limits.conditions {
		_meets(condition.operator, condition, tags_of(resource))
	}
}

_conditions(selection) := {{"operator": operator, "key": trim_prefix(one.key, "aws:ResourceTag/"), "value": one.value} |
	some block in value.list(object.get(selection.props, "conditions", null))
	some operator, tests in block
	some one in value.list(tests)
	is_string(one.key)
	is_string(one.value)
}

_meets("stringEquals", condition, found) if found[condition.key] == condition.value

_meets("stringLikes", condition, found) if value.like(condition.value, found[condition.key])

_meets("stringNotEquals", condition, found) if object.get(found, condition.key, null) != condition.value

_meets("stringNotLikes", condition, found) if not _likes(condition, found)

_likes(condition, found) if value.like(condition.value, found[condition.key])

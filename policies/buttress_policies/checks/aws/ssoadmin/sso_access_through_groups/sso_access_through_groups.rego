# METADATA
# title: Identity Center access goes to groups, and sessions end
# description: >-
#   principalType of each AccountAssignment is GROUP, unless its principalId is in the parameter approved_users, and sessionDuration of
#   a PermissionSet is at most the parameter max_hours; absent is one hour. A duration that is not ISO 8601 (PT8H) fails.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
# custom:
#   id: aws-sso-access-through-groups
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:ssoadmin/accountAssignment:AccountAssignment
#   - aws:ssoadmin/permissionSet:PermissionSet
#   reads:
#     "aws:ssoadmin/accountAssignment:AccountAssignment": [principalType]
#     "aws:ssoadmin/permissionSet:PermissionSet": [sessionDuration]
#   parameters:
#     approved_users:
#       type: array
#       items: string
#       default: []
#       description: Ids of users in Identity Center who may have an assignment of their own
#     max_hours: {type: integer, default: 12, description: Most hours that a session may last, minimum: 1, maximum: 12}
#   remediation: Assign the permission set to a group, and set sessionDuration to PT12H or less.
package checks.aws.ssoadmin.sso_access_through_groups

import data.lib.duration
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["principalType"], "message": "the assignment gives access to a single user"} if {
	some urn, assignment in input.by_type["aws:ssoadmin/accountAssignment:AccountAssignment"]
	value.text(value.at(assignment, ["props", "principalType"])) != "group"
	not _approved(assignment)
}

deny contains {"resource": urn, "path": ["sessionDuration"], "message": message} if {
	some urn, set in input.by_type["aws:ssoadmin/permissionSet:PermissionSet"]
	value.present(set, ["props", "sessionDuration"])
	not _short(set)
	message := sprintf("the permission set's sessions last longer than %d hours", [_parameters.max_hours])
}

_parameters := input.parameters["aws-sso-access-through-groups"]

_approved(assignment) if assignment.props.principalId in _parameters.approved_users

_short(set) if duration.hours(set.props.sessionDuration) <= _parameters.max_hours

# METADATA
# title: Groups have members
# description: >-
#   Every Group is referred to by a GroupMembership with users, or by a UserGroupMembership among its groups; an empty group
#   holds permissions that whoever joins it receives. Memberships made elsewhere are not seen.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html
# custom:
#   id: aws-iam-group-has-members
#   severity: low
#   scope: stack
#   tier: 1
#   population:
#   - aws:iam/group:Group
#   companions:
#     "aws:iam/groupMembership:GroupMembership": group
#     "aws:iam/userGroupMembership:UserGroupMembership": groups
#   reads:
#     "aws:iam/group:Group": []
#     "aws:iam/groupMembership:GroupMembership": []
#     "aws:iam/userGroupMembership:UserGroupMembership": []
#   live: the group has a member
#   remediation: Add a GroupMembership of the group with its users, or drop the group.
#   aliases:
#   - checkov:CKV2_AWS_14
#   - powerpipe:iam_group_not_empty
#   - awsconfig:IAM_GROUP_HAS_USERS_CHECK
#   - kics:iam_group_without_users
package checks.aws.iam.group_has_members

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the group has no member"} if {
	some urn, group in input.by_type["aws:iam/group:Group"]
	not _used(group)
	count(_memberships(group)) == 0
}

deny contains {"resource": urn, "at": membership.urn, "path": ["users"], "message": "the group has no member"} if {
	some urn, group in input.by_type["aws:iam/group:Group"]
	not _used(group)
	some membership in _memberships(group)
}

_used(group) if {
	some membership in _memberships(group)
	value.present(membership, ["props", "users"])
}

_used(group) if count(link.referrers(group.urn, "aws:iam/userGroupMembership:UserGroupMembership", "groups")) > 0

_memberships(group) := link.referrers(group.urn, "aws:iam/groupMembership:GroupMembership", "group")

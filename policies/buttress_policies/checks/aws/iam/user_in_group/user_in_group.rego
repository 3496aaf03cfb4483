# METADATA
# title: Users belong to a group
# description: >-
#   Every User is named by a UserGroupMembership with groups, or by a GroupMembership among its users. Memberships made elsewhere are
#   not seen.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html
# custom:
#   id: aws-iam-user-in-group
#   severity: low
#   scope: stack
#   tier: 1
#   population:
#   - aws:iam/user:User
#   companions:
#     "aws:iam/userGroupMembership:UserGroupMembership": user
#     "aws:iam/groupMembership:GroupMembership": users
#   reads:
#     "aws:iam/user:User": []
#     "aws:iam/userGroupMembership:UserGroupMembership": []
#     "aws:iam/groupMembership:GroupMembership": []
#   live: the user is a member of a group
#   remediation: Add a UserGroupMembership of the user with the groups that carry its rights.
#   aliases:
#   - checkov:CKV2_AWS_21
#   - powerpipe:iam_user_in_group
#   - awsconfig:IAM_USER_GROUP_MEMBERSHIP_CHECK
package checks.aws.iam.user_in_group

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the user belongs to no group"} if {
	some urn, user in input.by_type["aws:iam/user:User"]
	not _member(user)
	count(_memberships(user)) == 0
}

deny contains {"resource": urn, "at": membership.urn, "path": ["groups"], "message": "the user belongs to no group"} if {
	some urn, user in input.by_type["aws:iam/user:User"]
	not _member(user)
	some membership in _memberships(user)
}

_member(user) if {
	some membership in _memberships(user)
	value.present(membership, ["props", "groups"])
}

_member(user) if count(link.referrers(user.urn, "aws:iam/groupMembership:GroupMembership", "users")) > 0

_memberships(user) := link.referrers(user.urn, "aws:iam/userGroupMembership:UserGroupMembership", "user")

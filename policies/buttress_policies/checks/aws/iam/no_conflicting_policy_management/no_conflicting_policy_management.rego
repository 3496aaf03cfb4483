# METADATA
# title: A role's policies are managed in one place
# description: >-
#   PolicyAttachment, which takes its policy away from everybody else in the account, is unused. A Role that declares managedPolicyArns
#   is not the role of a RolePolicyAttachment unless both name the same policies, and one that declares inlinePolicies is not the role
#   of a RolePolicy of another name: each update would undo the other. In a state the provider echoes attachments into these lists; an
#   echo alone is no conflict.
# scope: package
# related_resources:
# - ref: https://www.pulumi.com/registry/packages/aws/api-docs/iam/policyattachment/
# - ref: https://www.pulumi.com/registry/packages/aws/api-docs/iam/rolepolicyattachmentsexclusive/
# custom:
#   id: aws-iam-no-conflicting-policy-management
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - aws:iam/policyAttachment:PolicyAttachment
#   - aws:iam/role:Role
#   companions:
#     "aws:iam/rolePolicyAttachment:RolePolicyAttachment": role
#     "aws:iam/rolePolicy:RolePolicy": role
#   reads:
#     "aws:iam/policyAttachment:PolicyAttachment": []
#     "aws:iam/role:Role": [managedPolicyArns, "inlinePolicies[].name"]
#     "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [policyArn]
#     "aws:iam/rolePolicy:RolePolicy": [name]
#   remediation: >-
#     Keep either the lists of the Role or its RolePolicyAttachment and RolePolicy resources, and replace PolicyAttachment by one
#     attachment for each role and group.
#   aliases:
#   - awsguard:iam-role-no-policy-management-conflicts
package checks.aws.iam.no_conflicting_policy_management

import data.lib.bare
import data.lib.link
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "the role lists no policies of its own"} if {
	some urn, _ in bare.policy
	bare.managed_policy[urn]
	every owner in _owners {
		count(link.referrers(urn, owner.type, "role")) == 0
	}
}

deny contains {"resource": urn, "path": [], "message": "the attachment removes its policy from everybody else in the account"} if {
	some urn, _ in input.by_type["aws:iam/policyAttachment:PolicyAttachment"]
}

deny contains object.union(place, {"resource": urn, "message": message}) if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	some owner in _owners
	owner.list in role.declared
	others := link.referrers(urn, owner.type, "role")
	listed := _listed(role, owner)
	attached := {value.at(one, ["props", owner.key]) | some one in others}
	listed != attached
	some place in _places(role, owner, others)
	message := sprintf("the role's %s and a separate resource both manage its policies", [owner.list])
}

# Where the list or a resource is not known yet, it may still name what the other does.
_places(role, owner, others) := open if {
	open := {place |
		some one in array.concat([role], others)
		some property in [owner.list, owner.key]
		value.unknown(one, property)
		place := {"at": one.urn, "path": [property]}
	}
	count(open) > 0
} else := {{"at": other.urn, "path": [owner.key]} | some other in others}

_owners := [
	{"list": "managedPolicyArns", "type": "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "key": "policyArn"},
	{"list": "inlinePolicies", "type": "aws:iam/rolePolicy:RolePolicy", "key": "name"},
]

_listed(role, owner) := {arn | some arn in role.props.managedPolicyArns} if owner.key == "policyArn"

_listed(role, owner) := {value.at(inline, ["name"]) | some inline in role.props.inlinePolicies} if owner.key == "name"

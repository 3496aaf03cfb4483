# METADATA
# title: IAM policies grant changes to access rights on named resources only
# description: >-
#   No Allow statement with a Resource of * (or a NotResource) and without a Condition grants an action that edits access
#   rights: the writing ones of IAM (Put, Attach, Detach, Create, Delete, Update), policies and ACLs of buckets, key policies
#   and grants of KMS, permissions and policies of topics, queues, functions, repositories and secrets, and all of
#   organizations and sso. Wildcards and NotAction count. The actions * and *:* alone are full administration, which another
#   check covers.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: aws-iam-policy-write-and-permission-actions-scoped
#   severity: high
#   scope: resource
#   tier: 2
#   population:
#   - aws:iam/policy:Policy
#   - aws:iam/rolePolicy:RolePolicy
#   - aws:iam/userPolicy:UserPolicy
#   - aws:iam/groupPolicy:GroupPolicy
#   - aws:iam/role:Role
#   - aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy
#   reads_from: iam
#   remediation: Name the resources under Resource in the policy document, or build it with LeastPrivilegeRole.
#   aliases:
#   - checkov:CKV_AWS_109
#   - checkov:CKV_AWS_289
#   - checkov:CKV_AWS_111
#   - checkov:CKV_AWS_290
#   - checkov:CKV_AWS_355
#   - checkov:CKV_AWS_356
#   - cdknag:AwsSolutions-IAM5
package checks.aws.iam.policy_write_and_permission_actions_scoped

import data.lib.bare
import data.lib.iam
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.policy

deny contains {"resource": entry.urn, "path": entry.path, "message": message} if {
	some entry in iam.policies
	some statement in iam.allows(entry.policy)
	iam.any_resource(statement)
	not iam.asks(statement)
	not iam.every_action(statement)
	granted := _granted(statement)
	message := sprintf("the policy grants changes to the access rights of every resource, by %s", [sort(granted)[0]])
}

deny contains {"resource": entry.urn, "path": entry.path, "message": "the policy is not a JSON document, so it cannot be checked"} if {
	some entry in iam.policies
	iam.unreadable(entry.policy)
}

_granted(statement) := {action |
	some action in statement.actions
	regex.match(_edits, action)
} | {action |
	some action in _known
	iam.names(statement, action)
}

# What a statement names outright.
_edits := concat("", [
	`^(iam:(put|attach|detach|create|delete|update)`,
	`|s3:(putbucketpolicy|putbucketacl|deletebucketpolicy)$`,
	`|kms:(putkeypolicy|creategrant)$`,
	`|(sns|sqs|lambda):(add|remove)permission$`,
	`|ecr:(set|delete)repositorypolicy$`,
	`|secretsmanager:(put|delete)resourcepolicy$`,
	`|organizations:|sso:)`,
])

# What a wildcard or a NotAction may reach; some of each kind.
_known := {
	"ecr:DeleteRepositoryPolicy",
	"ecr:SetRepositoryPolicy",
	"iam:AttachRolePolicy",
	"iam:AttachUserPolicy",
	"iam:CreatePolicyVersion",
	"iam:CreateRole",
	"iam:CreateUser",
	"iam:DeleteRolePolicy",
	"iam:DetachRolePolicy",
	"iam:PutRolePolicy",
	"iam:PutUserPolicy",
	"iam:UpdateAssumeRolePolicy",
	"iam:UpdateUser",
	"kms:CreateGrant",
	"kms:PutKeyPolicy",
	"lambda:AddPermission",
	"lambda:RemovePermission",
	"organizations:AttachPolicy",
	"s3:DeleteBucketPolicy",
	"s3:PutBucketAcl",
	"s3:PutBucketPolicy",
	"secretsmanager:DeleteResourcePolicy",
	"secretsmanager:PutResourcePolicy",
	"sns:AddPermission",
	"sns:RemovePermission",
	"sqs:AddPermission",
	"sqs:RemovePermission",
	"sso:CreateAccountAssignment",
}

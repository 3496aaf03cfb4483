# METADATA
# title: Logs are shared only with trusted accounts
# description: >-
#   The policies of log resources and log destinations have no Allow for everybody without a Condition that holds a key that
#   identifies the caller (aws:PrincipalOrgID, aws:SourceAccount and the like) to fixed values, or a Deny of all others, and a Role named
#   CloudWatch-CrossAccountSharingRole trusts only accounts in the parameter trusted_accounts. Other roles are not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-identity-based-access-control-cwl.html
# custom:
#   id: aws-cloudwatch-logs-not-shared
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - aws:cloudwatch/logResourcePolicy:LogResourcePolicy
#   - aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy
#   - aws:iam/role:Role
#   reads:
#     "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": [policyDocument]
#     "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": [accessPolicy]
#     "aws:iam/role:Role": [assumeRolePolicy, name]
#   parameters:
#     trusted_accounts: {}
#   not_applicable: the resource shares no logs
#   remediation: Name the accounts under Principal, or add a Condition on aws:PrincipalOrgID.
#   aliases:
#   - prowler:cloudwatch_log_group_not_publicly_accessible
#   - prowler:cloudwatch_cross_account_sharing_disabled
#   - kics:cloudwatch_logs_destination_with_vulnerable_policy
package checks.aws.cloudwatch.logs_not_shared

import data.lib.caller
import data.lib.iam
import rego.v1

deny contains {"resource": entry.urn, "path": [entry.property], "message": "an Allow statement shares logs with everybody"} if {
	some entry in _policies
	count(caller.public(entry.policy)) > 0
}

deny contains {"resource": entry.urn, "path": [entry.property], "message": message} if {
	some entry in _policies
	iam.unreadable(entry.policy)
	message := "the policy is not a JSON document, so it cannot be checked"
}

deny contains {"resource": urn, "path": ["assumeRolePolicy"], "message": message} if {
	some urn, role in _sharing
	some statement in iam.allows(role.props.assumeRolePolicy)
	some principal in object.get(statement.principals, "AWS", [])
	not iam.account(principal) in input.parameters["aws-cloudwatch-logs-not-shared"].trusted_accounts
	message := sprintf("the sharing role lets %s read the account's metrics and logs", [principal])
}

applies contains urn if some urn, _ in _sharing

applies contains urn if {
	some type, property in _carriers
	some urn, _ in input.by_type[type]
}

_policies contains {"urn": urn, "property": property, "policy": resource.props[property]} if {
	some type, property in _carriers
	some urn, resource in input.by_type[type]
}

_policies contains {"urn": urn, "property": "assumeRolePolicy", "policy": role.props.assumeRolePolicy} if some urn, role in _sharing

_carriers := {
	"aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
	"aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": "accessPolicy",
}

_sharing[urn] := role if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	object.get(role.props, "name", role.name) == "CloudWatch-CrossAccountSharingRole"
}

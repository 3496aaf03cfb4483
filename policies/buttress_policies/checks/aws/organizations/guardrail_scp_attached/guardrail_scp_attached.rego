# METADATA
# title: The organisation has a guardrail policy with denials
# description: >-
#   A Policy of the type SERVICE_CONTROL_POLICY, the default type, with a Deny statement in its content is bound to a root or
#   a unit (targetId r-… or ou-…) by a PolicyAttachment. One that is bound to single accounts does not count.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
# custom:
#   id: aws-organizations-guardrail-scp-attached
#   severity: medium
#   scope: estate
#   tier: 3
#   population: ["aws:organizations/policy:Policy", "aws:organizations/policyAttachment:PolicyAttachment"]
#   companions:
#     "aws:organizations/policyAttachment:PolicyAttachment": policyId
#   reads:
#     "aws:organizations/policy:Policy": [type, content]
#     "aws:organizations/policyAttachment:PolicyAttachment": [targetId]
#   live: which accounts are below the unit
#   remediation: >-
#     Attach a service control policy with Deny statements to the root, or use AccountBaseline with region_guardrail.
#   aliases:
#   - prowler:organizations_scp_check_deny_regions
#   - awsconfig:ACCOUNT_PART_OF_ORGANIZATIONS
#   - kics:service_control_policies_disabled
package checks.aws.organizations.guardrail_scp_attached

import data.lib.iam
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "no root or unit has a service control policy with a Deny statement"} if {
	count([policy | some policy in input.by_type["aws:organizations/policy:Policy"]; _guards(policy)]) == 0
}

_guards(policy) if {
	value.text(value.at(policy, ["props", "type"])) in {"", "service_control_policy"}
	count(iam.denies(value.at(policy, ["props", "content"]))) > 0
	some attachment in link.referrers(policy.urn, "aws:organizations/policyAttachment:PolicyAttachment", "policyId")
	regex.match(`^(r|ou)-`, value.text(value.at(attachment, ["props", "targetId"])))
}

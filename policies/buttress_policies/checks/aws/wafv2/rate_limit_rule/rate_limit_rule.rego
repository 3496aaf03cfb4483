# METADATA
# title: Web ACLs have a rate limit
# description: >-
#   A WebAcl has a rate-based rule with a limit whose action is not count: among its rules, in its ruleJson, or in a WebAclRule of
#   its own. A rule without an action does not count as one. A rate-based rule within a rule group is not seen.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
# custom:
#   id: aws-wafv2-rate-limit-rule
#   severity: medium
#   scope: stack
#   tier: 2
#   population: ["aws:wafv2/webAcl:WebAcl"]
#   companions:
#     "aws:wafv2/webAclRule:WebAclRule": webAclArn
#   reads:
#     "aws:wafv2/webAcl:WebAcl":
#     - rules[].action
#     - rules[].statement.rateBasedStatement.limit
#     - ruleJson
#     "aws:wafv2/webAclRule:WebAclRule":
#     - action
#     - statement.rateBasedStatement.limit
#   remediation: Add a rule with a rateBasedStatement and the action block, or use ProtectedDistribution.
package checks.aws.wafv2.rate_limit_rule

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the web ACL has no rate-based rule that blocks"} if {
	some urn, acl in input.by_type["aws:wafv2/webAcl:WebAcl"]
	count([rule | some rule in _rules(acl); _limits(rule)]) == 0
}

_rules(acl) := array.concat(
	array.concat(value.list(value.at(acl, ["props", "rules"])), _written(acl)),
	[rule.props | some rule in link.referrers(acl.urn, "aws:wafv2/webAclRule:WebAclRule", "webAclArn")],
)

# The JSON of the service spells its keys with capitals.
_written(acl) := [rule |
	some given in value.list(json.unmarshal(acl.props.ruleJson))
	rule := {
		"action": {lower(kind): {} | some kind, _ in value.at(given, ["Action"])},
		"statement": {"rateBasedStatement": {"limit": value.at(given, ["Statement", "RateBasedStatement", "Limit"])}},
	}
] if {
	json.is_valid(acl.props.ruleJson)
} else := []

_limits(rule) if {
	value.number(value.at(rule, ["statement", "rateBasedStatement", "limit"])) > 0
	some kind in ["block", "captcha", "challenge"]
	is_object(value.at(rule, ["action", kind]))
}

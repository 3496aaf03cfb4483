# METADATA
# title: Web ACLs have a rate limit
# description: >-
#   A WebAcl has a rate-based rule with a limit whose action is not count: among its rules, in its ruleJson, or in a WebAclRule of
#   its own; or a rule of it, not overridden to count, names a rule group of the stack with such a rule. A rule without an action does not
#   count as one.
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
#     - rules[].statement.ruleGroupReferenceStatement.arn
#     - rules[].overrideAction.count
#     - ruleJson
#     "aws:wafv2/webAclRule:WebAclRule":
#     - action
#     - statement.rateBasedStatement.limit
#     - overrideAction.count
#     "aws:wafv2/ruleGroup:RuleGroup":
#     - rules[].action
#     - rules[].statement.rateBasedStatement.limit
#     - rulesJson
#   presence:
#     "aws:wafv2/webAcl:WebAcl": ["rules[].statement.ruleGroupReferenceStatement.arn"]
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
	array.concat(value.list(value.at(acl, ["props", "rules"])), _written(acl, "ruleJson")),
	array.concat(
		[rule.props | some rule in _alone(acl)],
		[rule | some group in _groups(acl); some rule in array.concat(value.list(value.at(group, ["props", "rules"])), _written(group, "rulesJson"))],
	),
)

_alone(acl) := link.referrers(acl.urn, "aws:wafv2/webAclRule:WebAclRule", "webAclArn")

# The rule groups that a rule names and lets act as they say.
_groups(acl) := [group |
	some [holder, property, rules] in array.concat(
		[[acl, "rules", value.list(value.at(acl, ["props", "rules"]))]],
		[[rule, "statement", [rule.props]] | some rule in _alone(acl)],
	)
	some group in link.referred(holder.urn, property, "aws:wafv2/ruleGroup:RuleGroup")
	some rule in rules
	_names(rule, group)
	not is_object(value.at(rule, ["overrideAction", "count"]))
]

_names(rule, group) if {
	arn := value.at(rule, ["statement", "ruleGroupReferenceStatement", "arn"])
	is_string(arn)
	arn in {group.id, value.at(group, ["props", "arn"])}
}

# The arn of a group that is made in the same update.
_names(rule, _) if {
	reference := value.at(rule, ["statement", "ruleGroupReferenceStatement"])
	is_object(reference)
	value.at(reference, ["arn"]) == null
}

# The JSON of the service spells its keys with capitals.
_written(holder, property) := [rule |
	some given in value.list(json.unmarshal(holder.props[property]))
	rule := {
		"action": {lower(kind): {} | some kind, _ in value.at(given, ["Action"])},
		"statement": {"rateBasedStatement": {"limit": value.at(given, ["Statement", "RateBasedStatement", "Limit"])}},
	}
] if {
	json.is_valid(holder.props[property])
} else := []

_limits(rule) if {
	value.number(value.at(rule, ["statement", "rateBasedStatement", "limit"])) > 0
	some kind in ["block", "captcha", "challenge"]
	is_object(value.at(rule, ["action", kind]))
}

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

deny contains {"resource": urn, "path": [], "message": _message} if {
	some urn, acl in input.by_type["aws:wafv2/webAcl:WebAcl"]
	not _limited(acl)
	count(_doubtful(acl)) == 0
}

# Which of several groups it is will be known when they are made.
deny contains {"resource": urn, "at": entry.holder.urn, "path": array.concat(entry.path, ["statement", "ruleGroupReferenceStatement", "arn"]), "message": _message} if {
	some urn, acl in input.by_type["aws:wafv2/webAcl:WebAcl"]
	not _limited(acl)
	some entry in _doubtful(acl)
}

_message := "the web ACL has no rate-based rule that blocks"

_limited(acl) if {
	some rule in _rules(acl)
	_limits(rule)
}

_rules(acl) := array.concat(
	array.concat(value.list(value.at(acl, ["props", "rules"])), _written(acl, "ruleJson")),
	array.concat(
		[rule.props | some rule in _alone(acl)],
		[rule | some group in _groups(acl); some rule in _of_group(group)],
	),
)

_alone(acl) := link.referrers(acl.urn, "aws:wafv2/webAclRule:WebAclRule", "webAclArn")

_of_group(group) := array.concat(value.list(value.at(group, ["props", "rules"])), _written(group, "rulesJson"))

# The rule groups that a rule names and lets act as they say.
_groups(acl) := [group |
	some entry in _references(acl)
	not entry.counts
	some group in entry.groups
	_named(entry, group)
]

_named(entry, group) if {
	is_string(entry.arn)
	entry.arn in {group.id, value.at(group, ["props", "arn"])}
}

# The arn of a group that is made in the same update; where there are several, each of them has to do.
_named(entry, _) if {
	entry.arn == null
	every group in entry.groups {
		_group_limits(group)
	}
}

# Where no rule only counts, every group acts, whichever rule names it.
_named(entry, _) if {
	entry.arn == null
	every other in entry.unnamed {
		not other.counts
	}
}

# The rules that may name a group with a limit, or may name another one.
_doubtful(acl) := [entry |
	some entry in _references(acl)
	entry.arn == null
	not entry.counts
	some group in entry.groups
	_group_limits(group)
]

_references(acl) := [object.union(entry, {"unnamed": [other | some other in given; other.arn == null]}) | some entry in given] if {
	given := array.concat(
		[_reference(acl, "rules", ["rules", place], rule) | some place, rule in value.at(acl, ["props", "rules"])],
		[_reference(rule, "statement", [], rule.props) | some rule in _alone(acl)],
	)
}

_reference(holder, property, path, rule) := {
	"holder": {"urn": holder.urn},
	"path": path,
	"arn": value.at(reference, ["arn"]),
	"counts": is_object(value.at(rule, ["overrideAction", "count"])),
	"groups": link.referred(holder.urn, property, "aws:wafv2/ruleGroup:RuleGroup"),
} if {
	reference := value.at(rule, ["statement", "ruleGroupReferenceStatement"])
	is_object(reference)
}

_group_limits(group) if {
	some rule in _of_group(group)
	_limits(rule)
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

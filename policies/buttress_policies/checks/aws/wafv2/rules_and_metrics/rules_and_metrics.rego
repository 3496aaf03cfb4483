# METADATA
# title: Web ACLs have rules with metrics
# description: >-
#   A web ACL has at least one rule: in rules or ruleJson, or by a WebAclRule or WebAclRuleGroupAssociation with its
#   webAclArn. visibilityConfig.cloudwatchMetricsEnabled is true for the ACL, for a rule group and for every rule, also those
#   in ruleJson and rulesJson. An association's is checked only where it sets false. Rules that the provider reads back into
#   an ACL are checked where they were declared. No rule allows an IpSet of the stack whose addresses, alone or together, are the
#   internet: the rules after it would never act.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-processing.html
# custom:
#   id: aws-wafv2-rules-and-metrics
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:wafv2/webAcl:WebAcl", "aws:wafv2/ruleGroup:RuleGroup"]
#   companions:
#     "aws:wafv2/webAclRule:WebAclRule": webAclArn
#     "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation": webAclArn
#   reads:
#     "aws:wafv2/webAcl:WebAcl":
#     - visibilityConfig.cloudwatchMetricsEnabled
#     - rules[].visibilityConfig.cloudwatchMetricsEnabled
#     - rules[].action.allow
#     - rules[].statement.ipSetReferenceStatement.arn
#     - ruleJson
#     "aws:wafv2/ruleGroup:RuleGroup":
#     - visibilityConfig.cloudwatchMetricsEnabled
#     - rules[].visibilityConfig.cloudwatchMetricsEnabled
#     - rulesJson
#     "aws:wafv2/webAclRule:WebAclRule":
#     - visibilityConfig.cloudwatchMetricsEnabled
#     - action.allow
#     "aws:wafv2/ipSet:IpSet": [addresses]
#     "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation": [visibilityConfig.cloudwatchMetricsEnabled]
#   presence:
#     "aws:wafv2/webAcl:WebAcl": ["rules[].action.allow", "rules[].statement.ipSetReferenceStatement.arn"]
#     "aws:wafv2/webAclRule:WebAclRule": [action.allow]
#   remediation: >-
#     Add rules to the web ACL and set cloudwatchMetricsEnabled of every visibilityConfig to true, or use ProtectedDistribution.
#   aliases:
#   - checkov:CKV_AWS_175
#   - prowler:wafv2_webacl_with_rules
#   - prowler:wafv2_webacl_rule_logging_enabled
#   - securityhub:waf.10
#   - securityhub:waf.12
#   - awsconfig:WAFV2_WEBACL_NOT_EMPTY
#   - awsconfig:WAFV2_RULEGROUP_LOGGING_ENABLED
package checks.aws.wafv2.rules_and_metrics

import data.lib.addresses
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the web ACL has no rules"} if {
	some urn, acl in input.by_type["aws:wafv2/webAcl:WebAcl"]
	not _has_rules(acl)
}

deny contains {"resource": urn, "path": ["visibilityConfig", "cloudwatchMetricsEnabled"], "message": "the metrics of the web ACL or rule group are off"} if {
	some type in ["aws:wafv2/webAcl:WebAcl", "aws:wafv2/ruleGroup:RuleGroup"]
	some urn, holder in input.by_type[type]
	not value.is_true(holder, ["props", "visibilityConfig", "cloudwatchMetricsEnabled"])
}

deny contains {"resource": urn, "path": ["rules", place, "visibilityConfig", "cloudwatchMetricsEnabled"], "message": message} if {
	some type in ["aws:wafv2/webAcl:WebAcl", "aws:wafv2/ruleGroup:RuleGroup"]
	some urn, holder in input.by_type[type]
	"rules" in holder.declared
	some place, _ in holder.props.rules
	not value.is_true(holder, ["props", "rules", place, "visibilityConfig", "cloudwatchMetricsEnabled"])
	message := sprintf("the metrics of the rule %v are off", [place])
}

deny contains {"resource": urn, "path": [property], "message": message} if {
	some type, property in {"aws:wafv2/webAcl:WebAcl": "ruleJson", "aws:wafv2/ruleGroup:RuleGroup": "rulesJson"}
	some urn, holder in input.by_type[type]
	some place, rule in _parsed(holder, property)
	not _counted(rule)
	message := sprintf("the metrics of the rule %v are off", [place])
}

deny contains {
	"resource": urn,
	"at": rule.urn,
	"path": ["visibilityConfig", "cloudwatchMetricsEnabled"],
	"message": "the metrics of a rule are off",
} if {
	some urn, _ in input.by_type["aws:wafv2/webAcl:WebAcl"]
	some rule in link.referrers(urn, "aws:wafv2/webAclRule:WebAclRule", "webAclArn")
	not value.is_true(rule, ["props", "visibilityConfig", "cloudwatchMetricsEnabled"])
}

deny contains {
	"resource": urn,
	"at": rule.urn,
	"path": ["visibilityConfig", "cloudwatchMetricsEnabled"],
	"message": "the metrics of a rule are off",
} if {
	some urn, _ in input.by_type["aws:wafv2/webAcl:WebAcl"]
	some rule in link.referrers(urn, "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation", "webAclArn")
	value.is_false(rule, ["props", "visibilityConfig", "cloudwatchMetricsEnabled"])
}

deny contains {"resource": urn, "at": set.urn, "path": ["addresses"], "message": message} if {
	some urn, acl in input.by_type["aws:wafv2/webAcl:WebAcl"]
	some [holder, property, rules] in array.concat(
		[[acl, "rules", value.list(value.at(acl, ["props", "rules"]))]],
		[[rule, "statement", [rule.props]] | some rule in link.referrers(urn, "aws:wafv2/webAclRule:WebAclRule", "webAclArn")],
	)
	sets := link.referred(holder.urn, property, "aws:wafv2/ipSet:IpSet")
	some set in sets
	some rule in rules
	is_object(value.at(rule, ["action", "allow"]))
	_names(rule, set, sets)
	addresses.open(addresses.read(value.at(set, ["props", "addresses"])))
	message := sprintf("a rule allows the addresses of %s, which are the internet, so no rule after it acts", [set.name])
}

_names(rule, set, _) if {
	arn := value.at(rule, ["statement", "ipSetReferenceStatement", "arn"])
	is_string(arn)
	arn in {set.id, value.at(set, ["props", "arn"])}
}

# The arn of a set that is made in the same update; of several it is not known which.
_names(rule, _, sets) if {
	count(sets) == 1
	reference := value.at(rule, ["statement", "ipSetReferenceStatement"])
	is_object(reference)
	value.at(reference, ["arn"]) == null
}

_has_rules(acl) if value.present(acl, ["props", "rules"])

_has_rules(acl) if count(_parsed(acl, "ruleJson")) > 0

_has_rules(acl) if {
	some type in ["aws:wafv2/webAclRule:WebAclRule", "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"]
	count(link.referrers(acl.urn, type, "webAclArn")) > 0
}

_parsed(holder, property) := rules if {
	text := object.get(holder.props, property, null)
	json.is_valid(text)
	rules := json.unmarshal(text)
	is_array(rules)
}

_counted(rule) if rule.VisibilityConfig.CloudWatchMetricsEnabled == true

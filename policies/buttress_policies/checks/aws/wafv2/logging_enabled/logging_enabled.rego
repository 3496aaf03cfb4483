# METADATA
# title: Web ACLs log the requests they see
# description: >-
#   A WebAclLoggingConfiguration names the web ACL as its resourceArn, and its loggingFilter, where it has one, drops nothing by
#   default. Its logDestinationConfigs are not read: the provider demands one, and it is often known only after the update.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/waf/latest/developerguide/logging.html
# custom:
#   id: aws-wafv2-logging-enabled
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:wafv2/webAcl:WebAcl"]
#   companions:
#     "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": resourceArn
#   reads:
#     "aws:wafv2/webAcl:WebAcl": []
#     "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": [loggingFilter.defaultBehavior]
#   fix: in place
#   remediation: Add a WebAclLoggingConfiguration with the ACL's resourceArn and a log destination, or use ProtectedDistribution.
#   aliases:
#   - checkov:CKV2_AWS_31
#   - prowler:wafv2_webacl_logging_enabled
#   - powerpipe:wafv2_web_acl_logging_enabled
#   - awsconfig:WAFV2_LOGGING_ENABLED
package checks.aws.wafv2.logging_enabled

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the web ACL has no logging configuration"} if {
	some urn, _ in input.by_type["aws:wafv2/webAcl:WebAcl"]
	count(link.referrers(urn, "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "resourceArn")) == 0
}

deny contains {"resource": urn, "at": logging.urn, "path": ["loggingFilter", "defaultBehavior"], "message": message} if {
	some urn, _ in input.by_type["aws:wafv2/webAcl:WebAcl"]
	some logging in link.referrers(urn, "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "resourceArn")
	value.text(value.at(logging, ["props", "loggingFilter", "defaultBehavior"])) == "drop"
	message := "the web ACL's logging drops what its filter does not name"
}

# METADATA
# title: Trails detect unusual rates of calls and errors
# description: >-
#   insightSelectors of a Trail name both ApiCallRateInsight and ApiErrorRateInsight.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html
# custom:
#   id: aws-cloudtrail-insights-enabled
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - aws:cloudtrail/trail:Trail
#   reads:
#     "aws:cloudtrail/trail:Trail": ["insightSelectors[].insightType"]
#   remediation: Add both types to insightSelectors.
#   aliases:
#   - prowler:cloudtrail_insights_exist
#   - prowler:cloudtrail_threat_detection_enumeration
#   - prowler:cloudtrail_threat_detection_privilege_escalation
#   - prowler:cloudtrail_threat_detection_llm_jacking
package checks.aws.cloudtrail.insights_enabled

import rego.v1

deny contains {"resource": urn, "path": ["insightSelectors"], "message": sprintf("the trail does not detect %s", [what])} if {
	some urn, trail in input.by_type["aws:cloudtrail/trail:Trail"]
	some type, what in {"ApiCallRateInsight": "unusual rates of calls", "ApiErrorRateInsight": "unusual rates of errors"}
	not type in {selector.insightType | some selector in trail.props.insightSelectors}
}

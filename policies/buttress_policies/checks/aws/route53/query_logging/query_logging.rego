# METADATA
# title: Public zones log their queries
# description: Each public Zone, one without vpcs, is the zoneId of a QueryLog. Private zones do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html
# custom:
#   id: aws-route53-query-logging
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:route53/zone:Zone]
#   companions:
#     "aws:route53/queryLog:QueryLog": zoneId
#   reads:
#     "aws:route53/zone:Zone": [vpcs]
#     "aws:route53/queryLog:QueryLog": []
#   live: the log group of each public zone receives queries
#   not_applicable: a private zone is not queried by the public
#   remediation: Add a route53 QueryLog for the zone with a log group in us-east-1.
#   aliases:
#   - checkov:CKV2_AWS_39
#   - prowler:route53_public_hosted_zones_cloudwatch_logging_enabled
#   - securityhub:route53.2
package checks.aws.route53.query_logging

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, zone in input.by_type["aws:route53/zone:Zone"]
	not value.present(zone, ["props", "vpcs"])
}

deny contains {"resource": urn, "path": [], "message": "the zone has no query log"} if {
	some urn, _ in input.by_type["aws:route53/zone:Zone"]
	count(link.referrers(urn, "aws:route53/queryLog:QueryLog", "zoneId")) == 0
}

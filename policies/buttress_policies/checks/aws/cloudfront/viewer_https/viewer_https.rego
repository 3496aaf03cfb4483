# METADATA
# title: CloudFront distributions serve viewers over HTTPS only
# description: The viewerProtocolPolicy of the default and of every ordered cache behaviour is https-only or redirect-to-https.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html
# custom:
#   id: aws-cloudfront-viewer-https
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["aws:cloudfront/distribution:Distribution"]
#   reads:
#     "aws:cloudfront/distribution:Distribution":
#     - defaultCacheBehavior.viewerProtocolPolicy
#     - orderedCacheBehaviors[].viewerProtocolPolicy
#   remediation: Set viewerProtocolPolicy of every cache behaviour to redirect-to-https, or use ProtectedDistribution.
#   aliases:
#   - checkov:CKV_AWS_34
#   - trivy:AVD-AWS-0012
#   - prowler:cloudfront_distributions_https_enabled
#   - powerpipe:cloudfront_distribution_encryption_in_transit_enabled
#   - securityhub:cloudfront.3
#   - awsconfig:CLOUDFRONT_VIEWER_POLICY_HTTPS
#   - pulumi:aws-cloudfront-distribution-disallow-unencrypted-traffic
#   - kics:cloudfront_viewer_protocol_policy_allows_http
package checks.aws.cloudfront.viewer_https

import data.lib.cloudfront
import rego.v1

deny contains {"resource": urn, "path": array.concat(behaviour.path, ["viewerProtocolPolicy"]), "message": message} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	some behaviour in cloudfront.behaviours(distribution)
	not cloudfront.https_only(behaviour)
	message := sprintf("%s serves plain HTTP", [behaviour.name])
}

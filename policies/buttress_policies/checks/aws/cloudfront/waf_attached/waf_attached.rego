# METADATA
# title: CloudFront distributions have a web ACL
# description: >-
#   webAclId names a web ACL: the ARN of one of AWS WAF, or the id of a classic one. That the ACL has rules is covered by
#   another check.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html
# custom:
#   id: aws-cloudfront-waf-attached
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:cloudfront/distribution:Distribution"]
#   reads:
#     "aws:cloudfront/distribution:Distribution": [webAclId]
#   presence:
#     "aws:cloudfront/distribution:Distribution": [webAclId]
#   remediation: Set webAclId to the ARN of a WebAcl of scope CLOUDFRONT, or use ProtectedDistribution.
#   aliases:
#   - checkov:CKV_AWS_68
#   - trivy:AVD-AWS-0011
#   - prowler:cloudfront_distributions_using_waf
#   - securityhub:cloudfront.6
#   - awsconfig:CLOUDFRONT_ASSOCIATED_WITH_WAF
#   - cdknag:AwsSolutions-CFR2
#   - pulumi:aws-cloudfront-distribution-configure-waf
#   - kics:cloudfront_without_waf
package checks.aws.cloudfront.waf_attached

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["webAclId"], "message": "the distribution has no web ACL"} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	not value.present(distribution, ["props", "webAclId"])
}

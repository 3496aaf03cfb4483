# METADATA
# title: CloudFront signs its requests to buckets
# description: >-
#   Every origin whose domainName is the endpoint of a bucket (it holds .s3. or .s3-, but not .s3-website) and that has no
#   customOriginConfig has an originAccessControlId, or an s3OriginConfig.originAccessIdentity. Otherwise the bucket must be
#   open for the distribution to read it. A distribution without such an origin does not apply. A domain that is not known yet is not
#   checked, unless the origin has either of them.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
# custom:
#   id: aws-cloudfront-s3-origin-access-control
#   severity: medium
#   scope: resource
#   tier: 3
#   population: ["aws:cloudfront/distribution:Distribution"]
#   reads:
#     "aws:cloudfront/distribution:Distribution":
#     - origins[].domainName
#     - origins[].originAccessControlId
#     - origins[].s3OriginConfig.originAccessIdentity
#     - origins[].customOriginConfig
#   presence:
#     "aws:cloudfront/distribution:Distribution":
#     - origins[].domainName
#     - origins[].originAccessControlId
#     - origins[].s3OriginConfig.originAccessIdentity
#     - origins[].customOriginConfig
#   remediation: Set originAccessControlId of the origin, or use ProtectedDistribution.
#   aliases:
#   - checkov:CKV2_AWS_46
#   - prowler:cloudfront_distributions_s3_origin_access_control
#   - securityhub:cloudfront.13
#   - awsconfig:CLOUDFRONT_S3_ORIGIN_ACCESS_CONTROL_ENABLED
#   - awsconfig:CLOUDFRONT_ORIGIN_ACCESS_IDENTITY_ENABLED
#   - cdknag:AwsSolutions-CFR7
package checks.aws.cloudfront.s3_origin_access_control

import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "no origin of the distribution is a bucket"} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	every place, _ in value.list(value.at(distribution, ["props", "origins"])) {
		not _asked(distribution, place)
	}
}

deny contains {"resource": urn, "path": ["origins", place, "originAccessControlId"], "message": message} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	some place, _ in distribution.props.origins
	domain := _bucket(distribution, place)
	not _settled(distribution, place)
	message := sprintf("the distribution does not sign requests to %s, so the bucket must be open", [domain])
}

# Without a control the domain decides, and it is not known yet.
deny contains {"resource": urn, "path": ["origins", place, "domainName"], "message": "whether the origin is a bucket is not known"} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	some place, _ in distribution.props.origins
	value.unknown_at(distribution, ["origins", place, "domainName"])
	not _settled(distribution, place)
}

_bucket(distribution, place) := domain if {
	domain := value.text(value.at(distribution.props.origins[place], ["domainName"]))
	regex.match(`[.]s3[.-]`, domain)
	not contains(domain, ".s3-website")
}

_asked(distribution, place) if _bucket(distribution, place)

_asked(distribution, place) if {
	some path in [["originAccessControlId"], ["s3OriginConfig", "originAccessIdentity"]]
	value.present(distribution, array.concat(["props", "origins", place], path))
}

_settled(distribution, place) if {
	some path in [["customOriginConfig"], ["originAccessControlId"], ["s3OriginConfig", "originAccessIdentity"]]
	value.present(distribution, array.concat(["props", "origins", place], path))
}

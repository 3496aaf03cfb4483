# METADATA
# title: CloudFront uses TLS 1.2 to its origins
# description: >-
#   Each custom origin has originProtocolPolicy https-only, or match-viewer where every cache behaviour serves HTTPS only, and its
#   originSslProtocols hold nothing older than TLSv1.2. Origins in S3 and in a VPC have no such settings.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html
# custom:
#   id: aws-cloudfront-origin-tls
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["aws:cloudfront/distribution:Distribution"]
#   reads:
#     "aws:cloudfront/distribution:Distribution":
#     - origins[].customOriginConfig.originProtocolPolicy
#     - origins[].customOriginConfig.originSslProtocols
#     - defaultCacheBehavior.viewerProtocolPolicy
#     - orderedCacheBehaviors[].viewerProtocolPolicy
#   remediation: >-
#     Set originProtocolPolicy to https-only and originSslProtocols to TLSv1.2 for every custom origin, or use ProtectedDistribution.
#   aliases:
#   - checkov:CKV2_AWS_72
#   - prowler:cloudfront_distributions_origin_traffic_encrypted
#   - prowler:cloudfront_distributions_using_deprecated_ssl_protocols
#   - securityhub:cloudfront.9
#   - securityhub:cloudfront.10
#   - awsconfig:CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED
#   - awsconfig:CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS
#   - cdknag:AwsSolutions-CFR5
#   - pulumi:aws-cloudfront-distribution-enable-tls-to-origin
#   - pulumi:aws-cloudfront-distribution-configure-secure-tls-to-origin
package checks.aws.cloudfront.origin_tls

import data.lib.cloudfront
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "the distribution has no origin of its own kind; origins in S3 and in a VPC have no such settings"} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	count(_custom(distribution)) == 0
}

deny contains {"resource": urn, "path": array.concat(entry.path, ["originProtocolPolicy"]), "message": message} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	some entry in _custom(distribution)
	not _https(entry, distribution)
	message := sprintf("the distribution reaches origin %v over plain HTTP", [entry.place])
}

deny contains {"resource": urn, "path": array.concat(entry.path, ["originSslProtocols"]), "message": message} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	some entry in _custom(distribution)
	protocols := value.list(object.get(entry.config, "originSslProtocols", null))
	not _modern(protocols)
	message := sprintf("the distribution may reach origin %v with protocols older than TLS 1.2", [entry.place])
}

_custom(distribution) := [{"place": place, "path": ["origins", place, "customOriginConfig"], "config": origin.customOriginConfig} |
	some place, origin in distribution.props.origins
	is_object(origin.customOriginConfig)
]

_https(entry, _) if entry.config.originProtocolPolicy == "https-only"

_https(entry, distribution) if {
	entry.config.originProtocolPolicy == "match-viewer"
	every behaviour in cloudfront.behaviours(distribution) {
		_secure(behaviour, distribution)
	}
}

_secure(entry, _) if cloudfront.https_only(entry)

# What viewers use may be known only later; the outcome is unknown.
_secure(entry, distribution) if value.unknown_at(distribution, array.concat(entry.path, ["viewerProtocolPolicy"]))

_modern(protocols) if {
	count(protocols) > 0
	every protocol in protocols {
		protocol in {"TLSv1.2", "TLSv1.3"}
	}
}

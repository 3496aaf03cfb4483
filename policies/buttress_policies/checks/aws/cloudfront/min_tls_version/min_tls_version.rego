# METADATA
# title: CloudFront distributions require TLS 1.2 or newer from viewers
# description: >-
#   minimumProtocolVersion is TLSv1.2_2019 or newer, sslSupportMethod is sni-only and the distribution has a certificate of its own:
#   with CloudFront's default certificate viewers may use TLS 1.0.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
# custom:
#   id: aws-cloudfront-min-tls-version
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["aws:cloudfront/distribution:Distribution"]
#   reads:
#     "aws:cloudfront/distribution:Distribution":
#     - viewerCertificate.minimumProtocolVersion
#     - viewerCertificate.sslSupportMethod
#     - viewerCertificate.cloudfrontDefaultCertificate
#   remediation: >-
#     Set a certificate of your own, minimumProtocolVersion TLSv1.2_2021 and sslSupportMethod sni-only, or use ProtectedDistribution.
#   aliases:
#   - checkov:CKV_AWS_174
#   - checkov:CKV2_AWS_42
#   - checkov:CKV2_AWS_54
#   - trivy:AVD-AWS-0013
#   - prowler:cloudfront_distributions_custom_ssl_certificate
#   - prowler:cloudfront_distributions_https_sni_enabled
#   - securityhub:cloudfront.7
#   - securityhub:cloudfront.8
#   - securityhub:cloudfront.15
#   - awsconfig:CLOUDFRONT_SECURITY_POLICY_CHECK
#   - awsconfig:CLOUDFRONT_CUSTOM_SSL_CERTIFICATE
#   - awsconfig:CLOUDFRONT_SNI_ENABLED
#   - cdknag:AwsSolutions-CFR4
#   - pulumi:aws-cloudfront-distribution-configure-secure-tls
#   - kics:cloudfront_without_minimum_protocol_tls_1.2
#   - kics:vulnerable_default_ssl_certificate
package checks.aws.cloudfront.min_tls_version

import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": ["viewerCertificate", "cloudfrontDefaultCertificate"],
	"message": "the distribution's default certificate accepts TLS 1.0",
} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	_default_certificate(distribution)
}

deny contains {
	"resource": urn,
	"path": ["viewerCertificate", "minimumProtocolVersion"],
	"message": "the distribution accepts protocols older than TLS 1.2",
} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	not _default_certificate(distribution)
	not _modern(distribution)
}

deny contains {"resource": urn, "path": ["viewerCertificate", "sslSupportMethod"], "message": "the distribution does not serve HTTPS by SNI alone"} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	not _default_certificate(distribution)
	value.at(distribution, ["props", "viewerCertificate", "sslSupportMethod"]) != "sni-only"
}

_default_certificate(distribution) if value.is_true(distribution, ["props", "viewerCertificate", "cloudfrontDefaultCertificate"])

_modern(distribution) if {
	version := value.at(distribution, ["props", "viewerCertificate", "minimumProtocolVersion"])
	is_string(version)
	regex.match(`^TLSv1\.(2_2019|2_20[2-9][0-9]|[3-9]_20[0-9]{2})$`, version)
}

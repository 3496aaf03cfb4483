# METADATA
# title: Certificates renew automatically
# description: >-
#   A Certificate is validated by DNS, or comes from a private certificate authority. One validated by EMAIL waits for somebody's
#   answer, and an imported one, which has no validationMethod, does not renew at all; it is left out with a tag of the parameter
#   exempt_tags. How long a certificate still lasts is live data.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
# custom:
#   id: aws-acm-certificate-renewable
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:acm/certificate:Certificate
#   reads:
#     "aws:acm/certificate:Certificate": [validationMethod, certificateAuthorityArn, tags, tagsAll]
#   presence:
#     "aws:acm/certificate:Certificate": [certificateAuthorityArn]
#   parameters:
#     exempt_tags: {default: {renewal: [manual]}}
#   live: every certificate lasts more than 30 days yet
#   not_applicable: a tag of exempt_tags says that the certificate is renewed in another way
#   remediation: Request the certificate with validationMethod DNS and a CertificateValidation, or tag an imported one renewal=manual.
#   aliases:
#   - prowler:acm_certificates_expiration_check
#   - powerpipe:acm_certificate_expires_30_days
#   - securityhub:acm.1
#   - awsconfig:ACM_CERTIFICATE_EXPIRATION_CHECK
#   - awsguard:acm-certificate-expiration
#   - kics:certificate_has_expired
package checks.aws.acm.certificate_renewable

import data.lib.tags
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["validationMethod"], "message": "the certificate is validated by e-mail, so its renewal waits for an answer"} if {
	some urn, certificate in input.by_type["aws:acm/certificate:Certificate"]
	_method(certificate) == "email"
	not _private(certificate)
}

deny contains {"resource": urn, "path": ["validationMethod"], "message": "the certificate has no validation method, so it does not renew automatically"} if {
	some urn, certificate in input.by_type["aws:acm/certificate:Certificate"]
	_imported(certificate)
}

applies contains urn if {
	some urn, certificate in input.by_type["aws:acm/certificate:Certificate"]
	not _excused(certificate)
}

_excused(certificate) if {
	_imported(certificate)
	tags.match(certificate, _exempt_tags)
}

_excused(certificate) if {
	_imported(certificate)
	tags.tag_unknown(certificate, object.keys(_exempt_tags))
}

_imported(certificate) if {
	not _method(certificate) in {"dns", "email"}
	not _private(certificate)
}

_exempt_tags := input.parameters["aws-acm-certificate-renewable"].exempt_tags

_method(certificate) := value.text(value.at(certificate, ["props", "validationMethod"]))

_private(certificate) if value.present(certificate, ["props", "certificateAuthorityArn"])

_private(certificate) if value.unknown(certificate, "certificateAuthorityArn")

# METADATA
# title: Credentials of applications expire soon and have not expired
# description: >-
#   endDate is at most max_days after startDate (after now, where startDate is absent) and later than now; an endDate that is
#   not an RFC 3339 moment counts as none, and such a startDate fails. endDateRelative in hours, the older form, is accepted
#   in its place. Absent fails, since Entra ID then gives two years. Federated credentials have no secret and are not checked.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration
# custom:
#   id: azure-entra-app-credentials-not-expired
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - azuread:index/applicationPassword:ApplicationPassword
#   - azuread:index/applicationCertificate:ApplicationCertificate
#   - azuread:index/servicePrincipalPassword:ServicePrincipalPassword
#   - azuread:index/servicePrincipalCertificate:ServicePrincipalCertificate
#   reads:
#     "azuread:index/applicationPassword:ApplicationPassword": [endDate, startDate, endDateRelative]
#     "azuread:index/applicationCertificate:ApplicationCertificate": [endDate, startDate, endDateRelative]
#     "azuread:index/servicePrincipalPassword:ServicePrincipalPassword": [endDate, startDate, endDateRelative]
#     "azuread:index/servicePrincipalCertificate:ServicePrincipalCertificate": [endDate, startDate, endDateRelative]
#   parameters:
#     max_days: {"default": 180}
#   remediation: >-
#     Set endDate to at most 180 days after startDate and renew the credential by rotation, or use an
#     ApplicationFederatedIdentityCredential.
#   aliases:
#   - prowler:entra_app_registration_credential_not_expired
package checks.azure.entra.app_credentials_not_expired

import data.lib.moment
import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": [_property(credential)],
	"message": "the credential has no readable end date, so it lasts two years",
} if {
	some urn, credential in _credentials
	_start(credential)
	not _lifetime(credential)
}

deny contains {"resource": urn, "path": [_property(credential)], "message": message} if {
	some urn, credential in _credentials
	_lifetime(credential) > _max_days
	message := sprintf("the credential lasts longer than %d days", [_max_days])
}

deny contains {"resource": urn, "path": ["endDate"], "message": "the credential has expired"} if {
	some urn, credential in _credentials
	moment.nanoseconds(credential.props.endDate) <= _now
}

deny contains {"resource": urn, "path": ["startDate"], "message": "the credential's start date is not readable"} if {
	some urn, credential in _credentials
	not _start(credential)
}

_lifetime(credential) := moment.days(_start(credential), moment.nanoseconds(credential.props.endDate))

_lifetime(credential) := to_number(trim_suffix(hours, "h")) / 24 if {
	not _ends(credential)
	hours := credential.props.endDateRelative
	is_string(hours)
	regex.match(`^[0-9]{1,6}h$`, hours)
}

_start(credential) := _now if not _starts(credential)

_start(credential) := moment.nanoseconds(credential.props.startDate)

_starts(credential) if value.present(credential, ["props", "startDate"])

_ends(credential) if value.specified(credential, "endDate")

_property(credential) := "endDateRelative" if {
	value.specified(credential, "endDateRelative")
	not _ends(credential)
} else := "endDate"

_now := moment.nanoseconds(input.now)

_max_days := input.parameters["azure-entra-app-credentials-not-expired"].max_days

_credentials[urn] := credential if {
	some type in [
		"azuread:index/applicationPassword:ApplicationPassword",
		"azuread:index/applicationCertificate:ApplicationCertificate",
		"azuread:index/servicePrincipalPassword:ServicePrincipalPassword",
		"azuread:index/servicePrincipalCertificate:ServicePrincipalCertificate",
	]
	some urn, credential in input.by_type[type]
}

# METADATA
# title: Security alerts reach the owners and a mailbox
# description: >-
#   One SecurityContact has emails, is not disabled (absent counts as enabled), notifies by role with state On and the
#   role Owner, and has an Alert source with a severity of High, Medium or Low. A phone is asked for only by the
#   parameter.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/defender-for-cloud/configure-email-notifications
# custom:
#   id: azure-security-contact-and-alerts
#   severity: medium
#   scope: estate
#   tier: 1
#   population: ["azure-native:security:SecurityContact"]
#   reads:
#     "azure-native:security:SecurityContact":
#     - emails
#     - phone
#     - isEnabled
#     - notificationsByRole.state
#     - notificationsByRole.roles
#     - notificationsSources[].sourceType
#     - notificationsSources[].minimalSeverity
#   parameters:
#     require_phone:
#       type: boolean
#       default: false
#       description: Whether the security contact must have a phone number too
#   remediation: >-
#     Add a security SecurityContact with emails, notificationsByRole and a source of type Alert, or use
#     DefenderBaseline.
#   aliases:
#   - checkov:CKV_AZURE_20
#   - checkov:CKV_AZURE_21
#   - checkov:CKV_AZURE_22
#   - checkov:CKV_AZURE_131
#   - trivy:AVD-AZU-0044
#   - trivy:AVD-AZU-0046
#   - trivy:AVD-AZU-0062
#   - trivy:AVD-AZU-0063
#   - trivy:AVD-AZU-0064
#   - prowler:defender_additional_email_configured_with_a_security_contact
#   - prowler:defender_ensure_notify_alerts_severity_is_high
#   - prowler:defender_ensure_notify_emails_to_owners
#   - powerpipe:securitycenter_email_configured
#   - powerpipe:securitycenter_notify_alerts_configured
#   - powerpipe:securitycenter_security_alerts_to_owner_enabled
#   - azurepolicy:4f4f78b8-e367-4b10-a341-d9a4ad5cf1c7
#   - azurepolicy:6e2593d9-add6-4083-9c9b-4b7d2188c899
#   - azurepolicy:0b15565f-aa9e-48ba-8619-45960f2c314d
#   - kics:security_contact_email
#   - kics:email_alerts_disabled
package checks.azure.security.contact_and_alerts

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "there is no security contact"} if {
	count(_contacts) == 0
}

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	count([contact | some contact in _contacts; count(_gaps(contact)) == 0]) == 0
	some contact in _contacts
	some message in _gaps(contact)
}

_gaps(contact) := {gap | some gap in _all_gaps; not _closed(contact, gap)}

_all_gaps := {_no_email, _disabled, _no_owners, _no_alerts, _no_phone}

_closed(contact, gap) if {
	gap == _no_email
	value.present(contact, ["props", "emails"])
}

_closed(contact, gap) if {
	gap == _disabled
	not value.is_false(contact, ["props", "isEnabled"])
}

_closed(contact, gap) if {
	gap == _no_owners
	value.text(value.at(contact, ["props", "notificationsByRole", "state"])) == "on"
	some role in value.list(value.at(contact, ["props", "notificationsByRole", "roles"]))
	value.text(role) == "owner"
}

_closed(contact, gap) if {
	gap == _no_alerts
	some source in value.list(value.at(contact, ["props", "notificationsSources"]))
	value.text(value.at(source, ["sourceType"])) == "alert"
	value.text(value.at(source, ["minimalSeverity"])) in {"high", "medium", "low"}
}

_closed(contact, gap) if {
	gap == _no_phone
	value.present(contact, ["props", "phone"])
}

_closed(_, gap) if {
	gap == _no_phone
	input.parameters["azure-security-contact-and-alerts"].require_phone == false
}

_no_email := "the security contact has no email address"

_disabled := "the security contact is disabled"

_no_owners := "the security contact does not notify owners"

_no_alerts := "the security contact names no severity of alerts"

_no_phone := "the security contact has no phone number"

_contacts := object.get(input.by_type, "azure-native:security:SecurityContact", {})

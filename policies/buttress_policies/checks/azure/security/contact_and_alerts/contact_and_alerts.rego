# METADATA
# title: Security alerts are sent to the owners and a mailbox
# description: >-
#   One SecurityContact has emails, is not disabled (absent counts as enabled), notifies by role with state On and the role
#   Owner, and has an Alert source with a severity of High, Medium or Low (in older states by alertNotifications). A phone is
#   required only by the parameter.
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
#   presence:
#     "azure-native:security:SecurityContact": [emails]
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

deny contains {"resource": input.estate.id, "path": [], "message": "the subscription has no security contact"} if {
	count(_contacts) == 0
}

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	every urn, _ in _contacts {
		count(_gaps[urn]) > 0
	}
	some messages in _gaps
	some message in messages
}

_gaps[urn] contains "the security contact has no email address" if {
	some urn, contact in _contacts
	not value.present(contact, ["props", "emails"])
}

_gaps[urn] contains "the security contact is disabled" if {
	some urn, contact in _contacts
	value.is_false(contact, ["props", "isEnabled"])
}

_gaps[urn] contains "the security contact does not notify owners" if {
	some urn, contact in _contacts
	not _notifies_owners(contact)
}

_gaps[urn] contains "the security contact names no severity of alerts" if {
	some urn, contact in _contacts
	not _notifies_alerts(contact)
}

_gaps[urn] contains "the security contact has no phone number" if {
	input.parameters["azure-security-contact-and-alerts"].require_phone == true
	some urn, contact in _contacts
	not value.present(contact, ["props", "phone"])
}

_notifies_owners(contact) if {
	value.text(value.at(contact, ["props", "notificationsByRole", "state"])) == "on"
	some role in value.list(value.at(contact, ["props", "notificationsByRole", "roles"]))
	value.text(role) == "owner"
}

_notifies_alerts(contact) if {
	some source in value.list(value.at(contact, ["props", "notificationsSources"]))
	value.text(value.at(source, ["sourceType"])) == "alert"
	value.text(value.at(source, ["minimalSeverity"])) in {"high", "medium", "low"}
}

# Versions of the API before 2023-12-01-preview know no sources.
_notifies_alerts(contact) if {
	value.text(value.at(contact, ["props", "alertNotifications", "state"])) == "on"
	value.text(value.at(contact, ["props", "alertNotifications", "minimalSeverity"])) in {"high", "medium", "low"}
}

_contacts := object.get(input.by_type, "azure-native:security:SecurityContact", {})

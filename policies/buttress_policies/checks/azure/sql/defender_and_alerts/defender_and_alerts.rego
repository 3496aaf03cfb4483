# METADATA
# title: SQL servers raise alerts on threats
# description: >-
#   A ServerSecurityAlertPolicy of the server has state Enabled, disables no alert and notifies somebody: emailAccountAdmins
#   is true or emailAddresses is filled. Or the stack has the Defender plan SqlServers at the tier Standard; then a policy,
#   where declared, is not Disabled and disables no alert.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/defender-for-cloud/defender-for-sql-introduction
# custom:
#   id: azure-sql-defender-and-alerts
#   severity: high
#   scope: stack
#   tier: 1
#   population: ["azure-native:sql:Server"]
#   companions:
#     "azure-native:sql:ServerSecurityAlertPolicy": serverName
#     "azure-native:security:Pricing": ""
#   reads:
#     "azure-native:sql:Server": []
#     "azure-native:sql:ServerSecurityAlertPolicy": [state, disabledAlerts, emailAccountAdmins, emailAddresses]
#     "azure-native:security:Pricing": [pricingName, pricingTier, scopeId]
#   remediation: >-
#     Add a ServerSecurityAlertPolicy with state Enabled and emailAccountAdmins true, or use DefenderBaseline.
#   aliases:
#   - checkov:CKV_AZURE_25
#   - checkov:CKV_AZURE_26
#   - checkov:CKV_AZURE_27
#   - checkov:CKV2_AZURE_13
#   - trivy:AVD-AZU-0018
#   - trivy:AVD-AZU-0023
#   - trivy:AVD-AZU-0028
#   - prowler:sqlserver_microsoft_defender_enabled
#   - powerpipe:sql_server_threat_detection_all_enabled
#   - powerpipe:sql_server_azure_defender_enabled
#   - azurepolicy:abfb4388-5bf4-4ad7-ba82-2cd2f41ceae9
#   - azurepolicy:abfb7388-5bf4-4ad7-ba99-2cd2f41cebb9
#   - azurepolicy:3bc8a0d5-38e0-4a3d-a657-2cb64468fc34
#   - azurepolicy:d38668f5-d155-42c7-ab3d-9b57b50f8fbf
#   - kics:sql_server_alert_email_disabled
package checks.azure.sql.defender_and_alerts

import data.lib.defender
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the server has no alert policy on threats"} if {
	some urn, _ in input.by_type["azure-native:sql:Server"]
	not _planned
	count(_policies(urn)) == 0
}

deny contains {"resource": urn, "at": policy.urn, "path": ["state"], "message": "the server's alert policy is not enabled"} if {
	some urn, _ in input.by_type["azure-native:sql:Server"]
	some policy in _policies(urn)
	_off(policy)
}

deny contains {"resource": urn, "at": policy.urn, "path": ["disabledAlerts"], "message": message} if {
	some urn, _ in input.by_type["azure-native:sql:Server"]
	some policy in _policies(urn)
	disabled := _filled(policy, "disabledAlerts")
	count(disabled) > 0
	message := sprintf("the server's alert policy leaves out %s", [concat(", ", disabled)])
}

deny contains {"resource": urn, "at": policy.urn, "path": [], "message": "the server's alert policy notifies nobody"} if {
	some urn, _ in input.by_type["azure-native:sql:Server"]
	not _planned
	some policy in _policies(urn)
	not value.is_true(policy, ["props", "emailAccountAdmins"])
	count(_filled(policy, "emailAddresses")) == 0
}

_policies(urn) := link.referrers(urn, "azure-native:sql:ServerSecurityAlertPolicy", "serverName")

_planned if count(defender.standard("SqlServers")) > 0

_off(policy) if value.text(value.at(policy, ["props", "state"])) == "disabled"

_off(policy) if {
	not _planned
	value.text(value.at(policy, ["props", "state"])) != "enabled"
}

# The service answers with a list of one empty text where the list is empty.
_filled(policy, property) := [text |
	some member in value.list(value.at(policy, ["props", property]))
	text := sprintf("%v", [member])
	text != ""
]

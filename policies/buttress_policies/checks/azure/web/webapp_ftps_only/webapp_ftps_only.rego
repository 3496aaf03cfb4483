# METADATA
# title: Web apps do not accept plain FTP
# description: siteConfig.ftpsState is FtpsOnly or Disabled. Absent fails, since what the service then does is not documented.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/app-service/deploy-ftp
# custom:
#   id: azure-webapp-ftps-only
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
#   reads:
#     "azure-native:web:WebApp": [siteConfig.ftpsState]
#     "azure-native:web:WebAppSlot": [siteConfig.ftpsState]
#   remediation: Set siteConfig.ftpsState to Disabled, or to FtpsOnly.
#   aliases:
#   - checkov:CKV_AZURE_78
#   - trivy:AVD-AZU-0071
#   - prowler:app_ftp_deployment_disabled
#   - prowler:app_function_ftps_deployment_disabled
#   - powerpipe:appservice_web_app_ftps_enabled
#   - powerpipe:appservice_function_app_ftps_enabled
#   - azurepolicy:4d24b6d4-5e53-4a4f-a7f4-618fa573ee4b
#   - azurepolicy:399b2637-a50f-4f95-96f8-3a145476eb15
#   - kics:app_service_ftps_enforce_disabled
#   - kics:function_app_ftps_enforce_disabled
package checks.azure.web.webapp_ftps_only

import data.lib.value
import data.lib.web
import rego.v1

deny contains {"resource": urn, "path": ["siteConfig", "ftpsState"], "message": _message(app)} if {
	some urn, app in web.apps
	not _state(app) in {"ftpsonly", "disabled"}
}

_state(app) := value.text(value.at(app, ["props", "siteConfig", "ftpsState"]))

_message(app) := "the app accepts deployments over plain FTP" if {
	_state(app) != ""
} else := "the app does not disable plain FTP"

# METADATA
# title: Web apps have remote debugging off
# description: siteConfig.remoteDebuggingEnabled is not true; absent means off.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/app-service/configure-common
# custom:
#   id: azure-webapp-remote-debugging-off
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
#   reads:
#     "azure-native:web:WebApp": [siteConfig.remoteDebuggingEnabled]
#     "azure-native:web:WebAppSlot": [siteConfig.remoteDebuggingEnabled]
#   remediation: Set siteConfig.remoteDebuggingEnabled to false, or leave it out.
#   aliases:
#   - checkov:CKV_AZURE_72
#   - checkov:CKV_AZURE_155
#   - powerpipe:appservice_web_app_remote_debugging_disabled
#   - powerpipe:appservice_function_app_remote_debugging_disabled
#   - azurepolicy:cb510bfd-1cba-4d9f-a230-cb0976f4bb71
#   - azurepolicy:0e60b895-3786-45da-8377-9c6b4b6ac5f9
#   - kics:remote_debugging_enabled_app_service
package checks.azure.web.webapp_remote_debugging_off

import data.lib.value
import data.lib.web
import rego.v1

deny contains {"resource": urn, "path": ["siteConfig", "remoteDebuggingEnabled"], "message": "the app's remote debugging is on"} if {
	some urn, app in web.apps
	value.is_true(app, ["props", "siteConfig", "remoteDebuggingEnabled"])
}

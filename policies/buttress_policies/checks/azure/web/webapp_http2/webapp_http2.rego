# METADATA
# title: Web apps use HTTP/2
# description: >-
#   siteConfig.http20Enabled is true. The SDK sets it where a program gives a siteConfig; without one the service leaves it
#   off.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/app-service/configure-common
# custom:
#   id: azure-webapp-http2
#   severity: low
#   opt_in: true
#   scope: resource
#   tier: 1
#   population: ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
#   reads:
#     "azure-native:web:WebApp": [siteConfig.http20Enabled]
#     "azure-native:web:WebAppSlot": [siteConfig.http20Enabled]
#   remediation: Set siteConfig.http20Enabled to true.
#   aliases:
#   - checkov:CKV_AZURE_18
#   - checkov:CKV_AZURE_67
#   - trivy:AVD-AZU-0005
#   - prowler:app_ensure_using_http20
#   - powerpipe:appservice_web_app_latest_http_version
#   - powerpipe:appservice_function_app_latest_http_version
#   - azurepolicy:8c122334-9d20-4eb8-89ea-ac9a705b74ae
#   - azurepolicy:e2c1c086-2d84-4019-bff3-c44ccd95113c
#   - kics:app_service_http2_disabled
#   - kics:function_app_http2_disabled
package checks.azure.web.webapp_http2

import data.lib.value
import data.lib.web
import rego.v1

deny contains {"resource": urn, "path": ["siteConfig", "http20Enabled"], "message": "the app uses HTTP/1.1 only"} if {
	some urn, app in web.apps
	not value.is_true(app, ["props", "siteConfig", "http20Enabled"])
}

# METADATA
# title: Web apps accept HTTPS only
# description: httpsOnly of an app or a slot is true; absent means that plain HTTP is answered.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/app-service/configure-ssl-bindings
# custom:
#   id: azure-webapp-https-only
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
#   reads:
#     "azure-native:web:WebApp": [httpsOnly]
#     "azure-native:web:WebAppSlot": [httpsOnly]
#   remediation: Set httpsOnly to true.
#   aliases:
#   - checkov:CKV_AZURE_14
#   - checkov:CKV_AZURE_70
#   - checkov:CKV_AZURE_153
#   - trivy:AVD-AZU-0004
#   - trivy:AVD-AZU-0072
#   - prowler:app_ensure_http_is_redirected_to_https
#   - prowler:app_function_ensure_http_is_redirected_to_https
#   - powerpipe:appservice_web_app_use_https
#   - powerpipe:appservice_function_app_only_https_accessible
#   - azurepolicy:a4af4a39-4135-47fb-b175-47fbdf85311d
#   - azurepolicy:6d555dd1-86f2-4f1c-8ed7-5abae7c6cbab
#   - kics:web_app_accepting_traffic_other_than_https
package checks.azure.web.webapp_https_only

import data.lib.value
import data.lib.web
import rego.v1

deny contains {"resource": urn, "path": ["httpsOnly"], "message": "the app accepts plain HTTP"} if {
	some urn, app in web.apps
	not value.is_true(app, ["props", "httpsOnly"])
}

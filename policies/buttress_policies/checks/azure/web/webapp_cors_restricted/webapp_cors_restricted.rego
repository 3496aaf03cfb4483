# METADATA
# title: Web apps restrict the origins that may call them
# description: >-
#   siteConfig.cors.allowedOrigins does not hold *; absent means that no other origin may call.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/app-service/app-service-web-tutorial-rest-api
# custom:
#   id: azure-webapp-cors-restricted
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
#   reads:
#     "azure-native:web:WebApp": [siteConfig.cors.allowedOrigins]
#     "azure-native:web:WebAppSlot": [siteConfig.cors.allowedOrigins]
#   remediation: List the origins that call the app in siteConfig.cors.allowedOrigins.
#   aliases:
#   - checkov:CKV_AZURE_57
#   - powerpipe:appservice_web_app_cors_no_star
#   - powerpipe:appservice_function_app_cors_no_star
#   - azurepolicy:5744710e-cc2f-4ee8-8809-3b11e89f4bc9
#   - azurepolicy:0820b7b9-23aa-4725-a1ce-ae4558f718e5
package checks.azure.web.webapp_cors_restricted

import data.lib.value
import data.lib.web
import rego.v1

deny contains {"resource": urn, "path": ["siteConfig", "cors", "allowedOrigins"], "message": "the app allows calls from any origin"} if {
	some urn, app in web.apps
	"*" in value.list(value.at(app, ["props", "siteConfig", "cors", "allowedOrigins"]))
}

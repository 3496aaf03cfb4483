# METADATA
# title: Web apps require TLS 1.2 or later
# description: >-
#   siteConfig.minTlsVersion and siteConfig.scmMinTlsVersion, of the app and of its deployment site, are 1.2 or 1.3. Absent
#   passes, since App Service takes 1.2 for both.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/app-service/overview-tls
# custom:
#   id: azure-webapp-minimum-tls-12
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
#   reads:
#     "azure-native:web:WebApp": [siteConfig.minTlsVersion, siteConfig.scmMinTlsVersion]
#     "azure-native:web:WebAppSlot": [siteConfig.minTlsVersion, siteConfig.scmMinTlsVersion]
#   remediation: Set siteConfig.minTlsVersion and siteConfig.scmMinTlsVersion to 1.2.
#   aliases:
#   - checkov:CKV_AZURE_15
#   - checkov:CKV_AZURE_145
#   - checkov:CKV_AZURE_154
#   - trivy:AVD-AZU-0006
#   - prowler:app_minimum_tls_version_12
#   - powerpipe:appservice_web_app_latest_tls_version
#   - powerpipe:appservice_function_app_latest_tls_version
#   - azurepolicy:f9d614c5-c173-4d56-95a7-b4437057d193
#   - kics:app_service_not_using_latest_tls_encryption_version
#   - kics:function_app_not_using_latest_tls_encryption_version
package checks.azure.web.webapp_minimum_tls_12

import data.lib.value
import data.lib.web
import rego.v1

deny contains {"resource": urn, "path": ["siteConfig", property], "message": message} if {
	some urn, app in web.apps
	some property, what in {"minTlsVersion": "the app", "scmMinTlsVersion": "the deployment site"}
	value.present(app, ["props", "siteConfig", property])
	version := value.text(app.props.siteConfig[property])
	not version in {"1.2", "1.3"}
	message := sprintf("%s accepts TLS from version %s", [what, version])
}

# METADATA
# title: Web apps require a client certificate
# description: >-
#   clientCertEnabled is true and clientCertMode is Required; an absent mode counts as Required, an absent clientCertEnabled
#   as false. An app with siteConfig.http20Enabled true, as the SDK sets it inside siteConfig, cannot request a certificate
#   again within TLS and does not apply, nor does an app whose name matches public_apps.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/app-service/app-service-web-configure-tls-mutual-auth
# custom:
#   id: azure-webapp-client-certificates
#   severity: low
#   opt_in: true
#   scope: resource
#   tier: 1
#   population: ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
#   reads:
#     "azure-native:web:WebApp": [clientCertEnabled, clientCertMode, siteConfig.http20Enabled]
#     "azure-native:web:WebAppSlot": [clientCertEnabled, clientCertMode, siteConfig.http20Enabled]
#   parameters:
#     public_apps: {type: array, items: string, default: [], description: "Names of apps (globs allowed) that are meant for the public"}
#   not_applicable: HTTP/2 cannot ask for a certificate again, and an app of public_apps is for everybody
#   remediation: Set clientCertEnabled to true with clientCertMode Required.
#   aliases:
#   - checkov:CKV_AZURE_17
#   - trivy:AVD-AZU-0001
#   - prowler:app_client_certificates_on
#   - powerpipe:appservice_web_app_client_certificates_on
#   - powerpipe:appservice_function_app_client_certificates_on
#   - azurepolicy:19dd1db6-f442-49cf-a838-b0786b4401ef
#   - azurepolicy:ab6a902f-9493-453b-928d-62c30b11b5a6
#   - kics:azure_app_service_client_certificate_disabled
#   - kics:function_app_client_certificates_unrequired
package checks.azure.web.webapp_client_certificates

import data.lib.arm
import data.lib.value
import data.lib.web
import rego.v1

deny contains {"resource": urn, "path": ["clientCertEnabled"], "message": "the app requires no client certificate"} if {
	some urn, app in web.apps
	not value.is_true(app, ["props", "clientCertEnabled"])
}

deny contains {"resource": urn, "path": ["clientCertMode"], "message": "the app's client certificate is optional"} if {
	some urn, app in web.apps
	not value.text(value.at(app, ["props", "clientCertMode"])) in {"", "required"}
}

applies contains urn if {
	some urn, app in web.apps
	not value.is_true(app, ["props", "siteConfig", "http20Enabled"])
	not arm.named(app, _parameters.public_apps)
}

_parameters := input.parameters["azure-webapp-client-certificates"]

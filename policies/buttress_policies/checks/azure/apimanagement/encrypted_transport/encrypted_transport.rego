# METADATA
# title: API Management speaks HTTPS and TLS 1.2 alone
# description: >-
#   No customProperties of an ApiManagementService turn SSL 3.0, TLS 1.0 or TLS 1.1 on, towards callers or backends; absent they are off. The
#   protocols of an Api are https or wss alone (absent is https). A Backend's url is not http, and its tls does not turn the validation
#   of certificates off. A backend that is another resource of Azure is not checked by its url.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/api-management/api-management-howto-manage-protocols-ciphers
# custom:
#   id: azure-apimanagement-encrypted-transport
#   severity: high
#   scope: resource
#   tier: 2
#   population:
#   - azure-native:apimanagement:ApiManagementService
#   - azure-native:apimanagement:Api
#   - azure-native:apimanagement:Backend
#   reads:
#     "azure-native:apimanagement:ApiManagementService": [customProperties]
#     "azure-native:apimanagement:Api": ["protocols[]"]
#     "azure-native:apimanagement:Backend": [url, tls.validateCertificateChain, tls.validateCertificateName]
#   remediation: Set the customProperties of old protocols to False, protocols to https, and name backends by https with validation on.
#   precondition: Callers must speak TLS 1.2, and backends serve HTTPS with a certificate that the service trusts.
#   aliases:
#   - checkov:CKV_AZURE_173
#   - checkov:CKV_AZURE_215
package checks.azure.apimanagement.encrypted_transport

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["customProperties", property], "message": message} if {
	some urn, service in input.by_type["azure-native:apimanagement:ApiManagementService"]
	some property, given in value.at(service, ["props", "customProperties"])
	regex.match(`(?i)\.protocols\.(ssl30|tls10|tls11)$`, property)
	value.text(given) == "true"
	words := split(property, ".")
	message := sprintf("the service accepts %s", [words[count(words) - 1]])
}

deny contains {"resource": urn, "path": ["protocols", place], "message": message} if {
	some urn, api in input.by_type["azure-native:apimanagement:Api"]
	some place, protocol in value.at(api, ["props", "protocols"])
	value.text(protocol) in {"http", "ws"}
	message := sprintf("the API answers by %s, in plain text", [protocol])
}

deny contains {"resource": urn, "path": ["url"], "message": "the service calls the backend in plain text"} if {
	some urn, backend in input.by_type["azure-native:apimanagement:Backend"]
	startswith(value.text(value.at(backend, ["props", "url"])), "http://")
}

deny contains {"resource": urn, "path": ["tls", property], "message": "the service takes any certificate for the backend's"} if {
	some urn, backend in input.by_type["azure-native:apimanagement:Backend"]
	some property in ["validateCertificateChain", "validateCertificateName"]
	value.is_false(backend, ["props", "tls", property])
}

# METADATA
# title: API domains require TLS 1.2 or newer
# description: >-
#   securityPolicy (in version 2 domainNameConfiguration.securityPolicy) is TLS_1_2, or a policy whose name begins with
#   SecurityPolicy_TLS12 or SecurityPolicy_TLS13. An absent policy fails, for the service may take TLS 1.0.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
# custom:
#   id: aws-apigateway-domain-modern-tls
#   severity: high
#   scope: resource
#   tier: 1
#   population: [aws:apigateway/domainName:DomainName, aws:apigatewayv2/domainName:DomainName]
#   reads:
#     "aws:apigateway/domainName:DomainName": [securityPolicy]
#     "aws:apigatewayv2/domainName:DomainName": [domainNameConfiguration.securityPolicy]
#   remediation: Set securityPolicy to TLS_1_2.
#   aliases:
#   - checkov:CKV_AWS_206
#   - trivy:AVD-AWS-0005
#   - pulumi:aws-apigateway-domainname-configure-security-policy
#   - pulumi:aws-apigatewayv2-domainname-configure-domain-name-security-policy
#   - pulumi:aws-apigatewayv2-domainname-enable-domain-name-configuration
#   - kics:api_gateway_without_security_policy
package checks.aws.apigateway.domain_modern_tls

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": path, "message": "the domain accepts TLS 1.0"} if {
	some type, path in {
		"aws:apigateway/domainName:DomainName": ["securityPolicy"],
		"aws:apigatewayv2/domainName:DomainName": ["domainNameConfiguration", "securityPolicy"],
	}
	some urn, domain in input.by_type[type]
	policy := value.text(value.at(domain.props, path))
	not regex.match(`^(tls_1_[23]$|securitypolicy_tls1[23])`, policy)
}

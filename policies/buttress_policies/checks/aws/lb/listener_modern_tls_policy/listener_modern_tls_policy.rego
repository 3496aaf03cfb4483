# METADATA
# title: Load balancer listeners require TLS 1.2 or newer
# description: >-
#   A Listener with protocol HTTPS or TLS has a certificateArn and an sslPolicy without TLS 1.0 and 1.1: one that begins with
#   ELBSecurityPolicy-TLS13-1-2, -TLS13-1-3, -TLS-1-2 or -FS-1-2. An absent sslPolicy is ELBSecurityPolicy-2016-08, which
#   accepts TLS 1.0. Other protocols do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
# custom:
#   id: aws-lb-listener-modern-tls-policy
#   severity: high
#   scope: resource
#   tier: 1
#   population: [aws:lb/listener:Listener]
#   reads:
#     "aws:lb/listener:Listener": [certificateArn, sslPolicy, protocol]
#   presence:
#     "aws:lb/listener:Listener": [certificateArn]
#   not_applicable: the listener does not speak TLS
#   remediation: Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-2021-06 and name a certificateArn.
#   aliases:
#   - checkov:CKV_AWS_103
#   - checkov:CKV2_AWS_74
#   - trivy:AVD-AWS-0047
#   - prowler:elbv2_insecure_ssl_ciphers
#   - securityhub:elb.17
#   - awsconfig:ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK
#   - pulumi:aws-lb-listener-configure-secure-tls
#   - pulumi:aws-alb-listener-configure-secure-tls
#   - kics:elb_using_insecure_protocols
#   - kics:elb_using_weak_ciphers
#   - powerpipe:elb_classic_lb_use_ssl_certificate
#   - awsconfig:ELBV2_ACM_CERTIFICATE_REQUIRED
package checks.aws.lb.listener_modern_tls_policy

import data.lib.value
import rego.v1

applies contains urn if {
	some urn, listener in input.by_type["aws:lb/listener:Listener"]
	value.text(listener.props.protocol) in {"https", "tls"}
}

deny contains {"resource": urn, "path": ["sslPolicy"], "message": "the listener's security policy accepts TLS 1.0 or 1.1"} if {
	some urn, listener in input.by_type["aws:lb/listener:Listener"]
	not _modern(listener)
}

deny contains {"resource": urn, "path": ["certificateArn"], "message": "the listener has no certificate"} if {
	some urn, listener in input.by_type["aws:lb/listener:Listener"]
	not value.present(listener, ["props", "certificateArn"])
}

_modern(listener) if regex.match(`^elbsecuritypolicy-(tls13-1-[23]|tls-1-2|fs-1-2)\b`, value.text(listener.props.sslPolicy))

# METADATA
# title: Classic load balancers accept encrypted traffic only
# description: >-
#   Every listener of a classic load balancer has lbProtocol https or ssl and an sslCertificateId that is a certificate of ACM.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-https-load-balancers.html
# custom:
#   id: aws-elb-listeners-encrypted
#   severity: high
#   scope: resource
#   adds_up: true
#   tier: 1
#   population: [aws:elb/loadBalancer:LoadBalancer]
#   reads:
#     "aws:elb/loadBalancer:LoadBalancer": ["listeners[].lbProtocol", "listeners[].sslCertificateId"]
#     "aws:acm/certificate:Certificate": []
#     "aws:acm/certificateValidation:CertificateValidation": []
#   presence:
#     "aws:elb/loadBalancer:LoadBalancer": ["listeners[].sslCertificateId"]
#   live: no classic load balancer in use has an unencrypted listener
#   remediation: Set lbProtocol to https and sslCertificateId to a certificate of ACM, or move to an application load balancer.
#   aliases:
#   - checkov:CKV_AWS_127
#   - checkov:CKV_AWS_376
#   - prowler:elb_ssl_listeners
#   - prowler:elb_ssl_listeners_use_acm_certificate
#   - powerpipe:elb_classic_lb_use_tls_https_listeners
#   - powerpipe:elb_classic_lb_use_ssl_certificate
#   - securityhub:elb.2
#   - securityhub:elb.3
#   - awsconfig:ELB_TLS_HTTPS_LISTENERS_ONLY
#   - awsconfig:ELB_ACM_CERTIFICATE_REQUIRED
#   - cdknag:AwsSolutions-ELB5
#   - pulumi:aws-elb-loadbalancer-disallow-unencrypted-traffic
package checks.aws.elb.listeners_encrypted

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["listeners", place, "lbProtocol"], "message": "a listener of the load balancer accepts plain traffic"} if {
	some urn, balancer in input.by_type["aws:elb/loadBalancer:LoadBalancer"]
	some place, listener in balancer.props.listeners
	not value.text(value.at(listener, ["lbProtocol"])) in {"https", "ssl"}
}

deny contains {"resource": urn, "path": ["listeners", place, "sslCertificateId"], "message": "a listener of the load balancer has no ACM certificate"} if {
	some urn, balancer in input.by_type["aws:elb/loadBalancer:LoadBalancer"]
	some place, listener in balancer.props.listeners
	value.text(listener.lbProtocol) in {"https", "ssl"}
	not contains(value.text(value.at(listener, ["sslCertificateId"])), ":acm:")
	not _of_acm(balancer, place)
}

# A certificate of the same update has no ARN yet.
_of_acm(balancer, place) if {
	["listeners", place, "sslCertificateId"] in balancer.unknown
	some type in ["aws:acm/certificate:Certificate", "aws:acm/certificateValidation:CertificateValidation"]
	count(link.referred(balancer.urn, "listeners", type)) > 0
}

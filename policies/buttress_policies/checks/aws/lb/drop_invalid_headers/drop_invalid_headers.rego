# METADATA
# title: Load balancers drop malformed requests
# description: >-
#   An application load balancer has dropInvalidHeaderFields true, and its desyncMitigationMode is defensive (the default) or
#   strictest; the latter holds for classic load balancers too. Network and Gateway load balancers see no headers and do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
# custom:
#   id: aws-lb-drop-invalid-headers
#   severity: medium
#   scope: resource
#   tier: 1
#   population: [aws:lb/loadBalancer:LoadBalancer, aws:elb/loadBalancer:LoadBalancer]
#   reads:
#     "aws:lb/loadBalancer:LoadBalancer": [dropInvalidHeaderFields, desyncMitigationMode, loadBalancerType]
#     "aws:elb/loadBalancer:LoadBalancer": [desyncMitigationMode]
#   not_applicable: network and gateway load balancers see no headers
#   remediation: Set dropInvalidHeaderFields to true and leave desyncMitigationMode at defensive.
#   aliases:
#   - checkov:CKV_AWS_131
#   - trivy:AVD-AWS-0052
#   - prowler:elbv2_alb_drop_invalid_header_fields_enabled
#   - powerpipe:elb_application_lb_http_drop_invalid_header_enabled
#   - securityhub:elb.4
#   - awsconfig:ALB_HTTP_DROP_INVALID_HEADER_ENABLED
#   - kics:alb_not_dropping_invalid_headers
#   - checkov:CKV_AWS_328
#   - prowler:elbv2_desync_mitigation_mode
#   - prowler:elb_desync_mitigation_mode
#   - securityhub:elb.12
#   - securityhub:elb.14
#   - awsconfig:ALB_DESYNC_MODE_CHECK
#   - awsconfig:CLB_DESYNC_MODE_CHECK
package checks.aws.lb.drop_invalid_headers

import data.lib.value
import rego.v1

applies contains urn if some urn, _ in _balancers

deny contains {"resource": urn, "path": ["dropInvalidHeaderFields"], "message": "the load balancer passes on invalid header fields"} if {
	some urn, balancer in _balancers
	balancer.type == "aws:lb/loadBalancer:LoadBalancer"
	not value.is_true(balancer, ["props", "dropInvalidHeaderFields"])
}

deny contains {"resource": urn, "path": ["desyncMitigationMode"], "message": "the load balancer passes on requests that may be smuggled"} if {
	some urn, balancer in _balancers
	not value.text(object.get(balancer.props, "desyncMitigationMode", null)) in {"", "defensive", "strictest"}
}

_balancers[urn] := balancer if {
	some urn, balancer in input.by_type["aws:lb/loadBalancer:LoadBalancer"]
	value.text(object.get(balancer.props, "loadBalancerType", null)) in {"", "application"}
}

_balancers[urn] := balancer if some urn, balancer in input.by_type["aws:elb/loadBalancer:LoadBalancer"]

# METADATA
# title: Load balancers write access logs
# description: >-
#   An application load balancer has accessLogs.enabled true and a bucket; a classic one has accessLogs.bucket, and enabled is not
#   false. Network load balancers log TLS only and Gateway ones not at all: both do not apply. An absent loadBalancerType is
#   application.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
# custom:
#   id: aws-lb-access-logs
#   severity: medium
#   scope: resource
#   tier: 1
#   population: [aws:lb/loadBalancer:LoadBalancer, aws:elb/loadBalancer:LoadBalancer]
#   reads:
#     "aws:lb/loadBalancer:LoadBalancer": [accessLogs.enabled, accessLogs.bucket, loadBalancerType]
#     "aws:elb/loadBalancer:LoadBalancer": [accessLogs.enabled, accessLogs.bucket]
#   presence:
#     "aws:elb/loadBalancer:LoadBalancer": [accessLogs.bucket]
#     "aws:lb/loadBalancer:LoadBalancer": [accessLogs.bucket]
#   live: log objects of each load balancer arrive in the bucket
#   not_applicable: network and gateway load balancers write no access logs of requests
#   remediation: Set accessLogs with enabled true and a bucket that the service may write to.
#   aliases:
#   - checkov:CKV_AWS_91
#   - prowler:elbv2_logging_enabled
#   - powerpipe:elb_application_classic_lb_logging_enabled
#   - securityhub:elb.5
#   - awsconfig:ELB_LOGGING_ENABLED
#   - cdknag:AwsSolutions-ELB2
#   - pulumi:aws-lb-loadbalancer-enable-access-logging
#   - pulumi:aws-lb-loadbalancer-configure-access-logging
#   - pulumi:aws-alb-loadbalancer-enable-access-logging
#   - pulumi:aws-alb-loadbalancer-configure-access-logging
#   - awsguard:elb-logging-enabled
#   - checkov:CKV_AWS_92
#   - prowler:elb_logging_enabled
#   - pulumi:aws-elb-loadbalancer-configure-access-logging
#   - kics:elb_access_logging_disabled
package checks.aws.lb.access_logs

import data.lib.value
import rego.v1

applies contains urn if some urn in _application

applies contains urn if some urn, _ in input.by_type["aws:elb/loadBalancer:LoadBalancer"]

deny contains {"resource": urn, "path": ["accessLogs", "enabled"], "message": "the load balancer's access logs are not enabled"} if {
	some urn, balancer in input.by_type["aws:lb/loadBalancer:LoadBalancer"]
	not value.is_true(balancer, ["props", "accessLogs", "enabled"])
}

deny contains {"resource": urn, "path": ["accessLogs", "enabled"], "message": "the load balancer's access logs are switched off"} if {
	some urn, balancer in input.by_type["aws:elb/loadBalancer:LoadBalancer"]
	value.is_false(balancer, ["props", "accessLogs", "enabled"])
}

deny contains {"resource": urn, "path": ["accessLogs", "bucket"], "message": "the load balancer's access logs have no bucket"} if {
	some urn, balancer in input.by_type["aws:lb/loadBalancer:LoadBalancer"]
	not value.present(balancer, ["props", "accessLogs", "bucket"])
}

deny contains {"resource": urn, "path": ["accessLogs", "bucket"], "message": "the load balancer's access logs have no bucket"} if {
	some urn, balancer in input.by_type["aws:elb/loadBalancer:LoadBalancer"]
	not value.present(balancer, ["props", "accessLogs", "bucket"])
}

_application contains urn if {
	some urn, balancer in input.by_type["aws:lb/loadBalancer:LoadBalancer"]
	value.text(object.get(balancer.props, "loadBalancerType", null)) in {"", "application"}
}

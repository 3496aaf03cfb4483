# METADATA
# title: Load balancers check the health of their targets
# description: >-
#   A classic load balancer sets healthCheck.target and connectionDraining. A TargetGroup's healthCheck.enabled is not false,
#   and with protocol HTTP or HTTPS its healthCheck.path is set. Target groups for functions do not apply. Whether traffic to
#   the targets is encrypted is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
# custom:
#   id: aws-lb-health-checks
#   severity: low
#   opt_in: true
#   scope: resource
#   tier: 1
#   population: [aws:elb/loadBalancer:LoadBalancer, aws:lb/targetGroup:TargetGroup]
#   reads:
#     "aws:elb/loadBalancer:LoadBalancer": [healthCheck.target, connectionDraining]
#     "aws:lb/targetGroup:TargetGroup": [healthCheck.enabled, healthCheck.path, protocol, targetType]
#   not_applicable: the target group sends to a function, which has no health check
#   remediation: Set healthCheck with a path (a target on a classic load balancer) and connectionDraining.
#   aliases:
#   - prowler:elb_connection_draining_enabled
#   - securityhub:elb.7
#   - cdknag:AwsSolutions-ELB3
#   - pulumi:aws-elb-loadbalancer-enable-health-check
#   - checkov:CKV_AWS_261
#   - checkov:CKV_AWS_378
package checks.aws.elb.lb_health_checks

import data.lib.value
import rego.v1

applies contains urn if some urn, _ in input.by_type["aws:elb/loadBalancer:LoadBalancer"]

applies contains urn if {
	some urn, group in input.by_type["aws:lb/targetGroup:TargetGroup"]
	value.text(object.get(group.props, "targetType", null)) != "lambda"
}

deny contains {"resource": urn, "path": ["healthCheck", "target"], "message": "the load balancer does not check the health of instances"} if {
	some urn, balancer in input.by_type["aws:elb/loadBalancer:LoadBalancer"]
	not value.present(balancer, ["props", "healthCheck", "target"])
}

deny contains {"resource": urn, "path": ["connectionDraining"], "message": "the load balancer has no connection draining"} if {
	some urn, balancer in input.by_type["aws:elb/loadBalancer:LoadBalancer"]
	not value.is_true(balancer, ["props", "connectionDraining"])
}

deny contains {"resource": urn, "path": ["healthCheck", "enabled"], "message": "the target group does not check the health of targets"} if {
	some urn, group in input.by_type["aws:lb/targetGroup:TargetGroup"]
	value.is_false(group, ["props", "healthCheck", "enabled"])
}

deny contains {"resource": urn, "path": ["healthCheck", "path"], "message": "the target group's health check has no path"} if {
	some urn, group in input.by_type["aws:lb/targetGroup:TargetGroup"]
	value.text(group.props.protocol) in {"http", "https"}
	not value.present(group, ["props", "healthCheck", "path"])
}

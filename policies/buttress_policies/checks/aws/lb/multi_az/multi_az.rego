# METADATA
# title: Load balancers span two zones
# description: >-
#   subnets or subnetMappings has two or more entries (on a classic load balancer subnets or availabilityZones). On network and
#   Gateway load balancers enableCrossZoneLoadBalancing is true, for absent is false there; it is always on for application ones. A
#   classic one's crossZoneLoadBalancing is not false.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
# custom:
#   id: aws-lb-multi-az
#   severity: medium
#   scope: resource
#   tier: 1
#   population: [aws:lb/loadBalancer:LoadBalancer, aws:elb/loadBalancer:LoadBalancer]
#   reads:
#     "aws:lb/loadBalancer:LoadBalancer": ["subnets[]", subnetMappings, enableCrossZoneLoadBalancing, loadBalancerType]
#     "aws:elb/loadBalancer:LoadBalancer": ["subnets[]", availabilityZones, crossZoneLoadBalancing]
#   presence:
#     "aws:lb/loadBalancer:LoadBalancer": ["subnets[]"]
#     "aws:elb/loadBalancer:LoadBalancer": ["subnets[]"]
#   remediation: Name subnets in two or more zones and enable cross-zone load balancing.
#   aliases:
#   - prowler:elbv2_is_in_multiple_az
#   - prowler:elb_is_in_multiple_az
#   - securityhub:elb.10
#   - securityhub:elb.13
#   - awsconfig:ELBV2_MULTIPLE_AZ
#   - awsconfig:CLB_MULTIPLE_AZ
#   - cdknag:AwsSolutions-ELB4
#   - pulumi:aws-elb-loadbalancer-configure-multi-availability-zone
#   - checkov:CKV_AWS_138
#   - checkov:CKV_AWS_152
#   - prowler:elb_cross_zone_load_balancing_enabled
#   - prowler:elbv2_cross_zone_load_balancing_enabled
#   - securityhub:elb.9
#   - awsconfig:ELB_CROSS_ZONE_LOAD_BALANCING_ENABLED
#   - awsconfig:NLB_CROSS_ZONE_LOAD_BALANCING_ENABLED
package checks.aws.lb.multi_az

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["subnets"], "message": "the load balancer is in one zone only"} if {
	some type, properties in _places
	some urn, balancer in input.by_type[type]
	not _spread(balancer, properties)
}

deny contains {"resource": urn, "path": ["enableCrossZoneLoadBalancing"], "message": "the load balancer does not spread traffic across zones"} if {
	some urn, balancer in input.by_type["aws:lb/loadBalancer:LoadBalancer"]
	value.text(balancer.props.loadBalancerType) in {"network", "gateway"}
	not value.is_true(balancer, ["props", "enableCrossZoneLoadBalancing"])
}

deny contains {"resource": urn, "path": ["crossZoneLoadBalancing"], "message": "the load balancer does not spread traffic across zones"} if {
	some urn, balancer in input.by_type["aws:elb/loadBalancer:LoadBalancer"]
	value.is_false(balancer, ["props", "crossZoneLoadBalancing"])
}

_places := {
	"aws:lb/loadBalancer:LoadBalancer": ["subnets", "subnetMappings"],
	"aws:elb/loadBalancer:LoadBalancer": ["subnets", "availabilityZones"],
}

# A list that is not known yet may hold two; its path is unknown and so is the outcome.
_spread(balancer, properties) if {
	some property in properties
	count(balancer.props[property]) > 1
}

_spread(balancer, properties) if {
	some property in properties
	[property] in balancer.unknown
}

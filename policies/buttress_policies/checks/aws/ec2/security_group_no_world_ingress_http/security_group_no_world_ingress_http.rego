# METADATA
# title: Plain HTTP from the internet ends at a load balancer
# description: >-
#   No ingress from the internet reaches TCP port 80. The groups that application or classic load balancers alone carry, and the
#   rules of those groups, do not apply: aws-lb-listener-encrypted checks the redirect there. The internet is a /8 of public IPv4 or a
#   /32 of IPv6, or as much in ranges that add up, in one rule or several, in groups of one resource, or in a prefix list of
#   the stack.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   id: aws-security-group-no-world-ingress-http
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - aws:ec2/securityGroup:SecurityGroup
#   - aws:ec2/defaultSecurityGroup:DefaultSecurityGroup
#   - aws:ec2/securityGroupRule:SecurityGroupRule
#   - aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule
#   companions:
#     "aws:lb/loadBalancer:LoadBalancer": securityGroups
#     "aws:elb/loadBalancer:LoadBalancer": securityGroups
#   reads_from: net
#   reads:
#     "aws:lb/loadBalancer:LoadBalancer": [loadBalancerType]
#     "aws:elb/loadBalancer:LoadBalancer": []
#   not_applicable: the group is that of a load balancer, whose listeners are judged
#   remediation: Close port 80 on the group, or put an application load balancer that redirects to HTTPS in front of it.
#   aliases:
#   - checkov:CKV_AWS_260
#   - pulumi:aws-ec2-securitygroup-disallow-inbound-http-traffic
#   - kics:http_port_open
package checks.aws.ec2.security_group_no_world_ingress_http

import data.lib.bare
import data.lib.net
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.ingress

applies contains urn if {
	some type in _types
	some urn, _ in input.by_type[type]
	not _balanced(urn)
}

deny contains object.union(rule.place, {"resource": rule.urn, "message": message}) if {
	some rule in net.reached("group", {"tcp"}, ["80"])
	message := sprintf("the security group rule allows ingress from %s to port 80", [rule.cidr])
}

_balanced(urn) if {
	some group in _groups(urn)
	some holder in net.holders(group)
	_balancer(holder)
	every other in net.holders(group) {
		_balancer(other)
	}
}

_balancer(urn) if {
	balancer := input.by_type["aws:lb/loadBalancer:LoadBalancer"][urn]
	value.text(object.get(balancer.props, "loadBalancerType", null)) in {"", "application"}
}

_balancer(urn) if input.by_type["aws:elb/loadBalancer:LoadBalancer"][urn]

# A rule is behind what its group is behind.
_groups(urn) := {urn} | {group | some group in object.get(input, ["refs", urn, "securityGroupId"], [])}

_types := [
	"aws:ec2/securityGroup:SecurityGroup",
	"aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
	"aws:ec2/securityGroupRule:SecurityGroupRule",
	"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
]

# METADATA
# title: Security groups allow no wide range of public addresses
# description: >-
#   No ingress from public IPv4 address space has a prefix shorter than the parameter's. The whole of IPv4 is left to the
#   checks on ingress from the world; private ranges (RFC 1918, 100.64.0.0/10, loopback and link-local) and IPv6 are not
#   checked. The parameter counts the bits of a prefix.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   id: aws-security-group-no-wide-public-cidr
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:ec2/securityGroup:SecurityGroup
#   - aws:ec2/defaultSecurityGroup:DefaultSecurityGroup
#   - aws:ec2/securityGroupRule:SecurityGroupRule
#   - aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule
#   reads:
#     "aws:ec2/securityGroup:SecurityGroup": ["ingress[].cidrBlocks"]
#     "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["ingress[].cidrBlocks"]
#     "aws:ec2/securityGroupRule:SecurityGroupRule": [type, cidrBlocks]
#     "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [cidrIpv4]
#   parameters:
#     min_prefix: {type: integer, default: 24, description: Shortest prefix of a public IPv4 range that may come in}
#   remediation: Name the addresses that need to come in, as narrow as they are, or keep them in a prefix list.
#   aliases:
#   - prowler:ec2_securitygroup_allow_wide_open_public_ipv4
#   - kics:sensitive_port_is_exposed_to_small_public_network
package checks.aws.ec2.security_group_no_wide_public_cidr

import data.lib.bare
import data.lib.net
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.ingress

deny contains {"resource": rule.urn, "path": rule.path, "message": message} if {
	some rule in net.ingress_rules
	cidr := rule.cidr
	not net.world(cidr)
	net.public_ipv4(cidr)
	net.prefix(cidr) < input.parameters["aws-security-group-no-wide-public-cidr"].min_prefix
	message := sprintf("the security group rule allows ingress from %s, a wide range of public addresses", [cidr])
}

# METADATA
# title: Security groups allow no wide range of public addresses
# description: >-
#   No ingress from public IPv4 addresses is wider than a block of the parameter's prefix, in one range or in several of a group that
#   touch, entries of prefix lists of the stack among them. 0.0.0.0/0 is left to the checks on ingress from the internet; private and
#   reserved addresses and IPv6 are not checked. The parameter counts the bits of a prefix.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   id: aws-security-group-no-wide-public-cidr
#   severity: medium
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - aws:ec2/securityGroup:SecurityGroup
#   - aws:ec2/defaultSecurityGroup:DefaultSecurityGroup
#   - aws:ec2/securityGroupRule:SecurityGroupRule
#   - aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule
#   reads:
#     "aws:ec2/securityGroup:SecurityGroup": ["ingress[].cidrBlocks", "ingress[].prefixListIds"]
#     "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["ingress[].cidrBlocks", "ingress[].prefixListIds"]
#     "aws:ec2/securityGroupRule:SecurityGroupRule": [type, cidrBlocks, prefixListIds]
#     "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [cidrIpv4, prefixListId]
#     "aws:ec2/managedPrefixList:ManagedPrefixList": ["entries[].cidr"]
#     "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": [cidr]
#   parameters:
#     min_prefix: {type: integer, default: 24, description: Shortest prefix of a public IPv4 range that may come in, minimum: 8, maximum: 32}
#   remediation: Name the addresses that need to come in, as narrow as they are, or keep them in a prefix list.
#   aliases:
#   - prowler:ec2_securitygroup_allow_wide_open_public_ipv4
#   - kics:sensitive_port_is_exposed_to_small_public_network
package checks.aws.ec2.security_group_no_wide_public_cidr

import data.lib.addresses
import data.lib.bare
import data.lib.net
import data.lib.ranges
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.ingress

deny contains object.union(rule.place, {"resource": rule.urn, "message": message}) if {
	some rule in _narrower
	some set in rule.sets
	some piece in _wide[set]
	count(ranges.common(rule.ranges, [piece])) > 0
	message := sprintf("the security group rule allows ingress from %s, a wide range of public addresses", [rule.cidr])
}

_narrower contains rule if {
	some rule in net.ingress
	count(addresses.whole_families(rule.ranges)) == 0
}

# Whole, for OPA would gather the members anew for each set that it looks up.
_wide := {set: addresses.wide(ranges.merge(members), _min_prefix) | some set, members in _members}

_members[set] contains range if {
	some rule in _narrower
	some set in rule.sets
	some range in rule.ranges
}

_min_prefix := input.parameters["aws-security-group-no-wide-public-cidr"].min_prefix

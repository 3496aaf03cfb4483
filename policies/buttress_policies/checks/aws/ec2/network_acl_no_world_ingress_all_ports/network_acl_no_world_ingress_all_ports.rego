# METADATA
# title: Network ACLs do not allow the internet to reach every port
# description: >-
#   No allow entries for ingress from the internet are for every protocol or for TCP ports 1 to 65535, less what deny entries
#   of the same ACL with lower numbers take, whether they stand in an ACL or in rule resources of their own. The internet is a
#   /8 of public IPv4 or a /32 of IPv6, or as much in ranges that add up.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
# custom:
#   id: aws-network-acl-no-world-ingress-all-ports
#   severity: medium
#   subsumes:
#     - aws-network-acl-no-world-ingress-admin-ports
#   scope: resource
#   adds_up: true
#   tier: 1
#   population: [aws:ec2/networkAcl:NetworkAcl, aws:ec2/defaultNetworkAcl:DefaultNetworkAcl, aws:ec2/networkAclRule:NetworkAclRule]
#   reads:
#     "aws:ec2/networkAcl:NetworkAcl":
#     - "ingress[].action"
#     - "ingress[].protocol"
#     - "ingress[].fromPort"
#     - "ingress[].toPort"
#     - "ingress[].cidrBlock"
#     - "ingress[].ipv6CidrBlock"
#     - "ingress[].ruleNo"
#     "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl":
#     - "ingress[].action"
#     - "ingress[].protocol"
#     - "ingress[].fromPort"
#     - "ingress[].toPort"
#     - "ingress[].cidrBlock"
#     - "ingress[].ipv6CidrBlock"
#     - "ingress[].ruleNo"
#     "aws:ec2/networkAclRule:NetworkAclRule": [egress, ruleAction, protocol, fromPort, toPort, cidrBlock, ipv6CidrBlock, ruleNumber]
#   remediation: Name the protocol and the ports that the subnets' services need.
#   aliases:
#   - checkov:CKV_AWS_352
#   - trivy:AVD-AWS-0102
#   - prowler:ec2_networkacl_allow_ingress_any_port
package checks.aws.ec2.network_acl_no_world_ingress_all_ports

import data.lib.net
import rego.v1

deny contains object.union(net.acl_place(entry), {"resource": entry.urn, "message": message}) if {
	some entry in net.reached_all("acl", {"tcp"})
	message := sprintf("the network ACL entry for %s allows ingress to every port", [entry.cidr])
}

# METADATA
# title: Network ACLs do not allow the internet to reach every port
# description: >-
#   No allow entry for ingress from the whole of IPv4 or IPv6 is for every protocol or for TCP ports 1 to 65535, whether it
#   stands in an ACL or in a rule resource of its own. Whether an earlier entry denies a part of it is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
# custom:
#   id: aws-network-acl-no-world-ingress-all-ports
#   severity: medium
#   subsumes:
#     - aws-network-acl-no-world-ingress-admin-ports
#   scope: resource
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
#     "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl":
#     - "ingress[].action"
#     - "ingress[].protocol"
#     - "ingress[].fromPort"
#     - "ingress[].toPort"
#     - "ingress[].cidrBlock"
#     - "ingress[].ipv6CidrBlock"
#     "aws:ec2/networkAclRule:NetworkAclRule": [egress, ruleAction, protocol, fromPort, toPort, cidrBlock, ipv6CidrBlock]
#   remediation: Name the protocol and the ports that the subnets' services need.
#   aliases:
#   - checkov:CKV_AWS_352
#   - trivy:AVD-AWS-0102
#   - prowler:ec2_networkacl_allow_ingress_any_port
package checks.aws.ec2.network_acl_no_world_ingress_all_ports

import data.lib.net
import rego.v1

deny contains {"resource": entry.urn, "path": entry.path, "message": message} if {
	some entry in net.acl_ingress
	entry.action == "allow"
	net.world(entry.cidr)
	net.tcp(entry.protocol)
	net.every_port(entry)
	message := sprintf("the network ACL entry for %s allows ingress to every port", [entry.cidr])
}

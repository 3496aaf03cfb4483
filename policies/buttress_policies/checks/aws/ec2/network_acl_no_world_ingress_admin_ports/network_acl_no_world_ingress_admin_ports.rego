# METADATA
# title: Network ACLs block administration ports from the internet
# description: >-
#   No allow entry for ingress from the internet over TCP, or over every protocol, meets a port of the parameter, less what
#   deny entries of the same ACL with lower numbers take of its addresses. The usual range for return traffic, 1024-65535,
#   needs such a deny for 3389. UDP is not checked. Rule resources are checked together with the other entries of their ACL.
#   The internet is a /8 of public IPv4 or a /32 of IPv6, or as much in ranges that add up.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
# custom:
#   id: aws-network-acl-no-world-ingress-admin-ports
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:ec2/networkAcl:NetworkAcl, aws:ec2/defaultNetworkAcl:DefaultNetworkAcl, aws:ec2/networkAclRule:NetworkAclRule]
#   companions:
#     "aws:ec2/networkAclRule:NetworkAclRule": networkAclId
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
#   parameters:
#     ports:
#       sought: true
#       type: array
#       items: string
#       default: ['22', '3389']
#       description: Ports and ranges of ports by which machines are administered
#   live: no subnet's ACL lets an administration port in from the internet
#   remediation: Add a deny entry for the port before the allow entry, or narrow the addresses that the entry allows.
#   aliases:
#   - checkov:CKV_AWS_229
#   - checkov:CKV_AWS_230
#   - checkov:CKV_AWS_231
#   - checkov:CKV_AWS_232
#   - trivy:AVD-AWS-0105
#   - prowler:ec2_networkacl_allow_ingress_tcp_port_22
#   - prowler:ec2_networkacl_allow_ingress_tcp_port_3389
#   - securityhub:ec2.21
#   - awsconfig:NACL_NO_UNRESTRICTED_SSH_RDP
#   - kics:network_acl_with_unrestricted_access_to_ssh
#   - kics:network_acl_with_unrestricted_access_to_rdp
package checks.aws.ec2.network_acl_no_world_ingress_admin_ports

import data.lib.net
import rego.v1

deny contains object.union(net.acl_place(entry), {"resource": entry.urn, "message": message}) if {
	some entry in net.reached("acl", {"tcp"}, input.parameters["aws-network-acl-no-world-ingress-admin-ports"].ports)
	message := sprintf("the network ACL entry for %s allows ingress to %s", [entry.cidr, concat(", ", entry.ports)])
}

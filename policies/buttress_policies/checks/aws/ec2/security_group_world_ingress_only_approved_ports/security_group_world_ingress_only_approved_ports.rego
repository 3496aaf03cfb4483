# METADATA
# title: Security groups open only approved ports to the internet
# description: >-
#   Each ingress from the internet over TCP or UDP lies wholly inside one of the ports or ranges of the parameter; one for
#   every protocol does not. ICMP is not checked, for its fromPort is a message type. Inline rules and rule resources count.
#   The internet is a /8 of public IPv4 or a /32 of IPv6, or as much in ranges that add up, in one rule or several, in groups
#   of one resource, or in a prefix list of the stack.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   id: aws-security-group-world-ingress-only-approved-ports
#   severity: high
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - aws:ec2/securityGroup:SecurityGroup
#   - aws:ec2/defaultSecurityGroup:DefaultSecurityGroup
#   - aws:ec2/securityGroupRule:SecurityGroupRule
#   - aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule
#   reads_from: net
#   parameters:
#     ports: {type: array, items: string, default: ['80', '443'], description: Ports and ranges of ports that may be open to the internet}
#   live: no network interface that carries such a group is reachable from outside
#   remediation: Narrow the addresses or the ports of the rule, or name the port in the parameter once it is approved.
#   aliases:
#   - trivy:AVD-AWS-0107
#   - securityhub:ec2.18
#   - awsconfig:VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS
#   - cdknag:AwsSolutions-EC23
#   - pulumi:aws-ec2-securitygroup-disallow-public-internet-ingress
package checks.aws.ec2.security_group_world_ingress_only_approved_ports

import data.lib.bare
import data.lib.net
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.ingress

deny contains object.union(rule.place, {"resource": rule.urn, "message": message}) if {
	some rule in net.reached_beyond("group", {"tcp", "udp"}, input.parameters["aws-security-group-world-ingress-only-approved-ports"].ports)
	message := sprintf("the security group rule allows ingress from %s to ports that are not approved", [rule.cidr])
}

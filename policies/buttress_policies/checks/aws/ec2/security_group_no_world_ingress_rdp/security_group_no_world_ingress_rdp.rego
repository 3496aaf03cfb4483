# METADATA
# title: Security groups block Remote Desktop from the internet
# description: >-
#   No ingress from the internet reaches port 3389 over TCP or UDP, whether it stands in a group or in a rule resource of its
#   own. ICMP does not count. The internet is a /8 of public IPv4 or a /32 of IPv6, or as much in ranges that add up, in one
#   rule or several, in groups of one resource, or in a prefix list of the stack.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   id: aws-security-group-no-world-ingress-rdp
#   severity: critical
#   subsumes:
#     - aws-security-group-world-ingress-only-approved-ports
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - aws:ec2/securityGroup:SecurityGroup
#   - aws:ec2/defaultSecurityGroup:DefaultSecurityGroup
#   - aws:ec2/securityGroupRule:SecurityGroupRule
#   - aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule
#   reads_from: net
#   live: no network interface that carries such a group is reachable from outside
#   remediation: Open port 3389 to the addresses that need it, or reach machines through Session Manager and drop the rule.
#   aliases:
#   - checkov:CKV_AWS_25
#   - trivy:AVD-AWS-0107
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389
#   - prowler:ec2_instance_port_rdp_exposed_to_internet
#   - powerpipe:vpc_security_group_restrict_ingress_common_ports_all
#   - securityhub:ec2.19
#   - awsconfig:RESTRICTED_INCOMING_TRAFFIC
#   - cdknag:AwsSolutions-EC23
#   - kics:remote_desktop_port_open_to_internet
package checks.aws.ec2.security_group_no_world_ingress_rdp

import data.lib.bare
import data.lib.net
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.ingress

deny contains object.union(rule.place, {"resource": rule.urn, "message": message}) if {
	some rule in net.reached("group", {"tcp", "udp"}, ["3389"])
	message := sprintf("the security group rule allows ingress from %s to port 3389", [rule.cidr])
}

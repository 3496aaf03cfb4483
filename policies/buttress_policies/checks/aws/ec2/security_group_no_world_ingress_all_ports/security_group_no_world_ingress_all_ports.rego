# METADATA
# title: Security groups do not open every port to the internet
# description: >-
#   No ingress from the internet is for every protocol, or spans TCP or UDP ports 1 to 65535, whether it stands in a group or
#   in a rule resource of its own. The internet is a /8 of public IPv4 or a /32 of IPv6, or as much in ranges that add up, in
#   one rule or several, in groups of one resource, or in a prefix list of the stack.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   id: aws-security-group-no-world-ingress-all-ports
#   severity: critical
#   subsumes:
#     - aws-security-group-no-world-ingress-databases
#     - aws-security-group-no-world-ingress-http
#     - aws-security-group-no-world-ingress-legacy-services
#     - aws-security-group-no-world-ingress-rdp
#     - aws-security-group-no-world-ingress-ssh
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
#   remediation: Name the protocol and the ports that the service needs.
#   aliases:
#   - checkov:CKV_AWS_277
#   - trivy:AVD-AWS-0102
#   - trivy:AVD-AWS-0107
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_all_ports
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_any_port
#   - prowler:ec2_confidential_workload_host_unrestricted_ingress
#   - powerpipe:vpc_security_group_restrict_ingress_tcp_udp_all
#   - securityhub:ec2.18
#   - cdknag:AwsSolutions-EC23
#   - pulumi:aws-ec2-securitygroup-disallow-public-internet-ingress
#   - kics:unrestricted_security_group_ingress
#   - kics:unknown_port_exposed_to_internet
#   - prowler:ec2_confidential_workload_host_vsock_proxy_exposed
package checks.aws.ec2.security_group_no_world_ingress_all_ports

import data.lib.bare
import data.lib.net
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.ingress

deny contains object.union(rule.place, {"resource": rule.urn, "message": message}) if {
	some rule in net.reached_all("group", {"tcp", "udp"})
	message := sprintf("the security group rule allows ingress from %s to every port", [rule.cidr])
}

# METADATA
# title: Security groups block legacy services from the internet
# description: >-
#   No ingress from the internet over TCP or UDP meets a port of the parameter: by default those of FTP, Telnet, SMTP,
#   Kerberos, POP3, RPC, NetBIOS, IMAP, LDAP, SMB, rsync and VNC. Inline rules and rule resources count. The internet is a /8
#   of public IPv4 or a /32 of IPv6, or as much in ranges that add up, in one rule or several, in groups of one resource, or
#   in a prefix list of the stack.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   id: aws-security-group-no-world-ingress-legacy-services
#   severity: high
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
#   parameters:
#     ports:
#       sought: true
#       type: array
#       items: string
#       default:
#         [20-21, '23', '25', '88', '110', '135', 137-139, '143', '389', '445', '464', '636', '749', '873', '5500', '5900']
#       description: Ports and ranges of ports of services that carry no or weak encryption
#   live: no network interface that carries such a group is reachable from outside
#   remediation: Close the port to the internet, or replace the service by one that encrypts and authenticates.
#   aliases:
#   - trivy:AVD-AWS-0107
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_ftp_20_21
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_telnet_23
#   - prowler:ec2_instance_port_ftp_exposed_to_internet
#   - prowler:ec2_instance_port_telnet_exposed_to_internet
#   - prowler:ec2_instance_port_cifs_exposed_to_internet
#   - prowler:ec2_instance_port_ldap_exposed_to_internet
#   - prowler:ec2_instance_port_kerberos_exposed_to_internet
#   - powerpipe:vpc_security_group_restrict_ingress_common_ports_all
#   - securityhub:ec2.19
#   - awsconfig:RESTRICTED_INCOMING_TRAFFIC
#   - kics:sensitive_port_is_exposed_to_entire_network
package checks.aws.ec2.security_group_no_world_ingress_legacy_services

import data.lib.bare
import data.lib.net
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.ingress

deny contains object.union(rule.place, {"resource": rule.urn, "message": message}) if {
	some rule in net.reached("group", {"tcp", "udp"}, input.parameters["aws-security-group-no-world-ingress-legacy-services"].ports)
	message := sprintf("the security group rule allows ingress from %s to %s", [rule.cidr, concat(", ", rule.ports)])
}

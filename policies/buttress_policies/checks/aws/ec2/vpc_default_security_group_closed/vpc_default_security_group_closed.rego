# METADATA
# title: The default security group of every network is closed
# description: >-
#   Each Vpc or DefaultVpc is the vpcId of a DefaultSecurityGroup without ingress and without egress, and no rule resource belongs to
#   it. Where the program does not take the default group over, AWS leaves one that lets its members talk to each other and out.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
# custom:
#   id: aws-vpc-default-security-group-closed
#   severity: high
#   scope: stack
#   tier: 1
#   population: [aws:ec2/vpc:Vpc, aws:ec2/defaultVpc:DefaultVpc]
#   companions:
#     "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": vpcId
#   reads:
#     "aws:ec2/vpc:Vpc": []
#     "aws:ec2/defaultVpc:DefaultVpc": []
#     "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [ingress, egress]
#     "aws:ec2/securityGroupRule:SecurityGroupRule": []
#     "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": []
#     "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": []
#   live: no default group has a rule, and no network interface uses one
#   remediation: Add a DefaultSecurityGroup for the network with neither ingress nor egress, or use FlowLoggedVpc.
#   aliases:
#   - checkov:CKV2_AWS_12
#   - trivy:AVD-AWS-0173
#   - prowler:ec2_securitygroup_default_restrict_traffic
#   - powerpipe:vpc_default_security_group_restricts_all_traffic
#   - securityhub:ec2.2
#   - awsconfig:VPC_DEFAULT_SECURITY_GROUP_CLOSED
#   - kics:vpc_default_security_group_accepts_all_traffic
#   - kics:default_security_groups_with_unrestricted_traffic
package checks.aws.ec2.vpc_default_security_group_closed

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the VPC's default security group keeps the open rules that AWS gives it"} if {
	some urn in _networks
	count(link.referrers(urn, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId")) == 0
}

deny contains {"resource": urn, "at": group.urn, "path": [direction], "message": message} if {
	some urn in _networks
	some group in link.referrers(urn, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId")
	some direction in ["ingress", "egress"]
	count(value.list(object.get(group.props, direction, null))) > 0
	message := sprintf("the VPC's default security group allows %s", [direction])
}

# The group is known by itself, or as the network's defaultSecurityGroupId.
deny contains {"resource": urn, "at": rule.urn, "path": [], "message": "a rule resource opens the VPC's default security group"} if {
	some urn in _networks
	groups := [group.urn | some group in link.referrers(urn, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId")]
	some holder in array.concat([urn], groups)
	some type in [
		"aws:ec2/securityGroupRule:SecurityGroupRule",
		"aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
		"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
	]
	some rule in link.referrers(holder, type, "securityGroupId")
}

_networks contains urn if {
	some type in ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"]
	some urn, _ in input.by_type[type]
}

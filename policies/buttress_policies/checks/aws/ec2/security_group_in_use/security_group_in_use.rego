# METADATA
# title: Security groups are attached to something
# description: >-
#   Some resource of the stack other than a security group or a security group rule refers to the group, by whatever property. A group
#   whose id the stack exports counts as used, for another stack may attach it.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   id: aws-security-group-in-use
#   severity: low
#   scope: stack
#   tier: 1
#   population: [aws:ec2/securityGroup:SecurityGroup]
#   reads:
#     "aws:ec2/securityGroup:SecurityGroup": []
#   live: a network interface carries the group
#   remediation: Attach the group, or delete it.
#   aliases:
#   - checkov:CKV2_AWS_5
#   - prowler:ec2_securitygroup_not_used
#   - powerpipe:vpc_security_group_associated_to_eni
#   - awsconfig:EC2_SECURITY_GROUP_ATTACHED_TO_ENI
#   - kics:security_groups_not_used
package checks.aws.ec2.security_group_in_use

import rego.v1

deny contains {"resource": urn, "path": [], "message": "the security group is attached to nothing"} if {
	some urn, _ in input.by_type["aws:ec2/securityGroup:SecurityGroup"]
	not _used(urn)
}

_used(urn) if {
	some type, _ in input.referrers[urn]
	not type in _groups_and_rules
}

_groups_and_rules := {
	"aws:ec2/securityGroup:SecurityGroup",
	"aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
	"aws:ec2/securityGroupRule:SecurityGroupRule",
	"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
	"aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
}

# METADATA
# title: Security groups and their rules are described
# description: >-
#   description is set and is not the provider's own ("Managed by Pulumi", "Managed by Terraform"), in a SecurityGroup, in
#   each ingress and egress rule that it declares inline, and in rule resources of their own.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   id: aws-security-group-described
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - aws:ec2/securityGroup:SecurityGroup
#   - aws:ec2/securityGroupRule:SecurityGroupRule
#   - aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule
#   - aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule
#   reads:
#     "aws:ec2/securityGroup:SecurityGroup": [description, "ingress[].description", "egress[].description"]
#     "aws:ec2/securityGroupRule:SecurityGroupRule": [description]
#     "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [description]
#     "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [description]
#   remediation: Set description to what the group or the rule is for; to change a group's description replaces the group.
#   aliases:
#   - checkov:CKV_AWS_23
#   - trivy:AVD-AWS-0099
#   - trivy:AVD-AWS-0124
#   - cdknag:AwsSolutions-EC27
#   - pulumi:aws-ec2-securitygroup-missing-description
#   - pulumi:aws-ec2-securitygroup-missing-ingress-rule-description
#   - pulumi:aws-ec2-securitygroup-missing-egress-rule-description
#   - kics:security_group_without_description
#   - kics:security_group_rules_without_description
package checks.aws.ec2.security_group_described

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["description"], "message": "the resource has no description of its own"} if {
	some type in [
		"aws:ec2/securityGroup:SecurityGroup",
		"aws:ec2/securityGroupRule:SecurityGroupRule",
		"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
		"aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
	]
	some urn, resource in input.by_type[type]
	not _described(resource.props)
}

deny contains {"resource": urn, "path": [direction, place, "description"], "message": message} if {
	some urn, group in input.by_type["aws:ec2/securityGroup:SecurityGroup"]
	some direction in ["ingress", "egress"]

	# The provider echoes rule resources into their group; they are judged on their own.
	direction in group.declared
	some place, rule in group.props[direction]
	not _described(rule)
	message := sprintf("an inline %s rule of the security group has no description", [direction])
}

_described(holder) if {
	text := value.text(value.at(holder, ["description"]))
	not trim_space(text) in {"", "managed by pulumi", "managed by terraform"}
}

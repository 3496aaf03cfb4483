# METADATA
# title: Each security group's rules are managed in one way
# description: >-
#   A SecurityGroup that declares inline ingress or egress is not the securityGroupId of rule resources of that direction: the
#   two would undo each other's rules at every update. In a deployed stack an inline entry with the protocol and ports of such
#   a rule resource counts as the provider's echo.
# scope: package
# related_resources:
# - ref: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/
# custom:
#   id: aws-security-group-no-conflicting-rule-management
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:ec2/securityGroup:SecurityGroup]
#   companions:
#     "aws:ec2/securityGroupRule:SecurityGroupRule": securityGroupId
#     "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupId
#     "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupId
#   reads:
#     "aws:ec2/securityGroup:SecurityGroup":
#     - "ingress[].protocol"
#     - "ingress[].fromPort"
#     - "ingress[].toPort"
#     - "egress[].protocol"
#     - "egress[].fromPort"
#     - "egress[].toPort"
#     "aws:ec2/securityGroupRule:SecurityGroupRule": [type, protocol, fromPort, toPort]
#     "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [ipProtocol, fromPort, toPort]
#     "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [ipProtocol, fromPort, toPort]
#   remediation: >-
#     Move the inline rules into SecurityGroupIngressRule and SecurityGroupEgressRule resources, or the other way round.
#   aliases:
#   - awsguard:security-group-no-rule-management-conflicts
package checks.aws.ec2.security_group_no_conflicting_rule_management

import data.lib.link
import data.lib.net
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "the group has no rules"} if {
	some urn, group in input.by_type["aws:ec2/securityGroup:SecurityGroup"]
	every direction in ["ingress", "egress"] {
		not value.specified(group, direction)
		count(_alone(urn, direction)) == 0
	}
}

deny contains {"resource": urn, "path": [direction], "message": message} if {
	some urn, group in input.by_type["aws:ec2/securityGroup:SecurityGroup"]
	some direction in ["ingress", "egress"]
	direction in group.declared
	alone := _alone(urn, direction)
	count(alone) > 0
	some entry in group.props[direction]
	not _echo(entry, alone)
	message := sprintf("the security group's %s rules are declared both inline and as resources", [direction])
}

# Protocol and ports of the rule resources of one direction.
_alone(urn, direction) := old | new if {
	old := {_opening(rule.props, "protocol") |
		some rule in link.referrers(urn, "aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId")
		rule.props.type == direction
	}
	new := {_opening(rule.props, "ipProtocol") |
		some rule in link.referrers(urn, _kinds[direction], "securityGroupId")
	}
}

_echo(entry, alone) if {
	input.mode != "preview"
	_opening(entry, "protocol") in alone
}

_opening(rule, protocol) := ["all"] if net.any_protocol(value.at(rule, [protocol]))

_opening(rule, protocol) := [name, value.text(value.at(rule, ["fromPort"])), value.text(value.at(rule, ["toPort"]))] if {
	not net.any_protocol(value.at(rule, [protocol]))
	name := value.text(value.at(rule, [protocol]))
}

_kinds := {
	"ingress": "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
	"egress": "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
}

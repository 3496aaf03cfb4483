# METADATA
# title: Instances of older families are EBS-optimized
# description: >-
#   ebsOptimized is true for an instanceType whose family is in the parameter. Newer families are optimised by AWS itself and do not
#   apply, nor does a machine whose type is not given here.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-optimized.html
# custom:
#   id: aws-ec2-ebs-optimized
#   severity: low
#   scope: resource
#   tier: 1
#   population: [aws:ec2/instance:Instance, aws:ec2/launchTemplate:LaunchTemplate]
#   reads:
#     "aws:ec2/instance:Instance": [ebsOptimized, instanceType]
#     "aws:ec2/launchTemplate:LaunchTemplate": [ebsOptimized, instanceType]
#   parameters:
#     families:
#       sought: true
#       type: array
#       items: string
#       default: [c1, c3, g2, i2, m1, m2, m3, r3]
#       description: Families of instance types that are not optimised by default
#   not_applicable: AWS itself optimises the instance type, or the type is not given here
#   remediation: Set ebsOptimized to true, or move to a current family.
#   aliases:
#   - checkov:CKV_AWS_135
#   - powerpipe:ec2_instance_ebs_optimized
#   - awsconfig:EBS_OPTIMIZED_INSTANCE
#   - kics:ec2_not_ebs_optimized
#   - kics-pulumi:ec2_not_ebs_optimized
package checks.aws.ec2.ebs_optimized

import data.lib.value
import rego.v1

applies contains urn if {
	some type in _types
	some urn, machine in input.by_type[type]
	_older(machine)
}

deny contains {"resource": urn, "path": ["ebsOptimized"], "message": "the instance is not EBS-optimized, so its disks share its network bandwidth"} if {
	some type in _types
	some urn, machine in input.by_type[type]
	not value.is_true(machine, ["props", "ebsOptimized"])
}

_types := ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"]

_older(machine) if {
	some family in input.parameters["aws-ec2-ebs-optimized"].families
	split(value.text(machine.props.instanceType), ".")[0] == lower(family)
}

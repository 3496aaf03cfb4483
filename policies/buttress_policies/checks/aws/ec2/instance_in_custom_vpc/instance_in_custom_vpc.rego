# METADATA
# title: Instances do not run in the default network
# description: >-
#   An Instance sets subnetId, network interfaces or a launch template, and its subnet is neither a DefaultSubnet nor a Subnet of a
#   DefaultVpc of the stack. A subnet that another stack owns passes.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
# custom:
#   id: aws-ec2-instance-in-custom-vpc
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:ec2/instance:Instance]
#   reads:
#     "aws:ec2/instance:Instance": []
#     "aws:ec2/subnet:Subnet": [vpcId]
#     "aws:ec2/defaultSubnet:DefaultSubnet": []
#     "aws:ec2/defaultVpc:DefaultVpc": []
#   remediation: Set subnetId to a subnet of a Vpc of your own; this replaces the instance.
#   aliases:
#   - checkov:CKV_AWS_148
#   - trivy:AVD-AWS-0101
#   - powerpipe:ec2_instance_in_vpc
#   - awsconfig:INSTANCES_IN_VPC
#   - kics:instance_with_no_vpc
#   - kics:ec2_instance_using_default_vpc
#   - kics:default_vpc_exists
package checks.aws.ec2.instance_in_custom_vpc

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["subnetId"], "message": "the instance names no subnet, so it goes to the default network"} if {
	some urn, instance in input.by_type["aws:ec2/instance:Instance"]
	not _placed(instance)
}

deny contains {"resource": urn, "path": _place(instance), "message": "the instance's subnet belongs to the default network"} if {
	some urn, instance in input.by_type["aws:ec2/instance:Instance"]
	_default(urn)
}

# Before the subnet exists its id is not known, but whose it is.
_place(instance) := ["subnetId"] if is_string(instance.props.subnetId)

else := []

# The provider answers with a subnet wherever the instance went, so only what the program set counts. That it did is known before the
# values are, so they are not among the reads.
_placed(instance) if {
	some property in ["networkInterfaces", "primaryNetworkInterface", "launchTemplate"]
	property in instance.declared
	value.specified(instance, property)
}

_placed(instance) if {
	"subnetId" in instance.declared
	value.present(instance, ["props", "subnetId"])
}

_default(urn) if count(link.referred(urn, "subnetId", "aws:ec2/defaultSubnet:DefaultSubnet")) > 0

_default(urn) if {
	some subnet in link.referred(urn, "subnetId", "aws:ec2/subnet:Subnet")
	count(link.referred(subnet.urn, "vpcId", "aws:ec2/defaultVpc:DefaultVpc")) > 0
}

# METADATA
# title: Subnets assign no public addresses
# description: >-
#   mapPublicIpOnLaunch is not true. Absent is false on a Subnet and true on a DefaultSubnet, as the provider has it. Subnets that a
#   tag of the parameter marks as public do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
# custom:
#   id: aws-subnet-no-auto-public-ip
#   severity: medium
#   scope: resource
#   tier: 1
#   population: [aws:ec2/subnet:Subnet, aws:ec2/defaultSubnet:DefaultSubnet]
#   reads:
#     "aws:ec2/subnet:Subnet": [mapPublicIpOnLaunch, tags]
#     "aws:ec2/defaultSubnet:DefaultSubnet": [mapPublicIpOnLaunch, tags]
#   parameters:
#     public_tags: {default: {kubernetes.io/role/elb: '1', SubnetType: Public, Tier: public, exposure: public}}
#   live: no subnet outside the approved ones assigns public addresses
#   not_applicable: a tag of public_tags says that the subnet is a public one
#   remediation: Set mapPublicIpOnLaunch to false, or tag the subnet as public.
#   aliases:
#   - checkov:CKV_AWS_130
#   - trivy:AVD-AWS-0164
#   - prowler:vpc_subnet_no_public_ip_by_default
#   - securityhub:ec2.15
#   - awsconfig:SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED
#   - kics:vpc_subnet_assigns_public_ip
package checks.aws.ec2.subnet_no_auto_public_ip

import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some type in ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"]
	some urn, subnet in input.by_type[type]
	public := input.parameters["aws-subnet-no-auto-public-ip"].public_tags
	not tags.match(subnet, public)
	not value.unknown_at(subnet, ["tags"])
}

deny contains {"resource": urn, "path": ["mapPublicIpOnLaunch"], "message": "the subnet assigns public addresses to its instances"} if {
	some type in ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"]
	some urn, subnet in input.by_type[type]
	value.is_true(subnet, ["props", "mapPublicIpOnLaunch"])
}

deny contains {"resource": urn, "path": ["mapPublicIpOnLaunch"], "message": "the default subnet assigns public addresses to its instances"} if {
	some urn, subnet in input.by_type["aws:ec2/defaultSubnet:DefaultSubnet"]
	not value.present(subnet, ["props", "mapPublicIpOnLaunch"])
}

# METADATA
# title: Instances have no public address
# description: >-
#   associatePublicIpAddress is not true, on an instance, a spot request or a launch configuration, nor in a launch template's
#   network interfaces. Neither do the subnets of an autoscaling group, an EKS node group or a fleet give out public addresses where its
#   template or configuration leaves it open. Where an instance or a spot request leaves it open, it fails in a subnet of the stack that gives out public
#   addresses, and without a subnet, for the default network does; a subnet of another stack is checked by
#   aws-subnet-no-auto-public-ip. A template that describes interfaces decides for its instances. An Eip on an instance fails, and so
#   does the provider's answer that a deployed instance has a public address.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
# custom:
#   id: aws-ec2-no-public-ip
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - aws:ec2/instance:Instance
#   - aws:ec2/launchTemplate:LaunchTemplate
#   - aws:ec2/launchConfiguration:LaunchConfiguration
#   - aws:ec2/spotInstanceRequest:SpotInstanceRequest
#   - aws:autoscaling/group:Group
#   - aws:ec2/fleet:Fleet
#   - aws:ec2/spotFleetRequest:SpotFleetRequest
#   - aws:eks/nodeGroup:NodeGroup
#   companions:
#     "aws:ec2/eip:Eip": instance
#     "aws:ec2/eipAssociation:EipAssociation": instanceId
#   reads:
#     "aws:ec2/instance:Instance": [associatePublicIpAddress, subnetId, networkInterfaces, primaryNetworkInterface, launchTemplate.id]
#     "aws:ec2/launchConfiguration:LaunchConfiguration": [associatePublicIpAddress]
#     "aws:ec2/spotInstanceRequest:SpotInstanceRequest": [associatePublicIpAddress, subnetId, networkInterfaces, launchTemplate.id]
#     "aws:ec2/launchTemplate:LaunchTemplate": ["networkInterfaces[].associatePublicIpAddress"]
#     "aws:autoscaling/group:Group": [launchConfiguration, launchTemplate.id, vpcZoneIdentifiers]
#     "aws:ec2/fleet:Fleet": [launchTemplateConfigs]
#     "aws:ec2/spotFleetRequest:SpotFleetRequest": [launchTemplateConfigs]
#     "aws:eks/nodeGroup:NodeGroup": [launchTemplate.id, subnetIds]
#     "aws:ec2/subnet:Subnet": [mapPublicIpOnLaunch]
#     "aws:ec2/eip:Eip": []
#     "aws:ec2/eipAssociation:EipAssociation": []
#   presence:
#     "aws:autoscaling/group:Group": [launchConfiguration, launchTemplate.id, vpcZoneIdentifiers]
#     "aws:ec2/fleet:Fleet": [launchTemplateConfigs]
#     "aws:ec2/spotFleetRequest:SpotFleetRequest": [launchTemplateConfigs]
#     "aws:eks/nodeGroup:NodeGroup": [launchTemplate.id, subnetIds]
#     "aws:ec2/instance:Instance": [subnetId, networkInterfaces, primaryNetworkInterface, launchTemplate.id]
#     "aws:ec2/spotInstanceRequest:SpotInstanceRequest": [subnetId, networkInterfaces, launchTemplate.id]
#   live: no running instance has a public address that is not approved
#   remediation: Set associatePublicIpAddress to false and reach the machine through a load balancer or Session Manager.
#   aliases:
#   - checkov:CKV_AWS_88
#   - checkov:CKV_AWS_389
#   - trivy:AVD-AWS-0009
#   - prowler:ec2_instance_public_ip
#   - prowler:ec2_launch_template_no_public_ip
#   - prowler:autoscaling_group_launch_configuration_no_public_ip
#   - prowler:ec2_confidential_workload_host_public_ip
#   - powerpipe:ec2_instance_not_publicly_accessible
#   - securityhub:ec2.9
#   - securityhub:ec2.25
#   - securityhub:autoscaling.5
#   - awsconfig:EC2_INSTANCE_NO_PUBLIC_IP
#   - awsconfig:AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED
#   - pulumi:aws-ec2-instance-disallow-public-ip
#   - pulumi:aws-ec2-launchconfiguration-disallow-public-ip
#   - pulumi:aws-ec2-launchtemplate-disallow-public-ip
#   - awsguard:ec2-instance-no-public-ip
#   - kics:ec2_instance_has_public_ip
package checks.aws.ec2.no_public_ip

import data.lib.link
import data.lib.template
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "the template says nothing of public addresses; its machines are checked"} if {
	some urn, one in input.by_type["aws:ec2/launchTemplate:LaunchTemplate"]
	not template.says(one, "networkInterfaces")
}

skips contains {"resource": urn, "reason": "another stack, or the launch template, decides on the addresses of its machines"} if {
	some urn, group in _groups
	not _inherits(group)
}

skips contains {"resource": urn, "reason": "the launch configuration leaves addresses to the subnets of its machines"} if {
	some urn, one in input.by_type["aws:ec2/launchConfiguration:LaunchConfiguration"]
	not value.specified(one, "associatePublicIpAddress")
}

deny contains {"resource": urn, "path": ["associatePublicIpAddress"], "message": "the instance gets a public address"} if {
	some type in [
		"aws:ec2/instance:Instance",
		"aws:ec2/launchConfiguration:LaunchConfiguration",
		"aws:ec2/spotInstanceRequest:SpotInstanceRequest",
	]
	some urn, machine in input.by_type[type]
	value.is_true(machine, ["props", "associatePublicIpAddress"])
}

deny contains {"resource": urn, "path": ["networkInterfaces", place, "associatePublicIpAddress"], "message": message} if {
	some urn, one in input.by_type["aws:ec2/launchTemplate:LaunchTemplate"]
	some place, interface in one.props.networkInterfaces
	value.is_true(interface, ["associatePublicIpAddress"])
	message := "instances of the launch template get a public address"
}

deny contains {"resource": urn, "at": subnet.urn, "path": ["mapPublicIpOnLaunch"], "message": message} if {
	some urn, machine in _open
	some subnet in _subnets(machine, "subnetId")
	value.is_true(subnet, ["props", "mapPublicIpOnLaunch"])
	message := sprintf("the instance gets a public address from the subnet %s", [subnet.name])
}

deny contains {"resource": urn, "path": ["subnetId"], "message": "the instance is in the default network, which gives it a public address"} if {
	some urn, machine in _open
	every property in ["subnetId", "networkInterfaces", "primaryNetworkInterface"] {
		not value.specified(machine, property)
	}
	not template.decides(machine, "networkInterfaces")
	not template.places(machine)
}

deny contains {"resource": urn, "at": subnet.urn, "path": ["mapPublicIpOnLaunch"], "message": message} if {
	some urn, group in _groups
	_inherits(group)
	some subnet in _subnets(group, _placing[group.type])
	value.is_true(subnet, ["props", "mapPublicIpOnLaunch"])
	message := sprintf("machines of the group get a public address from the subnet %s", [subnet.name])
}

deny contains {"resource": urn, "path": ["vpcZoneIdentifiers"], "message": message} if {
	some urn, group in _groups
	_inherits(group)
	_in_default_network(group)
	message := "machines of the group are in the default network, which gives them a public address"
}

deny contains {"resource": urn, "at": holder.urn, "path": [], "message": message} if {
	some urn, _ in input.by_type["aws:ec2/instance:Instance"]
	some type, property in {"aws:ec2/eip:Eip": "instance", "aws:ec2/eipAssociation:EipAssociation": "instanceId"}
	some holder in link.referrers(urn, type, property)
	message := sprintf("the instance has the public address %s", [holder.name])
}

# Machines that leave it to where they are; the program's own word or the provider's answer is final.
_open[urn] := machine if {
	some type in ["aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest"]
	some urn, machine in input.by_type[type]
	not value.specified(machine, "associatePublicIpAddress")
	not template.described(machine, "networkInterfaces")
}

_groups[urn] := group if {
	some type, _ in _placing
	some urn, group in input.by_type[type]
}

# The property of a group that names the subnets of its machines.
_placing := {
	"aws:autoscaling/group:Group": "vpcZoneIdentifiers",
	"aws:ec2/fleet:Fleet": "launchTemplateConfigs",
	"aws:ec2/spotFleetRequest:SpotFleetRequest": "launchTemplateConfigs",
	"aws:eks/nodeGroup:NodeGroup": "subnetIds",
}

# Whether the subnets decide, and are known here or those of the default network.
_inherits(group) if {
	count(_subnets(group, _placing[group.type])) > 0
	not template.described(group, "networkInterfaces")
	not _configured(group)
}

_inherits(group) if {
	_in_default_network(group)
	not template.decides(group, "networkInterfaces")
	not _configured(group)
}

_in_default_network(group) if {
	group.type == "aws:autoscaling/group:Group"
	not value.specified(group, "vpcZoneIdentifiers")
	not template.places(group)
}

_configured(group) if {
	some configuration in link.referred(group.urn, "launchConfiguration", "aws:ec2/launchConfiguration:LaunchConfiguration")
	value.specified(configuration, "associatePublicIpAddress")
}

_subnets(machine, property) := array.concat(
	link.referred(machine.urn, property, "aws:ec2/subnet:Subnet"),
	[subnet |
		some one in template.of(machine)
		some subnet in link.referred(one.urn, "networkInterfaces", "aws:ec2/subnet:Subnet")
	],
)

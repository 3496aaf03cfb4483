# METADATA
# title: Instances have no public address
# description: >-
#   associatePublicIpAddress is not true, on an instance, a spot request or a launch configuration, nor in a launch template's
#   network interfaces. Absent passes: the subnet decides, and aws-subnet-no-auto-public-ip checks that. Where the provider
#   answers that a deployed instance has a public address, it fails.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
# custom:
#   id: aws-ec2-no-public-ip
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:ec2/instance:Instance
#   - aws:ec2/launchTemplate:LaunchTemplate
#   - aws:ec2/launchConfiguration:LaunchConfiguration
#   - aws:ec2/spotInstanceRequest:SpotInstanceRequest
#   reads:
#     "aws:ec2/instance:Instance": [associatePublicIpAddress]
#     "aws:ec2/launchConfiguration:LaunchConfiguration": [associatePublicIpAddress]
#     "aws:ec2/spotInstanceRequest:SpotInstanceRequest": [associatePublicIpAddress]
#     "aws:ec2/launchTemplate:LaunchTemplate": ["networkInterfaces[].associatePublicIpAddress"]
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

import data.lib.value
import rego.v1

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
	some urn, template in input.by_type["aws:ec2/launchTemplate:LaunchTemplate"]
	some place, interface in template.props.networkInterfaces
	value.is_true(interface, ["associatePublicIpAddress"])
	message := "instances of the launch template get a public address"
}

# METADATA
# title: VPCs have flow logs
# description: >-
#   Each Vpc or DefaultVpc, or every Subnet of it, has a FlowLog whose trafficType is ALL or REJECT. A log of accepted traffic alone
#   does not count. Subnets that another stack owns are not seen.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
# custom:
#   id: aws-vpc-flow-logs-enabled
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:ec2/vpc:Vpc, aws:ec2/defaultVpc:DefaultVpc]
#   companions:
#     "aws:ec2/flowLog:FlowLog": [vpcId, subnetId]
#     "aws:ec2/subnet:Subnet": vpcId
#   reads:
#     "aws:ec2/vpc:Vpc": []
#     "aws:ec2/defaultVpc:DefaultVpc": []
#     "aws:ec2/flowLog:FlowLog": [trafficType]
#     "aws:ec2/subnet:Subnet": []
#   live: the log destination receives records of each network
#   remediation: Add a FlowLog with trafficType ALL for the network, or use FlowLoggedVpc.
#   aliases:
#   - checkov:CKV2_AWS_11
#   - trivy:AVD-AWS-0178
#   - prowler:vpc_flow_logs_enabled
#   - powerpipe:vpc_flow_logs_enabled
#   - securityhub:ec2.6
#   - awsconfig:VPC_FLOW_LOGS_ENABLED
#   - cdknag:AwsSolutions-VPC7
#   - kics:vpc_flowlogs_disabled
package checks.aws.ec2.vpc_flow_logs_enabled

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the VPC has no flow log of its rejected traffic"} if {
	some type in ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"]
	some urn, _ in input.by_type[type]
	not _logged(urn, "vpcId")
	not _by_subnets(urn)
}

_logged(urn, property) if {
	some log in link.referrers(urn, "aws:ec2/flowLog:FlowLog", property)
	value.text(log.props.trafficType) in {"all", "reject"}
}

_by_subnets(urn) if {
	subnets := link.referrers(urn, "aws:ec2/subnet:Subnet", "vpcId")
	count(subnets) > 0
	every subnet in subnets {
		_logged(subnet.urn, "subnetId")
	}
}

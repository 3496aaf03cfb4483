# METADATA
# title: Internet gateways are attached to approved VPCs only
# description: >-
#   Where the parameter names networks, the vpcId of each InternetGateway or attachment is one of them, by id or by the Pulumi name of
#   its Vpc. Without the parameter the check does not apply, for a gateway alone is no fault; nor does it to a gateway that is
#   attached nowhere.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
# custom:
#   id: aws-vpc-internet-gateway-authorised
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:ec2/internetGateway:InternetGateway, aws:ec2/internetGatewayAttachment:InternetGatewayAttachment]
#   reads:
#     "aws:ec2/internetGateway:InternetGateway": []
#     "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment": []
#     "aws:ec2/vpc:Vpc": []
#     "aws:ec2/defaultVpc:DefaultVpc": []
#   parameters:
#     approved_vpcs:
#       type: array
#       items: string
#       default: []
#       description: Ids or Pulumi names of networks that may have an internet gateway
#   not_applicable: no parameter names the approved networks, or the gateway is attached to none
#   remediation: Delete the gateway, or name its network in the parameter once it is approved.
#   aliases:
#   - powerpipe:vpc_igw_attached_to_authorized_vpc
#   - awsconfig:INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY
package checks.aws.ec2.vpc_internet_gateway_authorised

import data.lib.link
import rego.v1

applies contains urn if {
	count(_approved) > 0
	some type in _types
	some urn, gateway in input.by_type[type]
	"vpcId" in gateway.declared
}

deny contains {"resource": urn, "path": ["vpcId"], "message": "the gateway's VPC is not approved for an internet gateway"} if {
	some type in _types
	some urn, gateway in input.by_type[type]
	not _allowed(gateway)
}

_allowed(gateway) if gateway.props.vpcId in _approved

_allowed(gateway) if {
	some type in ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"]
	some network in link.referred(gateway.urn, "vpcId", type)
	network.name in _approved
}

_types := ["aws:ec2/internetGateway:InternetGateway", "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment"]

_approved := input.parameters["aws-vpc-internet-gateway-authorised"].approved_vpcs

# METADATA
# title: VPCs have private subnets in two zones
# description: >-
#   A Vpc that has subnets among the resources given has one whose route table holds no route to the whole of IPv4 or IPv6
#   through an internet gateway, and its subnets name two or more availability zones (where a zone is absent, AWS chooses and
#   zones are not checked). A subnet without an association takes the main route table, which leads nowhere unless a
#   DefaultRouteTable or a MainRouteTableAssociation of the Vpc says otherwise. A gateway id that is not known yet counts as
#   an internet gateway's.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
# custom:
#   id: aws-vpc-private-subnets-present
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:ec2/vpc:Vpc]
#   companions:
#     "aws:ec2/subnet:Subnet": vpcId
#     "aws:ec2/routeTable:RouteTable": vpcId
#     "aws:ec2/route:Route": routeTableId
#     "aws:ec2/routeTableAssociation:RouteTableAssociation": [subnetId, routeTableId]
#     "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": vpcId
#     "aws:ec2/defaultRouteTable:DefaultRouteTable": defaultRouteTableId
#   reads:
#     "aws:ec2/vpc:Vpc": []
#     "aws:ec2/subnet:Subnet": [availabilityZone]
#     "aws:ec2/routeTable:RouteTable": ["routes[].cidrBlock", "routes[].ipv6CidrBlock"]
#     "aws:ec2/defaultRouteTable:DefaultRouteTable": ["routes[].cidrBlock", "routes[].ipv6CidrBlock"]
#     "aws:ec2/route:Route": [destinationCidrBlock, destinationIpv6CidrBlock]
#     "aws:ec2/routeTableAssociation:RouteTableAssociation": [routeTableId]
#     "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": [routeTableId]
#     "aws:ec2/internetGateway:InternetGateway": []
#   presence:
#     "aws:ec2/routeTableAssociation:RouteTableAssociation": [routeTableId]
#     "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": [routeTableId]
#   live: workloads run in subnets without a route to an internet gateway
#   not_applicable: the network has no subnet in the stack
#   remediation: Add subnets in two zones whose route table has no route to an internet gateway, or use FlowLoggedVpc.
#   aliases:
#   - prowler:vpc_subnet_separate_private_public
#   - prowler:vpc_subnet_different_az
#   - prowler:workspaces_vpc_2private_1public_subnets_nat
package checks.aws.ec2.vpc_private_subnets_present

import data.lib.addresses
import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, _ in input.by_type["aws:ec2/vpc:Vpc"]
	count(_subnets(urn)) > 0
}

deny contains {"resource": urn, "path": [], "message": "every subnet of the VPC has a route to an internet gateway"} if {
	some urn, _ in input.by_type["aws:ec2/vpc:Vpc"]
	every subnet in _subnets(urn) {
		_public(subnet, urn)
	}
}

deny contains {"resource": urn, "path": [], "message": "the VPC's subnets are all in one zone"} if {
	some urn, _ in input.by_type["aws:ec2/vpc:Vpc"]
	subnets := _subnets(urn)
	every subnet in subnets {
		value.present(subnet, ["props", "availabilityZone"])
	}
	count({subnet.props.availabilityZone | some subnet in subnets}) == 1
}

_subnets(urn) := link.referrers(urn, "aws:ec2/subnet:Subnet", "vpcId")

_public(subnet, _) if {
	some association in _associations(subnet)
	some table in link.referred(association.urn, "routeTableId", "aws:ec2/routeTable:RouteTable")
	_open(table)
}

_public(subnet, network) if {
	count(_associations(subnet)) == 0
	some table in _main(network)
	_open(table)
}

_associations(subnet) := link.referrers(subnet.urn, "aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId")

_main(network) := array.concat(link.referrers(network, "aws:ec2/defaultRouteTable:DefaultRouteTable", "defaultRouteTableId"), named) if {
	named := [table |
		some association in link.referrers(network, "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "vpcId")
		some table in link.referred(association.urn, "routeTableId", "aws:ec2/routeTable:RouteTable")
	]
}

_open(table) if addresses.open(addresses.read(array.concat(
	[cidr |
		some place, route in table.props.routes
		some property in ["cidrBlock", "ipv6CidrBlock"]
		cidr := value.at(route, [property])
		_internet(table, route, place)
	],
	[cidr |
		some route in link.referrers(table.urn, "aws:ec2/route:Route", "routeTableId")
		some property in ["destinationCidrBlock", "destinationIpv6CidrBlock"]
		cidr := value.at(route, ["props", property])
		_to_internet(route)
	],
)))

_internet(_, route, _) if startswith(value.text(route.gatewayId), "igw-")

_internet(table, _, place) if ["routes", place, "gatewayId"] in table.unknown

_internet(table, route, _) if {
	some gateway in link.referred(table.urn, "routes", "aws:ec2/internetGateway:InternetGateway")
	gateway.id == route.gatewayId
}

_to_internet(route) if startswith(value.text(route.props.gatewayId), "igw-")

_to_internet(route) if ["gatewayId"] in route.unknown

_to_internet(route) if count(link.referred(route.urn, "gatewayId", "aws:ec2/internetGateway:InternetGateway")) > 0

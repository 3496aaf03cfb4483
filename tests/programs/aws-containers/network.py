"""Two public and two private subnets, one of each in two zones."""

import pulumi_aws as aws

ZONES = ["eu-west-1a", "eu-west-1b"]

vpc = aws.ec2.Vpc("orders", cidr_block="10.20.0.0/16", enable_dns_hostnames=True)
gateway = aws.ec2.InternetGateway("orders", vpc_id=vpc.id)
outside = aws.ec2.RouteTable("public", vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}])

public, private = [], []
for number, zone in enumerate(ZONES):
    subnet = aws.ec2.Subnet(f"public-{zone}", vpc_id=vpc.id, cidr_block=f"10.20.{number}.0/24", availability_zone=zone)
    aws.ec2.RouteTableAssociation(f"public-{zone}", subnet_id=subnet.id, route_table_id=outside.id)
    public.append(subnet)
    private.append(aws.ec2.Subnet(f"private-{zone}", vpc_id=vpc.id, cidr_block=f"10.20.{number + 10}.0/24", availability_zone=zone))

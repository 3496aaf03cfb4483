"""Loops over the zones of a region that is asked for them, and over a matrix of rules."""

import pulumi
import pulumi_aws as aws

region = aws.get_region().name
zones = aws.get_availability_zones(state="available").names[:3]
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
gateway = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
public = aws.ec2.RouteTable("public", vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}])
subnets = []
for number, zone in enumerate(zones):
    subnet = aws.ec2.Subnet(f"public-{zone}", vpc_id=vpc.id, availability_zone=zone, cidr_block=f"10.0.{number}.0/24")
    aws.ec2.RouteTableAssociation(f"public-{zone}", subnet_id=subnet.id, route_table_id=public.id)
    subnets.append(subnet)
group = aws.ec2.SecurityGroup("web", vpc_id=vpc.id)
for port in (80, 443):
    for way, cidr in (("v4", "0.0.0.0/0"), ("v6", "::/0")):
        where = {"cidr_ipv4": cidr} if way == "v4" else {"cidr_ipv6": cidr}
        aws.vpc.SecurityGroupIngressRule(
            f"{port}-{way}", security_group_id=group.id, ip_protocol="tcp", from_port=port, to_port=port, **where
        )
pulumi.export("subnets", pulumi.Output.all(*[each.id for each in subnets]))
pulumi.export("region", region)

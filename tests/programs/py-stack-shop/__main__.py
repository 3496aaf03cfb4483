"""Lives in the network of another stack, whose outputs it takes."""

import pulumi
import pulumi_aws as aws

network = pulumi.StackReference(f"acme/stack-network/{pulumi.get_stack()}")
group = aws.ec2.SecurityGroup("web", vpc_id=network.require_output("vpcId"), description="The web")
subnets = network.get_output("subnetIds")
database = aws.rds.SubnetGroup("orders", subnet_ids=subnets)
first = subnets.apply(lambda ids: ids[0])
aws.ec2.Instance("web", ami="ami-0123456789abcdef0", instance_type="t3.small", subnet_id=first, vpc_security_group_ids=[group.id])

import pulumi
import pulumi_aws as aws

vpc = aws.ec2.Vpc("shared", cidr_block="10.0.0.0/16")
pulumi.export("vpcId", vpc.id)
pulumi.export("subnetIds", [aws.ec2.Subnet(zone, vpc_id=vpc.id, cidr_block=f"10.0.{number}.0/24").id for number, zone in enumerate("ab")])

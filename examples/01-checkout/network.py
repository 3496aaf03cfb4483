"""The network, and the machines in it."""

import pulumi_aws as aws

# defect 1: nobody records what this network does: it has no flow log.
# defect 2: its default security group stays as AWS makes it, open among its members.
vpc = aws.ec2.Vpc("shop", cidr_block="10.20.0.0/16")

subnets = [
    aws.ec2.Subnet(f"shop-{zone}", vpc_id=vpc.id, cidr_block=f"10.20.{number}.0/24", availability_zone=f"eu-west-1{zone}")
    for number, zone in enumerate("ab")
]

# The payments network has a flow log, but
payments_vpc = aws.ec2.Vpc("payments", cidr_block="10.30.0.0/16")
aws.ec2.DefaultSecurityGroup("payments", vpc_id=payments_vpc.id)
# defect 3: its records go to a log group that forgets after a week, without a key.
flow_records = aws.cloudwatch.LogGroup("payments-flow", retention_in_days=7)
flow_role = aws.iam.Role(
    "payments-flow",
    assume_role_policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
)
aws.ec2.FlowLog("payments", vpc_id=payments_vpc.id, traffic_type="ALL", log_destination=flow_records.arn, iam_role_arn=flow_role.arn)

# defect 4: a range of ports that holds 22 is open to all of IPv6.
bastion = aws.ec2.SecurityGroup(
    "bastion",
    vpc_id=vpc.id,
    description="Administration",
    ingress=[
        {
            "protocol": "tcp",
            "from_port": 20,
            "to_port": 30,
            "ipv6_cidr_blocks": ["::/0"],
            "cidr_blocks": ["10.0.0.0/8"],
            "description": "administration",
        }
    ],
)

database = aws.ec2.SecurityGroup("database", vpc_id=vpc.id, description="Orders database")
# defect 5: the database port is open to the internet, by a rule resource of its own.
aws.vpc.SecurityGroupIngressRule(
    "database-anywhere", security_group_id=database.id, ip_protocol="tcp", from_port=5432, to_port=5432, cidr_ipv4="0.0.0.0/0"
)

# defect 6: the volume that holds session exports is not encrypted.
aws.ebs.Volume("sessions", availability_zone="eu-west-1a", size=100)

# defect 7: the worker answers to version 1 of the metadata service.
aws.ec2.Instance(
    "worker",
    ami="ami-0123456789abcdef0",
    instance_type="t3.small",
    subnet_id=subnets[0].id,
    vpc_security_group_ids=[bastion.id],
    metadata_options={"http_tokens": "optional", "http_endpoint": "enabled"},
)

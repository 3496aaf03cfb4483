import ipaddress
from typing import Any

import pulumi_aws as aws


def make_network(name: str, cidr: str) -> dict[str, Any]:
    vpc = aws.ec2.Vpc(name, cidr_block=cidr, enable_dns_hostnames=True)
    parts = ipaddress.ip_network(cidr).subnets(new_prefix=24)
    subnets = [
        aws.ec2.Subnet(f"{name}-{number}", vpc_id=vpc.id, cidr_block=str(part)) for number, part in zip(range(3), parts, strict=False)
    ]
    return {"vpc": vpc, "subnets": subnets}

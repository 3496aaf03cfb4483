"""A provider in the program itself, and lookups that only the cloud could answer."""

import asyncio
import logging

import pulumi
import pulumi_aws as aws
from pulumi import dynamic

logging.basicConfig(level=logging.INFO)


class Ticket(dynamic.ResourceProvider):
    def create(self, props):
        return dynamic.CreateResult(f"T-{props['title']}", outs={**props, "url": "https://tickets.example/T-1"})


class Note(dynamic.Resource):
    url: pulumi.Output[str]

    def __init__(self, name, title, opts=None):
        super().__init__(Ticket(), name, {"title": title, "url": None}, opts)


async def later() -> str:
    await asyncio.sleep(0)
    return "10.1.0.0/16"


note = Note("release", "shop")
vpc = aws.ec2.get_vpc(default=True)
zone = aws.route53.get_zone_output(name="example.com")
secret = aws.secretsmanager.get_secret_version_output(secret_id="shop/db")
group = aws.ec2.SecurityGroup(
    "web", vpc_id=vpc.id, ingress=[{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": [pulumi.Output.from_input(later())]}]
)
aws.route53.Record("www", zone_id=zone.zone_id, name="www", type="A", ttl=300, records=["203.0.113.7"])
aws.rds.Instance(
    "orders",
    engine="mysql",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="boss",
    password=secret.secret_string,
    skip_final_snapshot=True,
    tags={"ticket": note.url},
)

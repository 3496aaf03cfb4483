"""The network, and the machine in it."""

import pulumi
import pulumi_aws as aws
from settings import TAGS

from buttress_components.aws import FlowLoggedVpc, LeastPrivilegeRole, NatStrategy

vpc = FlowLoggedVpc(
    "shop",
    {
        "cidr_block": "10.20.0.0/16",
        "availability_zones": ["eu-west-1a", "eu-west-1b"],
        "nat": NatStrategy.PER_ZONE,
        "interface_endpoints": ["kms", "secretsmanager", "ssm", "ssmmessages"],
        "cloudwatch_logs": True,
        "tags": TAGS,
    },
)

worker_group = aws.ec2.SecurityGroup("worker", vpc_id=vpc.vpc_id, description="The worker; nobody connects to it", tags=TAGS)
# Session Manager takes the place of SSH: no port is open.
worker_role = LeastPrivilegeRole(
    "worker",
    {
        "description": "The worker: managed by Session Manager, and nothing else",
        "trust": {"services": ["ec2.amazonaws.com"]},
        "grants": [{"actions": ["sqs:ReceiveMessage", "sqs:DeleteMessage"], "resources": ["arn:aws:sqs:eu-west-1:123456789012:orders"]}],
        "managed_policy_arns": ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"],
        "instance_profile": True,
        "tags": TAGS,
    },
)

disk_key = aws.kms.Key(
    "disks",
    description="Disks of machines",
    enable_key_rotation=True,
    deletion_window_in_days=30,
    tags=TAGS,
    opts=pulumi.ResourceOptions(protect=True),
)
# No key pair, no public address, version 2 of the metadata service only.
aws.ec2.Instance(
    "worker",
    ami="ami-0123456789abcdef0",
    instance_type="t3.small",
    subnet_id=vpc.private_subnet_ids[0],
    vpc_security_group_ids=[worker_group.id],
    iam_instance_profile=worker_role.instance_profile_name,
    associate_public_ip_address=False,
    monitoring=True,
    ebs_optimized=True,
    metadata_options={"http_tokens": "required", "http_endpoint": "enabled", "http_put_response_hop_limit": 1},
    root_block_device={"encrypted": True, "kms_key_id": disk_key.arn},
    tags={**TAGS, "backup-plan": "daily"},
)

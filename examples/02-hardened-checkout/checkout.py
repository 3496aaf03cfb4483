"""Checkout and customer accounts."""

import pulumi_aws as aws
from network import vpc
from settings import CONFIDENTIAL, TAGS, logs, monitoring
from storage import key

from buttress_components.aws import DatabaseEngine, HardenedDatabase, LeastPrivilegeRole

ORIGIN = "origin.shop.example.com"
"""The name under which the edge knows the load balancer, which has no public one."""

web = aws.ec2.SecurityGroup("web", vpc_id=vpc.vpc_id, description="Shop front", tags=TAGS)
payment_group = aws.ec2.SecurityGroup("payment", vpc_id=vpc.vpc_id, description="The payment function", tags=TAGS)

orders = HardenedDatabase(
    "orders",
    {
        "engine": DatabaseEngine.POSTGRES,
        "engine_version": "16.4",
        "instance_class": "db.r6g.large",
        "vpc_id": vpc.vpc_id,
        "subnet_ids": [vpc.private_subnet_ids[0], vpc.private_subnet_ids[1]],
        "client_security_group_ids": [payment_group.id],
        "alarm_topic_arn": monitoring.topic_arn,
        "tags": CONFIDENTIAL,
    },
)

baskets = aws.dynamodb.Table(
    "baskets",
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    attributes=[{"name": "id", "type": "S"}],
    point_in_time_recovery={"enabled": True},
    server_side_encryption={"enabled": True, "kms_key_arn": key.arn},
    deletion_protection_enabled=True,
    tags={**CONFIDENTIAL, "backup-plan": "daily"},
)

lost = aws.sqs.Queue("payment-lost", kms_master_key_id=key.id, message_retention_seconds=1209600, tags=CONFIDENTIAL)
payment_role = LeastPrivilegeRole(
    "payment",
    {
        "description": "Takes captured payments and keeps what fails",
        "trust": {"services": ["lambda.amazonaws.com"]},
        "grants": [
            {"actions": ["sqs:SendMessage"], "resources": [lost.arn]},
            {"actions": ["kms:Decrypt", "kms:GenerateDataKey"], "resources": [key.arn]},
            {
                "actions": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "resources": ["arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/payment:*"],
            },
        ],
        "managed_policy_arns": ["arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"],
        "tags": TAGS,
    },
)
payment = aws.lambda_.Function(
    "payment",
    role=payment_role.arn,
    description="Takes captured payments",
    runtime="python3.13",
    handler="payment.handle",
    s3_bucket="shop-artifacts",
    s3_key="payment.zip",
    kms_key_arn=key.arn,
    reserved_concurrent_executions=50,
    tracing_config={"mode": "Active"},
    dead_letter_config={"target_arn": lost.arn},
    vpc_config={"subnet_ids": [vpc.private_subnet_ids[0], vpc.private_subnet_ids[1]], "security_group_ids": [payment_group.id]},
    tags=TAGS,
)
captured = aws.sns.Topic("captured", kms_master_key_id=key.arn, tags=CONFIDENTIAL)
aws.lambda_.Permission(
    "captured",
    action="lambda:InvokeFunction",
    function=payment.name,
    principal="sns.amazonaws.com",
    source_arn=captured.arn,
    source_account="123456789012",
)
aws.sns.TopicSubscription("captured", topic=captured.arn, protocol="lambda", endpoint=payment.arn)

records = aws.cloudwatch.LogGroup("checkout", retention_in_days=400, kms_key_id=key.arn, tags=TAGS)

balancer = aws.lb.LoadBalancer(
    "shop",
    internal=True,
    load_balancer_type="application",
    subnets=[vpc.private_subnet_ids[0], vpc.private_subnet_ids[1]],
    security_groups=[web.id],
    access_logs={"bucket": logs.bucket_name, "enabled": True},
    enable_deletion_protection=True,
    drop_invalid_header_fields=True,
    tags=TAGS,
)
target = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="HTTPS",
    vpc_id=vpc.vpc_id,
    target_type="ip",
    health_check={"path": "/health", "protocol": "HTTPS"},
    tags=TAGS,
)
certificate = aws.acm.Certificate("origin", domain_name=ORIGIN, validation_method="DNS", tags=TAGS)
valid = aws.acm.CertificateValidation("origin", certificate_arn=certificate.arn)
aws.lb.Listener(
    "shop",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificate_arn=valid.certificate_arn,
    default_actions=[{"type": "forward", "target_group_arn": target.arn}],
    tags=TAGS,
)

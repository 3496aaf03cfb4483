"""Checkout and customer accounts."""

import pulumi_aws as aws
from network import database, subnets, vpc
from storage import key

group = aws.rds.SubnetGroup("orders", subnet_ids=[subnet.id for subnet in subnets])
orders = aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username="orders",
    manage_master_user_password=True,
    db_subnet_group_name=group.name,
    vpc_security_group_ids=[database.id],
    # defect 21: orders and addresses lie on an unencrypted disk.
    storage_encrypted=False,
    # defect 22: the database has a public address.
    publicly_accessible=True,
    # defect 23: backups go back one day.
    backup_retention_period=1,
    # defect 24: the database lives in one zone.
    multi_az=False,
    # defect 25: one wrong command deletes it.
    deletion_protection=False,
    skip_final_snapshot=True,
)

# defect 26: baskets cannot be brought back to a point in time.
aws.dynamodb.Table("baskets", hash_key="id", billing_mode="PAY_PER_REQUEST", attributes=[{"name": "id", "type": "S"}])

role = aws.iam.Role(
    "payment",
    assume_role_policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
)
# defect 27: a payment event that fails is lost: there is no dead letter target.
payment = aws.lambda_.Function(
    "payment",
    role=role.arn,
    runtime="python3.13",
    handler="payment.handle",
    s3_bucket="shop-artifacts",
    s3_key="payment.zip",
    kms_key_arn=key.arn,
)
aws.lambda_.Permission("captured", action="lambda:InvokeFunction", function=payment.name, principal="sns.amazonaws.com")
captured = aws.sns.Topic("captured", kms_master_key_id=key.id)
aws.sns.TopicSubscription("captured", topic=captured.arn, protocol="lambda", endpoint=payment.arn)

# defect 28: records of checkout are kept for 30 days.
aws.cloudwatch.LogGroup("checkout", retention_in_days=30, kms_key_id=key.arn)

web = aws.ec2.SecurityGroup("web", vpc_id=vpc.id, description="Shop front")
# defect 29: the load balancer does not log its requests.
balancer = aws.lb.LoadBalancer(
    "shop", load_balancer_type="application", subnets=[subnet.id for subnet in subnets], security_groups=[web.id]
)
target = aws.lb.TargetGroup("shop", port=8443, protocol="HTTPS", vpc_id=vpc.id, target_type="ip")
# defect 30: checkout is served over plain HTTP.
aws.lb.Listener(
    "shop", load_balancer_arn=balancer.arn, port=80, protocol="HTTP", default_actions=[{"type": "forward", "target_group_arn": target.arn}]
)

# defect 31: the build carries an access key in the open.
builder = aws.iam.Role(
    "builder",
    assume_role_policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"codebuild.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
)
aws.codebuild.Project(
    "shop",
    service_role=builder.arn,
    artifacts={"type": "NO_ARTIFACTS"},
    source={"type": "NO_SOURCE", "buildspec": "version: 0.2"},
    environment={
        "compute_type": "BUILD_GENERAL1_SMALL",
        "image": "aws/codebuild/standard:7.0",
        "type": "LINUX_CONTAINER",
        "environment_variables": [{"name": "AWS_SECRET_ACCESS_KEY", "value": "not-a-real-key-but-looks-the-part"}],
    },
)

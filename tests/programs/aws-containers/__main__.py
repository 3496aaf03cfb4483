import json

import network
import pulumi
import pulumi_aws as aws

config = pulumi.Config()
image = config.get("image") or "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2"

balancer_group = aws.ec2.SecurityGroup(
    "balancer",
    description="HTTPS from everywhere to the load balancer",
    vpc_id=network.vpc.id,
    ingress=[
        {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"], "description": "HTTPS"},
        {"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": ["0.0.0.0/0"], "description": "redirect"},
    ],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
task_group = aws.ec2.SecurityGroup(
    "tasks",
    description="The load balancer to the tasks",
    vpc_id=network.vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 8080, "to_port": 8080, "security_groups": [balancer_group.id], "description": "balancer"}],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
database_group = aws.ec2.SecurityGroup(
    "database",
    description="The tasks to the database",
    vpc_id=network.vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 5432, "to_port": 5432, "security_groups": [task_group.id], "description": "tasks"}],
)

balancer = aws.lb.LoadBalancer(
    "orders",
    load_balancer_type="application",
    security_groups=[balancer_group.id],
    subnets=[subnet.id for subnet in network.public],
    drop_invalid_header_fields=True,
)
targets = aws.lb.TargetGroup(
    "orders", port=8080, protocol="HTTP", target_type="ip", vpc_id=network.vpc.id, health_check={"path": "/healthz"}
)
aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificate_arn=config.get("certificate") or "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555",
    default_actions=[{"type": "forward", "target_group_arn": targets.arn}],
)
aws.lb.Listener(
    "http",
    load_balancer_arn=balancer.arn,
    port=80,
    protocol="HTTP",
    default_actions=[{"type": "redirect", "redirect": {"protocol": "HTTPS", "port": "443", "status_code": "HTTP_301"}}],
)

database = aws.rds.Instance(
    "orders",
    engine="postgres",
    engine_version="16.4",
    instance_class="db.t4g.medium",
    allocated_storage=50,
    db_name="orders",
    username="orders",
    manage_master_user_password=True,
    storage_encrypted=True,
    backup_retention_period=7,
    db_subnet_group_name=aws.rds.SubnetGroup("orders", subnet_ids=[subnet.id for subnet in network.private]).name,
    vpc_security_group_ids=[database_group.id],
    skip_final_snapshot=True,
)

logs = aws.cloudwatch.LogGroup("orders", retention_in_days=30)
execution = aws.iam.Role(
    "execution",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}],
        }
    ),
)
aws.iam.RolePolicyAttachment(
    "execution", role=execution.name, policy_arn="arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
)
cluster = aws.ecs.Cluster("orders")
task = aws.ecs.TaskDefinition(
    "orders",
    family="orders",
    cpu="512",
    memory="1024",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
    execution_role_arn=execution.arn,
    container_definitions=pulumi.Output.json_dumps(
        [
            {
                "name": "web",
                "image": image,
                "portMappings": [{"containerPort": 8080}],
                "environment": [
                    {"name": "DATABASE_HOST", "value": database.address},
                    {"name": "API_TOKEN", "value": "tok-51f0c8a2d4e94b7c"},
                ],
                "logConfiguration": {
                    "logDriver": "awslogs",
                    "options": {"awslogs-group": logs.name, "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web"},
                },
            }
        ]
    ),
)
aws.ecs.Service(
    "orders",
    cluster=cluster.arn,
    task_definition=task.arn,
    desired_count=2,
    launch_type="FARGATE",
    network_configuration={
        "subnets": [subnet.id for subnet in network.public],
        "security_groups": [task_group.id],
        "assign_public_ip": True,
    },
    load_balancers=[{"target_group_arn": targets.arn, "container_name": "web", "container_port": 8080}],
)
pulumi.export("address", balancer.dns_name)

import base64

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config()
zones = cfg.get_object("zones") or ["eu-west-1a", "eu-west-1b"]
office = cfg.get("office") or "203.0.113.0/24"
licence = cfg.get_secret("licence") or pulumi.Output.secret("not-set")

net = aws.ec2.Vpc("net", cidr_block="172.20.0.0/16")
subnets = [
    aws.ec2.Subnet(
        f"net-{zone[-1]}", vpc_id=net.id, availability_zone=zone, cidr_block=f"172.20.{index}.0/24", map_public_ip_on_launch=True
    )
    for index, zone in enumerate(zones)
]
web = aws.ec2.SecurityGroup("web", vpc_id=net.id, description="web servers")
for port, source in [(443, "0.0.0.0/0"), (22, office), (3389, "0.0.0.0/0")]:
    aws.vpc.SecurityGroupIngressRule(
        f"web-{port}",
        security_group_id=web.id,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
        cidr_ipv4=source,
        description=f"port {port}",
    )
files = aws.efs.FileSystem("media", encrypted=False)
for index, subnet in enumerate(subnets):
    aws.efs.MountTarget(f"media-{index}", file_system_id=files.id, subnet_id=subnet.id, security_groups=[web.id])

start = pulumi.Output.all(files.id, licence).apply(
    lambda given: base64.b64encode(
        f"#!/bin/sh\nmount -t efs {given[0]} /srv/media\necho {given[1]} > /etc/shop/licence\n".encode()
    ).decode()
)
template = aws.ec2.LaunchTemplate(
    "web",
    image_id="ami-0a1b2c3d4e5f60718",
    instance_type="m6i.large",
    vpc_security_group_ids=[web.id],
    user_data=start,
    block_device_mappings=[{"device_name": "/dev/xvda", "ebs": {"volume_size": 40, "encrypted": "true"}}],
)
balancer = aws.lb.LoadBalancer("web", load_balancer_type="network", subnets=[each.id for each in subnets])
group = aws.lb.TargetGroup("web", port=443, protocol="TCP", vpc_id=net.id)
aws.lb.Listener(
    "web", load_balancer_arn=balancer.arn, port=443, protocol="TCP", default_actions=[{"type": "forward", "target_group_arn": group.arn}]
)
fleet = aws.autoscaling.Group(
    "web",
    min_size=2,
    max_size=6,
    vpc_zone_identifiers=[each.id for each in subnets],
    launch_template={"id": template.id, "version": "$Latest"},
    target_group_arns=[group.arn],
)
notices = aws.sns.Topic("notices")
aws.cloudwatch.MetricAlarm(
    "busy",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=3,
    metric_name="CPUUtilization",
    namespace="AWS/EC2",
    period=300,
    statistic="Average",
    threshold=80,
    dimensions={"AutoScalingGroupName": fleet.name},
    alarm_actions=[notices.arn],
)

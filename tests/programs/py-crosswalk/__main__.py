"""A cluster from ready components, and what runs in it."""

import pulumi
import pulumi_aws as aws
from crosswalk import Cluster, Deployment, Vpc

network = Vpc("shop", cidrBlock="10.0.0.0/16", natGateways={"strategy": "Single"})
cluster = Cluster("shop", vpcId=pulumi.Output.from_input(network).apply(lambda _: "vpc-later"), desiredCapacity=2)
Deployment("web", spec={"replicas": 2}, opts=pulumi.ResourceOptions(depends_on=[cluster]))
aws.ecr.Repository("images", image_tag_mutability="MUTABLE")

"""What the SDKs of awsx, eks and kubernetes do when a program uses them: components and resources of packages without a stand-in of their own."""

from typing import Any

import pulumi


class Vpc(pulumi.ComponentResource):
    vpc_id: pulumi.Output[str]
    private_subnet_ids: pulumi.Output[list[str]]

    def __init__(self, name: str, **props: Any) -> None:
        outputs = {"vpcId": None, "privateSubnetIds": None}
        super().__init__("awsx:ec2:Vpc", name, {**props, **outputs}, remote=True)

    def __getattr__(self, name: str) -> Any:
        if name in ("vpc_id", "private_subnet_ids"):
            return getattr(self, {"vpc_id": "vpcId", "private_subnet_ids": "privateSubnetIds"}[name])
        raise AttributeError(name)


class Cluster(pulumi.ComponentResource):
    kubeconfig: pulumi.Output[Any]

    def __init__(self, name: str, **props: Any) -> None:
        super().__init__("eks:index:Cluster", name, {**props, "kubeconfig": None}, remote=True)


class Deployment(pulumi.CustomResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None, **props: Any) -> None:
        super().__init__("kubernetes:apps/v1:Deployment", name, props, opts)

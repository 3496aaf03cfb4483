"""A Kubernetes cluster with its registry, network and logs."""

from pulumi import Config, ResourceOptions, export
from pulumi_azure_native.authorization import RoleAssignment
from pulumi_azure_native.containerregistry import Registry
from pulumi_azure_native.containerservice import ManagedCluster
from pulumi_azure_native.network import Subnet, VirtualNetwork
from pulumi_azure_native.operationalinsights import Workspace
from pulumi_azure_native.resources import ResourceGroup

ROLES = "/subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.Authorization/roleDefinitions"
ACR_PULL = f"{ROLES}/7f951dda-4ed3-4680-a7ca-43fe172d538d"

config = Config()
tags = {"owner": "platform", "environment": "production", "data-classification": "internal"}

group = ResourceGroup("platform", location="northeurope", tags=tags, opts=ResourceOptions(protect=True))
network = VirtualNetwork("platform", resource_group_name=group.name, address_space={"address_prefixes": ["10.40.0.0/16"]}, tags=tags)
nodes = Subnet("nodes", resource_group_name=group.name, virtual_network_name=network.name, address_prefix="10.40.0.0/20")
logs = Workspace("platform", resource_group_name=group.name, retention_in_days=30, sku={"name": "PerGB2018"}, tags=tags)
registry = Registry("platform", resource_group_name=group.name, sku={"name": "Standard"}, admin_user_enabled=True, tags=tags)
cluster = ManagedCluster(
    "platform",
    resource_group_name=group.name,
    dns_prefix="platform",
    identity={"type": "SystemAssigned"},
    enable_rbac=True,
    kubernetes_version="1.26.3",
    network_profile={"network_plugin": "azure", "load_balancer_sku": "standard"},
    agent_pool_profiles=[
        {
            "name": "system",
            "mode": "System",
            "count": config.get_int("nodes") or 3,
            "vm_size": "Standard_D4s_v5",
            "vnet_subnet_id": nodes.id,
            "os_type": "Linux",
            "type": "VirtualMachineScaleSets",
        }
    ],
    addon_profiles={"omsagent": {"enabled": True, "config": {"logAnalyticsWorkspaceResourceID": logs.id}}},
    tags=tags,
)
RoleAssignment(
    "pulls",
    scope=registry.id,
    principal_id=cluster.identity_profile.apply(lambda profile: (profile or {}).get("kubeletidentity", {}).get("objectId", "")),
    principal_type="ServicePrincipal",
    role_definition_id=ACR_PULL,
)
export("registry", registry.login_server)

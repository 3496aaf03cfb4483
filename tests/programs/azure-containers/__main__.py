import parts
import pulumi
from pulumi_azure_native import app, dbforpostgresql, resources, servicebus

group = resources.ResourceGroup("dispatch", location="westeurope", tags=parts.TAGS)
environment = parts.environment(group.name)
database = dbforpostgresql.Server(
    "dispatch",
    resource_group_name=group.name,
    version="16",
    administrator_login="dispatch",
    administrator_login_password=pulumi.Config().get_secret("password") or pulumi.Output.secret("set-me"),
    sku={"name": "Standard_D2ds_v4", "tier": "GeneralPurpose"},
    storage={"storage_size_gb": 128},
    backup={"backup_retention_days": 7, "geo_redundant_backup": "Disabled"},
    high_availability={"mode": "ZoneRedundant"},
    network={"public_network_access": "Enabled"},
    tags=parts.TAGS,
)
dbforpostgresql.FirewallRule(
    "everybody", resource_group_name=group.name, server_name=database.name, start_ip_address="0.0.0.0", end_ip_address="255.255.255.255"
)
messages = servicebus.Namespace(
    "dispatch", resource_group_name=group.name, sku={"name": "Standard", "tier": "Standard"}, minimum_tls_version="1.2", tags=parts.TAGS
)
orders = servicebus.Queue("orders", resource_group_name=group.name, namespace_name=messages.name, max_delivery_count=10)
for name, outside in {"api": True, "worker": False}.items():
    app.ContainerApp(
        name,
        resource_group_name=group.name,
        managed_environment_id=environment.id,
        identity={"type": "SystemAssigned"},
        configuration={"ingress": {"external": outside, "target_port": 8080, "allow_insecure": outside}},
        template={
            "containers": [
                {
                    "name": name,
                    "image": f"dispatch.azurecr.io/{name}:2.1",
                    "resources": {"cpu": 0.5, "memory": "1Gi"},
                    "env": [
                        {"name": "QUEUE", "value": orders.name},
                        {"name": "DATABASE_HOST", "value": database.fully_qualified_domain_name},
                        {"name": "DATABASE_PASSWORD", "value": "dispatch-Str0ng-pw"},
                    ],
                }
            ],
            "scale": {"min_replicas": 1, "max_replicas": 5},
        },
        tags=parts.TAGS,
    )

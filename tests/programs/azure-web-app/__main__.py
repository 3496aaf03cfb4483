import pulumi
import pulumi_azure_native as azure

config = pulumi.Config()
tenant = config.get("tenant") or "11111111-1111-1111-1111-111111111111"
password = config.get_secret("sqlPassword") or pulumi.Output.secret("set-me")

group = azure.resources.ResourceGroup("invoices", location="westeurope")
plan = azure.web.AppServicePlan(
    "invoices", resource_group_name=group.name, kind="linux", reserved=True, sku={"name": "P1v3", "tier": "PremiumV3", "capacity": 2}
)
server = azure.sql.Server(
    "invoices",
    resource_group_name=group.name,
    administrator_login="invoices",
    administrator_login_password=password,
    version="12.0",
    minimal_tls_version="1.2",
    public_network_access="Enabled",
)
azure.sql.FirewallRule(
    "azure", resource_group_name=group.name, server_name=server.name, start_ip_address="0.0.0.0", end_ip_address="0.0.0.0"
)
azure.sql.FirewallRule(
    "support", resource_group_name=group.name, server_name=server.name, start_ip_address="0.0.0.0", end_ip_address="255.255.255.255"
)
database = azure.sql.Database("invoices", resource_group_name=group.name, server_name=server.name, sku={"name": "S1", "tier": "Standard"})
vault = azure.keyvault.Vault(
    "invoices",
    resource_group_name=group.name,
    properties={
        "tenant_id": tenant,
        "sku": {"family": "A", "name": "standard"},
        "enable_rbac_authorization": True,
        "enable_soft_delete": True,
        "enable_purge_protection": True,
    },
)
insights = azure.applicationinsights.Component(
    "invoices", resource_group_name=group.name, kind="web", application_type="web", ingestion_mode="ApplicationInsights"
)
app = azure.web.WebApp(
    "invoices",
    resource_group_name=group.name,
    server_farm_id=plan.id,
    https_only=True,
    identity={"type": "SystemAssigned"},
    site_config={
        "linux_fx_version": "DOTNETCORE|8.0",
        "min_tls_version": "1.0",
        "always_on": True,
        "app_settings": [
            {"name": "APPLICATIONINSIGHTS_CONNECTION_STRING", "value": insights.connection_string},
            {"name": "Vault", "value": vault.properties.vault_uri},
        ],
    },
)
azure.authorization.RoleAssignment(
    "secrets",
    scope=vault.id,
    principal_id=app.identity.principal_id,
    principal_type="ServicePrincipal",
    role_definition_id="/subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6",
)
pulumi.export("url", app.default_host_name)

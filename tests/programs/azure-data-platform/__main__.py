import pulumi
from pulumi_azure_native import datafactory, eventhub, resources, storage, synapse

secret = pulumi.Config().get_secret("sqlPassword") or pulumi.Output.secret("set-me")
rg = resources.ResourceGroup("insight", location="swedencentral").name

lake = storage.StorageAccount(
    "insightlake",
    resource_group_name=rg,
    kind="StorageV2",
    is_hns_enabled=True,
    sku={"name": "Standard_ZRS"},
    minimum_tls_version="TLS1_2",
    allow_blob_public_access=False,
    network_rule_set={"default_action": "Allow"},
)
files = storage.BlobContainer("files", resource_group_name=rg, account_name=lake.name)
workspace = synapse.Workspace(
    "insight",
    resource_group_name=rg,
    identity={"type": "SystemAssigned"},
    sql_administrator_login="insight",
    sql_administrator_login_password=secret,
    default_data_lake_storage={"account_url": lake.primary_endpoints.dfs, "filesystem": files.name},
)
synapse.IpFirewallRule(
    "everywhere", resource_group_name=rg, workspace_name=workspace.name, start_ip_address="0.0.0.0", end_ip_address="255.255.255.255"
)
events = eventhub.Namespace("insight", resource_group_name=rg, sku={"name": "Standard", "tier": "Standard"})
for topic, days in {"clicks": 3, "orders": 7}.items():
    eventhub.EventHub(topic, resource_group_name=rg, namespace_name=events.name, message_retention_in_days=days, partition_count=4)
datafactory.Factory("insight", resource_group_name=rg, identity={"type": "SystemAssigned"})

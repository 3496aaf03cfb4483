"""The back office on Azure: finance and customer care."""

from pulumi_azure_native import monitor, operationalinsights, resources
from settings import CONFIDENTIAL, EMAIL, TAGS

from buttress_components.azure import EncryptedStorageAccount, FlowLoggedVnet, HardenedSqlDatabase

LOCATION = "westeurope"
TENANT = "11111111-1111-1111-1111-111111111111"
FINANCE = "22222222-2222-2222-2222-222222222222"

group = resources.ResourceGroup("backoffice", location=LOCATION, tags=TAGS)
workspace = operationalinsights.Workspace(
    "backoffice",
    resource_group_name=group.name,
    location=LOCATION,
    sku={"name": "PerGB2018"},
    retention_in_days=400,
    tags=TAGS,
)
alerts = monitor.ActionGroup(
    "security",
    resource_group_name=group.name,
    location="global",
    group_short_name="security",
    enabled=True,
    email_receivers=[{"name": "security", "email_address": EMAIL, "use_common_alert_schema": True}],
    tags=TAGS,
)

office = FlowLoggedVnet(
    "office",
    {
        "resource_group_name": group.name,
        "location": LOCATION,
        "address_prefix": "10.40.0.0/16",
        "subnets": [{"name": "care", "address_prefix": "10.40.1.0/24"}],
        "endpoints_prefix": "10.40.3.0/24",
        "workspace_id": workspace.id,
        "tags": TAGS,
    },
)
invoices = EncryptedStorageAccount(
    "invoices",
    {
        "resource_group_name": group.name,
        "subnet_id": office.subnet_ids["endpoints"],
        "workspace_id": workspace.id,
        "containers": ["invoices"],
        "delete_after_days": 3650,
        "tags": CONFIDENTIAL,
    },
)
ledger = HardenedSqlDatabase(
    "ledger",
    {
        "resource_group_name": group.name,
        "subnet_id": office.subnet_ids["endpoints"],
        "workspace_id": workspace.id,
        "administrator": {"login": "finance", "object_id": FINANCE, "tenant_id": TENANT},
        "action_group_id": alerts.id,
        "ledger": True,
        "tags": CONFIDENTIAL,
    },
)

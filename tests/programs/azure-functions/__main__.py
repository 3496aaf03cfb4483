"""Functions over a document database, with a vault for their secrets."""

import pulumi
import pulumi_azure_native as az
from pulumi_azure_native import cosmosdb, keyvault, resources, storage, web


class Loyalty(pulumi.ComponentResource):
    """All of the product in one region."""

    def __init__(self, name: str, location: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("loyalty:app:Loyalty", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.group = resources.ResourceGroup(name, location=location, opts=child)
        self.files = storage.StorageAccount(
            "loyaltyfiles",
            resource_group_name=self.group.name,
            kind=storage.Kind.STORAGE_V2,
            sku={"name": storage.SkuName.STANDARD_LRS},
            allow_blob_public_access=True,
            enable_https_traffic_only=True,
            minimum_tls_version="TLS1_2",
            opts=child,
        )
        storage.BlobContainer(
            "banners", resource_group_name=self.group.name, account_name=self.files.name, public_access="Container", opts=child
        )
        self.documents = cosmosdb.DatabaseAccount(
            name,
            resource_group_name=self.group.name,
            database_account_offer_type="Standard",
            locations=[{"location_name": location, "failover_priority": 0}],
            consistency_policy={"default_consistency_level": "Session"},
            opts=child,
        )
        self.vault = keyvault.Vault(
            name,
            resource_group_name=self.group.name,
            properties={
                "tenant_id": "11111111-1111-1111-1111-111111111111",
                "sku": {"family": "A", "name": "standard"},
                "access_policies": [],
                "network_acls": {"default_action": "Deny", "bypass": "AzureServices"},
            },
            opts=child,
        )
        keyvault.Secret(
            "partner-key",
            resource_group_name=self.group.name,
            vault_name=self.vault.name,
            properties={"value": "sk_live_9f8e7d6c5b4a39281706f5e4"},
            opts=child,
        )
        plan = web.AppServicePlan(name, resource_group_name=self.group.name, sku={"name": "Y1", "tier": "Dynamic"}, opts=child)
        keys = az.storage.list_storage_account_keys_output(account_name=self.files.name, resource_group_name=self.group.name)
        connection = pulumi.Output.concat(
            "DefaultEndpointsProtocol=https;AccountName=", self.files.name, ";AccountKey=", keys.keys[0].value
        )
        self.app = web.WebApp(
            name,
            resource_group_name=self.group.name,
            kind="functionapp",
            server_farm_id=plan.id,
            site_config={
                "app_settings": [
                    {"name": "AzureWebJobsStorage", "value": connection},
                    {"name": "FUNCTIONS_WORKER_RUNTIME", "value": "python"},
                    {"name": "COSMOS", "value": self.documents.document_endpoint},
                ]
            },
            opts=child,
        )
        self.register_outputs({})


Loyalty("loyalty", "germanywestcentral")

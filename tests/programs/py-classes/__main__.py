"""Components of one's own, a base class, a dataclass of settings, outputs that are put together."""

from dataclasses import dataclass

import pulumi
from pulumi_azure_native import keyvault, resources, storage


@dataclass
class Settings:
    tier: str
    tenant: str = "11111111-2222-4333-8444-555555555555"

    @property
    def redundant(self) -> bool:
        return self.tier == "gold"


class Part(pulumi.ComponentResource):
    def __init__(self, name: str, settings: Settings, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(f"acme:parts:{type(self).__name__}", name, None, opts)
        self.settings = settings
        self.build(name)
        self.register_outputs({})

    def build(self, name: str) -> None:
        raise NotImplementedError

    @property
    def inside(self) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self)


class Data(Part):
    def build(self, name: str) -> None:
        self.group = resources.ResourceGroup(name, opts=self.inside)
        sku = storage.SkuArgs(name="Standard_GRS" if self.settings.redundant else "Standard_LRS")
        self.account = storage.StorageAccount(f"{name}sa", resource_group_name=self.group.name, kind="StorageV2", sku=sku, opts=self.inside)


class Secrets(Part):
    def build(self, name: str) -> None:
        group = resources.ResourceGroup(name, opts=self.inside)
        properties = keyvault.VaultPropertiesArgs(
            tenant_id=self.settings.tenant, sku=keyvault.SkuArgs(family="A", name="standard"), access_policies=[]
        )
        self.vault = keyvault.Vault(f"{name}kv", resource_group_name=group.name, properties=properties, opts=self.inside)


gold = Settings("gold")
data, secrets = Data("orders", gold), Secrets("keys", gold)
pulumi.export("line", pulumi.Output.all(data.account.name, secrets.vault.name).apply(lambda names: "/".join(names)))
pulumi.export("url", pulumi.Output.concat("https://", data.account.name, ".blob.core.windows.net"))

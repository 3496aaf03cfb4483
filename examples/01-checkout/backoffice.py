"""The back office on Azure: finance and customer care."""

from pulumi_azure_native import cdn, compute, keyvault, network, resources, sql, storage

group = resources.ResourceGroup("backoffice")

# defect 57: the account answers every network,
# defect 58: and whoever holds one of its keys may do everything in it.
invoices = storage.StorageAccount(
    "invoices",
    resource_group_name=group.name,
    kind="StorageV2",
    sku={"name": "Standard_GRS"},
    # defect 43: plain HTTP is accepted.
    enable_https_traffic_only=False,
    # defect 44: outdated TLS is accepted.
    minimum_tls_version="TLS1_0",
    # defect 45: containers may be opened to anybody,
    allow_blob_public_access=True,
)
# defect 46: and this one is.
storage.BlobContainer("invoices", account_name=invoices.name, resource_group_name=group.name, public_access="Blob")

# defect 59: the vault answers every network.
# defect 47: a deleted key is gone: the vault has no purge protection.
keyvault.Vault(
    "backoffice",
    resource_group_name=group.name,
    properties={
        "tenant_id": "11111111-1111-1111-1111-111111111111",
        "sku": {"family": "A", "name": "standard"},
        "enable_rbac_authorization": True,
    },
)

# defect 48: nobody records what this network does.
office = network.VirtualNetwork("office", resource_group_name=group.name, address_space={"address_prefixes": ["10.40.0.0/16"]})
# defect 49: SSH is open to the internet.
rules = network.NetworkSecurityGroup(
    "office",
    resource_group_name=group.name,
    security_rules=[
        {
            "name": "administration",
            "priority": 100,
            "direction": "Inbound",
            "access": "Allow",
            "protocol": "*",
            "source_address_prefix": "Internet",
            "source_port_range": "*",
            "destination_address_prefix": "*",
            "destination_port_ranges": ["20-25", "443"],
        }
    ],
)
subnet = network.Subnet(
    "office",
    resource_group_name=group.name,
    virtual_network_name=office.name,
    address_prefix="10.40.1.0/24",
    network_security_group={"id": rules.id},
)

# defect 60: the finance server has a public address,
# defect 61: and passwords open it.
# defect 50: the finance server keeps no audit records.
finance = sql.Server("finance", resource_group_name=group.name, administrator_login="finance", minimal_tls_version="1.2", version="12.0")
ledger = sql.Database("ledger", resource_group_name=group.name, server_name=finance.name, sku={"name": "S0", "tier": "Standard"})
# defect 51: the ledger is not encrypted.
sql.TransparentDataEncryption(
    "ledger", resource_group_name=group.name, server_name=finance.name, database_name=ledger.name, tde_name="current", state="Disabled"
)
# defect 52: every address of IPv4 may connect.
sql.FirewallRule(
    "anywhere", resource_group_name=group.name, server_name=finance.name, start_ip_address="0.0.0.0", end_ip_address="255.255.255.255"
)

card = network.NetworkInterface(
    "care",
    resource_group_name=group.name,
    network_security_group={"id": rules.id},
    ip_configurations=[{"name": "care", "subnet": {"id": subnet.id}}],
)
# defect 53: the machine of customer care is in no backup.
compute.VirtualMachine(
    "care",
    resource_group_name=group.name,
    hardware_profile={"vm_size": "Standard_D2s_v5"},
    network_profile={"network_interfaces": [{"id": card.id, "primary": True}]},
    storage_profile={
        "image_reference": {"publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
        "os_disk": {"create_option": "FromImage", "managed_disk": {"storage_account_type": "Premium_LRS"}},
    },
)

# defect 54: the front door has no firewall policy.
door = cdn.Profile("care", resource_group_name=group.name, location="global", sku={"name": "Premium_AzureFrontDoor"})
cdn.AFDEndpoint("care", resource_group_name=group.name, profile_name=door.name, enabled_state="Enabled", location="global")

# defect 55: the subscription's activity log is exported nowhere.
# defect 62: no initiative judges what is in it.

"""A password and a key that are made up in the update, for a database and a machine."""

from made import PrivateKey, RandomPassword
from pulumi_azure_native import resources, sql

group = resources.ResourceGroup("shop")
password = RandomPassword("admin", length=24)
server = sql.Server(
    "shop",
    resource_group_name=group.name,
    administrator_login="boss",
    administrator_login_password=password.result,
    minimal_tls_version="1.2",
)
sql.FirewallRule(
    "all", resource_group_name=group.name, server_name=server.name, start_ip_address="0.0.0.0", end_ip_address="255.255.255.255"
)
PrivateKey("ssh", algorithm="ED25519")

import pulumi
import pulumi_azure_native.compute as compute
import pulumi_azure_native.network as network
import pulumi_azure_native.resources as resources

rg = resources.ResourceGroup("ticketing", location="westeurope")
key = pulumi.Config().get("sshKey") or "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJd8 operator"

RULES = {
    "web": (100, "443", "Internet"),
    "health": (110, "65200-65535", "GatewayManager"),
    "ssh": (200, "22", "*"),
}
nsg = network.NetworkSecurityGroup(
    "machines",
    resource_group_name=rg.name,
    security_rules=[
        {
            "name": name,
            "priority": priority,
            "direction": "Inbound",
            "access": "Allow",
            "protocol": "Tcp",
            "source_address_prefix": source,
            "source_port_range": "*",
            "destination_address_prefix": "*",
            "destination_port_range": ports,
        }
        for name, (priority, ports, source) in RULES.items()
    ],
)
vnet = network.VirtualNetwork("ticketing", resource_group_name=rg.name, address_space={"address_prefixes": ["10.60.0.0/16"]})
front = network.Subnet("front", resource_group_name=rg.name, virtual_network_name=vnet.name, address_prefix="10.60.0.0/24")
back = network.Subnet(
    "back",
    resource_group_name=rg.name,
    virtual_network_name=vnet.name,
    address_prefix="10.60.1.0/24",
    network_security_group={"id": nsg.id},
)
address = network.PublicIPAddress(
    "front", resource_group_name=rg.name, public_ip_allocation_method="Static", sku={"name": "Standard"}, zones=["1", "2", "3"]
)
BASE = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ticketing/providers/Microsoft.Network/applicationGateways/front"
gateway = network.ApplicationGateway(
    "front",
    application_gateway_name="front",
    resource_group_name=rg.name,
    sku={"name": "Standard_v2", "tier": "Standard_v2", "capacity": 2},
    gateway_ip_configurations=[{"name": "subnet", "subnet": {"id": front.id}}],
    frontend_ip_configurations=[{"name": "public", "public_ip_address": {"id": address.id}}],
    frontend_ports=[{"name": "http", "port": 80}],
    backend_address_pools=[{"name": "machines"}],
    backend_http_settings_collection=[{"name": "plain", "port": 80, "protocol": "Http", "request_timeout": 30}],
    http_listeners=[
        {
            "name": "plain",
            "protocol": "Http",
            "frontend_ip_configuration": {"id": f"{BASE}/frontendIPConfigurations/public"},
            "frontend_port": {"id": f"{BASE}/frontendPorts/http"},
        }
    ],
    request_routing_rules=[
        {
            "name": "all",
            "rule_type": "Basic",
            "priority": 10,
            "http_listener": {"id": f"{BASE}/httpListeners/plain"},
            "backend_address_pool": {"id": f"{BASE}/backendAddressPools/machines"},
            "backend_http_settings": {"id": f"{BASE}/backendHttpSettingsCollection/plain"},
        }
    ],
)
machines = compute.VirtualMachineScaleSet(
    "machines",
    resource_group_name=rg.name,
    sku={"name": "Standard_D2s_v5", "tier": "Standard", "capacity": 2},
    upgrade_policy={"mode": "Manual"},
    virtual_machine_profile={
        "os_profile": {
            "computer_name_prefix": "ticket",
            "admin_username": "operator",
            "admin_password": "Tick3ting!2024",
            "linux_configuration": {
                "disable_password_authentication": False,
                "ssh": {"public_keys": [{"key_data": key, "path": "/home/operator/.ssh/authorized_keys"}]},
            },
        },
        "storage_profile": {
            "image_reference": {"publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "os_disk": {"create_option": "FromImage", "caching": "ReadWrite", "managed_disk": {"storage_account_type": "Premium_LRS"}},
        },
        "network_profile": {
            "network_interface_configurations": [
                {"name": "nic", "primary": True, "ip_configurations": [{"name": "ip", "subnet": {"id": back.id}}]}
            ]
        },
    },
)

"""A virtual network whose traffic is recorded, analysed and kept, with a security group on every subnet."""

import dataclasses
import enum
import hashlib
import ipaddress
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import authorization, managedidentity, network

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context
from buttress_components.azure import _keys as keys
from buttress_components.azure import _workspaces as workspaces
from buttress_components.azure.encrypted_storage_account import (
    EncryptedStorageAccount,
    EncryptedStorageAccountArgs,
    StorageReplication,
    read_replication,
)

_ENDPOINTS = "endpoints"
_ANYWHERE = frozenset({"*", "any", "internet", "0.0.0.0/0", "::/0"})


class RuleAccess(enum.Enum):
    """What a rule does."""

    ALLOW = "Allow"
    DENY = "Deny"


class RuleDirection(enum.Enum):
    """Which way the traffic goes."""

    INBOUND = "Inbound"
    OUTBOUND = "Outbound"


class RuleProtocol(enum.Enum):
    """Which traffic a rule is about."""

    TCP = "Tcp"
    UDP = "Udp"
    ICMP = "Icmp"
    ANY = "*"


class NetworkRuleArgs(TypedDict):
    """A rule of a subnet's security group."""

    name: str
    """Name of the rule."""
    priority: int
    """100 to 4000; the lowest that matches decides."""
    direction: RuleDirection
    """Which way the traffic goes."""
    access: RuleAccess
    """What the rule does."""
    protocol: RuleProtocol
    """Which traffic it is about."""
    source: str
    """Address prefix or service tag. From the internet only TCP 443 may be allowed."""
    destination: NotRequired[str]
    """Address prefix or service tag. Default: `VirtualNetwork` inbound; needed outbound."""
    ports: list[str]
    """Ports and ranges, as `443` or `8000-8010`."""


class NetworkSubnetArgs(TypedDict):
    """A subnet with a security group of its own."""

    name: str
    """Name of the subnet."""
    address_prefix: str
    """Its addresses, within the network."""
    rules: NotRequired[list[NetworkRuleArgs]]
    """Rules beside those of Azure. Default: none."""
    delegation: NotRequired[str]
    """The service that the subnet is for, such as `Microsoft.Web/serverFarms`."""
    default_outbound_access: NotRequired[bool]
    """Whether machines reach the internet without a gateway. Default: false."""


class FlowLoggedVnetArgs(TypedDict):
    """The arguments of FlowLoggedVnet."""

    resource_group_name: pulumi.Input[str]
    """The resource group. A change replaces the network."""
    location: str
    """The region, as `westeurope`. A change replaces the network."""
    address_prefix: str
    """Addresses of the network, /8 to /26. A change of a used part is refused by Azure."""
    subnets: list[NetworkSubnetArgs]
    """The subnets, at least one."""
    endpoints_prefix: NotRequired[str]
    """Addresses of one more subnet, for the private endpoints of the new storage account. Needed unless storage_account_id is given."""
    storage_account_id: NotRequired[pulumi.Input[str]]
    """ARM id of an existing storage account in the same region for the flow logs. Default: a new EncryptedStorageAccount."""
    key: NotRequired[keys.ExistingKeyArgs]
    """An existing key for the new storage account. Default: a new one in a vault of its own that rotates every year."""
    replication: NotRequired[StorageReplication]
    """How many copies of the flow logs there are, and where: Standard_ZRS, for a region without a pair, needs a justification.
    Default: Standard_GRS."""
    workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of an existing Log Analytics workspace. Default: a new one."""
    network_watcher_name: NotRequired[pulumi.Input[str]]
    """The region's Network Watcher. Default: `NetworkWatcher_<location>`, which Azure makes by itself."""
    network_watcher_group: NotRequired[pulumi.Input[str]]
    """Its resource group. Default: `NetworkWatcherRG`."""
    retention_days: NotRequired[int]
    """Days that the new workspace keeps what it is given, 365 to 730; the records in the account are kept for a year, which is all that a
    flow log takes. Default: 400."""
    ddos_protection_plan_id: NotRequired[pulumi.Input[str]]
    """ARM id of a DDoS protection plan, which has a monthly price of its own. Default: none."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the logs and their key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class FlowLoggedVnet(HardenedResource):
    """A virtual network whose traffic is recorded, analysed and kept, with a security group on every subnet."""

    vnet_id: pulumi.Output[str]
    """ARM id of the network."""
    vnet_name: pulumi.Output[str]
    """Name of the network."""
    subnet_ids: pulumi.Output[dict[str, str]]
    """ARM ids of the subnets by name."""
    security_group_ids: pulumi.Output[dict[str, str]]
    """ARM ids of their security groups by name."""
    workspace_id: pulumi.Output[str]
    """ARM id of the workspace."""
    storage_account_id: pulumi.Output[str]
    """ARM id of the account with the flow logs."""

    def __init__(self, name: str, args: FlowLoggedVnetArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("FlowLoggedVnet", name, args, FlowLoggedVnetArgs)
        settings = _read(given)
        super().__init__(given, opts)
        place = context.Place.of(self, given)
        workspace = given.get("workspace_id")
        if workspace is None:
            workspace = workspaces.make(place, name, days=settings.days, protect=settings.protect).id
        vnet = _network(place, name, given, settings)
        subnets: dict[str, network.Subnet] = {}
        groups: dict[str, network.NetworkSecurityGroup] = {}
        for subnet in settings.subnets:
            title = subnet["name"]
            groups[title] = _security_group(place, name, subnet)
            context.diagnose(place, f"{name}-{title}", groups[title].id, workspace)
            # Azure changes one subnet of a network at a time.
            subnets[title] = _subnet(place, name, vnet, subnet, groups[title], list(subnets.values())[-1:])
        storage = _record(place, name, given, settings, vnet, subnets, workspace)
        workspaces.keep_queries(place, name, workspace)
        self.vnet_id = vnet.id
        self.vnet_name = vnet.name
        self.subnet_ids = pulumi.Output.all(**{title: one.id for title, one in subnets.items()})
        self.security_group_ids = pulumi.Output.all(**{title: one.id for title, one in groups.items()})
        self.workspace_id = pulumi.Output.from_input(workspace)
        self.storage_account_id = storage
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    location: str
    prefix: str
    subnets: Sequence[Mapping[str, Any]]
    days: int
    replication: StorageReplication
    protect: bool


def _read(given: Arguments) -> _Settings:
    if given.has("key") and given.has("storage_account_id"):
        raise given.invalid("key", given.get("key"), "nothing beside storage_account_id, which has its own")
    if given.has("replication") and given.has("storage_account_id"):
        raise given.invalid("replication", given.get("replication"), "nothing beside storage_account_id, which has its own")
    given.need("resource_group_name", "the resource group")
    prefix = str(given.need("address_prefix", "the addresses of the network"))
    whole = _addresses(given, "address_prefix", prefix)
    subnets = given.groups("subnets", NetworkSubnetArgs, least=1)
    if not given.has("storage_account_id"):
        asked = given.need("endpoints_prefix", "addresses for private endpoints, or storage_account_id")
        subnets.append({"name": _ENDPOINTS, "address_prefix": asked})
    elif given.has("endpoints_prefix"):
        raise given.invalid("endpoints_prefix", given.get("endpoints_prefix"), "nothing beside storage_account_id")
    taken: dict[str, ipaddress.IPv4Network] = {}
    for place, subnet in enumerate(subnets):
        where = f"subnets[{place}]" if subnet["name"] != _ENDPOINTS else "endpoints_prefix"
        if subnet["name"] in taken or subnet["name"] in defaults.RESERVED_SUBNETS:
            raise given.invalid(f"{where}.name", subnet["name"], "different names, and none that Azure keeps for its gateways")
        part = _addresses(given, f"{where}.address_prefix", subnet["address_prefix"])
        if not part.subnet_of(whole):
            raise given.invalid(f"{where}.address_prefix", subnet["address_prefix"], f"networks within {prefix}")
        for other in taken.values():
            if part.overlaps(other):
                raise given.invalid(
                    f"{where}.address_prefix", subnet["address_prefix"], f"networks that do not overlap; it overlaps {other}"
                )
        taken[subnet["name"]] = part
        for number, rule in enumerate(subnet.get("rules") or []):
            found = given.part(f"{where}.rules[{number}]", rule, NetworkRuleArgs)
            _judge(given, f"{where}.rules[{number}]", found)
    return _Settings(
        location=str(given.text("location") or given.need("location", "the region")),
        prefix=prefix,
        subnets=subnets,
        replication=read_replication(given),
        days=given.log_days("retention_days", most=defaults.LONGEST_WORKSPACE_RETENTION),
        protect=given.protect("azure"),
    )


def _addresses(given: Arguments, key: str, text: Any) -> ipaddress.IPv4Network:
    try:
        return ipaddress.IPv4Network(text)
    except ValueError as problem:
        raise given.invalid(key, text, f"an IPv4 network ({problem})") from None


def _judge(given: Arguments, where: str, rule: Mapping[str, Any]) -> None:
    if not 100 <= int(rule["priority"]) <= 4000:  # noqa: PLR2004  (Azure's lowest, and room for a closing rule)
        raise given.invalid(f"{where}.priority", rule["priority"], "100 to 4000")
    direction, access = _value(rule["direction"]), _value(rule["access"])
    if direction == RuleDirection.OUTBOUND.value and not rule.get("destination"):
        raise given.lacks(f"{where}.destination", "it outbound")
    if direction == RuleDirection.INBOUND.value and access == RuleAccess.ALLOW.value and str(rule["source"]).lower() in _ANYWHERE:
        if _value(rule["protocol"]) != RuleProtocol.TCP.value or list(rule["ports"]) != ["443"]:
            raise given.invalid(f"{where}.ports", rule["ports"], "TCP 443 alone where the source is the internet")
    elif (
        direction == RuleDirection.OUTBOUND.value
        and access == RuleAccess.ALLOW.value
        and str(rule["destination"]).lower() in _ANYWHERE
        and "*" in rule["ports"]
    ):
        raise given.invalid(f"{where}.ports", rule["ports"], "ports by number where the destination is the internet")


def _value(given: Any) -> Any:
    return given.value if isinstance(given, enum.Enum) else given


def _network(place: context.Place, name: str, given: Arguments, settings: _Settings) -> network.VirtualNetwork:
    protection = given.get("ddos_protection_plan_id")
    return network.VirtualNetwork(
        name,
        **place.where(),
        address_space=network.AddressSpaceArgs(address_prefixes=[settings.prefix]),
        enable_ddos_protection=protection is not None,
        ddos_protection_plan=network.SubResourceArgs(id=protection) if protection is not None else None,
        encryption=network.VirtualNetworkEncryptionArgs(enabled=True, enforcement="AllowUnencrypted"),
        opts=place.options(),
    )


def _security_group(place: context.Place, name: str, subnet: Mapping[str, Any]) -> network.NetworkSecurityGroup:
    rules = [
        network.SecurityRuleArgs(
            name=rule["name"],
            priority=int(rule["priority"]),
            direction=_value(rule["direction"]),
            access=_value(rule["access"]),
            protocol=_value(rule["protocol"]),
            source_address_prefix=rule["source"],
            source_port_range="*",
            destination_address_prefix=rule.get("destination") or "VirtualNetwork",
            destination_port_ranges=list(rule["ports"]),
        )
        for rule in subnet.get("rules") or []
    ]
    closing = network.SecurityRuleArgs(
        name="DenyInternetInbound",
        description="Nothing comes in from the internet but what a rule above allows.",
        priority=4096,
        direction="Inbound",
        access="Deny",
        protocol="*",
        source_address_prefix="Internet",
        source_port_range="*",
        destination_address_prefix="*",
        destination_port_range="*",
    )
    return network.NetworkSecurityGroup(f"{name}-{subnet['name']}", **place.where(), security_rules=[*rules, closing], opts=place.options())


def _subnet(
    place: context.Place,
    name: str,
    vnet: network.VirtualNetwork,
    subnet: Mapping[str, Any],
    group: network.NetworkSecurityGroup,
    after: Sequence[pulumi.Resource],
) -> network.Subnet:
    service = subnet.get("delegation")
    return network.Subnet(
        f"{name}-{subnet['name']}",
        resource_group_name=place.group,
        virtual_network_name=vnet.name,
        subnet_name=subnet["name"],
        address_prefix=subnet["address_prefix"],
        network_security_group=network.NetworkSecurityGroupArgs(id=group.id),
        default_outbound_access=bool(subnet.get("default_outbound_access", False)),
        private_endpoint_network_policies="NetworkSecurityGroupEnabled",
        delegations=[network.DelegationArgs(name="delegation", service_name=service)] if service else None,
        opts=place.options(depends_on=list(after)),
    )


def _record(
    place: context.Place,
    name: str,
    given: Arguments,
    settings: _Settings,
    vnet: network.VirtualNetwork,
    subnets: Mapping[str, network.Subnet],
    workspace: pulumi.Input[str],
) -> pulumi.Output[str]:
    """Flow logs to the account and, every ten minutes, to the workspace; the account's id is returned."""
    storage_id = given.get("storage_account_id")
    after: list[pulumi.Resource] = []
    if storage_id is None:
        args: EncryptedStorageAccountArgs = {
            "resource_group_name": place.group,
            "location": settings.location,
            "subnet_id": subnets[_ENDPOINTS].id,
            "workspace_id": workspace,
            "tags": given.tags(**{"data-classification": "internal"}),
        }
        args.update(given.forward("key", "replication", protect=settings.protect, excused=settings.replication is StorageReplication.ZRS))
        account = EncryptedStorageAccount(f"{name}-flow", args, place.options())
        storage_id = account.account_id
        after.append(account)
    account_id = pulumi.Output.from_input(storage_id)
    # The account takes no shared key, so the log signs in as somebody.
    identity = managedidentity.UserAssignedIdentity(f"{name}-flow", **place.where(), opts=place.options())
    writes = authorization.RoleAssignment(
        f"{name}-flow",
        scope=account_id,
        principal_id=identity.principal_id,
        principal_type="ServicePrincipal",
        role_definition_id=context.role(account_id, defaults.BLOB_CONTRIBUTOR),
        description=f"Lets the flow log of {name} write to its account.",
        opts=place.options(),
    )
    network.FlowLog(
        name,
        resource_group_name=given.get("network_watcher_group", "NetworkWatcherRG"),
        network_watcher_name=given.get("network_watcher_name", f"NetworkWatcher_{settings.location}"),
        # The region's watcher is shared, with other stacks too.
        flow_log_name=vnet.id.apply(lambda identity: f"{name}-{hashlib.sha256(identity.encode()).hexdigest()[:8]}"),
        location=settings.location,
        tags=place.tags,
        enabled=True,
        target_resource_id=vnet.id,
        storage_id=account_id,
        identity=network.ManagedServiceIdentityArgs(
            type=network.ResourceIdentityType.USER_ASSIGNED, user_assigned_identities=[context.spread(writes, identity.id)]
        ),
        format=network.FlowLogFormatParametersArgs(type="JSON", version=2),
        retention_policy=network.RetentionPolicyParametersArgs(enabled=True, days=min(settings.days, 365)),
        flow_analytics_configuration=network.TrafficAnalyticsPropertiesArgs(
            network_watcher_flow_analytics_configuration=network.TrafficAnalyticsConfigurationPropertiesArgs(
                enabled=True,
                traffic_analytics_interval=defaults.TRAFFIC_ANALYTICS_INTERVAL,
                workspace_region=settings.location,
                workspace_resource_id=workspace,
            )
        ),
        opts=place.options(depends_on=after),
    )
    return account_id

"""A record of every transaction on Azure that can only be added to: signed by hardware, immutable for years, and missed when absent."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import authorization, eventhub

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context
from buttress_components.azure import _keys as keys
from buttress_components.azure.encrypted_storage_account import (
    AccountImmutability,
    EncryptedStorageAccount,
    EncryptedStorageAccountArgs,
    StorageReplication,
    read_immutability,
    read_replication,
)

_CONTAINER: Final = "transactions"


class AzureTransactionLogArgs(TypedDict):
    """The arguments of AzureTransactionLog."""

    resource_group_name: pulumi.Input[str]
    """The resource group. A change replaces all that is made."""
    subnet_id: pulumi.Input[str]
    """ARM id of the subnet for private endpoints."""
    workspace_id: pulumi.Input[str]
    """ARM id of the Log Analytics workspace that takes the logs."""
    action_group_id: pulumi.Input[str]
    """ARM id of the action group that alerts go to."""
    location: NotRequired[pulumi.Input[str]]
    """The region. Default: that of the resource group."""
    key: NotRequired[keys.ExistingKeyArgs]
    """An existing key for the account with the records; stream and signatures have keys of their own. Default: a new one."""
    writers: NotRequired[dict[str, pulumi.Input[str]]]
    """A short name to the object id of a managed identity or application that adds records and signs them. Default: none."""
    verifiers: NotRequired[dict[str, pulumi.Input[str]]]
    """A short name to the object id of a managed identity or application that reads records and verifies them. Default: none."""
    retention_days: NotRequired[int]
    """Days for which no record can be deleted or changed, 365 to 36500; a fortnight later it is disposed of. Default: 2555."""
    immutability: NotRequired[AccountImmutability]
    """Who may end the immutability: Unlocked, those who administer the account, or Locked, nobody, ever: a second step, which needs
    acknowledge_irreversible. Default: Unlocked."""
    acknowledge_irreversible: NotRequired[str]
    """Why it is right that nobody, ever, can take the lock off, and who says so. Needed with Locked."""
    replication: NotRequired[StorageReplication]
    """How many copies of the records there are, and where: Standard_ZRS, for a region without a pair, needs a justification.
    Default: Standard_GRS."""
    gap_minutes: NotRequired[int]
    """Minutes without a single record after which somebody is alerted: 15, 30, 60, 360, 720 or 1440. Default: 15."""
    stream_hours: NotRequired[int]
    """Hours that the event hub itself keeps records, 168 to 2160. Default: 168."""
    partitions: NotRequired[int]
    """Partitions of the event hub, 1 to 100. Default: 4."""
    processing_units: NotRequired[int]
    """Processing units of the Premium namespace: 1, 2, 4, 8 or 16. Default: 1."""
    private_dns_zone_ids: NotRequired[dict[str, pulumi.Input[str]]]
    """ARM ids of private DNS zones by sub-resource: `namespace`, `blob`, `vault`."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the records and their keys, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class AzureTransactionLog(HardenedResource):
    """A record of every transaction on Azure that can only be added to: signed by hardware, immutable for years, and missed when absent.

    A writer sends to the event hub and signs each record with the key, which never leaves its HSM; a number in each record shows gaps.
    Capture writes all of it, as Avro, to blobs that nobody can change.
    """

    namespace_name: pulumi.Output[str]
    """Name of the Event Hubs namespace."""
    event_hub_name: pulumi.Output[str]
    """Name of the event hub that takes records."""
    event_hub_id: pulumi.Output[str]
    """ARM id of the event hub."""
    storage_account_id: pulumi.Output[str]
    """ARM id of the account with the captured records."""
    signing_key_uri: pulumi.Output[str]
    """Address of the key that signs records."""

    def __init__(self, name: str, args: AzureTransactionLogArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("AzureTransactionLog", name, args, AzureTransactionLogArgs)
        settings = _read(given)
        super().__init__(given, opts)
        place = context.Place.of(self, given)
        private: dict[str, Any] = {"subnet_id": given.get("subnet_id"), "workspace_id": given.get("workspace_id")}
        zone = settings.zones.get("vault")
        key = keys.make(place, name, **private, zone_id=zone, protect=settings.protect)
        signing = keys.make(place, f"{name}-signing", **private, zone_id=zone, protect=settings.protect, signs=True)
        account = _account(place, name, given, settings)
        namespace = _namespace(place, name, given, settings, key)
        hub = _hub(place, name, settings, namespace, key, account)
        _grant(place, name, given, hub, account, signing)
        _tell(place, name, given, settings, namespace)
        self.namespace_name = namespace.name
        self.event_hub_name = hub.name
        self.event_hub_id = hub.id
        self.storage_account_id = account.account_id
        self.signing_key_uri = signing.uri
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    days: int
    gap: int
    hours: int
    partitions: int
    units: int
    zones: Mapping[str, Any]
    replication: StorageReplication
    protect: bool


def _read(given: Arguments) -> _Settings:
    for key, what in (
        ("resource_group_name", "the resource group"),
        ("subnet_id", "the subnet for private endpoints"),
        ("workspace_id", "the Log Analytics workspace that takes the logs"),
        ("action_group_id", "the action group that alerts go to"),
    ):
        given.need(key, what)
    for key in ("writers", "verifiers"):
        if not isinstance(given.get(key, {}), Mapping):
            raise given.invalid(key, given.get(key), "a dict of object ids by name")
    settings = _Settings(
        days=given.integer(
            "retention_days",
            defaults.TRANSACTION_RETENTION,
            least=defaults.SHORTEST_LOG_RETENTION,
            # The fortnight in which records are disposed of must still fit into what Azure allows.
            most=defaults.LONGEST_LOCK - defaults.DISPOSAL,
        ),
        gap=given.one_of("gap_minutes", defaults.TRANSACTION_GAP, tuple(defaults.SILENCE_WINDOWS), "minutes"),
        hours=given.integer("stream_hours", defaults.STREAM_RETENTION, least=defaults.STREAM_RETENTION, most=2160, unit="hours"),
        partitions=given.integer("partitions", 4, least=1, most=100, unit="partitions"),
        units=given.one_of("processing_units", 1, (1, 2, 4, 8, 16), "processing units"),
        zones=given.get("private_dns_zone_ids", {}),
        replication=read_replication(given),
        protect=given.protect("azure"),
    )
    read_immutability(given)
    if strange := sorted(set(settings.zones) - {"namespace", "blob", "vault"}):
        raise given.invalid("private_dns_zone_ids", strange[0], "namespace, blob and vault")
    return settings


def _account(place: context.Place, name: str, given: Arguments, settings: _Settings) -> EncryptedStorageAccount:
    args: EncryptedStorageAccountArgs = {
        "resource_group_name": place.group,
        "subnet_id": given.get("subnet_id"),
        "workspace_id": given.get("workspace_id"),
        "containers": [_CONTAINER],
        "immutability_days": settings.days,
        "delete_after_days": settings.days + defaults.DISPOSAL,
        "private_dns_zone_ids": {sort: zone for sort, zone in settings.zones.items() if sort != "namespace"},
        "tags": given.tags(**{"data-classification": "records"}),
    }
    args.update(
        given.forward(
            "location",
            "key",
            "immutability",
            "acknowledge_irreversible",
            "replication",
            protect=settings.protect,
            excused=settings.replication is StorageReplication.ZRS,
        )
    )
    return EncryptedStorageAccount(f"{name}-records", args, place.options())


def _namespace(place: context.Place, name: str, given: Arguments, settings: _Settings, key: keys.Key) -> eventhub.Namespace:
    namespace = eventhub.Namespace(
        name,
        **place.where(),
        # Only this size takes a key of the customer.
        sku=eventhub.SkuArgs(name="Premium", tier="Premium", capacity=settings.units),
        disable_local_auth=True,
        minimum_tls_version=defaults.AZURE_SQL_TLS,
        public_network_access="Disabled",
        zone_redundant=True,
        identity=eventhub.IdentityArgs(type=eventhub.ManagedServiceIdentityType.USER_ASSIGNED, user_assigned_identities=[key.identity_id]),
        encryption=eventhub.EncryptionArgs(
            key_source=eventhub.KeySource.MICROSOFT_KEY_VAULT,
            require_infrastructure_encryption=True,
            key_vault_properties=[
                eventhub.KeyVaultPropertiesArgs(
                    key_name=key.name,
                    key_vault_uri=key.vault_uri,
                    identity=eventhub.UserAssignedIdentityPropertiesArgs(user_assigned_identity=key.identity_id),
                )
            ],
        ),
        opts=place.options(protect=settings.protect, depends_on=list(key.ready)),
    )
    context.private_endpoint(
        place, name, target=namespace.id, sort="namespace", subnet_id=given.get("subnet_id"), zone_id=settings.zones.get("namespace")
    )
    context.diagnose(place, name, namespace.id, given.get("workspace_id"), metrics=True)
    return namespace


def _hub(
    place: context.Place,
    name: str,
    settings: _Settings,
    namespace: eventhub.Namespace,
    key: keys.Key,
    account: EncryptedStorageAccount,
) -> eventhub.EventHub:
    writes = _assign(
        place, f"{name}-capture", account.account_id, key.principal_id, defaults.BLOB_CONTRIBUTOR, f"Lets {name} keep records."
    )
    return eventhub.EventHub(
        name,
        resource_group_name=place.group,
        namespace_name=namespace.name,
        event_hub_name=_CONTAINER,
        partition_count=settings.partitions,
        retention_description=eventhub.RetentionDescriptionArgs(
            cleanup_policy=eventhub.CleanupPolicyRetentionDescription.DELETE, retention_time_in_hours=settings.hours
        ),
        capture_description=eventhub.CaptureDescriptionArgs(
            enabled=True,
            encoding=eventhub.EncodingCaptureDescription.AVRO,
            interval_in_seconds=60,
            size_limit_in_bytes=defaults.CAPTURE_SIZE,
            # An empty archive proves that capture ran while nothing came.
            skip_empty_archives=False,
            destination=eventhub.DestinationArgs(
                name="EventHubArchive.AzureBlockBlob",
                storage_account_resource_id=account.account_id,
                blob_container=_CONTAINER,
                archive_name_format="{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}",
                identity=eventhub.CaptureIdentityArgs(
                    type=eventhub.CaptureIdentityType.USER_ASSIGNED, user_assigned_identity=context.spread(writes, key.identity_id)
                ),
            ),
        ),
        opts=place.options(protect=settings.protect, depends_on=[account]),
    )


def _assign(
    place: context.Place, name: str, scope: pulumi.Input[str], principal: pulumi.Input[str], role: str, about: str
) -> authorization.RoleAssignment:
    return authorization.RoleAssignment(
        name,
        scope=scope,
        principal_id=principal,
        principal_type="ServicePrincipal",
        role_definition_id=context.role(scope, role),
        description=about,
        opts=place.options(),
    )


def _grant(
    place: context.Place, name: str, given: Arguments, hub: eventhub.EventHub, account: EncryptedStorageAccount, signing: keys.Key
) -> None:
    """Who writes may send and sign, who verifies may read records and the public part of the key, which signs nothing."""
    vault = signing.vault_id
    grants: dict[str, Sequence[tuple[str, pulumi.Input[str], str]]] = {
        "writers": [("send", hub.id, defaults.EVENT_SENDER), ("sign", vault, defaults.CRYPTO_USER)],
        "verifiers": [("read", account.account_id, defaults.BLOB_READER), ("verify", vault, defaults.VAULT_READER)],
    }
    for kind, roles in grants.items():
        for person, principal in given.get(kind, {}).items():
            for verb, scope, role in roles:
                _assign(place, f"{name}-{person}-{verb}", scope, principal, role, f"Lets {person} {verb} the transactions of {name}.")


def _tell(place: context.Place, name: str, given: Arguments, settings: _Settings, namespace: eventhub.Namespace) -> None:
    context.silence_alert(
        place,
        f"{name}-gap",
        target=namespace.id,
        # Of a metric that nobody sends to, Azure evaluates no alert; rows in the workspace are counted, and none is a number too.
        query="AzureMetrics | where MetricName == 'IncomingMessages' and Total > 0",
        window=defaults.SILENCE_WINDOWS[settings.gap],
        about=f"No transaction came: {name}.",
        action_group_id=given.get("action_group_id"),
    )
    watched = {
        "throttled": ("ThrottledRequests", "PT15M", "Transactions were refused"),
        "late": ("CaptureBacklog", "PT30M", "Transactions wait to be stored"),
    }
    for title, (metric, span, about) in watched.items():
        context.metric_alert(
            place,
            f"{name}-{title}",
            target=namespace.id,
            metric=metric,
            operator="GreaterThan",
            threshold=0.0,
            about=f"{about}: {name}.",
            action_group_id=given.get("action_group_id"),
            # The only aggregation that these metrics have.
            aggregation="Total",
            window=span,
        )

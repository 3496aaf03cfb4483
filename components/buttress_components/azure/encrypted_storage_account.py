"""A storage account for data that matters: own key, twice encrypted, no shared key, reached from private networks only."""

import dataclasses
import enum
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import storage

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context
from buttress_components.azure import _keys as keys


class StorageReplication(enum.Enum):
    """How many copies there are, and where."""

    GRS = "Standard_GRS"
    """Three copies, and three in the paired region."""
    RAGRS = "Standard_RAGRS"
    """As GRS, and the paired region can be read."""
    GZRS = "Standard_GZRS"
    """A copy in each of three zones, and three in the paired region."""
    RAGZRS = "Standard_RAGZRS"
    """As GZRS, and the paired region can be read."""
    ZRS = "Standard_ZRS"
    """A copy in each of three zones of one region. Needs a justification."""


class AccountImmutability(enum.Enum):
    """Who may end the immutability of an account."""

    UNLOCKED = "Unlocked"
    """Those who administer the account."""
    LOCKED = "Locked"
    """Nobody, ever; only more days are taken."""


class EncryptedStorageAccountArgs(TypedDict):
    """The arguments of EncryptedStorageAccount."""

    resource_group_name: pulumi.Input[str]
    """The resource group. A change replaces the account."""
    subnet_id: pulumi.Input[str]
    """ARM id of the subnet for private endpoints."""
    workspace_id: pulumi.Input[str]
    """ARM id of the Log Analytics workspace that takes the logs of every request."""
    location: NotRequired[pulumi.Input[str]]
    """The region. Default: that of the resource group. A change replaces the account."""
    account_name: NotRequired[pulumi.Input[str]]
    """The account's physical name. Default: a unique one. A change replaces the account."""
    replication: NotRequired[StorageReplication]
    """How many copies there are, and where. Default: Standard_GRS."""
    key: NotRequired[keys.ExistingKeyArgs]
    """An existing key. Default: a new one in a vault of its own that rotates every year."""
    containers: NotRequired[list[str]]
    """Names of blob containers to make. They need delete_after_days."""
    delete_after_days: NotRequired[int]
    """Days after its last change at which a blob is deleted, 1 to 36500. Needed with containers."""
    soft_delete_days: NotRequired[int]
    """Days in which a deletion can be undone, 7 to 365. Default: 30."""
    immutability_days: NotRequired[int]
    """Days in which no version of a blob can be changed or deleted, 1 to 36500, while the policy stands: whoever administers the account
    can end it until it is locked. Default: none. Turning it on replaces the account."""
    immutability: NotRequired[AccountImmutability]
    """Who may end the immutability. Default: Unlocked. An account is made unlocked; Locked is a second step, needs
    acknowledge_irreversible, and can never be taken back. Only with immutability_days."""
    acknowledge_irreversible: NotRequired[str]
    """Why it is right that nobody, ever, can take the lock off, and who says so. Needed with Locked."""
    private_dns_zone_ids: NotRequired[dict[str, pulumi.Input[str]]]
    """ARM ids of private DNS zones by sub-resource: `blob`, `file`, `vault`."""
    file_endpoint: NotRequired[bool]
    """Whether file shares get a private endpoint too. Default: false."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    customer_managed_key: NotRequired[bool]
    """False encrypts with a key of Microsoft, and needs a justification."""
    shared_key_access: NotRequired[bool]
    """True lets whoever holds the account's key in, and needs a justification."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the account and its key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class EncryptedStorageAccount(HardenedResource):
    """A storage account for data that matters: own key, twice encrypted, no shared key, reached from private networks only."""

    account_id: pulumi.Output[str]
    """ARM id of the account."""
    account_name: pulumi.Output[str]
    """Name of the account."""
    blob_endpoint: pulumi.Output[str]
    """Address of its blobs."""
    key_uri: pulumi.Output[str | None]
    """Address of the key, if it is a customer managed one."""

    def __init__(self, name: str, args: EncryptedStorageAccountArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("EncryptedStorageAccount", name, args, EncryptedStorageAccountArgs)
        settings = _read(given)
        super().__init__(given, opts)
        place = context.Place.of(self, given)
        subnet, workspace = given.get("subnet_id"), given.get("workspace_id")
        key = None
        if settings.key:
            key = keys.existing(settings.key)
        elif settings.own_key:
            key = keys.make(
                place,
                name,
                subnet_id=subnet,
                workspace_id=workspace,
                zone_id=settings.zones.get("vault"),
                protect=settings.protect,
            )
        account = _account(place, name, given, settings, key)
        before: list[pulumi.Resource] = []
        for sort in ("blob", "file") if settings.files else ("blob",):
            endpoint = context.private_endpoint(
                place, f"{name}-{sort}", target=account.id, sort=sort, subnet_id=subnet, zone_id=settings.zones.get(sort), after=before
            )
            before = [endpoint]
        _services(place, name, settings, account)
        # The resource of the diagnostics is the blob service, which Azure makes with the account.
        context.diagnose(place, name, pulumi.Output.concat(account.id, "/blobServices/default"), workspace)
        self.account_id = account.id
        self.account_name = account.name
        self.blob_endpoint = account.primary_endpoints.blob
        self.key_uri = pulumi.Output.from_input(key.uri if key else None)
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    replication: StorageReplication
    key: Mapping[str, Any] | None
    containers: Sequence[str]
    delete_days: int | None
    soft_delete: int
    immutable_days: int | None
    immutability: AccountImmutability
    zones: Mapping[str, Any]
    files: bool
    own_key: bool
    shared_key: bool
    protect: bool


def _read(given: Arguments) -> _Settings:
    given.need("resource_group_name", "the resource group")
    given.need("subnet_id", "the subnet for private endpoints")
    given.need("workspace_id", "the Log Analytics workspace that takes the logs")
    settings = _Settings(
        replication=read_replication(given),
        key=given.group("key", keys.ExistingKeyArgs),
        containers=given.texts("containers", what="names"),
        delete_days=given.number("delete_after_days", None, least=1, most=defaults.LONGEST_LOCK),
        soft_delete=given.integer(
            "soft_delete_days", defaults.SOFT_DELETE, least=defaults.SHORTEST_SOFT_DELETE, most=defaults.LONGEST_SOFT_DELETE
        ),
        immutability=read_immutability(given, needs="immutability_days"),
        immutable_days=given.number("immutability_days", None, least=defaults.SHORTEST_LOCK, most=defaults.LONGEST_LOCK),
        zones=given.get("private_dns_zone_ids", {}),
        files=given.flag("file_endpoint", default=False),
        own_key=given.opt_out("customer_managed_key", hardened=True, checks=("azure-storage-customer-managed-key",)),
        shared_key=given.opt_out("shared_key_access", hardened=False, checks=("azure-storage-shared-key-disabled",)),
        protect=given.protect("azure"),
    )
    if settings.containers and settings.delete_days is None:
        given.excuse("delete_after_days", None, ("azure-storage-lifecycle-disposal",))
    if settings.key and not settings.own_key:
        raise given.invalid("key", "a key", "nothing where customer_managed_key is false")
    if strange := sorted(set(settings.zones) - {"blob", "file", "vault"}):
        raise given.invalid("private_dns_zone_ids", strange[0], "blob, file and vault")
    return settings


def read_replication(given: Arguments) -> StorageReplication:
    """The argument `replication`, in a component that has an account within it too."""
    found = given.choice("replication", StorageReplication, StorageReplication.GRS)
    if found is StorageReplication.ZRS:
        given.excuse("replication", found.value, ("azure-storage-geo-redundant",))
    return found


def read_immutability(given: Arguments, *, needs: str = "") -> AccountImmutability:
    """The argument `immutability`, in a component that has an account within it too; `needs` is what must be given with it."""
    found = given.choice("immutability", AccountImmutability, AccountImmutability.UNLOCKED)
    if needs and given.has("immutability") and not given.has(needs):
        raise given.lacks(needs, "the days of immutability")
    if found is AccountImmutability.LOCKED:
        given.acknowledge("why nobody, ever, may take the lock off")
    return found


def _account(place: context.Place, name: str, given: Arguments, settings: _Settings, key: keys.Key | None) -> storage.StorageAccount:
    encryption = storage.EncryptionArgs(
        key_source="Microsoft.Keyvault" if key else "Microsoft.Storage",
        key_vault_properties=storage.KeyVaultPropertiesArgs(key_name=key.name, key_vault_uri=key.vault_uri) if key else None,
        encryption_identity=storage.EncryptionIdentityArgs(encryption_user_assigned_identity=key.identity_id) if key else None,
        require_infrastructure_encryption=True,
        services=storage.EncryptionServicesArgs(
            blob=storage.EncryptionServiceArgs(enabled=True, key_type="Account"),
            file=storage.EncryptionServiceArgs(enabled=True, key_type="Account"),
            queue=storage.EncryptionServiceArgs(enabled=True, key_type="Account"),
            table=storage.EncryptionServiceArgs(enabled=True, key_type="Account"),
        ),
    )
    immutable = None
    if settings.immutable_days:
        immutable = storage.ImmutableStorageAccountArgs(
            enabled=True,
            immutability_policy=storage.AccountImmutabilityPolicyPropertiesArgs(
                immutability_period_since_creation_in_days=settings.immutable_days,
                allow_protected_append_writes=True,
                state=settings.immutability.value,
            ),
        )
    return storage.StorageAccount(
        name,
        **place.where(),
        account_name=given.get("account_name") or context.unique_name(name, given.get("subnet_id")),
        kind="StorageV2",
        sku=storage.SkuArgs(name=settings.replication.value),
        access_tier=storage.AccessTier.HOT,
        allow_blob_public_access=False,
        allow_cross_tenant_replication=False,
        allow_shared_key_access=settings.shared_key,
        allowed_copy_scope="AAD",
        default_to_o_auth_authentication=True,
        enable_https_traffic_only=True,
        encryption=encryption,
        identity=storage.IdentityArgs(type="UserAssigned", user_assigned_identities=[key.identity_id]) if key else None,
        immutable_storage_with_versioning=immutable,
        is_local_user_enabled=False,
        is_sftp_enabled=False,
        minimum_tls_version=defaults.AZURE_TLS,
        network_rule_set=storage.NetworkRuleSetArgs(bypass="AzureServices", default_action=storage.DefaultAction.DENY),
        public_network_access="Disabled",
        opts=place.options(
            protect=settings.protect,
            depends_on=list(key.ready) if key else [],
            ignore_changes=None if given.has("account_name") else ["accountName"],
        ),
    )


def _services(place: context.Place, name: str, settings: _Settings, account: storage.StorageAccount) -> None:
    common: dict[str, Any] = {"account_name": account.name, "resource_group_name": place.group}
    undo = storage.DeleteRetentionPolicyArgs(enabled=True, days=settings.soft_delete)
    blobs = storage.BlobServiceProperties(
        name,
        **common,
        blob_services_name="default",
        delete_retention_policy=undo,
        container_delete_retention_policy=undo,
        is_versioning_enabled=True,
        change_feed=storage.ChangeFeedArgs(enabled=True),
        opts=place.options(),
    )
    storage.FileServiceProperties(
        name,
        **common,
        file_services_name="default",
        share_delete_retention_policy=undo,
        protocol_settings=storage.ProtocolSettingsArgs(
            smb=storage.SmbSettingArgs(
                versions="SMB3.1.1",
                channel_encryption="AES-256-GCM",
                authentication_methods="Kerberos",
                kerberos_ticket_encryption="AES-256",
            )
        ),
        # Azure takes one change of an account at a time.
        opts=place.options(depends_on=[blobs]),
    )
    for container in settings.containers:
        storage.BlobContainer(
            f"{name}-{container}",
            **common,
            container_name=container,
            public_access=storage.PublicAccess.NONE,
            opts=place.options(protect=settings.protect, depends_on=[blobs]),
        )
    if settings.delete_days:
        old = storage.DateAfterModificationArgs(days_after_modification_greater_than=settings.delete_days)
        created = storage.DateAfterCreationArgs(days_after_creation_greater_than=settings.delete_days)
        storage.ManagementPolicy(
            name,
            **common,
            management_policy_name="default",
            policy=storage.ManagementPolicySchemaArgs(
                rules=[
                    storage.ManagementPolicyRuleArgs(
                        name="delete",
                        type="Lifecycle",
                        enabled=True,
                        definition=storage.ManagementPolicyDefinitionArgs(
                            actions=storage.ManagementPolicyActionArgs(
                                base_blob=storage.ManagementPolicyBaseBlobArgs(delete=old),
                                snapshot=storage.ManagementPolicySnapShotArgs(delete=created),
                                version=storage.ManagementPolicyVersionArgs(delete=created),
                            ),
                            filters=storage.ManagementPolicyFilterArgs(blob_types=["blockBlob"]),
                        ),
                    )
                ]
            ),
            opts=place.options(depends_on=[blobs]),
        )

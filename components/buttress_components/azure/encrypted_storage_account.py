"""A storage account for data that matters: own key, twice encrypted, no shared key, reached from private networks only."""

import dataclasses
import enum
from collections.abc import Mapping, Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import storage

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context
from buttress_components.azure import _keys as keys

SATISFIES: Final = (
    "azure-keyvault-diagnostic-logging",
    "azure-keyvault-key-expiry",
    "azure-keyvault-key-rotation",
    "azure-keyvault-key-strength",
    "azure-keyvault-network-restricted",
    "azure-keyvault-private-endpoint",
    "azure-keyvault-rbac-authorization",
    "azure-keyvault-recoverable",
    "azure-no-ignored-security-changes",
    "azure-storage-cross-tenant-replication-off",
    "azure-storage-customer-managed-key",
    "azure-storage-geo-redundant",
    "azure-storage-https-only",
    "azure-storage-infrastructure-encryption",
    "azure-storage-lifecycle-disposal",
    "azure-storage-minimum-tls-12",
    "azure-storage-network-default-deny",
    "azure-storage-no-anonymous-blob-access",
    "azure-storage-private-endpoint",
    "azure-storage-shared-key-disabled",
    "azure-storage-soft-delete-and-versioning",
    "azure-storage-trusted-services-bypass",
)


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


class EncryptedStorageAccountArgs(TypedDict):
    """What an EncryptedStorageAccount can be told."""

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
    """Days in which no version of a blob can be changed or deleted, 1 to 36500. Default: none. Turning it on replaces the account."""
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
        plan = _read(given)
        super().__init__(given, opts)
        place = context.Place.of(self, given)
        subnet, workspace = given.get("subnet_id"), given.get("workspace_id")
        key = None
        if plan.key:
            key = keys.existing(plan.key)
        elif plan.own_key:
            key = keys.make(
                place,
                name,
                subnet_id=subnet,
                workspace_id=workspace,
                zone_id=plan.zones.get("vault"),
                protect=plan.protect,
            )
        account = _account(place, name, given, plan, key)
        for sort in ("blob", "file") if plan.files else ("blob",):
            context.private_endpoint(place, f"{name}-{sort}", target=account.id, sort=sort, subnet_id=subnet, zone_id=plan.zones.get(sort))
        _services(place, name, plan, account)
        # The resource of the diagnostics is the blob service, which Azure makes with the account.
        context.diagnose(place, name, pulumi.Output.concat(account.id, "/blobServices/default"), workspace)
        self.account_id = account.id
        self.account_name = account.name
        self.blob_endpoint = account.primary_endpoints.blob
        self.key_uri = pulumi.Output.from_input(key.uri if key else None)
        self._publish(
            {
                "accountId": self.account_id,
                "accountName": self.account_name,
                "blobEndpoint": self.blob_endpoint,
                "keyUri": self.key_uri,
            }
        )


@dataclasses.dataclass(frozen=True)
class _Plan:
    replication: StorageReplication
    key: Mapping[str, Any] | None
    containers: Sequence[str]
    delete_days: int | None
    soft_delete: int
    immutability: int | None
    zones: Mapping[str, Any]
    files: bool
    own_key: bool
    shared_key: bool
    protect: bool


def _read(given: Arguments) -> _Plan:
    given.need("resource_group_name", "the resource group")
    given.need("subnet_id", "the subnet for private endpoints")
    given.need("workspace_id", "the Log Analytics workspace that takes the logs")
    plan = _Plan(
        replication=given.choice("replication", StorageReplication, StorageReplication.GRS),
        key=given.group("key", keys.ExistingKeyArgs),
        containers=given.texts("containers", what="names"),
        delete_days=given.number("delete_after_days", None, least=1, most=defaults.LONGEST_LOCK, unit="days"),
        soft_delete=given.whole(
            "soft_delete_days",
            defaults.SOFT_DELETE,
            least=defaults.SHORTEST_SOFT_DELETE,
            most=defaults.LONGEST_SOFT_DELETE,
            unit="days",
        ),
        immutability=given.number("immutability_days", None, least=defaults.SHORTEST_LOCK, most=defaults.LONGEST_LOCK, unit="days"),
        zones=given.get("private_dns_zone_ids", {}),
        files=given.flag("file_endpoint", default=False),
        own_key=given.opt_out("customer_managed_key", hardened=True, checks=("azure-storage-customer-managed-key",)),
        shared_key=given.opt_out("shared_key_access", hardened=False, checks=("azure-storage-shared-key-disabled",)),
        protect=given.opt_out("deletion_protection", hardened=True, checks=("azure-stateful-resource-protect-option",)),
    )
    if plan.replication is StorageReplication.ZRS:
        given.excuse("replication", plan.replication.value, ("azure-storage-geo-redundant",))
    if plan.containers and plan.delete_days is None:
        given.excuse("delete_after_days", None, ("azure-storage-lifecycle-disposal",))
    if plan.key and not plan.own_key:
        raise given.refuse("key", "a key", "nothing where customer_managed_key is false")
    if strange := sorted(set(plan.zones) - {"blob", "file", "vault"}):
        raise given.refuse("private_dns_zone_ids", strange[0], "blob, file and vault")
    return plan


def _account(place: context.Place, name: str, given: Arguments, plan: _Plan, key: keys.Key | None) -> storage.StorageAccount:
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
    if plan.immutability:
        immutable = storage.ImmutableStorageAccountArgs(
            enabled=True,
            immutability_policy=storage.AccountImmutabilityPolicyPropertiesArgs(
                immutability_period_since_creation_in_days=plan.immutability, allow_protected_append_writes=True, state="Unlocked"
            ),
        )
    return storage.StorageAccount(
        name,
        **place.where(),
        account_name=given.get("account_name"),
        kind="StorageV2",
        sku=storage.SkuArgs(name=plan.replication.value),
        access_tier=storage.AccessTier.HOT,
        allow_blob_public_access=False,
        allow_cross_tenant_replication=False,
        allow_shared_key_access=plan.shared_key,
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
        opts=place.options(protect=plan.protect, depends_on=list(key.ready) if key else []),
    )


def _services(place: context.Place, name: str, plan: _Plan, account: storage.StorageAccount) -> None:
    common: dict[str, Any] = {"account_name": account.name, "resource_group_name": place.group}
    undo = storage.DeleteRetentionPolicyArgs(enabled=True, days=plan.soft_delete)
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
    for container in plan.containers:
        storage.BlobContainer(
            f"{name}-{container}",
            **common,
            container_name=container,
            public_access=storage.PublicAccess.NONE,
            opts=place.options(protect=plan.protect, depends_on=[blobs]),
        )
    if plan.delete_days:
        old = storage.DateAfterModificationArgs(days_after_modification_greater_than=plan.delete_days)
        created = storage.DateAfterCreationArgs(days_after_creation_greater_than=plan.delete_days)
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

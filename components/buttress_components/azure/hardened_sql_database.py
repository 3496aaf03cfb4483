"""An Azure SQL database that only Entra ID opens, only private networks reach, and that can be brought back."""

import dataclasses
import enum
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import sql

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context
from buttress_components.azure import _keys as keys


class SqlAdministratorKind(enum.Enum):
    """What the administrator is in Entra ID."""

    GROUP = "Group"
    USER = "User"
    APPLICATION = "Application"


class SqlAdministratorArgs(TypedDict):
    """Who administers the server, by Entra ID."""

    login: pulumi.Input[str]
    """Display name of the group, user or application."""
    object_id: pulumi.Input[str]
    """Its object id."""
    tenant_id: pulumi.Input[str]
    """The tenant's id."""
    kind: NotRequired[SqlAdministratorKind]
    """What it is. Default: Group."""


class SqlBackupReplication(enum.Enum):
    """How many copies of the backups there are, and where."""

    GEO = "Geo"
    """Three copies, and three in the paired region."""
    GEO_ZONE = "GeoZone"
    """A copy in each of three zones, and three in the paired region."""
    ZONE = "Zone"
    """A copy in each of three zones of one region. Needs a justification."""


class HardenedSqlDatabaseArgs(TypedDict):
    """The arguments of HardenedSqlDatabase."""

    resource_group_name: pulumi.Input[str]
    """The resource group. A change replaces server and database."""
    subnet_id: pulumi.Input[str]
    """ARM id of the subnet for private endpoints."""
    workspace_id: pulumi.Input[str]
    """ARM id of the Log Analytics workspace that takes audit and diagnostic logs."""
    administrator: SqlAdministratorArgs
    """Who administers the server; nobody signs in with a password."""
    action_group_id: pulumi.Input[str]
    """ARM id of the action group that alerts go to."""
    location: NotRequired[pulumi.Input[str]]
    """The region. Default: that of the resource group. A change replaces server and database."""
    server_name: NotRequired[pulumi.Input[str]]
    """The server's physical name. Default: a unique one. A change replaces server and database."""
    database_name: NotRequired[pulumi.Input[str]]
    """The database's name. Default: a unique one. A change replaces the database."""
    sku: NotRequired[str]
    """Size, as `GP_Gen5_2`; it must offer zone redundancy. Default: GP_Gen5_2."""
    key: NotRequired[keys.ExistingKeyArgs]
    """An existing key, with key_version. Default: a new one in a vault of its own that rotates every year."""
    backup_retention_days: NotRequired[int]
    """Days in which the database can be set back to any moment, 7 to 35. Default: 35."""
    backup_replication: NotRequired[SqlBackupReplication]
    """How many copies of the backups there are, and where. Default: Geo, or GeoZone for Hyperscale in zones."""
    ledger: NotRequired[bool]
    """Whether every table is an append-only or updatable ledger table. Default: false. A change replaces the database."""
    alert_emails: NotRequired[list[str]]
    """Addresses that are notified of attacks, beside the administrators of the subscription. Default: none."""
    private_dns_zone_ids: NotRequired[dict[str, pulumi.Input[str]]]
    """ARM ids of private DNS zones by sub-resource: `sqlServer`, `vault`."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    customer_managed_key: NotRequired[bool]
    """False encrypts with a key of Microsoft, and needs a justification."""
    zone_redundant: NotRequired[bool]
    """False keeps no replica in another zone, and needs a justification."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the database and its key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class HardenedSqlDatabase(HardenedResource):
    """An Azure SQL database that only Entra ID opens, only private networks reach, and that can be brought back."""

    server_id: pulumi.Output[str]
    """ARM id of the server."""
    server_name: pulumi.Output[str]
    """Name of the server."""
    host: pulumi.Output[str]
    """Host name of the server."""
    database_id: pulumi.Output[str]
    """ARM id of the database."""
    database_name: pulumi.Output[str]
    """Name of the database."""
    key_uri: pulumi.Output[str | None]
    """Address of the key, if it is a customer managed one."""

    def __init__(self, name: str, args: HardenedSqlDatabaseArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("HardenedSqlDatabase", name, args, HardenedSqlDatabaseArgs)
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
        server = _server(place, name, given, settings, key)
        endpoint = context.private_endpoint(
            place, name, target=server.id, sort="sqlServer", subnet_id=subnet, zone_id=settings.zones.get("sqlServer")
        )
        ready: list[pulumi.Resource] = [endpoint]
        if key:
            ready.append(_protector(place, name, server, key))
        database = _database(place, name, given, settings, server, ready)
        _watch(place, name, settings, server, workspace, database)
        context.diagnose(place, name, database.id, workspace)
        _alert(place, name, given, database)
        self.server_id = server.id
        self.server_name = server.name
        self.host = server.fully_qualified_domain_name
        self.database_id = database.id
        self.database_name = database.name
        self.key_uri = pulumi.Output.from_input(key.uri if key else None)
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    administrator: Mapping[str, Any]
    kind: SqlAdministratorKind
    sku: str
    key: Mapping[str, Any] | None
    backup_days: int
    backup_copies: SqlBackupReplication
    ledger: bool
    emails: Sequence[str]
    zones: Mapping[str, Any]
    own_key: bool
    zone_redundant: bool
    protect: bool


def _read(given: Arguments) -> _Settings:
    for key, what in (
        ("resource_group_name", "the resource group"),
        ("subnet_id", "the subnet for private endpoints"),
        ("workspace_id", "the Log Analytics workspace that takes the logs"),
        ("action_group_id", "the action group that alerts go to"),
        ("administrator", "who administers the server, by Entra ID"),
    ):
        given.need(key, what)
    administrator = given.group("administrator", SqlAdministratorArgs) or {}
    kind = administrator.get("kind", SqlAdministratorKind.GROUP)
    try:
        kind = SqlAdministratorKind(kind)
    except ValueError:
        raise given.invalid("administrator.kind", kind, "Group, User, Application") from None
    sku = given.text("sku", "GP_Gen5_2") or ""
    zone_redundant = given.opt_out("zone_redundant", hardened=True, checks=("azure-sql-database-high-availability",))
    # A Hyperscale database in several zones keeps its backups in zones too.
    usual = SqlBackupReplication.GEO_ZONE if sku.startswith("HS_") and zone_redundant else SqlBackupReplication.GEO
    settings = _Settings(
        administrator=administrator,
        kind=kind,
        sku=sku,
        key=given.group("key", keys.ExistingKeyArgs),
        backup_days=given.integer(
            "backup_retention_days", defaults.SQL_BACKUPS, least=defaults.SHORTEST_DATABASE_BACKUPS, most=defaults.LONGEST_DATABASE_BACKUPS
        ),
        backup_copies=given.choice("backup_replication", SqlBackupReplication, usual),
        ledger=given.flag("ledger", default=False),
        emails=given.texts("alert_emails", what="addresses"),
        zones=given.get("private_dns_zone_ids", {}),
        own_key=given.opt_out("customer_managed_key", hardened=True, checks=("azure-sql-tde-customer-managed-key",)),
        zone_redundant=zone_redundant,
        protect=given.protect("azure"),
    )
    if settings.sku.startswith(("Basic", "S", "GP_S")) and settings.zone_redundant and not settings.sku.startswith("GP_S_"):
        raise given.invalid(
            "sku", settings.sku, "a size with zone redundancy (GP_, BC_, HS_, P), or zone_redundant false with a justification"
        )
    if settings.backup_copies is SqlBackupReplication.ZONE:
        given.excuse("backup_replication", settings.backup_copies.value, ("azure-sql-database-backup-redundancy",))
    if usual is SqlBackupReplication.GEO_ZONE and settings.backup_copies is SqlBackupReplication.GEO:
        raise given.invalid("backup_replication", "Geo", "GeoZone, or Zone with a justification, for Hyperscale in zones")
    if settings.key and not settings.own_key:
        raise given.invalid("key", "a key", "nothing where customer_managed_key is false")
    if settings.key and "key_version" not in settings.key:
        raise given.lacks("key.key_version", "the version, by which Azure SQL names a key")
    if strange := sorted(set(settings.zones) - {"sqlServer", "vault"}):
        raise given.invalid("private_dns_zone_ids", strange[0], "sqlServer and vault")
    return settings


def _server(place: context.Place, name: str, given: Arguments, settings: _Settings, key: keys.Key | None) -> sql.Server:
    administrator = settings.administrator
    return sql.Server(
        name,
        **place.where(),
        server_name=given.get("server_name"),
        version="12.0",
        administrators=sql.ServerExternalAdministratorArgs(
            administrator_type=sql.AdministratorType.ACTIVE_DIRECTORY,
            azure_ad_only_authentication=True,
            login=administrator["login"],
            sid=administrator["object_id"],
            tenant_id=administrator["tenant_id"],
            principal_type=settings.kind.value,
        ),
        identity=sql.ResourceIdentityArgs(type="UserAssigned", user_assigned_identities=[key.identity_id]) if key else None,
        primary_user_assigned_identity_id=key.identity_id if key else None,
        key_id=key.uri if key else None,
        minimal_tls_version=defaults.AZURE_SQL_TLS,
        public_network_access="Disabled",
        restrict_outbound_network_access="Enabled",
        opts=place.options(depends_on=list(key.ready) if key else []),
    )


def _protector(place: context.Place, name: str, server: sql.Server, key: keys.Key) -> sql.EncryptionProtector:
    """That the server follows its key as it rotates: the server itself names one version."""
    return sql.EncryptionProtector(
        name,
        resource_group_name=place.group,
        server_name=server.name,
        encryption_protector_name="current",
        server_key_type=sql.ServerKeyType.AZURE_KEY_VAULT,
        server_key_name=key.uri.apply(_server_key),
        auto_rotation_enabled=True,
        opts=place.options(),
    )


def _server_key(uri: str) -> str:
    """What Azure SQL calls a key: vault, name and version of `https://vault.vault.azure.net/keys/name/version`."""
    host, _, rest = uri.removeprefix("https://").partition("/keys/")
    return "_".join([host.partition(".")[0], *rest.split("/")])


def _watch(
    place: context.Place, name: str, settings: _Settings, server: sql.Server, workspace: pulumi.Input[str], database: sql.Database
) -> None:
    """Auditing to the workspace, alerts on attacks, and a weekly look for weaknesses."""
    common: dict[str, Any] = {"resource_group_name": place.group, "server_name": server.name}
    # Audit records of a server leave by the diagnostics of its master database.
    context.diagnose(
        place,
        f"{name}-audit",
        pulumi.Output.concat(server.id, "/databases/master"),
        workspace,
        categories=["SQLSecurityAuditEvents", "DevOpsOperationsAudit"],
        # Azure makes master with the server, and has it ready when it has made another database.
        after=[database],
    )
    sql.ExtendedServerBlobAuditingPolicy(
        name,
        **common,
        blob_auditing_policy_name="default",
        state=sql.BlobAuditingPolicyState.ENABLED,
        is_azure_monitor_target_enabled=True,
        is_devops_audit_enabled=True,
        audit_actions_and_groups=list(defaults.AUDIT_ACTIONS),
        opts=place.options(),
    )
    alerts = sql.ServerSecurityAlertPolicy(
        name,
        **common,
        security_alert_policy_name="Default",
        state=sql.SecurityAlertsPolicyState.ENABLED,
        email_account_admins=True,
        email_addresses=list(settings.emails) or None,
        opts=place.options(),
    )
    sql.SqlVulnerabilityAssessmentsSetting(
        name,
        **common,
        vulnerability_assessment_name="default",
        state=sql.SqlVulnerabilityAssessmentState.ENABLED,
        opts=place.options(depends_on=[alerts]),
    )


def _database(
    place: context.Place, name: str, given: Arguments, settings: _Settings, server: sql.Server, ready: Sequence[pulumi.Resource]
) -> sql.Database:
    hyperscale = settings.sku.startswith("HS_")
    database = sql.Database(
        name,
        **place.where(),
        server_name=server.name,
        database_name=given.get("database_name"),
        sku=sql.SkuArgs(name=settings.sku),
        zone_redundant=settings.zone_redundant,
        requested_backup_storage_redundancy=settings.backup_copies.value,
        # In several zones a Hyperscale database needs a replica to go to.
        high_availability_replica_count=1 if hyperscale and settings.zone_redundant else None,
        is_ledger_on=settings.ledger,
        opts=place.options(protect=settings.protect, depends_on=list(ready)),
    )
    common: dict[str, Any] = {"resource_group_name": place.group, "server_name": server.name, "database_name": database.name}
    encryption = sql.TransparentDataEncryption(
        name, **common, tde_name="current", state=sql.TransparentDataEncryptionState.ENABLED, opts=place.options()
    )
    short = sql.BackupShortTermRetentionPolicy(
        name,
        **common,
        policy_name="default",
        retention_days=settings.backup_days,
        diff_backup_interval_in_hours=None if hyperscale else 12,
        # Azure takes one change of a database at a time.
        opts=place.options(depends_on=[encryption]),
    )
    sql.LongTermRetentionPolicy(
        name,
        **common,
        policy_name="default",
        weekly_retention=defaults.WEEKLY_BACKUPS,
        monthly_retention=defaults.MONTHLY_BACKUPS,
        yearly_retention=defaults.YEARLY_BACKUPS,
        week_of_year=1,
        opts=place.options(depends_on=[short]),
    )
    return database


def _alert(place: context.Place, name: str, given: Arguments, database: sql.Database) -> None:
    context.metric_alert(
        place,
        f"{name}-cpu",
        target=database.id,
        metric="cpu_percent",
        operator="GreaterThan",
        threshold=float(defaults.SQL_CPU_ALARM),
        about=f"The processor of the database {name} has passed its limit.",
        action_group_id=given.get("action_group_id"),
    )

"""Backups that nobody can delete before their time, that the paired region keeps too, and whose jobs are reported."""

import dataclasses
import enum
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import alertsmanagement, monitor, network, recoveryservices

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context
from buttress_components.azure import _keys as keys


class VaultImmutability(enum.Enum):
    """Who may make backups deletable again."""

    UNLOCKED = "Unlocked"
    """Those who administer the vault."""
    LOCKED = "Locked"
    """Nobody, ever."""


class VaultReplication(enum.Enum):
    """How many copies of a backup there are, and where."""

    GEO = "GeoRedundant"
    """Three copies, and three in the paired region, from which a restore is possible too."""
    ZONE = "ZoneRedundant"
    """A copy in each of three zones of one region, for regions that have no pair."""


class BackupVaultArgs(TypedDict):
    """The arguments of BackupVault."""

    resource_group_name: pulumi.Input[str]
    """The resource group. A change replaces the vault."""
    subnet_id: pulumi.Input[str]
    """ARM id of the subnet for private endpoints."""
    workspace_id: pulumi.Input[str]
    """ARM id of the Log Analytics workspace that takes the reports."""
    action_group_id: pulumi.Input[str]
    """ARM id of the action group that is notified of failed jobs and of attempts to destroy backups."""
    location: NotRequired[pulumi.Input[str]]
    """The region. Default: that of the resource group. A change replaces the vault."""
    vault_name: NotRequired[pulumi.Input[str]]
    """The vault's physical name. Default: a unique one. A change replaces the vault."""
    immutability: NotRequired[VaultImmutability]
    """Who may make backups deletable again. Default: Unlocked. A vault is made unlocked; Locked is a second step, needs
    acknowledge_irreversible, and can never be taken back."""
    acknowledge_irreversible: NotRequired[str]
    """Why it is right that nobody, ever, can take the lock off, and who says so. Needed with Locked."""
    replication: NotRequired[VaultReplication]
    """How many copies there are, and where. Default: GeoRedundant, which needs a region with a pair. Azure refuses a change once something
    is backed up."""
    soft_delete_days: NotRequired[int]
    """Days in which a deletion can be undone, 14 to 180; soft delete cannot be turned off. Default: 30."""
    retention_days: NotRequired[int]
    """Days that daily backups are kept, 35 to 3653. Default: 35."""
    time_zone: NotRequired[str]
    """Time zone of the schedules. Default: UTC."""
    virtual_machine_ids: NotRequired[dict[str, pulumi.Input[str]]]
    """A short name to the ARM id of a virtual machine to back up, in the vault's region. One that is taken out keeps its backups and goes
    on being backed up until that is stopped in the vault. Default: none."""
    key: NotRequired[keys.ExistingKeyArgs]
    """An existing key. Default: a new one in a vault of its own that rotates every year."""
    resource_guard_id: NotRequired[pulumi.Input[str]]
    """ARM id of a resource guard, best in another tenant's hands, without which nobody weakens the vault. Default: none."""
    private_dns_zone_ids: NotRequired[dict[str, pulumi.Input[str]]]
    """ARM ids of private DNS zones by sub-resource: `AzureBackup`, `blob`, `queue`, `vault`."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the vault and its key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class BackupVault(HardenedResource):
    """Backups that nobody can delete before their time, that the paired region keeps too, and whose jobs are reported."""

    vault_id: pulumi.Output[str]
    """ARM id of the vault."""
    vault_name: pulumi.Output[str]
    """Name of the vault."""
    machine_policy_id: pulumi.Output[str]
    """ARM id of the policy for virtual machines."""
    share_policy_id: pulumi.Output[str]
    """ARM id of the policy for file shares."""
    key_uri: pulumi.Output[str | None]
    """Address of the key."""

    def __init__(self, name: str, args: BackupVaultArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("BackupVault", name, args, BackupVaultArgs)
        settings = _read(given)
        super().__init__(given, opts)
        place = context.Place.of(self, given)
        subnet, workspace = given.get("subnet_id"), given.get("workspace_id")
        if settings.key:
            key = keys.existing(settings.key)
        else:
            key = keys.make(
                place, name, subnet_id=subnet, workspace_id=workspace, zone_id=settings.zones.get("vault"), protect=settings.protect
            )
        vault = _vault(place, name, given, settings, key)
        endpoint = _connect(place, name, settings, vault, subnet)
        machines = _policy(place, name, vault, "machines", _machine_policy(settings))
        shares = _policy(place, name, vault, "shares", _share_policy(settings))
        _protect(place, name, given, vault, machines, endpoint)
        _report(place, name, given, vault)
        if given.has("resource_guard_id"):
            recoveryservices.ResourceGuardProxy(
                name,
                resource_group_name=place.group,
                vault_name=vault.name,
                resource_guard_proxy_name="VaultProxy",
                properties=recoveryservices.ResourceGuardProxyBaseArgs(resource_guard_resource_id=given.get("resource_guard_id")),
                opts=place.options(),
            )
        self.vault_id = vault.id
        self.vault_name = vault.name
        self.machine_policy_id = machines.id
        self.share_policy_id = shares.id
        self.key_uri = pulumi.Output.from_input(key.uri)
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    immutability: VaultImmutability
    replication: VaultReplication
    soft_delete: int
    days: int
    time_zone: str
    key: Mapping[str, Any] | None
    zones: Mapping[str, Any]
    protect: bool


def _read(given: Arguments) -> _Settings:
    for key, what in (
        ("resource_group_name", "the resource group"),
        ("subnet_id", "the subnet for private endpoints"),
        ("workspace_id", "the Log Analytics workspace that takes the reports"),
        ("action_group_id", "the action group that is notified of failed jobs"),
    ):
        given.need(key, what)
    settings = _Settings(
        immutability=given.choice("immutability", VaultImmutability, VaultImmutability.UNLOCKED),
        replication=given.choice("replication", VaultReplication, VaultReplication.GEO),
        soft_delete=given.integer(
            "soft_delete_days", defaults.SOFT_DELETE, least=defaults.SHORTEST_VAULT_SOFT_DELETE, most=defaults.LONGEST_VAULT_SOFT_DELETE
        ),
        days=given.integer("retention_days", defaults.BACKUPS, least=defaults.BACKUPS, most=defaults.LONGEST_LOG_RETENTION),
        time_zone=given.text("time_zone", "UTC") or "",
        key=given.group("key", keys.ExistingKeyArgs),
        zones=given.get("private_dns_zone_ids", {}),
        protect=given.protect("azure"),
    )
    if settings.immutability is VaultImmutability.LOCKED:
        given.acknowledge("why nobody, ever, may take the lock off")
    machines = given.get("virtual_machine_ids", {})
    if not isinstance(machines, Mapping) or not all(re.fullmatch(r"[a-z0-9-]+", str(title)) for title in machines):
        raise given.invalid("virtual_machine_ids", machines, "a dict of ARM ids by names in lower-case letters, digits and hyphens")
    if strange := sorted(set(settings.zones) - {"AzureBackup", "blob", "queue", "vault"}):
        raise given.invalid("private_dns_zone_ids", strange[0], "AzureBackup, blob, queue and vault")
    return settings


def _vault(place: context.Place, name: str, given: Arguments, settings: _Settings, key: keys.Key) -> recoveryservices.Vault:
    return recoveryservices.Vault(
        name,
        **place.where(),
        vault_name=given.get("vault_name"),
        sku=recoveryservices.SkuArgs(name="RS0", tier="Standard"),
        identity=recoveryservices.IdentityDataArgs(type="UserAssigned", user_assigned_identities=[key.identity_id]),
        properties=recoveryservices.VaultPropertiesArgs(
            public_network_access="Disabled",
            encryption=recoveryservices.VaultPropertiesEncryptionArgs(
                infrastructure_encryption="Enabled",
                kek_identity=recoveryservices.CmkKekIdentityArgs(
                    use_system_assigned_identity=False, user_assigned_identity=key.identity_id
                ),
                # Without a version, so that the vault follows the key as it rotates.
                key_vault_properties=recoveryservices.CmkKeyVaultPropertiesArgs(key_uri=key.uri.apply(_without_version)),
            ),
            security_settings=recoveryservices.SecuritySettingsArgs(
                immutability_settings=recoveryservices.ImmutabilitySettingsArgs(state=settings.immutability.value),
                soft_delete_settings=recoveryservices.SoftDeleteSettingsArgs(
                    soft_delete_state="AlwaysON",
                    enhanced_security_state="AlwaysON",
                    soft_delete_retention_period_in_days=settings.soft_delete,
                ),
            ),
            redundancy_settings=recoveryservices.VaultPropertiesRedundancySettingsArgs(
                standard_tier_storage_redundancy=settings.replication.value,
                cross_region_restore="Enabled" if settings.replication is VaultReplication.GEO else "Disabled",
            ),
            restore_settings=recoveryservices.RestoreSettingsArgs(
                cross_subscription_restore_settings=recoveryservices.CrossSubscriptionRestoreSettingsArgs(
                    cross_subscription_restore_state="Disabled"
                )
            ),
            monitoring_settings=recoveryservices.MonitoringSettingsArgs(
                azure_monitor_alert_settings=recoveryservices.AzureMonitorAlertSettingsArgs(
                    alerts_for_all_job_failures="Enabled",
                    alerts_for_all_failover_issues="Enabled",
                    alerts_for_all_replication_issues="Enabled",
                ),
                classic_alert_settings=recoveryservices.ClassicAlertSettingsArgs(alerts_for_critical_operations="Disabled"),
            ),
        ),
        opts=place.options(protect=settings.protect, depends_on=list(key.ready)),
    )


def _without_version(uri: str) -> str:
    """The address of a key, as `https://vault/keys/name`."""
    return "/".join(uri.split("/")[:5])


def _connect(
    place: context.Place, name: str, settings: _Settings, vault: recoveryservices.Vault, subnet: pulumi.Input[str]
) -> network.PrivateEndpoint:
    endpoint = context.private_endpoint(place, name, target=vault.id, sort="AzureBackup", subnet_id=subnet)
    # Backups travel through blobs and queues, whose names the vault's endpoint answers too.
    zones = {sort: zone for sort, zone in settings.zones.items() if sort != "vault"}
    if zones:
        network.PrivateDnsZoneGroup(
            name,
            private_dns_zone_group_name="default",
            private_endpoint_name=endpoint.name,
            resource_group_name=place.group,
            private_dns_zone_configs=[
                network.PrivateDnsZoneConfigArgs(name=sort, private_dns_zone_id=zone) for sort, zone in sorted(zones.items())
            ],
            opts=place.options(),
        )
    return endpoint


def _retention(settings: _Settings, times: Sequence[str]) -> recoveryservices.LongTermRetentionPolicyArgs:
    """Days, weeks, months and years that backups are kept."""

    def kept(count: int, unit: str) -> recoveryservices.RetentionDurationArgs:
        return recoveryservices.RetentionDurationArgs(count=count, duration_type=unit)

    first = recoveryservices.WeeklyRetentionFormatArgs(
        days_of_the_week=[recoveryservices.DayOfWeek.SUNDAY], weeks_of_the_month=[recoveryservices.WeekOfMonth.FIRST]
    )
    return recoveryservices.LongTermRetentionPolicyArgs(
        retention_policy_type="LongTermRetentionPolicy",
        daily_schedule=recoveryservices.DailyRetentionScheduleArgs(retention_times=times, retention_duration=kept(settings.days, "Days")),
        weekly_schedule=recoveryservices.WeeklyRetentionScheduleArgs(
            days_of_the_week=[recoveryservices.DayOfWeek.SUNDAY],
            retention_times=times,
            retention_duration=kept(defaults.BACKUP_WEEKS, "Weeks"),
        ),
        monthly_schedule=recoveryservices.MonthlyRetentionScheduleArgs(
            retention_schedule_format_type="Weekly",
            retention_schedule_weekly=first,
            retention_times=times,
            retention_duration=kept(defaults.BACKUP_MONTHS, "Months"),
        ),
        yearly_schedule=recoveryservices.YearlyRetentionScheduleArgs(
            retention_schedule_format_type="Weekly",
            months_of_year=[recoveryservices.MonthOfYear.JANUARY],
            retention_schedule_weekly=first,
            retention_times=times,
            retention_duration=kept(defaults.BACKUP_YEARS, "Years"),
        ),
    )


_DAY: Final = f"2024-01-01T{defaults.BACKUP_TIME}"
"""Azure takes the hour and leaves the date."""


def _machine_policy(settings: _Settings) -> recoveryservices.AzureIaaSVMProtectionPolicyArgs:
    return recoveryservices.AzureIaaSVMProtectionPolicyArgs(
        backup_management_type="AzureIaasVM",
        # The policies of this version also take machines with trusted launch.
        policy_type="V2",
        time_zone=settings.time_zone,
        instant_rp_retention_range_in_days=defaults.INSTANT_RESTORES,
        schedule_policy=recoveryservices.SimpleSchedulePolicyV2Args(
            schedule_policy_type="SimpleSchedulePolicyV2",
            schedule_run_frequency="Daily",
            daily_schedule=recoveryservices.DailyScheduleArgs(schedule_run_times=[_DAY]),
        ),
        retention_policy=_retention(settings, [_DAY]),
    )


def _share_policy(settings: _Settings) -> recoveryservices.AzureFileShareProtectionPolicyArgs:
    return recoveryservices.AzureFileShareProtectionPolicyArgs(
        backup_management_type="AzureStorage",
        work_load_type="AzureFileShare",
        time_zone=settings.time_zone,
        schedule_policy=recoveryservices.SimpleSchedulePolicyArgs(
            schedule_policy_type="SimpleSchedulePolicy", schedule_run_frequency="Daily", schedule_run_times=[_DAY]
        ),
        # The share's own snapshots go with the share; those in the vault stay.
        vault_retention_policy=recoveryservices.VaultRetentionPolicyArgs(
            snapshot_retention_in_days=defaults.INSTANT_RESTORES, vault_retention=_retention(settings, [_DAY])
        ),
    )


def _policy(
    place: context.Place, name: str, vault: recoveryservices.Vault, sort: str, properties: Any
) -> recoveryservices.ProtectionPolicy:
    return recoveryservices.ProtectionPolicy(
        f"{name}-{sort}",
        resource_group_name=place.group,
        vault_name=vault.name,
        policy_name=f"{name}-{sort}",
        properties=properties,
        opts=place.options(),
    )


def _protect(
    place: context.Place,
    name: str,
    given: Arguments,
    vault: recoveryservices.Vault,
    policy: recoveryservices.ProtectionPolicy,
    endpoint: pulumi.Resource,
) -> None:
    for title, machine in given.get("virtual_machine_ids", {}).items():
        found = pulumi.Output.concat("iaasvmcontainerv2;", context.group_of(machine), ";", context.last(machine))
        recoveryservices.ProtectedItem(
            f"{name}-machine-{title}",
            resource_group_name=place.group,
            vault_name=vault.name,
            fabric_name="Azure",
            container_name=pulumi.Output.concat("iaasvmcontainer;", found),
            protected_item_name=pulumi.Output.concat("vm;", found),
            properties=recoveryservices.AzureIaaSComputeVMProtectedItemArgs(
                protected_item_type="Microsoft.Compute/virtualMachines", policy_id=policy.id, source_resource_id=machine
            ),
            # Deleting it would delete the backups, which immutability refuses.
            opts=place.options(depends_on=[endpoint], retain_on_delete=True),
        )


def _report(place: context.Place, name: str, given: Arguments, vault: recoveryservices.Vault) -> None:
    monitor.DiagnosticSetting(
        name,
        name="buttress",
        resource_uri=vault.id,
        workspace_id=given.get("workspace_id"),
        # Backup reports read tables of their own, not the common one.
        log_analytics_destination_type="Dedicated",
        logs=[monitor.DiagnosticsLogSettingsArgs(category=one, enabled=True) for one in defaults.BACKUP_LOGS],
        opts=place.options(),
    )
    alertsmanagement.AlertProcessingRuleByName(
        name,
        resource_group_name=place.group,
        location="Global",
        tags=place.tags,
        properties=alertsmanagement.AlertProcessingRulePropertiesArgs(
            description=f"Tells of what goes wrong in the backups of {name}.",
            enabled=True,
            scopes=[vault.id],
            actions=[alertsmanagement.AddActionGroupsArgs(action_type="AddActionGroups", action_group_ids=[given.get("action_group_id")])],
        ),
        opts=place.options(),
    )

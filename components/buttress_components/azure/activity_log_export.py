"""The record of every change in a subscription, kept where nobody can alter it, and somebody who is alerted of the changes that matter."""

import dataclasses
from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import monitor

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context
from buttress_components.azure import _keys as keys
from buttress_components.azure import _workspaces as workspaces
from buttress_components.azure.encrypted_storage_account import (
    AccountImmutability,
    EncryptedStorageAccount,
    EncryptedStorageAccountArgs,
    StorageReplication,
    read_immutability,
    read_replication,
)


class ActivityLogExportArgs(TypedDict):
    """The arguments of ActivityLogExport."""

    resource_group_name: pulumi.Input[str]
    """The resource group of what is made. A change replaces it."""
    subscription_id: str
    """Id of the subscription whose changes are recorded, which must be the provider's."""
    location: NotRequired[pulumi.Input[str]]
    """The region. Default: that of the resource group."""
    workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of an existing Log Analytics workspace that keeps a year. Default: a new one."""
    storage_account_id: NotRequired[pulumi.Input[str]]
    """ARM id of an existing storage account for the immutable copy. Default: a new EncryptedStorageAccount, which needs subnet_id."""
    subnet_id: NotRequired[pulumi.Input[str]]
    """ARM id of the subnet for the private endpoints of the new account. Needed unless storage_account_id is given."""
    key: NotRequired[keys.ExistingKeyArgs]
    """An existing key for the new account. Default: a new one in a vault of its own that rotates every year."""
    retention_days: NotRequired[int]
    """Days in the new workspace, and days in which the new account lets nobody change a record, 365 to 730. Default: 400."""
    immutability: NotRequired[AccountImmutability]
    """Who may end the immutability: Unlocked, those who administer the account, or Locked, nobody, ever: a second step, which needs
    acknowledge_irreversible. Default: Unlocked."""
    acknowledge_irreversible: NotRequired[str]
    """Why it is right that nobody, ever, can take the lock off, and who says so. Needed with Locked."""
    replication: NotRequired[StorageReplication]
    """How many copies of the new account there are, and where: Standard_ZRS, for a region without a pair, needs a justification.
    Default: Standard_GRS."""
    emails: NotRequired[list[str]]
    """Addresses that are notified of changes. Needed unless action_group_id is given."""
    action_group_id: NotRequired[pulumi.Input[str]]
    """ARM id of an existing action group. Default: a new one that writes to emails."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the records and their key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class ActivityLogExport(HardenedResource):
    """The record of every change in a subscription, kept where nobody can alter it, and somebody who is alerted of what matters."""

    workspace_id: pulumi.Output[str]
    """ARM id of the workspace."""
    storage_account_id: pulumi.Output[str]
    """ARM id of the account with the immutable copy."""
    action_group_id: pulumi.Output[str]
    """ARM id of the action group."""

    def __init__(self, name: str, args: ActivityLogExportArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("ActivityLogExport", name, args, ActivityLogExportArgs)
        settings = _read(given)
        super().__init__(given, opts)
        place = context.Place.of(self, given)
        workspace = given.get("workspace_id") or workspaces.make(place, name, days=settings.days, protect=settings.protect).id
        storage = given.get("storage_account_id") or _account(place, name, given, settings, workspace)
        group = given.get("action_group_id") or context.action_group(place, name, settings.emails)
        subscription = context.own_subscription(self, given, "subscription_id")
        monitor.SubscriptionDiagnosticSetting(
            name,
            # It has no scope but the provider's subscription.
            name=subscription.apply(lambda _: name),
            workspace_id=workspace,
            storage_account_id=storage,
            logs=[monitor.SubscriptionLogSettingsArgs(category=one, enabled=True) for one in defaults.ACTIVITY_CATEGORIES],
            opts=self._child(),
        )
        watched = {title: {"category": "Administrative", "operationName": one} for title, one in defaults.WATCHED_OPERATIONS.items()}
        context.activity_alerts(place, name, subscription, {**watched, "service-health": {"category": "ServiceHealth"}}, group)
        self.workspace_id = pulumi.Output.from_input(workspace)
        self.storage_account_id = pulumi.Output.from_input(storage)
        self.action_group_id = pulumi.Output.from_input(group)
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    days: int
    emails: Sequence[str]
    replication: StorageReplication
    protect: bool


def _read(given: Arguments) -> _Settings:
    if given.has("key") and given.has("storage_account_id"):
        raise given.invalid("key", given.get("key"), "nothing beside storage_account_id, which has its own")
    given.need("resource_group_name", "the resource group")
    context.subscription(given, "subscription_id")
    if not given.has("storage_account_id") and not given.has("subnet_id"):
        raise given.lacks("subnet_id", "the subnet for the new account's private endpoints, or storage_account_id")
    if given.has("storage_account_id") and (alone := [one for one in ("immutability", "replication") if given.has(one)]):
        raise given.invalid(alone[0], given.get(alone[0]), "nothing beside storage_account_id, which has its own")
    read_immutability(given)
    return _Settings(
        replication=read_replication(given),
        days=given.log_days("retention_days", most=defaults.LONGEST_WORKSPACE_RETENTION),
        emails=context.receivers(given, "emails", "action_group_id"),
        protect=given.protect("azure"),
    )


def _account(place: context.Place, name: str, given: Arguments, settings: _Settings, workspace: pulumi.Input[str]) -> pulumi.Output[str]:
    args: EncryptedStorageAccountArgs = {
        "resource_group_name": place.group,
        "subnet_id": given.get("subnet_id"),
        "workspace_id": workspace,
        "immutability_days": settings.days,
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
    return EncryptedStorageAccount(f"{name}-log", args, place.options()).account_id

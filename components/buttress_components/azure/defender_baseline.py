"""Defender for Cloud: every plan on, weaknesses looked for, the owners alerted, all of it exported, and Sentinel over the workspace."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import security, securityinsights

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context


class DefenderExportArgs(TypedDict):
    """Where alerts, recommendations and scores are written, as they arise."""

    workspace_id: pulumi.Input[str]
    """ARM id of the Log Analytics workspace that takes them."""
    location: str
    """Region of the export's settings, which lie in the workspace's resource group. A change replaces them."""


class DefenderBaselineArgs(TypedDict):
    """The arguments of DefenderBaseline."""

    subscription_id: str
    """Id of the subscription that is watched, which must be the provider's."""
    emails: list[str]
    """Addresses that are notified of alerts, beside the owners of the subscription."""
    phone: NotRequired[pulumi.Input[str]]
    """Telephone number of the security contact."""
    more_plans: NotRequired[dict[str, str]]
    """Plans beside those for servers, data, containers, apps, keys and posture, such as `Api`, each with its sub-plan, as `P1`, or an empty
    text where it has none; each has its price. Default: none."""
    adopt: NotRequired[bool]
    """True takes over the plans, the contact and the setting for servers, which every subscription has, as they are; an update without it
    then sets them. Needed for the first update, since the provider does not make what exists. Default: false."""
    sentinel_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of a Log Analytics workspace that Sentinel is set over. Default: none."""
    export: NotRequired[DefenderExportArgs]
    """Where alerts, recommendations and scores are written, as they arise. Default: nowhere."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of the export's settings."""


class DefenderBaseline(HardenedResource):
    """Defender for Cloud: every plan on, weaknesses looked for, the owners alerted, all of it exported, and Sentinel over the workspace."""

    plans: pulumi.Output[list[str]]
    """Names of the plans that are on."""

    def __init__(self, name: str, args: DefenderBaselineArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("DefenderBaseline", name, args, DefenderBaselineArgs)
        subscription, emails, plans = _read(given)
        export = given.group("export", DefenderExportArgs)
        super().__init__(given, opts)
        adopt = given.flag("adopt", default=False)
        scope = f"/subscriptions/{subscription}/providers/Microsoft.Security"
        own = context.own_subscription(self, given, "subscription_id")
        before: list[pulumi.Resource] = []
        for settings, sub_plan in plans.items():
            plan = security.Pricing(
                f"{name}-{settings.lower()}",
                pricing_name=settings,
                pricing_tier=security.PricingTier.STANDARD,
                scope_id=pulumi.Output.concat("subscriptions/", own),
                sub_plan=sub_plan or None,
                extensions=[
                    security.ExtensionArgs(name=extension, is_enabled=security.IsEnabled.TRUE)
                    for extension in defaults.DEFENDER_EXTENSIONS.get(settings, ())
                ]
                or None,
                # Azure takes one change of a subscription's plans at a time, and none can be deleted.
                opts=self._standing(adopt, f"{scope}/pricings/{settings}", "pricingTier", "subPlan", "extensions", depends_on=before),
            )
            before = [plan]
        security.AzureServersSetting(
            name,
            # Neither this nor the contact has a scope but the provider's subscription.
            setting_kind=own.apply(lambda _: "azureServersSetting"),
            kind="AzureServersSetting",
            selected_provider="MdeTvm",
            opts=self._standing(adopt, f"{scope}/serverVulnerabilityAssessmentsSettings/azureServersSetting", "kind", "selectedProvider"),
        )
        security.SecurityContact(
            name,
            security_contact_name=own.apply(lambda _: "default"),
            emails=";".join(emails),
            phone=given.get("phone"),
            is_enabled=True,
            notifications_by_role=security.SecurityContactPropertiesNotificationsByRoleArgs(state="On", roles=["Owner"]),
            notifications_sources=[
                security.NotificationsSourceAlertArgs(source_type="Alert", minimal_severity="Medium"),
                security.NotificationsSourceAttackPathArgs(source_type="AttackPath", minimal_risk_level="High"),
            ],
            opts=self._standing(
                adopt, f"{scope}/securityContacts/default", "emails", "phone", "isEnabled", "notificationsByRole", "notificationsSources"
            ),
        )
        if given.has("sentinel_workspace_id"):
            workspace = given.get("sentinel_workspace_id")
            securityinsights.SentinelOnboardingState(
                name,
                resource_group_name=context.group_of(workspace),
                workspace_name=context.last(workspace),
                sentinel_onboarding_state_name="default",
                opts=self._child(),
            )
        if export:
            _export(self, name, given, subscription, export)
        self.plans = pulumi.Output.from_input(list(plans))
        self._publish()

    def _standing(self, adopt: bool, identity: str, *settings: str, **options: Any) -> pulumi.ResourceOptions:  # noqa: FBT001
        """The options of what every subscription has: it stays when the component goes, and is taken over as it is where that is asked."""
        taken: dict[str, Any] = {"import_": identity, "ignore_changes": list(settings)} if adopt else {}
        return self._child(retain_on_delete=True, **taken, **options)


def _export(parent: HardenedResource, name: str, given: Arguments, subscription: str, export: Mapping[str, Any]) -> None:
    security.Automation(
        name,
        automation_name=f"{name}-export",
        resource_group_name=context.group_of(export["workspace_id"]),
        location=export["location"],
        description="Exports what Defender for Cloud finds, as it arises.",
        is_enabled=True,
        scopes=[security.AutomationScopeArgs(description="The subscription.", scope_path=f"/subscriptions/{subscription}")],
        sources=[security.AutomationSourceArgs(event_source=source) for source in defaults.DEFENDER_EXPORTS],
        actions=[security.AutomationActionWorkspaceArgs(action_type="Workspace", workspace_resource_id=export["workspace_id"])],
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _read(given: Arguments) -> tuple[str, Sequence[str], Mapping[str, str | None]]:
    subscription = context.subscription(given, "subscription_id")
    more = given.get("more_plans", {})
    if not isinstance(more, Mapping):
        raise given.invalid("more_plans", more, "a dict of plans with their sub-plans")
    for one in more:
        if one in defaults.DEFENDER_PLANS or not str(one).isalnum():
            raise given.invalid("more_plans", one, f"names of plans beside {', '.join(defaults.DEFENDER_PLANS)}")
    return (
        subscription,
        context.receivers(given, "emails", ""),
        {
            **{one: defaults.DEFENDER_SUB_PLANS.get(one) for one in defaults.DEFENDER_PLANS},
            **more,
        },
    )

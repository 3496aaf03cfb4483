"""Defender for Cloud: every plan on, weaknesses looked for, the owners told, and Sentinel over the workspace."""

from collections.abc import Sequence
from typing import Final, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import security, securityinsights

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context

SATISFIES: Final = (
    "azure-defender-plans-data",
    "azure-defender-plans-platform",
    "azure-defender-plans-servers-and-cspm",
    "azure-defender-vulnerability-assessment-vms",
    "azure-security-contact-and-alerts",
)


class DefenderBaselineArgs(TypedDict):
    """What a DefenderBaseline can be told."""

    subscription_id: str
    """Id of the subscription that is watched."""
    emails: list[str]
    """Addresses that are told of alerts, beside the owners of the subscription."""
    phone: NotRequired[pulumi.Input[str]]
    """Telephone number of the security contact."""
    more_plans: NotRequired[list[str]]
    """Plans beside those for servers, data, containers, apps, keys and posture, such as `Api`; each has its price. Default: none."""
    sentinel_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of a Log Analytics workspace that Sentinel is set over. Default: none."""


class DefenderBaseline(HardenedResource):
    """Defender for Cloud: every plan on, weaknesses looked for, the owners told, and Sentinel over the workspace."""

    plans: pulumi.Output[list[str]]
    """Names of the plans that are on."""

    def __init__(self, name: str, args: DefenderBaselineArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("DefenderBaseline", name, args, DefenderBaselineArgs)
        subscription, emails, plans = _read(given)
        super().__init__(given, opts)
        for plan in plans:
            security.Pricing(
                f"{name}-{plan.lower()}",
                pricing_name=plan,
                pricing_tier=security.PricingTier.STANDARD,
                scope_id=f"subscriptions/{subscription}",
                sub_plan=defaults.DEFENDER_SUB_PLANS.get(plan),
                extensions=[
                    security.ExtensionArgs(name=extension, is_enabled=security.IsEnabled.TRUE)
                    for extension in defaults.DEFENDER_EXTENSIONS.get(plan, ())
                ]
                or None,
                opts=self._child(),
            )
        security.AzureServersSetting(
            name, setting_kind="azureServersSetting", kind="AzureServersSetting", selected_provider="MdeTvm", opts=self._child()
        )
        security.SecurityContact(
            name,
            security_contact_name="default",
            emails=";".join(emails),
            phone=given.get("phone"),
            is_enabled=True,
            notifications_by_role=security.SecurityContactPropertiesNotificationsByRoleArgs(state="On", roles=["Owner"]),
            notifications_sources=[
                security.NotificationsSourceAlertArgs(source_type="Alert", minimal_severity="Medium"),
                security.NotificationsSourceAttackPathArgs(source_type="AttackPath", minimal_risk_level="High"),
            ],
            opts=self._child(),
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
        self.plans = pulumi.Output.from_input(list(plans))
        self._publish({"plans": self.plans})


def _read(given: Arguments) -> tuple[str, Sequence[str], Sequence[str]]:
    subscription = context.subscription(given, "subscription_id")
    more = given.texts("more_plans", what="plans")
    for one in more:
        if one in defaults.DEFENDER_PLANS or not str(one).isalnum():
            raise given.refuse("more_plans", one, f"names of plans beside {', '.join(defaults.DEFENDER_PLANS)}")
    return subscription, context.receivers(given, "emails", ""), [*defaults.DEFENDER_PLANS, *more]

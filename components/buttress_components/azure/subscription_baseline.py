"""What every subscription starts with: guardrails that refuse, locks on what must stay, and somebody who is alerted of changed access."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import authorization

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context


class SubscriptionBaselineArgs(TypedDict):
    """The arguments of SubscriptionBaseline."""

    resource_group_name: pulumi.Input[str]
    """The resource group of the alerts. A change replaces them."""
    subscription_id: str
    """Id of the subscription, which must be the provider's."""
    allowed_locations: list[str]
    """Regions in which anything may be made, as `westeurope`; elsewhere it is refused."""
    emails: NotRequired[list[str]]
    """Addresses to notify. Needed unless action_group_id is given."""
    action_group_id: NotRequired[pulumi.Input[str]]
    """ARM id of an existing action group. Default: a new one that writes to emails."""
    locked_scopes: NotRequired[dict[str, pulumi.Input[str]]]
    """A short name to the ARM id of a resource that nobody may delete before the lock is taken off. A whole resource group only if it is
    not that of the alerts: a lock holds for all within, and so no update could take anything away there."""
    public_interfaces: NotRequired[bool]
    """Whether machines may have public addresses of their own. Default: false."""
    excluded_scopes: NotRequired[list[pulumi.Input[str]]]
    """ARM ids of resource groups in which the guardrails do not hold; PolicyBaseline still judges them. Default: none."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""


class SubscriptionBaseline(HardenedResource):
    """What every subscription starts with: guardrails that refuse, locks on what must stay, and somebody who is alerted of changed access.

    The guardrails are Azure's own policies with the effect Deny: regions, TLS and anonymous access of storage, purge of vaults, public SQL
    servers, public addresses of machines. What exists already stays and is shown as non-compliant.
    """

    action_group_id: pulumi.Output[str]
    """ARM id of the action group."""
    assignment_ids: pulumi.Output[dict[str, str]]
    """Name of each guardrail to the ARM id of its assignment."""

    def __init__(self, name: str, args: SubscriptionBaselineArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("SubscriptionBaseline", name, args, SubscriptionBaselineArgs)
        settings = _read(given)
        super().__init__(given, opts)
        place = context.Place(parent=self, group=given.get("resource_group_name"), location="global", tags=given.tags())
        group = given.get("action_group_id") or context.action_group(place, name, settings.emails)
        assigned = _guard(place, name, given, settings)
        for title, scope in settings.locked.items():
            authorization.ManagementLockByScope(
                f"{name}-{title}",
                scope=scope,
                level="CanNotDelete",
                notes=f"Kept by the baseline {name}: whoever deletes it takes this lock off first, which raises an alert.",
                opts=place.options(),
            )
        _tell(place, name, context.own_subscription(self, given, "subscription_id"), group)
        self.action_group_id = pulumi.Output.from_input(group)
        self.assignment_ids = pulumi.Output.all(**{title: one.id for title, one in assigned.items()})
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    subscription: str
    locations: Sequence[str]
    emails: Sequence[str]
    locked: Mapping[str, pulumi.Input[str]]
    public_interfaces: bool


def _read(given: Arguments) -> _Settings:
    given.need("resource_group_name", "the resource group of the alerts")
    locations = given.texts("allowed_locations", least=1, what="regions")
    for one in locations:
        if not re.fullmatch(r"[a-z0-9]+", str(one)):
            raise given.invalid("allowed_locations", one, "regions by their short names, as westeurope")
    locked = given.get("locked_scopes", {})
    if not isinstance(locked, Mapping):
        raise given.invalid("locked_scopes", locked, "a dict of ARM ids by name")
    for title in locked:
        if not re.fullmatch(r"[a-z0-9-]+", title):
            raise given.invalid("locked_scopes", title, "names in lower-case letters, digits and hyphens")
        own = str(given.get("resource_group_name")).lower()
        if str(locked[title]).lower().rstrip("/").endswith(f"/resourcegroups/{own}"):
            raise given.invalid("locked_scopes", locked[title], "resources, or groups other than that of the alerts")
    return _Settings(
        subscription=context.subscription(given, "subscription_id"),
        locations=locations,
        emails=context.receivers(given, "emails", "action_group_id"),
        locked=locked,
        public_interfaces=given.flag("public_interfaces", default=False),
    )


def _guard(place: context.Place, name: str, given: Arguments, settings: _Settings) -> dict[str, authorization.PolicyAssignment]:
    guards: dict[str, tuple[str, str, Mapping[str, Any]]] = {}
    for title, definition in defaults.ALLOWED_LOCATIONS.items():
        where = {"listOfAllowedLocations": list(settings.locations)}
        guards[title] = (definition, f"Made in {', '.join(settings.locations)} only.", where)
    for title, (definition, about) in defaults.DENIED.items():
        guards[title] = (definition, about, {"effect": "Deny"})
    if not settings.public_interfaces:
        guards["public-interfaces"] = (defaults.NO_PUBLIC_INTERFACES, "Machines have no public addresses.", {})
    return {
        title: authorization.PolicyAssignment(
            f"{name}-{title}",
            # Names of assignments end at 64 characters in a subscription.
            policy_assignment_name=f"{name}-{title}"[:64],
            scope=f"/subscriptions/{settings.subscription}",
            policy_definition_id=f"/providers/Microsoft.Authorization/policyDefinitions/{definition}",
            display_name=about.rstrip("."),
            description=about,
            enforcement_mode="Default",
            not_scopes=given.texts("excluded_scopes", what="ARM ids") or None,
            parameters={key: authorization.ParameterValuesValueArgs(value=value) for key, value in parameters.items()} or None,
            non_compliance_messages=[authorization.NonComplianceMessageArgs(message=f"{about} Ask the owners of the baseline {name}.")],
            opts=place.options(),
        )
        for title, (definition, about, parameters) in guards.items()
    }


def _tell(place: context.Place, name: str, subscription: pulumi.Input[str], group: pulumi.Input[str]) -> None:
    watched = {title: {"category": "Administrative", "operationName": one} for title, one in defaults.WATCHED_ACCESS.items()}
    watched["service-health"] = {"category": "ServiceHealth"}
    watched["resource-health"] = {"category": "ResourceHealth", "properties.currentHealthStatus": "Unavailable"}
    context.activity_alerts(place, name, subscription, watched, group)

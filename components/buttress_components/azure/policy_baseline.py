"""Azure's own initiatives for SOC 2 and the cloud security benchmark over a subscription, with exemptions that end."""

import dataclasses
import datetime as dt
import enum
import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import authorization

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context


class ExemptionCategory(enum.Enum):
    """Why a scope is exempt."""

    WAIVER = "Waiver"
    """The risk is accepted for a time."""
    MITIGATED = "Mitigated"
    """What the policy wants is met in another way."""


class PolicyExemptionArgs(TypedDict):
    """A scope to which an initiative, or some of its policies, does not apply for a time."""

    name: str
    """A short name of the exemption, which is part of its ARM id."""
    scope: pulumi.Input[str]
    """ARM id of the resource group or resource that is exempt."""
    reason: str
    """Why; it stands in the portal and in every report of Azure."""
    expires_on: str
    """Last day, as `2027-03-31`."""
    initiative: NotRequired[str]
    """Name of the initiative: `security-benchmark`, `soc-2` or one of more_initiatives. Default: soc-2."""
    category: NotRequired[ExemptionCategory]
    """Why a scope is exempt. Default: Waiver."""
    policies: NotRequired[list[str]]
    """References of the policies in the initiative. Default: all of them."""


class PolicyBaselineArgs(TypedDict):
    """The arguments of PolicyBaseline."""

    subscription_id: str
    """Id of the subscription that is judged."""
    location: str
    """Region of the identity by which policies repair what they can."""
    more_initiatives: NotRequired[dict[str, str]]
    """A short name to the ARM id of a further initiative. Default: none."""
    initiative_parameters: NotRequired[dict[str, dict[str, str]]]
    """Parameters by the name of an initiative: those that it has no default for must stand here. Default: what `soc-2` needs."""
    exemptions: NotRequired[list[PolicyExemptionArgs]]
    """What is exempt until when. Default: nothing."""


class PolicyBaseline(HardenedResource):
    """Azure's own initiatives for SOC 2 and the cloud security benchmark over a subscription, with exemptions that end.

    An initiative judges and does not refuse; SubscriptionBaseline refuses. Where deployment stacks are used beside Pulumi, give their deny
    settings to what this component makes, or they and Pulumi undo each other's work.
    """

    assignment_ids: pulumi.Output[dict[str, str]]
    """Name of each initiative to the ARM id of its assignment."""

    def __init__(self, name: str, args: PolicyBaselineArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("PolicyBaseline", name, args, PolicyBaselineArgs)
        settings = _read(given)
        super().__init__(given, opts)
        assigned = {
            title: authorization.PolicyAssignment(
                f"{name}-{title}",
                policy_assignment_name=f"{name}-{title}"[:64],
                scope=f"/subscriptions/{settings.subscription}",
                location=settings.location,
                identity=authorization.IdentityArgs(type=authorization.ResourceIdentityType.SYSTEM_ASSIGNED),
                policy_definition_id=definition,
                display_name=about.rstrip("."),
                description=about,
                enforcement_mode="Default",
                parameters={
                    key: authorization.ParameterValuesValueArgs(value=value)
                    for key, value in {
                        **defaults.INITIATIVE_PARAMETERS.get(title, {}),
                        **given.get("initiative_parameters", {}).get(title, {}),
                    }.items()
                }
                or None,
                opts=self._child(),
            )
            for title, (definition, about) in settings.initiatives.items()
        }
        for one in settings.exemptions:
            authorization.PolicyExemption(
                f"{name}-{one['name']}",
                policy_exemption_name=f"{name}-{one['name']}"[:64],
                scope=one["scope"],
                policy_assignment_id=assigned[one.get("initiative", "soc-2")].id,
                policy_definition_reference_ids=one.get("policies"),
                exemption_category=ExemptionCategory(one.get("category", ExemptionCategory.WAIVER)).value,
                display_name=one["name"],
                description=one["reason"],
                expires_on=f"{one['expires_on']}T23:59:59Z",
                opts=self._child(),
            )
        self.assignment_ids = pulumi.Output.all(**{title: one.id for title, one in assigned.items()})
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    subscription: str
    location: str
    initiatives: Mapping[str, tuple[str, str]]
    exemptions: Sequence[Mapping[str, Any]]


def _read(given: Arguments) -> _Settings:
    given.need("location", "the region of the policies' identity")
    initiatives = {
        title: (f"/providers/Microsoft.Authorization/policySetDefinitions/{definition}", about)
        for title, (definition, about) in defaults.INITIATIVES.items()
    }
    for title, definition in given.get("more_initiatives", {}).items():
        if title in initiatives or not re.fullmatch(r"[a-z0-9-]+", title):
            raise given.invalid("more_initiatives", title, f"names in lower-case letters beside {', '.join(initiatives)}")
        initiatives[title] = (definition, f"The initiative {title}.")
    for title, values in given.get("initiative_parameters", {}).items():
        if title not in initiatives or not isinstance(values, Mapping):
            raise given.invalid("initiative_parameters", title, f"a dict of parameters for each of {', '.join(initiatives)}")
    exemptions = given.groups("exemptions", PolicyExemptionArgs)
    for place, one in enumerate(exemptions):
        _judge(given, f"exemptions[{place}]", one, initiatives)
    return _Settings(
        subscription=context.subscription(given, "subscription_id"),
        location=given.text("location") or "",
        initiatives=initiatives,
        exemptions=exemptions,
    )


def _judge(given: Arguments, place: str, one: Mapping[str, Any], initiatives: Mapping[str, Any]) -> None:
    try:
        dt.date.fromisoformat(str(one["expires_on"]))
    except ValueError:
        raise given.invalid(f"{place}.expires_on", one["expires_on"], "a day, as 2027-03-31") from None
    if not str(one["reason"]).strip():
        raise given.invalid(f"{place}.reason", one["reason"], "why the scope is exempt")
    if one.get("initiative", "soc-2") not in initiatives:
        raise given.invalid(f"{place}.initiative", one["initiative"], ", ".join(initiatives))
    try:
        ExemptionCategory(one.get("category", ExemptionCategory.WAIVER))
    except ValueError:
        allowed = ", ".join(member.value for member in ExemptionCategory)
        raise given.invalid(f"{place}.category", one["category"], allowed) from None

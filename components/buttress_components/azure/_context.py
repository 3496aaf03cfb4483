"""What the Azure components share: where things lie, private endpoints, diagnostics, and the parts of an ARM id."""

import asyncio
import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
from pulumi_azure_native import authorization, monitor, network

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments


@dataclasses.dataclass(frozen=True)
class Place:
    """The component that owns what is made, and the resource group, location and tags that all of it gets."""

    parent: pulumi.Resource
    group: pulumi.Input[str]
    location: pulumi.Input[str] | None
    tags: pulumi.Input[Mapping[str, pulumi.Input[str]]]

    @classmethod
    def of(cls, parent: pulumi.Resource, given: Arguments) -> "Place":
        """The place that a component's arguments name."""
        return cls(parent=parent, group=given.get("resource_group_name"), location=given.get("location"), tags=given.tags())

    def where(self) -> dict[str, Any]:
        """The arguments of a resource that has a location and tags."""
        return {"resource_group_name": self.group, "location": self.location, "tags": self.tags}

    def options(self, **more: Any) -> pulumi.ResourceOptions:
        """The options of a child."""
        return pulumi.ResourceOptions(parent=self.parent, **more)


def private_endpoint(
    place: Place,
    name: str,
    *,
    target: pulumi.Input[str],
    sort: str,
    subnet_id: pulumi.Input[str],
    zone_id: pulumi.Input[str] | None = None,
    after: Sequence[pulumi.Resource] = (),
) -> network.PrivateEndpoint:
    """A private endpoint for one kind of sub-resource (`blob`, `vault`, `sqlServer`), with its DNS records if a zone is given.

    Azure takes one endpoint of a resource at a time: a second one is made `after` the first.
    """
    endpoint = network.PrivateEndpoint(
        name,
        **place.where(),
        subnet=network.SubnetArgs(id=subnet_id),
        private_link_service_connections=[
            network.PrivateLinkServiceConnectionArgs(name=sort, private_link_service_id=target, group_ids=[sort])
        ],
        opts=place.options(depends_on=list(after)),
    )
    if zone_id is not None:
        network.PrivateDnsZoneGroup(
            name,
            private_dns_zone_group_name="default",
            private_endpoint_name=endpoint.name,
            resource_group_name=place.group,
            private_dns_zone_configs=[network.PrivateDnsZoneConfigArgs(name=sort, private_dns_zone_id=zone_id)],
            opts=place.options(),
        )
    return endpoint


def diagnose(
    place: Place,
    name: str,
    target: pulumi.Input[str],
    workspace_id: pulumi.Input[str],
    *,
    categories: Sequence[str] = (),
    metrics: bool = False,
    after: Sequence[pulumi.Resource] = (),
) -> None:
    """All logs of a resource, or those of some categories, go to a workspace, and its metrics if asked."""
    logs = [monitor.DiagnosticsLogSettingsArgs(category=one, enabled=True) for one in categories]
    monitor.DiagnosticSetting(
        name,
        name="buttress",
        resource_uri=target,
        workspace_id=workspace_id,
        logs=logs or [monitor.DiagnosticsLogSettingsArgs(category_group="allLogs", enabled=True)],
        metrics=[monitor.DiagnosticsMetricSettingsArgs(category="AllMetrics", enabled=True)] if metrics else None,
        opts=place.options(depends_on=list(after)),
    )


def silence_alert(
    place: Place,
    name: str,
    *,
    target: pulumi.Input[str],
    query: str,
    window: tuple[str, int],
    about: str,
    action_group_id: pulumi.Input[str],
) -> None:
    """An action group is notified when a query over the logs of a resource finds nothing in a window of time, or in so many of them."""
    span, windows = window
    monitor.ScheduledQueryRule(
        name,
        **place.where(),
        kind="LogAlert",
        description=about,
        enabled=True,
        severity=2,
        auto_mitigate=True,
        scopes=[target],
        evaluation_frequency="PT5M",
        window_size=span,
        # The table is there once the first row is.
        skip_query_validation=True,
        criteria=monitor.ScheduledQueryRuleCriteriaArgs(
            all_of=[
                monitor.ConditionArgs(
                    criterion_type="StaticThresholdCriterion",
                    query=query,
                    time_aggregation="Count",
                    operator="LessThan",
                    threshold=1.0,
                    failing_periods=monitor.ConditionFailingPeriodsArgs(
                        number_of_evaluation_periods=windows, min_failing_periods_to_alert=windows
                    ),
                )
            ]
        ),
        actions=monitor.ActionsArgs(action_groups=[action_group_id]),
        opts=place.options(),
    )


def metric_alert(
    place: Place,
    name: str,
    *,
    target: pulumi.Input[str],
    metric: str,
    operator: str,
    threshold: float,
    about: str,
    action_group_id: pulumi.Input[str],
    aggregation: str = "Average",
    window: str = "PT15M",
) -> None:
    """An action group is notified when a metric of a resource passes its limit over a window of time, by default a quarter of an hour."""
    monitor.MetricAlert(
        name,
        resource_group_name=place.group,
        location="global",
        tags=place.tags,
        description=about,
        enabled=True,
        severity=2,
        scopes=[target],
        evaluation_frequency="PT5M",
        window_size=window,
        criteria=monitor.MetricAlertSingleResourceMultipleMetricCriteriaArgs(
            odata_type="Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
            all_of=[
                monitor.MetricCriteriaArgs(
                    criterion_type="StaticThresholdCriterion",
                    name=metric,
                    metric_name=metric,
                    operator=operator,
                    threshold=threshold,
                    time_aggregation=aggregation,
                )
            ],
        ),
        actions=[monitor.MetricAlertActionArgs(action_group_id=action_group_id)],
        opts=place.options(),
    )


def activity_alerts(
    place: Place,
    name: str,
    subscription_id: pulumi.Input[str],
    watched: Mapping[str, Mapping[str, str]],
    action_group_id: pulumi.Input[str],
) -> None:
    """An action group is notified of events in a subscription's activity log; `watched` are by title the fields that an event has.

    Of an operation it is notified once, when that has succeeded or failed.
    """
    for title, fields in watched.items():
        # The log has an entry for the start of an operation too, and for each step of a long one.
        ends = [monitor.AlertRuleLeafConditionArgs(field="status", equals=status) for status in defaults.ENDS]
        ended = [monitor.AlertRuleAnyOfOrLeafConditionArgs(any_of=ends)] if "operationName" in fields else []
        monitor.ActivityLogAlert(
            f"{name}-{title}",
            resource_group_name=place.group,
            location="global",
            description=f"Tells of {title.replace('-', ' ')}.",
            enabled=True,
            scopes=[pulumi.Output.concat("/subscriptions/", subscription_id)],
            condition=monitor.AlertRuleAllOfConditionArgs(
                all_of=[
                    *(monitor.AlertRuleAnyOfOrLeafConditionArgs(field=field, equals=value) for field, value in fields.items()),
                    *ended,
                ]
            ),
            actions=monitor.ActionListArgs(action_groups=[monitor.ActionGroupArgs(action_group_id=action_group_id)]),
            tags=place.tags,
            opts=place.options(),
        )


def unique_name(name: str, *seed: pulumi.Input[str], hyphens: bool = False) -> pulumi.Output[str]:
    """A name of at most 24 characters that is unique in all of Azure: a letter first, no two hyphens beside each other and none at the end.

    The provider only puts eight digits behind a resource's own name. Whoever uses it ignores changes of it, so that a project, a stack or
    what it is made from may be called otherwise later.
    """
    kept = re.sub(r"-+", "-" if hyphens else "", re.sub(r"[^a-z0-9-]", "", name.lower())).lstrip("-0123456789")
    stem = kept[:16].rstrip("-") or "x"
    own = f"{pulumi.get_project()}/{pulumi.get_stack()}/{name}"
    return pulumi.Output.all(*seed).apply(lambda parts: stem + hashlib.sha256("\n".join([own, *map(str, parts)]).encode()).hexdigest()[:8])


def last(identity: pulumi.Input[str]) -> pulumi.Output[str]:
    """The name at the end of an ARM id."""
    return pulumi.Output.from_input(identity).apply(lambda text: text.rstrip("/").rsplit("/", 1)[-1])


def group_of(identity: pulumi.Input[str]) -> pulumi.Output[str]:
    """The resource group in an ARM id."""
    return pulumi.Output.from_input(identity).apply(lambda text: text.split("/")[4])


def subscription_of(identity: pulumi.Input[str]) -> pulumi.Output[str]:
    """The subscription in an ARM id."""
    return pulumi.Output.from_input(identity).apply(lambda text: text.split("/")[2])


def role(scope: pulumi.Input[str], role_id: str) -> pulumi.Output[str]:
    """The id of a built-in role, in the subscription of a scope."""
    return pulumi.Output.concat("/subscriptions/", subscription_of(scope), "/providers/Microsoft.Authorization/roleDefinitions/", role_id)


def spread(grant: authorization.RoleAssignment, value: pulumi.Input[Any]) -> pulumi.Output[Any]:
    """A value, once what a role assignment grants can be used: Azure answers before all of it has heard, and refuses until then.

    Azure says when the grant was made, so that only what is made with a new one waits.
    """
    return pulumi.Output.all(grant.created_on, value).apply(_heard)


async def _heard(found: Sequence[Any]) -> Any:
    made, value = found
    await asyncio.sleep(_left(str(made)))
    return value


def _left(made: str) -> float:
    """Seconds until a grant made then is heard everywhere, none for what is no time; a clock that is slow costs no more than the wait."""
    try:
        now = dt.datetime.now(dt.UTC)  # noqa: TID251  (it decides when something is made, never what)
        age = (now - dt.datetime.fromisoformat(made)).total_seconds()
    except (TypeError, ValueError):
        return 0.0
    return float(min(max(defaults.GRANT_SPREAD - age, 0), defaults.GRANT_SPREAD))


def receivers(given: Arguments, key: str, instead: str) -> list[str]:
    """The e-mail addresses of an argument, which is needed unless another one stands in its place."""
    found = given.texts(key, what="addresses")
    if instead and given.has(instead):
        if found:
            raise given.invalid(key, found, f"nothing beside {instead}")
        return []
    if not found:
        raise given.lacks(key, f"addresses to notify{f', or {instead}' if instead else ''}")
    for one in found:
        if not isinstance(one, str) or not re.fullmatch(r"[^@\s;]+@[^@\s;]+", one):
            raise given.invalid(key, one, "addresses")
    return found


def subscription(given: Arguments, key: str) -> str:
    """The id of a subscription, which must be known before the update."""
    found = given.text(key) or ""
    if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", found):
        raise given.invalid(key, found, "the id of a subscription")
    return found


def own_subscription(parent: pulumi.Resource, given: Arguments, key: str) -> pulumi.Output[str]:
    """The id of a subscription that must be the provider's, for what has no scope of its own is made there; else an ArgumentError."""
    wanted = subscription(given, key)

    def agreed(found: authorization.GetClientConfigResult) -> str:
        if found.subscription_id and found.subscription_id.lower() != wanted.lower():
            raise given.invalid(
                key, wanted, f"{found.subscription_id}, in which the provider works; for another, give the component a provider of its own"
            )
        return wanted

    return authorization.get_client_config_output(opts=pulumi.InvokeOptions(parent=parent)).apply(agreed)


def action_group(place: Place, name: str, emails: Sequence[str]) -> pulumi.Output[str]:
    """A new action group that writes to these addresses; its ARM id is returned."""
    return monitor.ActionGroup(
        name,
        resource_group_name=place.group,
        location="global",
        group_short_name=name[:12],
        enabled=True,
        email_receivers=[
            monitor.MicrosoftCommonEmailReceiverArgs(name=f"email-{number}", email_address=one, use_common_alert_schema=True)
            for number, one in enumerate(emails, start=1)
        ],
        tags=place.tags,
        opts=place.options(),
    ).id

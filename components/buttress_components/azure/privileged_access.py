"""A role that nobody holds and some may take for hours: after approval, with a second factor, a reason and a ticket."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import authorization

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource


class AccessTicketArgs(TypedDict):
    """The ticket in which the eligibility was asked for."""

    system: str
    """Name of the ticket system."""
    number: str
    """Number of the ticket."""


class PrivilegedAccessArgs(TypedDict):
    """The arguments of PrivilegedAccess."""

    scope: pulumi.Input[str]
    """ARM id of the subscription, resource group or resource in which the role counts."""
    role_definition_id: pulumi.Input[str]
    """ARM id of the role."""
    policy_name: str
    """Id of the role's management policy in the scope, which Azure makes with the scope: the last part of its ARM id."""
    groups: dict[str, pulumi.Input[str]]
    """A short name to the object id of a group whose members may take the role."""
    approver_group_ids: list[pulumi.Input[str]]
    """Object ids of groups one of whose members approves; best none of those that take the role."""
    reason: str
    """Why the groups may take the role."""
    ticket: AccessTicketArgs
    """The ticket in which that was asked for."""
    max_hours: NotRequired[int]
    """Hours for which the role is taken at most, 1 to 8. Default: 4."""
    eligible_days: NotRequired[int]
    """Days after which eligibility ends and is asked for anew, 1 to 365. Default: 180. A change replaces the eligibility."""


class PrivilegedAccess(HardenedResource):
    """A role that nobody holds and some may take for hours: after approval, with a second factor, a reason and a ticket.

    Azure keeps one management policy for each role in each scope, makes it itself and never deletes it: taking the component away ends the
    eligibility and leaves the policy as strict as it is.
    """

    policy_id: pulumi.Output[str]
    """ARM id of the management policy."""
    eligibility_ids: pulumi.Output[dict[str, str]]
    """Name of each group to the ARM id of its eligibility."""

    def __init__(self, name: str, args: PrivilegedAccessArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("PrivilegedAccess", name, args, PrivilegedAccessArgs)
        settings = _read(given)
        super().__init__(given, opts)
        policy = authorization.RoleManagementPolicy(
            name,
            scope=given.get("scope"),
            role_management_policy_name=settings.policy,
            rules=[*_activation(settings), *_assignment(settings)],
            opts=self._child(retain_on_delete=True),
        )
        eligible = {
            title: authorization.PimRoleEligibilitySchedule(
                f"{name}-{title}",
                scope=given.get("scope"),
                role_definition_id=given.get("role_definition_id"),
                principal_id=group,
                justification=settings.reason,
                ticket_info=authorization.RoleEligibilityScheduleRequestPropertiesTicketInfoArgs(
                    ticket_system=settings.ticket["system"], ticket_number=settings.ticket["number"]
                ),
                schedule_info=authorization.RoleEligibilityScheduleRequestPropertiesScheduleInfoArgs(
                    expiration=authorization.RoleEligibilityScheduleRequestPropertiesExpirationArgs(
                        type="AfterDuration", duration=f"P{settings.days}D"
                    )
                ),
                # Nobody may take the role before the policy is as strict as it must be.
                opts=self._child(depends_on=[policy]),
            )
            for title, group in settings.groups.items()
        }
        self.policy_id = policy.id
        self.eligibility_ids = pulumi.Output.all(**{title: one.id for title, one in eligible.items()})
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    policy: str
    groups: Mapping[str, pulumi.Input[str]]
    approvers: Sequence[pulumi.Input[str]]
    reason: str
    ticket: Mapping[str, str]
    hours: int
    days: int


def _read(given: Arguments) -> _Settings:
    given.need("scope", "where the role counts")
    given.need("role_definition_id", "the role")
    given.need("ticket", "the ticket in which eligibility was asked for")
    groups = given.need("groups", "object ids of groups by name")
    if not isinstance(groups, Mapping):
        raise given.invalid("groups", groups, "a dict of object ids by name")
    policy = given.text("policy_name") or ""
    if not re.fullmatch(r"[0-9a-fA-F-]{36}", policy):
        raise given.invalid("policy_name", policy, "the id of the role's management policy, 36 characters")
    reason = given.text("reason") or ""
    if not reason.strip():
        raise given.lacks("reason", "why the groups may take the role")
    approvers = given.texts("approver_group_ids", least=1, what="object ids of groups")
    for one in approvers:
        if one in groups.values():
            raise given.invalid("approver_group_ids", one, "groups other than those that take the role")
    return _Settings(
        policy=policy,
        groups=groups,
        approvers=approvers,
        reason=reason,
        ticket=given.group("ticket", AccessTicketArgs) or {},
        hours=given.integer("max_hours", defaults.PRIVILEGED_HOURS, least=1, most=defaults.LONGEST_PRIVILEGED_HOURS, unit="hours"),
        days=given.integer("eligible_days", defaults.ELIGIBLE_DAYS, least=1, most=defaults.LONGEST_ELIGIBLE_DAYS),
    )


def _target(caller: str, level: str) -> authorization.RoleManagementPolicyRuleTargetArgs:
    return authorization.RoleManagementPolicyRuleTargetArgs(caller=caller, level=level, operations=["All"])


def _expiration(caller: str, level: str, longest: str) -> authorization.RoleManagementPolicyExpirationRuleArgs:
    return authorization.RoleManagementPolicyExpirationRuleArgs(
        id=f"Expiration_{caller}_{level}",
        rule_type="RoleManagementPolicyExpirationRule",
        is_expiration_required=True,
        maximum_duration=longest,
        target=_target(caller, level),
    )


def _enablement(caller: str, *rules: str) -> authorization.RoleManagementPolicyEnablementRuleArgs:
    return authorization.RoleManagementPolicyEnablementRuleArgs(
        id=f"Enablement_{caller}_Assignment",
        rule_type="RoleManagementPolicyEnablementRule",
        enabled_rules=["MultiFactorAuthentication", "Justification", *rules],
        target=_target(caller, "Assignment"),
    )


def _activation(settings: _Settings) -> list[Any]:
    """What taking the role asks."""
    approvers = [authorization.UserSetArgs(id=one, user_type="Group", is_backup=False) for one in settings.approvers]
    return [
        _expiration("EndUser", "Assignment", f"PT{settings.hours}H"),
        _enablement("EndUser", "Ticketing"),
        authorization.RoleManagementPolicyApprovalRuleArgs(
            id="Approval_EndUser_Assignment",
            rule_type="RoleManagementPolicyApprovalRule",
            setting=authorization.ApprovalSettingsArgs(
                is_approval_required=True,
                is_approval_required_for_extension=False,
                is_requestor_justification_required=True,
                approval_mode="SingleStage",
                approval_stages=[
                    authorization.ApprovalStageArgs(
                        approval_stage_time_out_in_days=1,
                        is_approver_justification_required=True,
                        is_escalation_enabled=False,
                        escalation_time_in_minutes=0,
                        primary_approvers=approvers,
                    )
                ],
            ),
            target=_target("EndUser", "Assignment"),
        ),
    ]


def _assignment(settings: _Settings) -> list[Any]:
    """What administrators may give: eligibility that ends, and roles that are held only for as long as they are taken."""
    return [
        _expiration("Admin", "Eligibility", f"P{defaults.LONGEST_ELIGIBLE_DAYS}D"),
        _expiration("Admin", "Assignment", f"PT{settings.hours}H"),
        _enablement("Admin"),
    ]

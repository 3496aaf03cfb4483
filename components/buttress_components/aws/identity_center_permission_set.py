"""What people may do in accounts through Identity Center: grants by name, short sessions, and groups in place of persons."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _grants as grants


class GroupAssignmentArgs(TypedDict):
    """A group that gets the permissions in an account."""

    group_id: pulumi.Input[str]
    """Id of the group in the identity store."""
    account_id: str
    """Id of the account."""


class IdentityCenterPermissionSetArgs(TypedDict):
    """The arguments of IdentityCenterPermissionSet."""

    instance_arn: pulumi.Input[str]
    """ARN of the Identity Center instance."""
    description: str
    """What people do with it."""
    grants: NotRequired[list[grants.GrantArgs]]
    """What they may do. Needed unless managed_policy_arns are given."""
    managed_policy_arns: NotRequired[list[str]]
    """ARNs of AWS's managed policies; those of administrators are refused. Default: none."""
    permission_set_name: NotRequired[str]
    """Its name of up to 32 characters, which people choose it by. Default: the component's name. A change replaces it."""
    session_hours: NotRequired[int]
    """Longest session, 1 to 12 hours. Default: 1."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """ARN of an AWS managed policy beyond which no grant reaches. Default: none."""
    assignments: NotRequired[list[GroupAssignmentArgs]]
    """Which groups get it in which accounts. Default: none."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of the permission set."""


class IdentityCenterPermissionSet(HardenedResource):
    """What people may do in accounts through Identity Center: grants by name, short sessions, and groups in place of persons.

    What LeastPrivilegeRole refuses of a grant is refused here too.
    """

    arn: pulumi.Output[str]
    """ARN of the permission set."""
    permission_set_name: pulumi.Output[str]
    """Its name."""

    def __init__(self, name: str, args: IdentityCenterPermissionSetArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("IdentityCenterPermissionSet", name, args, IdentityCenterPermissionSetArgs)
        settings = _read(given)
        super().__init__(given, opts)
        permissions = aws.ssoadmin.PermissionSet(
            name,
            name=settings.name,
            description=given.get("description"),
            instance_arn=given.get("instance_arn"),
            session_duration=f"PT{settings.hours}H",
            tags=given.tags(),
            opts=self._child(),
        )
        common: dict[str, Any] = {"instance_arn": given.get("instance_arn"), "permission_set_arn": permissions.arn}
        ready: list[pulumi.Resource] = []
        if settings.granted:
            statements = pulumi.Output.all(*[grants.statement(one) for one in settings.granted]).apply(
                lambda found: grants.resolved(given, found)
            )
            ready.append(
                aws.ssoadmin.PermissionSetInlinePolicy(
                    name, **common, inline_policy=pulumi.Output.json_dumps(statements), opts=self._child()
                )
            )
        for place, arn in enumerate(settings.managed):
            title, aliases = grants.attachment(name, place, arn, settings.managed)
            options = self._child(aliases=aliases)
            ready.append(aws.ssoadmin.ManagedPolicyAttachment(title, **common, managed_policy_arn=arn, opts=options))
        if given.has("permissions_boundary_arn"):
            boundary = aws.ssoadmin.PermissionsBoundaryAttachmentPermissionsBoundaryArgs(
                managed_policy_arn=given.get("permissions_boundary_arn")
            )
            ready.append(aws.ssoadmin.PermissionsBoundaryAttachment(name, **common, permissions_boundary=boundary, opts=self._child()))
        for place, one in enumerate(settings.assignments):
            aws.ssoadmin.AccountAssignment(
                f"{name}-{one['account_id']}-{one['group_id']}",
                **common,
                principal_type="GROUP",
                principal_id=one["group_id"],
                target_type="AWS_ACCOUNT",
                target_id=one["account_id"],
                # Nobody holds it before its boundary and its policies stand.
                opts=self._child(depends_on=ready, aliases=[pulumi.Alias(name=f"{name}-{place}")]),
            )
        self.arn = permissions.arn
        self.permission_set_name = permissions.name
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    name: str
    hours: int
    granted: Sequence[Mapping[str, Any]]
    managed: Sequence[str]
    assignments: Sequence[Mapping[str, Any]]


def _read(given: Arguments) -> _Settings:
    given.need("instance_arn", "the Identity Center instance")
    given.need("description", "what people do with it")
    granted = given.groups("grants", grants.GrantArgs)
    for place, grant in enumerate(granted):
        grants.judge(given, f"grants[{place}]", grant, wide=False)
    managed = grants.managed_policies(given)
    if not granted and not managed:
        raise given.lacks("grants", "what people may do, or managed_policy_arns")
    name = given.text("permission_set_name", given.name) or ""
    if not re.fullmatch(r"[\w+=,.@-]{1,32}", name):
        raise given.invalid("permission_set_name", name, "1 to 32 letters, digits and +=,.@-_")
    assignments = given.groups("assignments", GroupAssignmentArgs)
    for place, one in enumerate(assignments):
        if not re.fullmatch(r"\d{12}", str(one["account_id"])):
            raise given.invalid(f"assignments[{place}].account_id", one["account_id"], "twelve digits")
    return _Settings(
        name=name,
        hours=given.integer("session_hours", 1, least=1, most=defaults.LONGEST_PEOPLE_SESSION, unit="hours"),
        granted=granted,
        managed=managed,
        assignments=assignments,
    )

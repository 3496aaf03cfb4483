"""A custom role on Azure: operations by name, nothing that gives rights away, in scopes that are named."""

import fnmatch
import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import authorization

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context


class CustomRoleArgs(TypedDict):
    """The arguments of CustomRole."""

    subscription_id: str
    """Id of the subscription that the role is made in."""
    role_name: str
    """The role's name, unique in the tenant. A custom role needs a review and so a justification."""
    description: str
    """What the role is for."""
    justification: str
    """Why no built-in role will do, and who reviewed this one. It stands in every report."""
    actions: NotRequired[list[str]]
    """Operations, as `Microsoft.Compute/virtualMachines/restart/action`; `*` only in what ends in `/read`. Needed without data_actions."""
    data_actions: NotRequired[list[str]]
    """Operations on data, by the same rules. Default: none."""
    not_actions: NotRequired[list[str]]
    """Operations taken out of actions. Default: none."""
    resource_group_ids: NotRequired[list[pulumi.Input[str]]]
    """ARM ids of the resource groups in which alone it can be given. Default: the whole subscription."""


class CustomRole(HardenedResource):
    """A custom role on Azure: operations by name, nothing that gives rights away, in scopes that are named."""

    role_definition_id: pulumi.Output[str]
    """ARM id of the role, for assignments and for eligibility."""
    role_name: pulumi.Output[str]
    """The role's name."""

    def __init__(self, name: str, args: CustomRoleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("CustomRole", name, args, CustomRoleArgs)
        permission, subscription, role_name = _read(given)
        super().__init__(given, opts)
        scope = f"/subscriptions/{subscription}"
        role = authorization.RoleDefinition(
            name,
            scope=scope,
            role_name=role_name,
            role_type="CustomRole",
            description=given.get("description"),
            permissions=[
                authorization.PermissionArgs(
                    actions=permission["actions"],
                    data_actions=permission["data_actions"],
                    not_actions=permission["not_actions"],
                    not_data_actions=[],
                )
            ],
            assignable_scopes=given.texts("resource_group_ids", what="ARM ids") or [scope],
            opts=self._child(),
        )
        self.role_definition_id = role.id
        self.role_name = pulumi.Output.from_input(role_name)
        self._publish()


def _read(given: Arguments) -> tuple[Mapping[str, Sequence[str]], str, str]:
    given.need("description", "what the role is for")
    permission: dict[str, list[Any]] = {}
    for key in ("actions", "data_actions", "not_actions"):
        permission[key] = given.texts(key, what="operations")
        if key != "not_actions":
            for one in permission[key]:
                _judge(given, key, one)
    if not permission["actions"] and not permission["data_actions"]:
        raise given.lacks("actions", "what the role may do, or data_actions")
    for one in given.texts("resource_group_ids", what="ARM ids"):
        if isinstance(one, str) and not re.fullmatch(r"/subscriptions/[^/]+/resourceGroups/[^/]+", one, re.IGNORECASE):
            raise given.invalid("resource_group_ids", one, "ARM ids of resource groups")
    role_name = given.text("role_name")
    if role_name is None:
        raise given.lacks("role_name", "the role's name")
    subscription = context.subscription(given, "subscription_id")
    # Whether a custom role is right is for people to say, so no default can be.
    given.excuse("role_name", role_name, ("azure-rbac-custom-roles-reviewed",))
    return permission, subscription, role_name


def _judge(given: Arguments, key: str, operation: Any) -> None:
    if not isinstance(operation, str) or not re.fullmatch(r"[A-Za-z0-9]+(\.[A-Za-z0-9]+)+(/(\*|[A-Za-z0-9.-]+))+", operation):
        raise given.invalid(key, operation, "operations of one provider, as Microsoft.Compute/virtualMachines/restart/action")
    if "*" in operation and not operation.lower().endswith("/read"):
        raise given.invalid(key, operation, "operations by name; a wildcard only where the operation ends in /read")
    low = operation.lower()
    if any(fnmatch.fnmatchcase(low, one.lower()) for one in defaults.AZURE_ESCALATIONS):
        raise given.invalid(key, operation, "operations that neither give rights away nor hand out keys")

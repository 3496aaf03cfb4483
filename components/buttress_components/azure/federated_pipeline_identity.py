"""An identity that a pipeline takes without a stored secret: one issuer, branches or environments by name, and roles that are listed."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import authorization, managedidentity

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context


class PipelineRoleArgs(TypedDict):
    """A role in a scope."""

    name: str
    """A short name of what the pipeline does with it."""
    role_id: str
    """Id of the role: the last part of its ARM id, 36 characters. Roles that give access to others are refused."""
    scope: pulumi.Input[str]
    """ARM id of the resource group or resource in which it counts. Contributor over a whole subscription is refused."""


class FederatedPipelineIdentityArgs(TypedDict):
    """The arguments of FederatedPipelineIdentity."""

    resource_group_name: pulumi.Input[str]
    """The resource group. A change replaces the identity."""
    subjects: list[str]
    """What the pipeline's tokens say of where they come from, as `repo:shop/checkout:environment:production`, or as Azure
    DevOps shows it for a service connection; up to 20, no wildcards."""
    roles: list[PipelineRoleArgs]
    """The roles that the identity has, each in a scope."""
    location: NotRequired[pulumi.Input[str]]
    """The region. Default: that of the resource group. A change replaces the identity."""
    issuer: NotRequired[str]
    """Address of the issuer without `https://`, as `vstoken.dev.azure.com/<organisation>`. Default: token.actions.githubusercontent.com."""
    audience: NotRequired[str]
    """Whom the tokens are for; the sovereign clouds have their own, as `api://AzureADTokenExchangeUSGov`. Default:
    api://AzureADTokenExchange."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of the identity."""


class FederatedPipelineIdentity(HardenedResource):
    """An identity that a pipeline takes without a stored secret: one issuer, branches or environments by name, and roles by scope."""

    identity_id: pulumi.Output[str]
    """ARM id of the identity."""
    client_id: pulumi.Output[str]
    """Client id, for the pipeline's configuration."""
    principal_id: pulumi.Output[str]
    """Object id, for further roles."""
    tenant_id: pulumi.Output[str]
    """The tenant's id, for the pipeline's configuration."""

    def __init__(self, name: str, args: FederatedPipelineIdentityArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("FederatedPipelineIdentity", name, args, FederatedPipelineIdentityArgs)
        settings = _read(given)
        super().__init__(given, opts)
        place = context.Place.of(self, given)
        identity = managedidentity.UserAssignedIdentity(name, **place.where(), opts=place.options())
        before: list[pulumi.Resource] = []
        for number, subject in enumerate(settings.subjects, start=1):
            trusted = managedidentity.FederatedIdentityCredential(
                f"{name}-{number}",
                resource_group_name=place.group,
                resource_name_=identity.name,
                federated_identity_credential_resource_name=f"{name}-{number}",
                issuer=f"https://{settings.issuer}",
                subject=subject,
                audiences=[settings.audience],
                # Azure refuses to write two credentials of one identity at the same time.
                opts=place.options(depends_on=list(before)),
            )
            before = [trusted]
        for one in settings.roles:
            authorization.RoleAssignment(
                f"{name}-{one['name']}",
                scope=one["scope"],
                principal_id=identity.principal_id,
                principal_type="ServicePrincipal",
                role_definition_id=context.role(one["scope"], one["role_id"]),
                description=f"What the pipeline {name} does: {one['name']}.",
                opts=place.options(),
            )
        self.identity_id = identity.id
        self.client_id = identity.client_id
        self.principal_id = identity.principal_id
        self.tenant_id = identity.tenant_id
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    issuer: str
    audience: str
    subjects: Sequence[str]
    roles: Sequence[Mapping[str, Any]]


def _read(given: Arguments) -> _Settings:
    given.need("resource_group_name", "the resource group")
    issuer = given.text("issuer", defaults.PIPELINE_ISSUER) or ""
    if "://" in issuer or "." not in issuer:
        raise given.invalid("issuer", issuer, "the address of an issuer without https://")
    subjects = given.texts("subjects", least=1, what="subjects")
    for one in subjects:
        if not isinstance(one, str) or "*" in one or "?" in one or not (":" in one or one.startswith("/eid1/")):
            raise given.invalid("subjects", one, "subjects in full, so that no other branch, fork or project can take the identity")
    if len(subjects) > defaults.MOST_CREDENTIALS:
        raise given.invalid(
            "subjects", len(subjects), f"at most {defaults.MOST_CREDENTIALS}, which is all that Azure keeps for one identity"
        )
    roles = given.groups("roles", PipelineRoleArgs, least=1)
    for place, one in enumerate(roles):
        _judge(given, f"roles[{place}]", one)
    audience = given.text("audience", defaults.AZURE_PIPELINE_AUDIENCE) or ""
    if not audience.startswith("api://AzureADTokenExchange"):
        raise given.invalid("audience", audience, "api://AzureADTokenExchange, or that of a sovereign cloud")
    return _Settings(issuer=issuer, audience=audience, subjects=subjects, roles=roles)


def _judge(given: Arguments, place: str, one: Mapping[str, Any]) -> None:
    role, scope = str(one["role_id"]).lower(), one["scope"]
    if not re.fullmatch(r"[a-z0-9-]+", str(one["name"])):
        raise given.invalid(f"{place}.name", one["name"], "a name in lower-case letters, digits and hyphens")
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", role):
        raise given.invalid(f"{place}.role_id", one["role_id"], "the id of a role, 36 characters")
    if role in defaults.ACCESS_ROLES:
        raise given.invalid(f"{place}.role_id", defaults.ACCESS_ROLES[role], "roles that do not give access to others")
    if role == defaults.CONTRIBUTOR and isinstance(scope, str) and scope.strip("/").count("/") < defaults.GROUP_DEPTH:
        raise given.invalid(f"{place}.scope", scope, "a resource group or a resource for Contributor")

"""A role that a pipeline outside AWS takes without a stored key: one issuer, one audience, and branches or environments by name."""

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _grants as grants
from buttress_components.aws.least_privilege_role import LeastPrivilegeRole, LeastPrivilegeRoleArgs


class FederatedPipelineRoleArgs(TypedDict):
    """The arguments of FederatedPipelineRole."""

    description: str
    """What the pipeline does."""
    subjects: list[str]
    """What its tokens say of where they come from, as `repo:shop/checkout:environment:production`; no wildcards."""
    grants: list[grants.GrantArgs]
    """What the pipeline may do."""
    issuer: NotRequired[str]
    """Address of the issuer without `https://`, as `gitlab.com`. Default: token.actions.githubusercontent.com."""
    audience: NotRequired[str]
    """The audience that its tokens must have. Default: sts.amazonaws.com."""
    oidc_provider_arn: NotRequired[pulumi.Input[str]]
    """ARN of the account's provider for the issuer; an account can have one each. Default: a new one."""
    role_name: NotRequired[pulumi.Input[str]]
    """The role's physical name. Default: a unique one. A change replaces the role."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """ARN of a policy beyond which no grant reaches. Default: none."""
    session_seconds: NotRequired[int]
    """Longest session, 3600 to 43200 seconds. Default: 3600."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""


class FederatedPipelineRole(HardenedResource):
    """A role that a pipeline outside AWS takes without a stored key: one issuer, one audience, and branches or environments by name.

    What LeastPrivilegeRole refuses of a grant is refused here too.
    """

    role_name: pulumi.Output[str]
    """The role's name."""
    arn: pulumi.Output[str]
    """The role's ARN, for the pipeline's configuration."""
    oidc_provider_arn: pulumi.Output[str]
    """ARN of the account's provider for the issuer, for further roles."""

    def __init__(self, name: str, args: FederatedPipelineRoleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("FederatedPipelineRole", name, args, FederatedPipelineRoleArgs)
        issuer, audience, inner = _read(given)
        super().__init__(given, opts)
        provider = given.get("oidc_provider_arn")
        if provider is None:
            # AWS knows the certificates of the issuers itself; a fingerprint would only age.
            provider = aws.iam.OpenIdConnectProvider(
                name, url=f"https://{issuer}", client_id_lists=[audience], tags=given.tags(), opts=self._child()
            ).arn
        inner["trust"]["oidc_provider_arn"] = provider
        role = LeastPrivilegeRole(name, inner, self._child())
        self.role_name = role.role_name
        self.arn = role.arn
        self.oidc_provider_arn = pulumi.Output.from_input(provider)
        self._publish()


def _read(given: Arguments) -> tuple[str, str, LeastPrivilegeRoleArgs]:
    """Issuer, audience, and the arguments of the role, whose provider is still to be named."""
    description = given.need("description", "what the pipeline does")
    granted = given.groups("grants", grants.GrantArgs, least=1)
    for place, grant in enumerate(granted):
        grants.judge(given, f"grants[{place}]", grant, wide=False)
    issuer = given.text("issuer", defaults.PIPELINE_ISSUER) or ""
    if "://" in issuer or "." not in issuer:
        raise given.invalid("issuer", issuer, "the address of an issuer without https://")
    audience = given.text("audience", defaults.PIPELINE_AUDIENCE) or ""
    subjects = given.texts("subjects", least=1, what="subjects")
    for one in subjects:
        if not isinstance(one, str) or "*" in one or "?" in one or ":" not in one:
            raise given.invalid("subjects", one, "subjects in full, so that no other branch, fork or project can take the role")
    args: LeastPrivilegeRoleArgs = {
        "description": description,
        "trust": {"oidc_issuer": issuer, "audience": audience, "subjects": subjects},
        "grants": given.get("grants"),
        "session_seconds": given.integer(
            "session_seconds", defaults.SESSION, least=defaults.SESSION, most=defaults.LONGEST_SESSION, unit="seconds"
        ),
        "tags": given.tags(),
    }
    if given.has("role_name"):
        args["role_name"] = given.get("role_name")
    if given.has("permissions_boundary_arn"):
        args["permissions_boundary_arn"] = given.get("permissions_boundary_arn")
    return issuer, audience, args

"""A role that may do what is listed and nothing that would let it do more."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _grants as grants
from buttress_components.aws import _policies as policies


class TrustArgs(TypedDict):
    """Who may take the role. One or several of services, principals and an identity provider."""

    services: NotRequired[list[str]]
    """Service principals, such as `lambda.amazonaws.com`."""
    source_account: NotRequired[pulumi.Input[str]]
    """The account on whose behalf a service takes the role."""
    source_arn: NotRequired[pulumi.Input[str]]
    """The resource on whose behalf a service takes the role."""
    principals: NotRequired[list[pulumi.Input[str]]]
    """ARNs of roles, or ids or root ARNs of accounts; these need external_id or mfa."""
    external_id: NotRequired[pulumi.Input[str]]
    """What another account must say to take the role."""
    mfa: NotRequired[bool]
    """Whether principals must have signed in with a second factor."""
    oidc_provider_arn: NotRequired[pulumi.Input[str]]
    """ARN of an OpenID Connect provider; it needs audience and subjects."""
    oidc_issuer: NotRequired[str]
    """The provider's address without `https://`, such as `token.actions.githubusercontent.com`."""
    audience: NotRequired[str]
    """The audience that its tokens must have."""
    subjects: NotRequired[list[str]]
    """The subjects that its tokens may have; a wildcard may end one but not begin it."""


class LeastPrivilegeRoleArgs(TypedDict):
    """The arguments of LeastPrivilegeRole."""

    description: str
    """What the role is for."""
    trust: TrustArgs
    """Who may take the role."""
    grants: list[grants.GrantArgs]
    """What the role may do."""
    role_name: NotRequired[pulumi.Input[str]]
    """The role's physical name. Default: a unique one. A change replaces the role."""
    path: NotRequired[str]
    """The role's path, as `/service/`. Default: `/`. A change replaces the role."""
    session_seconds: NotRequired[int]
    """Longest session, 3600 to 43200 seconds. Default: 3600."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """ARN of a policy beyond which no grant reaches."""
    managed_policy_arns: NotRequired[list[str]]
    """ARNs of managed policies to attach; those of administrators are refused."""
    instance_profile: NotRequired[bool]
    """Whether to make an instance profile with the role. Default: false."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    allow_service_wildcards: NotRequired[bool]
    """True accepts `service:*`, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class LeastPrivilegeRole(HardenedResource):
    """A role that may do what is listed and nothing that would let it do more.

    All actions, a whole service, passing any role and the known ways to more rights are refused while the program runs.
    """

    role_name: pulumi.Output[str]
    """The role's name."""
    arn: pulumi.Output[str]
    """The role's ARN."""
    instance_profile_name: pulumi.Output[str | None]
    """Name of the instance profile, if there is one."""

    def __init__(self, name: str, args: LeastPrivilegeRoleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("LeastPrivilegeRole", name, args, LeastPrivilegeRoleArgs)
        wide = given.opt_out("allow_service_wildcards", hardened=False, checks=("aws-iam-policy-no-service-wildcard-actions",))
        given.need("trust", "who may take the role")
        trust = _trust(given, given.group("trust", TrustArgs) or {})
        granted = given.groups("grants", grants.GrantArgs, least=1)
        for place, grant in enumerate(granted):
            grants.judge(given, f"grants[{place}]", grant, wide=wide)
        managed = grants.managed_policies(given)
        session = given.integer("session_seconds", defaults.SESSION, least=defaults.SESSION, most=defaults.LONGEST_SESSION, unit="seconds")
        description = given.need("description", "what the role is for")
        profile = given.flag("instance_profile", default=False)
        super().__init__(given, opts)
        role = aws.iam.Role(
            name,
            name=given.get("role_name"),
            path=given.text("path", "/"),
            description=description,
            assume_role_policy=policies.document(trust),
            max_session_duration=session,
            permissions_boundary=given.get("permissions_boundary_arn"),
            tags=given.tags(),
            opts=self._child(),
        )
        statements = pulumi.Output.all(*[grants.statement(grant) for grant in granted]).apply(lambda found: grants.resolved(given, found))
        aws.iam.RolePolicy(name, role=role.id, policy=pulumi.Output.json_dumps(statements), opts=self._child())
        for place, arn in enumerate(managed):
            title, aliases = grants.attachment(name, place, arn, managed)
            aws.iam.RolePolicyAttachment(title, role=role.name, policy_arn=arn, opts=self._child(aliases=aliases))
        made = aws.iam.InstanceProfile(name, role=role.name, tags=given.tags(), opts=self._child()) if profile else None
        self.role_name = role.name
        self.arn = role.arn
        self.instance_profile_name = pulumi.Output.from_input(made.name if made else None)
        self._publish()


def _trust(given: Arguments, trust: Mapping[str, Any]) -> list[policies.Statement]:
    statements: list[policies.Statement] = []
    if trust.get("services"):
        statements.append(_service_trust(given, trust))
    if trust.get("principals"):
        statements.append(_principal_trust(given, trust))
    if trust.get("oidc_provider_arn"):
        statements.append(_federated_trust(given, trust))
    if not statements:
        raise given.invalid("trust", dict(trust), "one with services, principals or oidc_provider_arn")
    return statements


def _service_trust(given: Arguments, trust: Mapping[str, Any]) -> policies.Statement:
    for service in trust["services"]:
        if "*" in service or not service.endswith((".amazonaws.com", ".amazonaws.com.cn", ".aws.internal")):
            raise given.invalid("trust.services", service, "service principals such as lambda.amazonaws.com")
    statement = {"Effect": "Allow", "Principal": {"Service": trust["services"]}, "Action": "sts:AssumeRole"}
    conditions: dict[str, Any] = {}
    if "source_account" in trust:
        conditions["StringEquals"] = {"aws:SourceAccount": trust["source_account"]}
    if "source_arn" in trust:
        conditions["ArnLike"] = {"aws:SourceArn": trust["source_arn"]}
    return {**statement, "Condition": conditions} if conditions else statement


def _principal_trust(given: Arguments, trust: Mapping[str, Any]) -> policies.Statement:
    whole = []
    for principal in trust["principals"]:
        if isinstance(principal, str) and "*" in principal:
            raise given.invalid("trust.principals", principal, "ARNs and account ids without wildcards")
        if not isinstance(principal, str) or ":role/" not in principal:
            whole.append(principal)
    conditions: dict[str, Any] = {}
    if "external_id" in trust:
        conditions["StringEquals"] = {"sts:ExternalId": trust["external_id"]}
    if trust.get("mfa"):
        conditions["Bool"] = {"aws:MultiFactorAuthPresent": "true"}
    if whole and not conditions:
        raise given.lacks("trust.external_id", "external_id for a machine or mfa for people, where principals has accounts or users")
    statement = {"Effect": "Allow", "Principal": {"AWS": trust["principals"]}, "Action": "sts:AssumeRole"}
    return {**statement, "Condition": conditions} if conditions else statement


def _federated_trust(given: Arguments, trust: Mapping[str, Any]) -> policies.Statement:
    for key in ("oidc_issuer", "audience", "subjects"):
        if not trust.get(key):
            raise given.lacks(f"trust.{key}", "it beside oidc_provider_arn")
    for subject in trust["subjects"]:
        if not subject.strip("*") or subject.startswith("*"):
            raise given.invalid("trust.subjects", subject, "subjects that name an organisation and do not begin with *")
    issuer = trust["oidc_issuer"].removeprefix("https://")
    return {
        "Effect": "Allow",
        "Principal": {"Federated": trust["oidc_provider_arn"]},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {f"{issuer}:aud": trust["audience"]},
            "StringLike": {f"{issuer}:sub": trust["subjects"]},
        },
    }

"""Who may do what: identity, resource, key and trust policies, evaluated together as AWS does for one request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html

Session policies, and what a service does beside policies, are not evaluated. A boundary limits what a resource's policy grants to its role,
as it does for all but users and sessions. A policy of AWS that a role has attached is not in a program, and allows nothing here.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from buttress.model import Resource
from buttress.offline import conditions

Document = Mapping[str, Any]


@frozen(kw_only=True)
class Caller:
    """Who asks: a service of AWS by its name (`sns.amazonaws.com`), or else a role or user by its ARN."""

    service: str = ""
    arn: str = ""
    federated: str = ""
    """The identity provider of a token that is changed for a role."""

    @property
    def account(self) -> str:
        """Twelve digits; empty for a service and a token."""
        return self.arn.split(":")[4] if self.arn.count(":") >= 5 else ""  # noqa: PLR2004  (the parts of an ARN)

    def context(self, action: str) -> dict[str, Any]:
        """The keys that every request of the caller carries."""
        if self.service:
            return {"aws:PrincipalIsAWSService": True, "aws:PrincipalServiceName": self.service}
        if not self.arn:
            return {"aws:PrincipalIsAWSService": False}
        found = {"aws:PrincipalIsAWSService": False, "aws:PrincipalArn": self.arn, "aws:PrincipalAccount": self.account}
        return {**found, "kms:CallerAccount": self.account} if action.startswith("kms:") else found


@frozen(kw_only=True)
class Request:
    """One call: its caller, action (`s3:PutObject`), the ARN of the resource and what it carries beside."""

    caller: Caller
    action: str
    resource: str
    given: Mapping[str, Any] = field(factory=dict)

    @property
    def context(self) -> conditions.Context:
        """All keys of the request."""
        return conditions.context({**self.caller.context(self.action), **self.given})


class Said(enum.Enum):
    """What one kind of policy says of a request, the strongest last."""

    NOTHING = "nothing"
    ACCOUNT = "account"
    """The caller's account may, which leaves it to the caller's own policies."""
    ALLOW = "allow"
    DENY = "deny"


@frozen(kw_only=True)
class Policies:
    """The policies that one request meets.

    `boundary` and `guardrails` (of the organization) are None where there are none, which limits nothing. A `decisive` resource policy,
    that of a key or of a role's trust, must speak for the caller or for the caller's account whatever the identity policies say.
    """

    identity: Sequence[Document] = ()
    resource: Document | None = None
    boundary: Document | None = None
    guardrails: Sequence[Document] | None = None
    owner: str = ""
    """The account of the resource."""
    decisive: bool = False


@frozen(kw_only=True)
class Decision:
    """Whether a request is allowed, and by or for lack of what."""

    allowed: bool
    why: str

    def __bool__(self) -> bool:
        return self.allowed


def decide(request: Request, policies: Policies) -> Decision:
    """The decision of AWS: an explicit deny anywhere wins, limits must allow, and then the identity or the resource has to."""
    resource = said([policies.resource] if policies.resource else [], request, of_resource=True)
    identity = said(policies.identity, request)
    boundary = Said.ALLOW if policies.boundary is None else said([policies.boundary], request)
    guardrails = [Said.ALLOW] if policies.guardrails is None else [said([one], request) for one in policies.guardrails]
    for title, found in (
        ("resource's", resource),
        ("identity's", identity),
        ("boundary's", boundary),
        ("organization's", max_of(guardrails)),
    ):
        if found is Said.DENY:
            return Decision(allowed=False, why=f"the {title} policy denies it")
    if request.caller.service or request.caller.federated:
        # Services and tokens have no policies of their own, and no organization limits a service.
        return _of(resource is Said.ALLOW, f"the policy of {request.resource}")
    if any(found is not Said.ALLOW for found in guardrails):
        return Decision(allowed=False, why="the organization does not allow it")
    own = request.caller.account == policies.owner or not policies.owner
    if boundary is not Said.ALLOW:
        return Decision(allowed=False, why="the permissions boundary does not allow it")
    if not own:
        both = identity is Said.ALLOW and resource in {Said.ALLOW, Said.ACCOUNT}
        return _of(both, f"the policies of {request.caller.arn} and of {request.resource} in another account")
    if resource is Said.ALLOW:
        return _of(True, f"the policy of {request.resource}")
    if policies.decisive and resource is not Said.ACCOUNT:
        return Decision(allowed=False, why=f"the policy of {request.resource} names neither the caller nor the account")
    return _of(identity is Said.ALLOW, f"the policies of {request.caller.arn}")


def said(documents: Iterable[Document], request: Request, *, of_resource: bool = False) -> Said:
    """What documents say together."""
    return max_of(
        _statement(one, request, of_resource=of_resource, variables=document.get("Version") == "2012-10-17")
        for document in documents
        for one in _list(document.get("Statement", []))
    )


def max_of(found: Iterable[Said]) -> Said:
    """The strongest of what was said."""
    order = list(Said)
    return max(found, key=order.index, default=Said.NOTHING)


def _of(allowed: bool, by: str) -> Decision:  # noqa: FBT001  (one fact and its source)
    return Decision(
        allowed=allowed, why=f"{by} {'allow it' if by.startswith('the policies') else 'allows it'}" if allowed else f"not by {by}"
    )


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _statement(statement: Mapping[str, Any], request: Request, *, of_resource: bool, variables: bool) -> Said:
    found = request.context
    who = _principal(statement, request.caller) if of_resource else Said.ALLOW
    if who is Said.NOTHING or not _about(statement, request, found, of_resource=of_resource, variables=variables):
        return Said.NOTHING
    if not conditions.hold(statement.get("Condition") or {}, found, variables=variables):
        return Said.NOTHING
    # A denied account is all who are in it.
    return Said.DENY if statement.get("Effect") == "Deny" else who


def _about(statement: Mapping[str, Any], request: Request, found: conditions.Context, *, of_resource: bool, variables: bool) -> bool:
    def action(patterns: Any) -> bool:
        return any(conditions.matches(str(one), request.action, fold=True) for one in _list(patterns))

    def resource(patterns: Any) -> bool:
        known = [conditions.filled(str(one), found) if variables else str(one) for one in _list(patterns)]
        return any(one is not None and conditions.matches(one, request.resource) for one in known)

    if not (not action(statement["NotAction"]) if "NotAction" in statement else action(statement.get("Action", []))):
        return False
    if "NotResource" in statement:
        return not resource(statement["NotResource"])
    # The trust policy of a role is about the role.
    return resource(statement["Resource"]) if "Resource" in statement else of_resource


def _principal(statement: Mapping[str, Any], caller: Caller) -> Said:
    if "NotPrincipal" in statement:
        return Said.ALLOW if _named(statement["NotPrincipal"], caller) is Said.NOTHING else Said.NOTHING
    return _named(statement.get("Principal"), caller)


def _named(principal: Any, caller: Caller) -> Said:
    """Whether a principal element names the caller, or the caller's account."""
    if principal == "*":
        return Said.ALLOW
    if not isinstance(principal, Mapping):
        return Said.NOTHING
    if caller.service:
        services = _list(principal.get("Service", []))
        return Said.ALLOW if caller.service in services or "*" in _list(principal.get("AWS", [])) else Said.NOTHING
    if caller.federated:
        return Said.ALLOW if caller.federated in _list(principal.get("Federated", [])) else Said.NOTHING
    names = _list(principal.get("AWS", []))
    if "*" in names or caller.arn in names:
        return Said.ALLOW
    accounts = {caller.account, f"{caller.arn.split(':iam:')[0]}:iam::{caller.account}:root"}
    return Said.ACCOUNT if accounts & set(names) else Said.NOTHING


_RESOURCE_POLICIES: Mapping[str, tuple[str, str]] = {
    "aws:backup/vaultPolicy:VaultPolicy": ("backupVaultName", "policy"),
    "aws:kms/keyPolicy:KeyPolicy": ("keyId", "policy"),
    "aws:s3/bucketPolicy:BucketPolicy": ("bucket", "policy"),
    "aws:sns/topicPolicy:TopicPolicy": ("arn", "policy"),
    "aws:sqs/queuePolicy:QueuePolicy": ("queueUrl", "policy"),
}
"""Types that are the policy of another resource: the property that names it, and the one with the policy."""

_KEY, _ROLE = "aws:kms/key:Key", "aws:iam/role:Role"
_DECISIVE = (":kms:", ":iam:")


@frozen(kw_only=True)
class Estate:
    """The policies of all that a program makes, by the ARN of what they protect and of who has them."""

    resources: Mapping[str, Document]
    identities: Mapping[str, Sequence[Document]]
    boundaries: Mapping[str, Document]
    account: str

    @classmethod
    def of(cls, made: Iterable[Resource], account: str) -> Estate:
        """The estate of resources with known properties, in an account."""
        found = list(made)
        arns = {
            name: str(one.props["arn"])
            for one in found
            if one.props.get("arn")
            for name in (one.id, one.props.get("arn"), one.props.get("url"), _name(one))
            if isinstance(name, str) and name
        }
        managed = {one.props["arn"]: _document(one.props["policy"]) for one in found if one.token == "aws:iam/policy:Policy"}
        resources: dict[str, Document] = {}
        identities: dict[str, list[Document]] = {}
        for one in found:
            if one.token == _KEY:
                resources[str(one.props["arn"])] = _document(one.props.get("policy")) or _delegating(str(one.props["arn"]))
            elif one.token == _ROLE:
                resources[str(one.props["arn"])] = _document(one.props.get("assumeRolePolicy"))
                inline = [_document(each.get("policy")) for each in one.props.get("inlinePolicies") or ()]
                identities.setdefault(str(one.props["arn"]), []).extend(inline)
        for one in found:
            if one.token in _RESOURCE_POLICIES:
                names, policy = _RESOURCE_POLICIES[one.token]
                resources[arns.get(str(one.props[names]), str(one.props[names]))] = _document(one.props[policy])
            elif one.token == "aws:iam/rolePolicy:RolePolicy":
                identities.setdefault(arns.get(str(one.props["role"]), ""), []).append(_document(one.props["policy"]))
            elif one.token == "aws:iam/rolePolicyAttachment:RolePolicyAttachment" and one.props["policyArn"] in managed:
                identities.setdefault(arns.get(str(one.props["role"]), ""), []).append(managed[one.props["policyArn"]])
        limited = [one for one in found if one.token == _ROLE and one.props.get("permissionsBoundary") in managed]
        boundaries = {str(one.props["arn"]): managed[one.props["permissionsBoundary"]] for one in limited}
        return cls(resources=resources, identities=identities, boundaries=boundaries, account=account)

    def may(self, caller: Caller, action: str, resource: str, **given: Any) -> Decision:
        """Whether a caller may do something to a resource of the estate; `given` are condition keys with `__` for a colon."""
        return self.decide(Request(caller=caller, action=action, resource=resource, given={_key(name): one for name, one in given.items()}))

    def decide(self, request: Request) -> Decision:
        """The decision on a request, with the policy of the resource or of what it lies in.

        A key of the account that the program does not make is taken to have the policy that AWS gives.
        """
        policy = self.resources.get(request.resource) or self.resources.get(request.resource.split("/", 1)[0])
        if policy is None and f":kms:{request.resource.split(':')[3]}:{self.account}:key/" in request.resource:
            policy = _delegating(request.resource)
        policies = Policies(
            identity=self.identities.get(request.caller.arn, ()),
            resource=policy,
            boundary=self.boundaries.get(request.caller.arn),
            owner=self.account,
            decisive=any(one in request.resource for one in _DECISIVE),
        )
        return decide(request, policies)


def _key(name: str) -> str:
    return name.replace("__", ":")


def _name(one: Resource) -> Any:
    return one.props.get("bucket") or one.props.get("name")


def _document(policy: Any) -> Document:
    found: Document = json.loads(policy) if isinstance(policy, str) else (policy or {})
    return found


def _delegating(arn: str) -> Document:
    """The policy that AWS gives a key: the account's own policies decide."""
    _, partition, _, _, account, _ = arn.split(":", 5)
    statement = {"Effect": "Allow", "Principal": {"AWS": f"arn:{partition}:iam::{account}:root"}, "Action": "kms:*", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}

"""Grants: what a role or a permission set may do, judged while the program runs."""

import fnmatch
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments


class GrantArgs(TypedDict):
    """Actions that are allowed on resources."""

    actions: list[str]
    """Actions as `service:Action`; a wildcard may end a name (`s3:Get*`) but not replace it (`s3:*`)."""
    resources: list[pulumi.Input[str]]
    """ARNs. `*` only for actions that neither edit access nor read data in bulk, or together with conditions."""
    conditions: NotRequired[dict[str, dict[str, list[pulumi.Input[str]]]]]
    """Operator to key to values, as IAM has it."""
    sid: NotRequired[str]
    """A name for the statement."""


def managed_policies(given: Arguments) -> list[str]:
    """The ARNs of managed policies, none of which makes an administrator."""
    managed = given.texts("managed_policy_arns")
    for arn in managed:
        if arn.rsplit("/", 1)[-1] in defaults.ADMINISTRATOR_POLICIES:
            raise given.invalid("managed_policy_arns", arn, "policies that do not make an administrator")
    return managed


def attachment(name: str, place: int, arn: str, managed: Sequence[str]) -> tuple[str, list[pulumi.Alias]]:
    """What the attachment of a policy is called, and what it was called before.

    It is named after what it attaches: by its place, a shorter list would detach what stays. A policy of the account may be called as one
    of AWS is.
    """
    last = arn.rpartition("/")[2]
    former = [f"{name}-{place}"]
    if ":iam::aws:" in arn:
        return f"{name}-{last}", [pulumi.Alias(name=one) for one in former]
    if not any(":iam::aws:" in one and one.endswith(f"/{last}") for one in managed):
        former.append(f"{name}-{last}")
    return f"{name}-{last}-own", [pulumi.Alias(name=one) for one in former]


def statement(grant: Mapping[str, Any]) -> Mapping[str, Any]:
    """The statement of a policy that a grant makes."""
    statement = {"Effect": "Allow", "Action": list(grant["actions"]), "Resource": list(grant["resources"])}
    if grant.get("sid"):
        statement["Sid"] = grant["sid"]
    if grant.get("conditions"):
        statement["Condition"] = grant["conditions"]
    return statement


def judge(given: Arguments, place: str, grant: Mapping[str, Any], *, wide: bool) -> None:
    """That a grant names its actions and opens no known way to more rights; else an ArgumentError with its place."""
    actions, resources, conditions = grant["actions"], grant["resources"], grant.get("conditions") or {}
    for key in ("actions", "resources"):
        if not isinstance(grant[key], Sequence) or isinstance(grant[key], str) or not grant[key]:
            raise given.invalid(f"{place}.{key}", grant[key], "a list that is not empty")
    for action in actions:
        service, colon, verb = str(action).partition(":")
        if not isinstance(action, str) or not colon or "*" in service or "?" in service:
            raise given.invalid(f"{place}.actions", action, "actions of one service, as service:Action")
        if not verb.strip("*?") and not (wide and verb):
            raise given.invalid(f"{place}.actions", action, "actions by name, or a common beginning of them as in s3:Get*")
    if any(isinstance(one, str) and _everything(one) for one in resources):
        _judge_everywhere(given, place, actions, conditions)


def _judge_everywhere(given: Arguments, place: str, actions: Sequence[str], conditions: Mapping[str, Any]) -> None:
    for action in actions:
        if _meets(action, ["iam:PassRole"]):
            raise given.invalid(f"{place}.resources", "*", f"ARNs of roles for {action}")
        if _meets(action, defaults.ESCALATIONS):
            raise given.invalid(f"{place}.resources", "*", f"ARNs for {action}, which on every resource opens the way to more rights")
        if _meets(action, defaults.PERMISSION_EDITS) and not conditions:
            raise given.invalid(f"{place}.resources", "*", f"ARNs or conditions for {action}")


def resolved(given: Arguments, statements: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The document, after the resources that became known late have been judged as well."""
    for place, statement in enumerate(statements):
        if any(_everything(one) for one in statement["Resource"]):
            _judge_everywhere(given, f"grants[{place}]", statement["Action"], statement.get("Condition") or {})
    return {"Version": "2012-10-17", "Statement": list(statements)}


def _everything(resource: str) -> bool:
    return not resource.replace("arn:", "", 1).strip("*:?") or (resource.startswith("arn:") and not resource.split(":", 2)[-1].strip("*:"))


def _meets(action: str, patterns: Sequence[str]) -> bool:
    """Whether an action that may have wildcards covers, or is covered by, one of the patterns."""
    low = action.lower()
    return any(fnmatch.fnmatchcase(one.lower(), low) or fnmatch.fnmatchcase(low, one.lower()) for one in patterns)

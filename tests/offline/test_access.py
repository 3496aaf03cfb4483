"""Decisions on requests: held to another implementation where that evaluates the same, and to AWS's published logic where it does not."""

from __future__ import annotations

import itertools
import json
import string
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from moto.iam.access_control import IAMPolicy, PermissionResult

from buttress.errors import ConfigError
from buttress.offline import conditions
from buttress.offline.access import Caller, Policies, Request, Said, decide, said

OWN, OTHER = "123456789012", "210987654321"
ROLE = f"arn:aws:iam::{OWN}:role/shop"
BUCKET = "arn:aws:s3:::orders"
CALLER = Caller(arn=ROLE)
PUT = Request(caller=CALLER, action="s3:PutObject", resource=f"{BUCKET}/1")

words = st.text("ab*", min_size=1, max_size=4)
statements = st.builds(
    lambda effect, actions, resources: {"Effect": effect, "Action": actions, "Resource": resources},
    st.sampled_from(["Allow", "Deny"]),
    st.lists(words.map("s3:{}".format), min_size=1, max_size=3),
    st.lists(words.map("arn:aws:s3:::{}".format), min_size=1, max_size=3),
)


def document(*found: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(found)}


@given(st.lists(statements, min_size=1, max_size=4), st.text("ab", min_size=1, max_size=3), st.text("ab", min_size=1, max_size=3))
def test_an_identity_policy_says_what_moto_says(found, verb, name):
    policy = document(*found)
    request = Request(caller=CALLER, action=f"s3:{verb}", resource=f"arn:aws:s3:::{name}")
    theirs = IAMPolicy({"policy_document": json.dumps(policy)}).is_action_permitted(request.action, request.resource)
    ours = {PermissionResult.PERMITTED: Said.ALLOW, PermissionResult.DENIED: Said.DENY, PermissionResult.NEUTRAL: Said.NOTHING}
    assert said([policy], request) is ours[theirs]


def identity(effect: str | None) -> list[dict[str, Any]]:
    return [document({"Effect": effect, "Action": "s3:*", "Resource": "*"})] if effect else []


def resource(effect: str | None, principal: Any) -> dict[str, Any] | None:
    return document({"Effect": effect, "Principal": principal, "Action": "s3:Put*", "Resource": f"{BUCKET}/*"}) if effect else None


DIRECT, ACCOUNT = {"AWS": ROLE}, {"AWS": f"arn:aws:iam::{OWN}:root"}
SAYS = ("Allow", "Deny", None)
RESOURCES = [("Allow", DIRECT), ("Allow", ACCOUNT), ("Deny", DIRECT), ("Deny", ACCOUNT), (None, None)]
LIMITS = ("none", "Allow", "Deny", "silent")
FLOW = list(itertools.product(SAYS, RESOURCES, LIMITS, LIMITS, (OWN, OTHER), (False, True)))


def limit(kind: str) -> dict[str, Any] | None:
    return {"none": None, "silent": document()}.get(kind, identity(kind)[0] if kind in {"Allow", "Deny"} else None)


def published(who: str | None, what: tuple[str | None, Any], boundary: str, guardrail: str, owner: str, decisive: bool) -> bool:
    """The boxes of AWS's flow chart, in their order."""
    effect, principal = what
    if "Deny" in {who, effect, boundary, guardrail}:
        return False
    if guardrail == "silent" or boundary == "silent":
        return False
    trusts = effect == "Allow"
    if owner == OTHER:
        return trusts and who == "Allow"
    if trusts and principal is DIRECT:
        return True
    if decisive and not trusts:
        return False
    return who == "Allow"


@pytest.mark.parametrize("owner", [OWN, OTHER])
@pytest.mark.parametrize("decisive", [False, True])
def test_all_kinds_of_policies_together_decide_as_published(owner, decisive):
    for who, what, boundary, guardrail, account, key in FLOW:
        if (account, key) != (owner, decisive):
            continue
        told = limit(guardrail)
        guardrails = None if told is None else [told]
        policies = Policies(
            identity=identity(who),
            resource=resource(*what),
            boundary=limit(boundary),
            guardrails=guardrails,
            owner=owner,
            decisive=decisive,
        )
        found = decide(PUT, policies)
        assert found.allowed is published(who, what, boundary, guardrail, owner, decisive), (who, what, boundary, guardrail, found.why)


@pytest.mark.parametrize(
    ("principal", "allowed"),
    [({"Service": "sns.amazonaws.com"}, True), ({"Service": "sqs.amazonaws.com"}, False), ("*", True), (DIRECT, False), (ACCOUNT, False)],
)
def test_a_service_is_let_in_by_the_resource_alone(principal, allowed):
    request = Request(caller=Caller(service="sns.amazonaws.com"), action="s3:PutObject", resource=f"{BUCKET}/1")
    assert decide(request, Policies(resource=resource("Allow", principal), owner=OWN)).allowed is allowed
    assert not decide(request, Policies(identity=identity("Allow"), owner=OWN))


def test_not_action_not_resource_and_not_principal_are_their_opposites():
    deny = document({"Effect": "Deny", "NotPrincipal": DIRECT, "NotAction": "s3:Get*", "NotResource": f"{BUCKET}/open/*"})
    other = Caller(arn=f"arn:aws:iam::{OWN}:role/other")
    for caller, action, key, denied in (
        (other, "s3:PutObject", "1", True),
        (CALLER, "s3:PutObject", "1", False),
        (other, "s3:GetObject", "1", False),
        (other, "s3:PutObject", "open/1", False),
    ):
        request = Request(caller=caller, action=action, resource=f"{BUCKET}/{key}")
        assert (said([deny], request, of_resource=True) is Said.DENY) is denied


CONDITIONS = [
    ("StringEquals", "a", "a", True),
    ("StringEquals", "a*", "ab", False),
    ("StringEqualsIgnoreCase", "A", "a", True),
    ("StringLike", "a*c", "abc", True),
    ("StringLike", "a?c", "abbc", False),
    ("ArnLike", "arn:aws:sns:*:123456789012:*", "arn:aws:sns:eu-west-1:123456789012:alarms", True),
    ("ArnLike", "arn:aws:sns:*:alarms", "arn:aws:sns:eu-west-1:123456789012:alarms", False),
    ("Bool", "true", True, True),
    ("Bool", "true", "false", False),
    ("IpAddress", "10.0.0.0/8", "10.1.2.3", True),
    ("IpAddress", "10.0.0.0/8", "11.1.2.3", False),
    ("NumericLessThan", "1.2", "1.1", True),
    ("NumericLessThan", "1.2", "1.2", False),
    ("NumericGreaterThanEquals", "5", 5, True),
    ("DateGreaterThan", "2026-01-01T00:00:00Z", "2026-11-30T00:00:00Z", True),
    ("DateLessThan", "2026-01-01T00:00:00Z", "2026-11-30T00:00:00Z", False),
]
NEGATED = {
    "StringEquals": "StringNotEquals",
    "StringEqualsIgnoreCase": "StringNotEqualsIgnoreCase",
    "StringLike": "StringNotLike",
    "ArnLike": "ArnNotLike",
    "IpAddress": "NotIpAddress",
}


@pytest.mark.parametrize(("operator", "pattern", "value", "holds"), CONDITIONS)
def test_an_operator_its_opposite_and_what_it_says_of_a_key_that_is_missing(operator, pattern, value, holds):
    there, missing = conditions.context({"k": value}), conditions.context({})
    assert conditions.hold({operator: {"K": pattern}}, there) is holds
    assert conditions.hold({operator: {"k": [pattern, "0.0"]}}, there) or not holds
    assert not conditions.hold({operator: {"k": pattern}}, missing)
    assert conditions.hold({f"{operator}IfExists": {"k": pattern}}, missing)
    assert conditions.hold({f"{operator}IfExists": {"k": pattern}}, there) is holds
    if operator in NEGATED:
        assert conditions.hold({NEGATED[operator]: {"k": pattern}}, there) is not holds
        assert conditions.hold({NEGATED[operator]: {"k": pattern}}, missing)


@given(st.lists(st.sampled_from("abc"), max_size=3), st.lists(st.sampled_from("abc"), min_size=1, max_size=2))
@example([], ["a"])
def test_quantifiers_are_all_and_any(values, patterns):
    found = conditions.context({"k": values})
    assert conditions.hold({"ForAllValues:StringEquals": {"k": patterns}}, found) is (set(values) <= set(patterns))
    assert conditions.hold({"ForAnyValue:StringEquals": {"k": patterns}}, found) is bool(set(values) & set(patterns))
    assert conditions.hold({"Null": {"k": "true"}}, found) is (not values)


@given(st.text(string.ascii_lowercase + "*?", max_size=5))
def test_a_value_is_like_itself_when_it_fills_a_variable(value):
    found = conditions.context({"aws:username": value})
    pattern = conditions.filled("home/${aws:username}/x", found)
    assert pattern is not None
    assert conditions.matches(pattern, f"home/{value}/x")
    assert not conditions.matches(pattern, f"home/{value}-/x")


def test_variables_that_have_no_value_match_nothing_or_their_default():
    assert not conditions.hold({"StringLike": {"k": "${aws:username}"}}, conditions.context({"k": "x"}))
    assert conditions.hold({"StringLike": {"k": "${aws:username, 'x'}"}}, conditions.context({"k": "x"}))
    assert conditions.hold({"StringEquals": {"k": "a${*}"}}, conditions.context({"k": "a*"}))


def test_an_operator_that_nobody_knows_is_an_error():
    with pytest.raises(ConfigError, match="no condition operator StringEqual"):
        conditions.hold({"StringEqual": {"k": "x"}}, conditions.context({"k": "x"}))
    with pytest.raises(ConfigError, match="no condition operator ForSome"):
        conditions.hold({"ForSome:StringEquals": {"k": "x"}}, conditions.context({"k": "x"}))

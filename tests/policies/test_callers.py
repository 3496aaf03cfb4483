"""Which conditions name a caller: the library against an evaluator that tries strangers' requests."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from tests.support import iam_evaluator as iam

from buttress.catalog import Catalog
from buttress_policies import bundle

POLICIES = Path(str(bundle.library()))
TEXT = ("StringEquals", "StringEqualsIgnoreCase", "StringLike")
ARN = ("ArnEquals", "ArnLike")
POSITIVE = (*TEXT, *ARN, "IpAddress", "NumericEquals", "Bool")
NEGATIVE = ("StringNotEquals", "StringNotLike", "ArnNotEquals", "ArnNotLike", "NotIpAddress", "NumericNotEquals")
OPERATORS = tuple(
    f"{quantor}{operator}{suffix}"
    for quantor in ("", "ForAnyValue:", "ForAllValues:")
    for operator in (*POSITIVE, *NEGATIVE)
    for suffix in ("", "IfExists")
)
_ORGANISATION = ["o-own1234567", "o-*", "o-own*", "*", "${aws:ResourceOrgID}", "${aws:PrincipalOrgID}"]
_ACCOUNT = ["123456789012", "1*", "????????????", "*", "${aws:ResourceAccount}", "${aws:PrincipalAccount}", "12345678901?"]
VALUES: dict[str, list[Any]] = {
    "aws:PrincipalAccount": [*_ACCOUNT, 123456789012, ["123456789012", "210987654321"], ["123456789012", "2*"]],
    "aws:SourceAccount": _ACCOUNT,
    "aws:SourceOwner": _ACCOUNT,
    "kms:CallerAccount": _ACCOUNT,
    "s3:DataAccessPointAccount": _ACCOUNT,
    "aws:principalorgid": [*_ORGANISATION, ["o-own1234567", "o-*"]],
    "aws:SourceOrgID": _ORGANISATION,
    "aws:PrincipalOrgPaths": ["o-own1234567/*", "o-own1234567/r-0wn1/*", "o-own1234567*", "o-*/r-0wn1/*", "*/r-0wn1/*", "*"],
    "aws:PrincipalArn": [
        *("arn:aws:iam::123456789012:role/deploy", "arn:aws:iam::123456789012:role/*", "arn:aws:iam::*:role/deploy", "*:role/deploy"),
        *("arn:*:iam::123456789012:role/*", "arn:aws*:iam::123456789012:role/deploy", "arn:aws:iam:*:123456789012:role/deploy", "*"),
        *("${aws:PrincipalArn}", "arn:aws:iam::${aws:ResourceAccount}:*", "arn:aws:iam:${aws:PrincipalTag/team}:123456789012:role/deploy"),
        *("arn:aws:iam::123456789012:user/${aws:username}", "arn:aws:iam::12345678901?:role/*"),
    ],
    "aws:SourceArn": [
        *("arn:aws:sns:eu-west-1:123456789012:x", "arn:aws:sns:eu-west-1:123456789012:*", "arn:aws:sns:*:123456789012:x"),
        *("arn:aws:sns:eu-west-1:*:x", "arn:aws:sns:*:*:*", "arn:aws:s3:::orders", "arn:aws:s3:*:*:orders", "arn:aws:s3:::orders-*"),
        *("arn:aws:s3:::*", "arn:*", "*", "arn:aws:sns:eu-west-1:${aws:ResourceAccount}:*", ["arn:aws:s3:::orders", "arn:aws:s3:::*"]),
    ],
    "aws:SourceIp": [
        *("203.0.113.0/24", "10.0.0.0/8", "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "52.0.0.0/8", "::/0", "2000::/3", "2001:db8::/32"),
        *(["203.0.113.0/24", "::/0"], ["0.0.0.0/1", "128.0.0.0/1"], "203.0.113.7"),
    ],
    "aws:VpcSourceIp": ["10.0.0.0/16"],
    "aws:SourceVpc": ["vpc-0a1b2c3d", "vpc-*", "vpc-0*", ["vpc-0a1b2c3d", "*"]],
    "aws:SourceVpce": ["vpce-0a1b2c3d", "vpce-*", "vpce-????????"],
    "aws:userId": ["AROAOWN1234567890:session", "AROAOWN1234567890:*", "AROA*", "*:deploy", "123456789012:*", "123456789012"],
    "sts:ExternalId": ["s3cret", "*", "s*", "${aws:username}"],
    "s3:DataAccessPointArn": [
        *(
            "arn:aws:s3:eu-west-1:123456789012:accesspoint/*",
            "arn:aws:s3:eu-west-1:*:accesspoint/x",
            "arn:aws:s3:*:123456789012:accesspoint/x",
        ),
    ],
    "sns:Endpoint": [
        "https://events.example.com/0123",
        "https://events.example.com/*",
        "https://events.example.com*",
        "*@example.com",
        "https://*",
        "*",
    ],
    "sns:Protocol": ["https", "email"],
    "kms:ViaService": ["s3.eu-west-1.amazonaws.com"],
    "aws:Referer": ["https://example.com/"],
    "aws:ResourceTag/stage": ["production"],
    "aws:PrincipalTag/team": ["orders"],
    "aws:SecureTransport": ["true", "false"],
    "aws:PrincipalIsAWSService": ["false"],
    "aws:ResourceOrgID": ["${aws:PrincipalOrgID}", "o-own1234567", ["${aws:PrincipalOrgID}", "o-own1234567"]],
    "aws:ResourceAccount": ["${aws:PrincipalAccount}", "${kms:CallerAccount}", "123456789012"],
    "token.actions.githubusercontent.com:sub": ["repo:acme/x:ref:refs/heads/main", "repo:acme/*", "repo:acme*", "repo:*", "*"],
    "token.actions.githubusercontent.com:aud": ["sts.amazonaws.com"],
}


def _statement(effect: str, condition: dict[str, Any], action: Any = "sqs:SendMessage", resource: Any = "*") -> dict[str, Any]:
    return {"Effect": effect, "Principal": "*", "Action": action, "Resource": resource, "Condition": condition}


def _policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


SINGLE = [
    _policy(_statement("Allow", {operator: {key: value}})) for operator in OPERATORS for key, values in VALUES.items() for value in values
]
DENIED = [
    _policy(_statement("Allow", {}), _statement("Deny", {operator: {key: value}}))
    for operator in OPERATORS
    for key, values in VALUES.items()
    for value in values
]


def _public(opa: Path, policies: Sequence[dict[str, Any]], folder: Path) -> list[bool]:
    (folder / "input.json").write_text(json.dumps({"policies": policies}))
    query = "[public | some policy in input.policies; public := count(data.lib.caller.public(policy)) > 0]"
    run = subprocess.run(
        [opa, "eval", "--data", POLICIES / "lib", "--input", folder / "input.json", "--format", "raw", query],
        capture_output=True,
        check=True,
        timeout=300,
    )
    found: list[bool] = json.loads(run.stdout)
    assert len(found) == len(policies)
    return found


def _kinds(policy: dict[str, Any]) -> tuple[str, ...]:
    """The strangers to try: where a Deny lets AWS's services past, they count as known, as under a Principal of Service."""
    excused = any("aws:PrincipalIsAWSService" in block for block in policy["Statement"][-1]["Condition"].values())
    return ("anonymous", "signed", "web") if excused else ("anonymous", "signed", "service", "web")


def _careful(policy: dict[str, Any]) -> bool:
    """Whether a policy says who may call in one of the odd ways that the library, on the safe side, takes for none."""
    return any(
        _odd(statement["Effect"], operator.lower(), key.lower(), [str(value) for value in (given if isinstance(given, list) else [given])])
        for statement in policy["Statement"]
        for operator, block in statement["Condition"].items()
        for key, given in block.items()
    )


TYPED = {"aws:sourceip": "ipaddress", "aws:vpcsourceip": "ipaddress", "aws:securetransport": "bool", "aws:principalisawsservice": "bool"}


def _odd(effect: str, operator: str, key: str, values: list[str]) -> bool:
    kind = re.sub(r"^(forallvalues:|foranyvalue:)|ifexists$|not", "", operator)
    ending = {"arnequals": "arn", "arnlike": "arn", "numericequals": "account"}
    return (
        # An operator of another type than the key's.
        not (kind == TYPED[key] if key in TYPED else kind.startswith("string") or key.endswith(ending.get(kind, "-")))
        # A wildcard where it is a letter, and an ARN that is none.
        or (kind.startswith(("stringequals", "numeric")) and any(re.search(r"[*?]", value) for value in values))
        or (kind.startswith("arn") and any(not re.match(r"arn:([^:]*:){4}.", value) for value in values))
        # A variable that only another kind of caller has, and keys of the resource that every request meets or none does.
        or any(re.search(r"[$][{](?!aws:Resource)", value) for value in values)
        or key in {"aws:resourceorgid", "aws:resourceaccount", "aws:principalisawsservice"}
        # "Not any of them" by ForAnyValue, and a Deny of what callers have instead of what they lack.
        or (operator.startswith("foranyvalue:") and "not" in operator)
        or (effect == "Deny" and "not" not in operator)
    )


@pytest.mark.xdist_group("opa-test")
@pytest.mark.parametrize("policies", [SINGLE, DENIED], ids=["a condition", "a Deny in front"])
def test_the_library_knows_which_policies_let_a_stranger_in(policies: list[dict[str, Any]], opa_binary: Path, tmp_path: Path) -> None:
    public = _public(opa_binary, policies, tmp_path)
    wrong = [
        (policy["Statement"][-1]["Condition"], "open" if is_public else request)
        for policy, is_public in zip(policies, public, strict=True)
        if not (is_public and _careful(policy)) and is_public != bool(request := iam.stranger(policy, _kinds(policy)))
    ]
    assert wrong == []


_BLOCKS = st.sampled_from([{key: value} for key, values in VALUES.items() for value in values])
_CONDITIONS = st.dictionaries(
    st.sampled_from([*TEXT, "StringLikeIfExists", "ForAllValues:StringLike", "ArnLike", "IpAddress", "StringNotLike", "Null", "Bool"]),
    _BLOCKS,
    max_size=2,
)
_DENIALS = st.dictionaries(
    st.sampled_from([*NEGATIVE, "StringNotLikeIfExists", "ForAllValues:StringNotLike", "Bool", "BoolIfExists", "Null", "StringLike"]),
    _BLOCKS,
    max_size=2,
)
_ACTIONS = st.sampled_from(
    ["sqs:SendMessage", "sqs:Send*", "sqs:*", "*", "sqs:?endMessage", "SQS:SendMessage", ["sqs:SendMessage", "sqs:ReceiveMessage"]]
)
_RESOURCES = st.sampled_from(["*", "arn:aws:sqs:eu-west-1:123456789012:orders", "arn:aws:sqs:eu-west-1:123456789012:*", "arn:aws:sqs:*"])


def _statements(effect: str, conditions: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(_statement, st.just(effect), conditions, _ACTIONS, _RESOURCES)


_POLICIES = st.tuples(
    st.lists(_statements("Allow", _CONDITIONS), min_size=1, max_size=2), st.lists(_statements("Deny", _DENIALS), max_size=2)
).map(lambda lists: _policy(*lists[0], *lists[1]))


@pytest.mark.xdist_group("opa-test")
@hypothesis.settings(max_examples=12, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
@hypothesis.given(policies=st.lists(_POLICIES, min_size=60, max_size=60))
def test_several_conditions_and_statements(policies: list[dict[str, Any]], opa_binary: Path, tmp_path: Path) -> None:
    """What the library calls narrow lets no stranger in, however its parts are put together."""
    public = _public(opa_binary, policies, tmp_path)
    wrong = [
        (policy, request)
        for policy, is_public in zip(policies, public, strict=True)
        if not is_public and (request := iam.stranger(policy, _kinds(policy)))
    ]
    assert wrong == []


def test_the_evaluator_evaluates_as_iam_does() -> None:
    """The examples of IAM's guide for operators, missing keys and several values."""
    assert iam.matches("StringLike", ["arn:aws:s3:::ord*"], "arn:aws:s3:::orders")
    assert not iam.matches("StringEquals", ["ord*"], "orders")
    assert not iam.matches("StringEquals", ["orders"], None)
    assert iam.matches("StringEqualsIfExists", ["orders"], None)
    assert iam.matches("StringNotEquals", ["orders"], None)
    assert not iam.matches("StringNotEquals", ["orders", "bills"], "bills")
    assert iam.matches("ForAllValues:StringEquals", ["a", "b"], ("a",))
    assert not iam.matches("ForAllValues:StringEquals", ["a", "b"], ("a", "c"))
    assert iam.matches("ForAnyValue:StringEquals", ["a", "b"], ("a", "c"))
    assert iam.matches("ForAllValues:StringEquals", ["a"], None)
    assert not iam.matches("ForAnyValue:StringEquals", ["a"], None)
    assert iam.matches("ArnLike", ["arn:*:iam::1:role/*"], "arn:aws:iam::1:role/p:q/r")
    assert not iam.matches("ArnLike", ["arn:aws*:iam::1:role/x"], "arn:aws:iam::2:role/p:iam::1:role/x")
    assert iam.matches("StringLike", ["arn:aws*:iam::1:role/x"], "arn:aws:iam::2:role/p:iam::1:role/x")
    assert iam.matches("IpAddress", ["203.0.113.0/24"], "203.0.113.9")
    assert iam.matches("NotIpAddress", ["203.0.113.0/24"], "1.1.1.1")
    assert iam.matches("Null", ["true"], None)
    assert iam.matches("StringEquals", ["${aws:PrincipalAccount}"], "1", {"aws:principalaccount": "1"})
    assert not iam.matches("StringNotEquals", ["${aws:username}"], "1", {})
    assert not iam.matches("StringLike", ["${aws:username}"], "orders", {"aws:username": "*"})


def _files_with(marks: Sequence[str]) -> list[str]:
    return [
        name for name, content in bundle.modules(POLICIES) if name.startswith("checks/") and any(mark in content.decode() for mark in marks)
    ]


CARRIERS = {"policy", "policyDocument", "accessPolicy", "accessPolicies", "assumeRolePolicy", "resourcePolicy"}


@pytest.mark.xdist_group("opa-test")
def test_every_check_of_a_resource_policy_judges_callers_alike(catalog: Catalog, opa_binary: Path, tmp_path: Path) -> None:
    """Each policy has the denials of one for everybody or of one for a service, as the library says."""
    conditions = [{"StringLike": {key: value}} for key, values in VALUES.items() for value in values]
    policies = [
        _policy(_statement("Allow", {})),
        _policy(_statement("Allow", {}) | {"Principal": {"Service": "s3.amazonaws.com"}}),
        *(_policy(_statement("Allow", condition)) for condition in conditions),
        *(_policy(_statement("Allow", {}), _statement("Deny", {"StringNotLike": condition["StringLike"]})) for condition in conditions),
    ]
    public = _public(opa_binary, policies, tmp_path)
    files = {name.rpartition("/")[0]: name for name in _files_with(["caller.public(", "caller.open("])}
    carried = [
        (check, kind, name)
        for check in catalog.checks.values()
        if "/".join(check.package) in files
        for kind in check.population
        for name in CARRIERS & set(check.reads[kind])
    ]
    assert len(carried) > 50
    parameters = {check.id: {parameter.name: parameter.default for parameter in check.parameters} for check, _, _ in carried}
    (tmp_path / "input.json").write_text(json.dumps({"policies": policies, "parameters": parameters}))
    queries = ",".join(
        f"[found | some policy in input.policies; found := data.{'.'.join(check.package)}.deny with input as "
        f'{{"by_type": {{"{kind}": {{"u": {{"urn": "u", "type": "{kind}", "name": "CloudWatch-CrossAccountSharingRole", '
        f'"declared": ["{name}"], "unknown": [], "props": {{"{name}": policy}}}}}}}}, '
        f'"refs": {{}}, "referrers": {{}}, "parameters": input.parameters}}]'
        for check, kind, name in carried
    )
    data = [f"--data={POLICIES / name}" for name in ("lib", *files.values())]
    command = [str(opa_binary), "eval", *data, f"--input={tmp_path / 'input.json'}", "--format=raw", f"[{queries}]"]
    run = subprocess.run(command, capture_output=True, check=True, timeout=300)
    wrong = []
    for (check, kind, _), denials in zip(carried, json.loads(run.stdout), strict=True):
        found = [sorted(map(json.dumps, some)) for some in denials]
        assert found[0] != found[1], (check.id, kind)
        expected = [found[0 if is_public else 1] for is_public in public]
        wrong += [(check.id, policy) for policy, some, wanted in zip(policies, found, expected, strict=True) if some != wanted]
    assert wrong == []


def test_no_check_knows_keys_of_callers_itself(opa_binary: Path) -> None:
    """Which keys say who calls is written in one place."""
    query = [str(opa_binary), "eval", f"--data={POLICIES / 'lib'}", "--format=raw", "object.keys(data.lib.caller.keys)"]
    keys = set(json.loads(subprocess.run(query, capture_output=True, check=True, timeout=60).stdout))
    assert len(keys) > 25
    wrong = []
    for name, content in bundle.modules(POLICIES):
        code = re.sub(r"(?m)^\s*#.*$", "", content.decode())
        literals = {(quoted or raw).lower() for quoted, raw in re.findall(r'"([^"\n]*)"|`([^`]*)`', code)}
        if name != "lib/caller.rego" and not name.endswith("_test.rego") and literals & keys:
            wrong.append((name, literals & keys))
        if name.startswith("checks/") and "iam.anybody(" in code and "iam.allows(" in code and "caller." not in code:
            wrong.append((name, {"iam.anybody"}))
    assert wrong == []

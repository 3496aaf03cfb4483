"""A second, slow opinion on resource policies: evaluates them as IAM does, and looks for a stranger whom they let in.

It knows nothing of the Rego library: it tries requests. A stranger is anonymous, has an account, organisation, networks and names of
their own, comes with a token of a shared identity provider, or lets an AWS service work for them. What belongs to nobody else (`OWN`)
no stranger's value holds; a value is a stranger's if it is spelt as its key's values are.
"""

from __future__ import annotations

import functools
import ipaddress
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

OWN = (
    *("123456789012", "210987654321", "o-own1234567", "vpc-0a1b2c3d", "vpce-0a1b2c3d", "AROAOWN1234567890"),
    *("repo:acme/", "orders", "example.com", "s3cret"),
)
RESOURCE = {"aws:resourceaccount": "123456789012", "aws:resourceorgid": "o-own1234567"}

_ACCOUNT = "666666666666"
_ORG = "o-evil666666"
_NAME = "[0-9A-Za-z._-]+"
_ARN = rf"arn:aws:(?!s3:|iam:)[a-z]+:[a-z0-9-]*:\d{{12}}:{_NAME}(/{_NAME})*|arn:aws:s3:::[a-z0-9.-]+"
_POINT = "arn:aws:s3:eu-west-1"
_PRINCIPAL = r"arn:aws:iam::\d{12}:(user|role)/([!-~]+/)?[\w+=,.@-]+"
_PATH = r"o-[a-z0-9]{10,32}/r-[a-z0-9]{4}/(ou-[a-z0-9-]+/)*"
_FREE = r"[ -~]+"


@frozen(kw_only=True)
class _Key:
    """How values of a condition key are spelt, some that a stranger has, and the kinds of strangers that have any."""

    spelling: str
    usual: tuple[str, ...]
    kinds: frozenset[str] = frozenset({"anonymous", "signed", "service", "web"})
    several: bool = False


_SIGNED = frozenset({"signed"})
_SERVICE = frozenset({"service"})
_WEB = frozenset({"web"})

KEYS: Mapping[str, _Key] = {
    "aws:principalaccount": _Key(spelling=r"\d{12}", usual=(_ACCOUNT,), kinds=_SIGNED),
    "aws:principalarn": _Key(spelling=_PRINCIPAL, usual=(f"arn:aws:iam::{_ACCOUNT}:role/deploy",), kinds=_SIGNED),
    "aws:principalorgid": _Key(spelling=r"o-[a-z0-9]{10,32}", usual=(_ORG,), kinds=_SIGNED),
    "aws:principalorgpaths": _Key(spelling=_PATH, usual=(f"{_ORG}/r-evil/",), kinds=_SIGNED, several=True),
    "aws:principaltag/team": _Key(spelling=_FREE, usual=("evil", f":{_ACCOUNT}:role/p"), kinds=_SIGNED),
    "aws:userid": _Key(spelling=r"A[A-Z0-9]{15,}(:[\w+=,.@-]+)?|\d{12}(:.+)?", usual=("AROAEVIL66666666666:deploy",), kinds=_SIGNED),
    "aws:username": _Key(spelling=r"[\w+=,.@-]+", usual=("deploy",), kinds=_SIGNED),
    "kms:calleraccount": _Key(spelling=r"\d{12}", usual=(_ACCOUNT,), kinds=_SIGNED),
    "sts:externalid": _Key(spelling=r"[\w+=,.@:/-]{2,}", usual=("evil",), kinds=_SIGNED),
    "aws:sourceaccount": _Key(spelling=r"\d{12}", usual=(_ACCOUNT,), kinds=_SERVICE),
    "aws:sourcearn": _Key(spelling=_ARN, usual=(f"arn:aws:sns:eu-west-1:{_ACCOUNT}:x", "arn:aws:s3:::evil"), kinds=_SERVICE),
    "aws:sourceorgid": _Key(spelling=r"o-[a-z0-9]{10,32}", usual=(_ORG,), kinds=_SERVICE),
    "aws:sourceowner": _Key(spelling=r"\d{12}", usual=(_ACCOUNT,), kinds=_SERVICE),
    "aws:sourceip": _Key(spelling=r"(?!)", usual=("1.1.1.1", "52.1.1.1", "130.1.1.1", "200.1.1.1", "2600::1", "2a00::1")),
    "aws:vpcsourceip": _Key(spelling=r"(?!)", usual=("10.0.0.7", "192.168.0.7")),
    "aws:sourcevpc": _Key(spelling=r"vpc-[0-9a-f]{8,17}", usual=("vpc-00000666",)),
    "aws:sourcevpce": _Key(spelling=r"vpce-[0-9a-f]{8,17}", usual=("vpce-00000666",)),
    "s3:dataaccesspointaccount": _Key(spelling=r"\d{12}", usual=(_ACCOUNT,)),
    "s3:dataaccesspointarn": _Key(
        spelling=rf"arn:aws:s3:eu-west-1:\d{{12}}:accesspoint/{_NAME}", usual=(f"arn:aws:s3:eu-west-1:{_ACCOUNT}:accesspoint/x",)
    ),
    "sns:endpoint": _Key(spelling=rf"https://[a-z0-9.-]+(/{_FREE})?|[a-z.]+@[a-z0-9.-]+", usual=("https://evil.net/x", "eve@evil.net")),
    "sns:protocol": _Key(spelling=r"https|email|sqs", usual=("https", "email")),
    "kms:viaservice": _Key(spelling=r"[a-z0-9.-]+", usual=("s3.eu-west-1.amazonaws.com",)),
    "aws:referer": _Key(spelling=_FREE, usual=("x",)),
    "aws:resourcetag/stage": _Key(spelling=_FREE, usual=("production",)),
    "aws:securetransport": _Key(spelling="true|false", usual=("true", "false")),
    "aws:principalisawsservice": _Key(spelling="(?!)", usual=()),
    "aws:resourceaccount": _Key(spelling="(?!)", usual=()),
    "aws:resourceorgid": _Key(spelling="(?!)", usual=()),
    "token.actions.githubusercontent.com:sub": _Key(
        spelling=r"repo:[\w.-]+/[\w.-]+:[!-~]+", usual=("repo:evil/x:ref:refs/heads/main",), kinds=_WEB
    ),
    "token.actions.githubusercontent.com:aud": _Key(spelling=_FREE, usual=("sts.amazonaws.com",), kinds=_WEB),
}

# What a stranger may put in the place of a wildcard or of a variable of their own choice.
_FILLERS = (
    *("", "6", "66666666666", "00000666", "evil", "evil666666", "evil666666/r-evil/", "evil/x:main", "evil.net/x", ".evil.net/x"),
    *(
        _ACCOUNT,
        _ORG,
        "AEVIL66666666666:x",
        f"{_ACCOUNT}:x",
        f":{_ACCOUNT}:role/p",
        f":iam::{_ACCOUNT}:role/p",
        f"aws:iam::{_ACCOUNT}:role/p",
    ),
    *(f"arn:aws:iam::{_ACCOUNT}", "arn:aws:s3:::evil", f"arn:aws:sns:eu-west-1:{_ACCOUNT}:x", "sns", "eu-west-1"),
    *("eve@evil.net", "https://evil.net/x"),
)
_VARIABLE = re.compile(r"\$\{([^},]+)\}")


@frozen(kw_only=True)
class Request:
    """A request: its action and resource, and the context by lower-case key; a tuple where a key has several values."""

    action: str
    resource: str
    context: Mapping[str, str | tuple[str, ...]]


def allowed(policy: Mapping[str, Any], request: Request) -> bool:
    """Whether a policy lets a request through: some Allow applies to it and no Deny. Principals are everybody or not at all."""
    applying = [statement["Effect"] for statement in policy["Statement"] if _applies(statement, request)]
    return "Allow" in applying and "Deny" not in applying


def stranger(policy: Mapping[str, Any], kinds: Sequence[str] = ("anonymous", "signed", "service", "web")) -> Request | None:
    """A stranger's request that a policy allows, or None if none of those that were tried is."""
    mentioned = _mentioned(policy)
    for kind in kinds:
        pools = {key: _candidates(key, tuple(sorted(patterns)), kind) for key, patterns in mentioned.items()}
        for values in itertools.product(*pools.values()):
            context = {key: found for key, found in zip(pools, values, strict=True) if found is not None}
            for action, resource in _asked(policy):
                request = Request(action=action, resource=resource, context=context)
                if allowed(policy, request):
                    return request
    return None


def matches(operator: str, given: Sequence[str], found: str | tuple[str, ...] | None, context: Mapping[str, Any] | None = None) -> bool:
    """Whether a condition's operator holds for the values given in the policy and those found in the request."""
    name = operator.lower()
    if name == "null":
        return any((found is None) == (wanted == "true") for wanted in given)
    every, some = name.startswith("forallvalues:"), name.startswith("foranyvalue:")
    name = name.rpartition(":")[2]
    optional = name.endswith("ifexists")
    name = name.removesuffix("ifexists")
    negated = "not" in name
    name = name.replace("not", "")
    if found is None:
        return every or optional or (negated and not some)
    patterns = [
        pattern for raw in given if (pattern := _substituted(raw, context or {}, wild="like" in name or name == "arnequals")) is not None
    ]
    if negated and len(patterns) < len(given):
        return False
    values = found if isinstance(found, tuple) else (found,)
    results = [any(_compared(name, pattern, value) for pattern in patterns) != negated for value in values]
    return all(results) if every else any(results)


def _applies(statement: Mapping[str, Any], request: Request) -> bool:
    return (
        statement["Principal"] in ("*", {"AWS": "*"})
        and any(_wild(pattern.lower(), request.action.lower()) for pattern in _many(statement["Action"]))
        and any(_wild(pattern, request.resource) for pattern in _many(statement["Resource"]))
        and all(
            matches(operator, [str(value) for value in _many(given)], request.context.get(key.lower()), request.context)
            for operator, block in statement.get("Condition", {}).items()
            for key, given in block.items()
        )
    )


def _compared(operator: str, pattern: str, value: str) -> bool:
    match operator:
        case "stringequals" | "binaryequals":
            return _literal(pattern) == value
        case "stringequalsignorecase" | "bool":
            return _literal(pattern).lower() == value.lower()
        case "stringlike":
            return _wild(pattern, value)
        case "arnlike" | "arnequals":
            wanted, parts = pattern.split(":", 5), value.split(":", 5)
            return len(wanted) == len(parts) == 6 and all(map(_wild, wanted, parts))
        case "ipaddress":
            try:
                return ipaddress.ip_address(value) in ipaddress.ip_network(pattern, strict=False)
            except ValueError:
                return False
        case "numericequals":
            return pattern.isdecimal() and value.isdecimal() and int(pattern) == int(value)
    raise AssertionError(operator)


def _wild(pattern: str, value: str) -> bool:
    return _expression(pattern).fullmatch(value) is not None


@functools.cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile("".join({"*": ".*", "?": "."}.get(sign, re.escape(_literal(sign))) for sign in pattern))


def _literal(pattern: str) -> str:
    return pattern.replace("\0", "*").replace("\1", "?")


def _substituted(raw: str, context: Mapping[str, Any], *, wild: bool) -> str | None:
    """A value with its variables replaced, or None where one has no value. What a variable brings in is no wildcard."""
    missing = False

    def replaced(found: re.Match[str]) -> str:
        nonlocal missing
        value = context.get(found[1].lower(), RESOURCE.get(found[1].lower()))
        if not isinstance(value, str):
            missing = True
            return ""
        return value.replace("*", "\0").replace("?", "\1") if wild else value

    text = _VARIABLE.sub(replaced, raw)
    return None if missing else text


def _many(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]


def _mentioned(policy: Mapping[str, Any]) -> dict[str, set[str]]:
    mentioned: dict[str, set[str]] = {}
    for statement in policy["Statement"]:
        for block in statement.get("Condition", {}).values():
            for key, given in block.items():
                mentioned.setdefault(key.lower(), set()).update(str(value) for value in _many(given))
                for value in _many(given):
                    for variable in _VARIABLE.findall(str(value)):
                        mentioned.setdefault(variable.lower(), set())
    return mentioned


@functools.cache
def _candidates(key: str, patterns: tuple[str, ...], kind: str) -> tuple[str | tuple[str, ...] | None, ...]:
    """What a kind of stranger may show for a key: nothing, something usual, something made to match."""
    if key in RESOURCE:
        return (RESOURCE[key],)
    if key == "aws:principalisawsservice":
        return ({"signed": "false", "service": "true"}.get(kind),)
    about = KEYS[key]
    if kind not in about.kinds:
        return (None,)
    made = (value for pattern in patterns for value in itertools.islice(_made(about.spelling, pattern), 4))
    values = dict.fromkeys((*about.usual, *made))
    return (None, *((value,) if about.several else value for value in values))


def _made(spelling: str, pattern: str) -> Iterator[str]:
    for variable, value in RESOURCE.items():
        pattern = re.sub(rf"\$\{{{variable}\}}", value, pattern, flags=re.IGNORECASE)
    parts = re.split(r"[*?]|\$\{[^}]*\}", pattern)
    if len(parts) > 4:
        return
    for fillers in itertools.product(_FILLERS, repeat=len(parts) - 1):
        value = "".join(itertools.chain.from_iterable(zip(parts, (*fillers, ""), strict=True)))
        if re.fullmatch(spelling, value) and (spelling == _FREE or not _own(value)):
            yield value


def _own(value: str) -> bool:
    # A role's path and a name may hold anything: whose an ARN is, its account says.
    if value.startswith("arn:") and (account := value.split(":", 5)[4]):
        return account in OWN
    if value.startswith("https://"):
        return f".{value.split('/')[2]}".endswith(".example.com")
    return any(
        re.search(rf"(?<![0-9A-Za-z-]){re.escape(own)}(?![0-9A-Za-z.-])" if own[-1] != "/" else re.escape(own), value) for own in OWN
    )


def _asked(policy: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (_some(action), _some(resource))
        for statement in policy["Statement"]
        if statement["Effect"] == "Allow"
        for action in _many(statement["Action"])
        for resource in _many(statement["Resource"])
    ]


def _some(pattern: str) -> str:
    return pattern.replace("*", "zz").replace("?", "z")

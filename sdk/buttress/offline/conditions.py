"""The conditions of IAM statements, as AWS evaluates them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from buttress.errors import ConfigError
from buttress.text import nearest

Context = Mapping[str, Sequence[str]]
"""What a request carries: the values of each key, whose name is in lower case."""

_VARIABLE: Final = re.compile(r"\$\{\s*([^},\s]+)\s*(?:,\s*'([^']*)'\s*)?\}")
_LITERAL: Final = {"*": "[*]", "?": "[?]", "$": "$"}


def context(given: Mapping[str, Any]) -> Context:
    """Values by key, from texts, flags, numbers and lists of them."""
    return {key.lower(): tuple(map(_text, value if isinstance(value, list | tuple) else [value])) for key, value in given.items()}


def hold(conditions: Mapping[str, Mapping[str, Any]], given: Context, *, variables: bool = True) -> bool:
    """Whether every condition holds of a request. Variables are those of documents of version 2012-10-17."""
    return all(
        _holds(
            operator, key, [_text(one) for one in (values if isinstance(values, list | tuple) else [values])], given, variables=variables
        )
        for operator, keys in conditions.items()
        for key, values in keys.items()
    )


def matches(pattern: str, value: str, *, fold: bool = False) -> bool:
    """Whether a text is like a pattern with `*` and `?`; `[*]` and `[?]` are those characters themselves."""
    parts = re.split(r"(\[\*\]|\[\?\]|\*|\?)", pattern)
    spelt = "".join({"*": ".*", "?": ".", "[*]": r"\*", "[?]": r"\?"}.get(part, re.escape(part)) for part in parts)
    return re.fullmatch(spelt, value, re.DOTALL | (re.IGNORECASE if fold else 0)) is not None


def arn_matches(pattern: str, value: str) -> bool:
    """Whether an ARN is like a pattern, part by part: a wildcard does not reach over a colon of the first five."""
    patterns, values = pattern.split(":", 5), value.split(":", 5)
    return len(patterns) == len(values) == 6 and all(map(matches, patterns, values))  # noqa: PLR2004  (the parts of an ARN)


def filled(pattern: str, given: Context) -> str | None:
    """A pattern with its variables replaced; None where one has no single value, and then nothing matches."""
    missing = False

    def value(found: re.Match[str]) -> str:
        nonlocal missing
        name, default = found[1], found[2]
        if name in _LITERAL:
            return _LITERAL[name]
        values = given.get(name.lower(), ())
        if len(values) == 1:
            return re.sub(r"[*?]", lambda one: f"[{one[0]}]", values[0])
        missing = missing or default is None
        return default or ""

    text = _VARIABLE.sub(value, pattern)
    return None if missing else text


def _holds(operator: str, key: str, patterns: Sequence[str], given: Context, *, variables: bool) -> bool:
    quantifier, _, name = operator.rpartition(":")
    values = given.get(key.lower(), ())
    if name == "Null":
        return (not values) is (patterns[0].lower() == "true")
    lenient = name.endswith("IfExists")
    name = name.removesuffix("IfExists")
    if name not in _OPERATORS:
        raise ConfigError(f"there is no condition operator {operator}", hint=nearest(name, [*_OPERATORS, "Null"]))
    compare, negated = _OPERATORS[name]
    known = [one for one in (filled(pattern, given) if variables else pattern for pattern in patterns) if one is not None]

    def one(value: str) -> bool:
        return any(compare(pattern, value) for pattern in known) is not negated

    if quantifier == "ForAllValues":
        return all(map(one, values))
    if quantifier == "ForAnyValue":
        return any(map(one, values)) or (lenient and not values)
    if quantifier:
        raise ConfigError(f"there is no condition operator {operator}", hint="ForAllValues and ForAnyValue are known")
    # A key that the request lacks equals nothing, and so does not equal.
    return (lenient or negated) if not values else all(map(one, values))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(compare: Callable[[float, float], bool]) -> Callable[[str, str], bool]:
    def found(pattern: str, value: str) -> bool:
        try:
            return compare(float(value), float(pattern))
        except ValueError:
            return False

    return found


def _date(compare: Callable[[float, float], bool]) -> Callable[[str, str], bool]:
    def seconds(text: str) -> float:
        if re.fullmatch(r"\d+", text):
            return float(text)
        found = dt.datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).timestamp()

    def found(pattern: str, value: str) -> bool:
        try:
            return compare(seconds(value), seconds(pattern))
        except ValueError:
            return False

    return found


def _address(pattern: str, value: str) -> bool:
    try:
        return ipaddress.ip_address(value) in ipaddress.ip_network(pattern, strict=False)
    except ValueError:
        return False


def _equal(pattern: str, value: str) -> bool:
    return pattern.replace("[*]", "*").replace("[?]", "?") == value


def _fold(pattern: str, value: str) -> bool:
    return _equal(pattern.lower(), value.lower())


_OPERATORS: Final[Mapping[str, tuple[Callable[[str, str], bool], bool]]] = {
    "StringEquals": (_equal, False),
    "StringNotEquals": (_equal, True),
    "StringEqualsIgnoreCase": (_fold, False),
    "StringNotEqualsIgnoreCase": (_fold, True),
    "StringLike": (matches, False),
    "StringNotLike": (matches, True),
    "ArnEquals": (arn_matches, False),
    "ArnLike": (arn_matches, False),
    "ArnNotEquals": (arn_matches, True),
    "ArnNotLike": (arn_matches, True),
    "Bool": (_fold, False),
    "BinaryEquals": (_equal, False),
    "IpAddress": (_address, False),
    "NotIpAddress": (_address, True),
    "NumericEquals": (_number(lambda value, limit: value == limit), False),
    "NumericNotEquals": (_number(lambda value, limit: value == limit), True),
    "NumericLessThan": (_number(lambda value, limit: value < limit), False),
    "NumericLessThanEquals": (_number(lambda value, limit: value <= limit), False),
    "NumericGreaterThan": (_number(lambda value, limit: value > limit), False),
    "NumericGreaterThanEquals": (_number(lambda value, limit: value >= limit), False),
    "DateEquals": (_date(lambda value, limit: value == limit), False),
    "DateNotEquals": (_date(lambda value, limit: value == limit), True),
    "DateLessThan": (_date(lambda value, limit: value < limit), False),
    "DateLessThanEquals": (_date(lambda value, limit: value <= limit), False),
    "DateGreaterThan": (_date(lambda value, limit: value > limit), False),
    "DateGreaterThanEquals": (_date(lambda value, limit: value >= limit), False),
}
"""How a pattern and a value are compared, and whether the operator is the opposite of that."""

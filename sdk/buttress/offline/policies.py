"""IAM policy documents, rendered as `getPolicyDocument` of the AWS provider renders them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from buttress.errors import ConfigError
from buttress.pulumi import wire
from buttress.pulumi.shapes import camel
from buttress.text import nearest

_PRINCIPAL: Mapping[str, Any] = dict.fromkeys(("type", "identifiers"))
_STATEMENT: Mapping[str, Any] = {
    **dict.fromkeys(("sid", "effect", "actions", "notActions", "resources", "notResources")),
    "principals": _PRINCIPAL,
    "notPrincipals": _PRINCIPAL,
    "conditions": dict.fromkeys(("test", "variable", "values")),
}
_ARGUMENTS: Mapping[str, Any] = {
    **dict.fromkeys(("policyId", "version", "sourcePolicyDocuments", "overridePolicyDocuments", "sourceJson", "overrideJson")),
    "statements": _STATEMENT,
}
"""The arguments of `getPolicyDocument` and of what stands in them."""

_VERSION = "2012-10-17"
_VARIABLE = re.compile(r"&\{([^}]*)\}")


def render(arguments: wire.Properties) -> dict[str, Any]:
    """The policy document of the arguments: sources first, then the statements, then what overrides by `Sid`."""
    arguments = _spelt(arguments, _ARGUMENTS, "getPolicyDocument")
    version = arguments.get("version") or _VERSION
    identifier = arguments.get("policyId")
    statements: list[dict[str, Any]] = []
    for argument, position, source in _texts(arguments, "sourceJson", "sourcePolicyDocuments"):
        document = _parse(source, argument, position)
        identifier = identifier or document.get("Id")
        for statement in _list(document.get("Statement")):
            _refuse_twice(statements, statement)
            statements.append(statement)
    own: list[dict[str, Any]] = []
    for statement in map(_statement, _list(arguments.get("statements"))):
        _refuse_twice(own, statement)
        own.append(statement)
    _override(statements, own)
    for argument, position, override in _texts(arguments, "overrideJson", "overridePolicyDocuments"):
        document = _parse(override, argument, position)
        identifier = document.get("Id") or identifier
        _override(statements, _list(document.get("Statement")))
    return {"Version": version, **({"Id": identifier} if identifier else {}), "Statement": statements}


def answer(arguments: wire.Properties) -> wire.Properties:
    """The result of `getPolicyDocument`: the document as indented and as minified JSON. A secret inside makes both secret."""
    document = render(_revealed(arguments))
    indented = json.dumps(document, indent=2)
    minified = json.dumps(document, separators=(",", ":"))
    mark = wire.secret if wire.has_secret(arguments) else _same
    return {**arguments, "json": mark(indented), "minifiedJson": mark(minified)}


def _texts(arguments: wire.Properties, *names: str) -> Iterator[tuple[str, int, Any]]:
    return ((name, position, text) for name in names for position, text in enumerate(_list(arguments.get(name))))


def _spelt(given: Any, known: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The arguments by their names on the wire, at every level.

    Python sends the keys of dict literals as they were written, and the real provider takes `not_actions` for `notActions`.
    """
    if not isinstance(given, dict):
        raise ConfigError(f"{place} is not an object", hint=f"its arguments are {', '.join(sorted(known))}")
    found = {}
    for key, value in given.items():
        name = camel(key)
        if name not in known:
            raise ConfigError(f"{place} has no argument {key}", hint=nearest(name, known) or f"it has {', '.join(sorted(known))}")
        if name in found:
            raise ConfigError(f"{place}: {name} appears twice", hint=f"once as {key}")
        inner = known[name]
        found[name] = [_spelt(one, inner, f"{place}: {key}[{at}]") for at, one in enumerate(_list(value))] if inner else value
    return found


def _statement(given: dict[str, Any]) -> dict[str, Any]:
    statement: dict[str, Any] = {}
    if given.get("sid"):
        statement["Sid"] = given["sid"]
    statement["Effect"] = given.get("effect") or "Allow"
    for key, name in (("actions", "Action"), ("notActions", "NotAction"), ("resources", "Resource"), ("notResources", "NotResource")):
        if given.get(key):
            statement[name] = _members(map(_dollar, given[key]) if "esources" in key else given[key])
    for key, name in (("principals", "Principal"), ("notPrincipals", "NotPrincipal")):
        if given.get(key):
            statement[name] = _principals(given[key])
    if given.get("conditions"):
        tests: dict[str, dict[str, Any]] = {}
        for condition in given["conditions"]:
            values = [_dollar(value) for value in condition.get("values") or []]
            tests.setdefault(condition["test"], {})[_dollar(condition["variable"])] = values[0] if len(values) == 1 else values
        statement["Condition"] = {test: dict(sorted(variables.items())) for test, variables in sorted(tests.items())}
    return statement


def _principals(given: list[dict[str, Any]]) -> Any:
    gathered: dict[str, list[str]] = {}
    for principal in given:
        gathered.setdefault(principal["type"], []).extend(_dollar(identifier) for identifier in principal.get("identifiers") or [])
    if gathered == {"*": ["*"]}:
        return "*"
    return {kind: _members(identifiers) for kind, identifiers in sorted(gathered.items())}


def _members(values: Iterable[str]) -> Any:
    """One value stands alone, several as a list in descending order."""
    members = sorted(set(values), reverse=True)
    return members[0] if len(members) == 1 else members


def _dollar(value: Any) -> Any:
    """`&{aws:username}` is written `${aws:username}` in the document."""
    return _VARIABLE.sub(r"${\1}", value) if isinstance(value, str) else value


def _override(statements: list[dict[str, Any]], news: list[dict[str, Any]]) -> None:
    for statement in news:
        position = next((at for at, old in enumerate(statements) if old.get("Sid") and old["Sid"] == statement.get("Sid")), None)
        if position is None:
            statements.append(statement)
        else:
            statements[position] = statement


def _refuse_twice(statements: list[dict[str, Any]], statement: dict[str, Any]) -> None:
    sid = statement.get("Sid")
    if sid and any(other.get("Sid") == sid for other in statements):
        raise ConfigError(f"getPolicyDocument: the sid {sid} appears twice", hint="give each statement its own sid")


def _parse(text: Any, argument: str, position: int) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except (TypeError, ValueError):
        document = None
    if not isinstance(document, dict):
        raise ConfigError(f"getPolicyDocument: {argument}[{position}] is not a JSON policy document")
    return document


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _revealed(value: Any) -> Any:
    value = wire.reveal(value)
    if isinstance(value, dict):
        return {key: _revealed(member) for key, member in value.items()}
    return [_revealed(member) for member in value] if isinstance(value, list) else value


def _same(value: str) -> str:
    return value

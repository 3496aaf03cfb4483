"""Policy documents spelled otherwise, widened, or with a statement that has nothing to do with them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.attack.attacks import Attack, Variant, each, rewritten

from buttress.model import Case, Check

_WORDS = ("Action", "NotAction", "Resource", "NotResource")
_DENY = {"Sid": "Nothing", "Effect": "Deny", "Action": "nosuchservice:NoSuchAction", "Resource": "arn:aws:nosuchservice:::nothing"}

Edit = Callable[[dict[str, Any]], dict[str, Any]]


def _documents(edit: Edit) -> Callable[[tuple[str | int, ...], Any], Any]:
    """Rewrites each policy document, as JSON text or as data."""

    def visit(_: tuple[str | int, ...], value: Any) -> Any:
        if isinstance(value, dict) and _is_policy(value):
            return edit(copy.deepcopy(value))
        if isinstance(value, str) and value.lstrip().startswith("{"):
            try:
                parsed = json.loads(value)
            except ValueError:
                return value
            if _is_policy(parsed):
                changed = edit(copy.deepcopy(parsed))
                return json.dumps(changed) if changed != parsed else value
        return value

    return visit


def _is_policy(value: Any) -> bool:
    """Whether it is a policy of IAM, with statements that allow or deny."""
    if not isinstance(value, dict) or not isinstance(value.get("Statement"), dict | list):
        return False
    return all(isinstance(one, dict) and one.get("Effect") in {"Allow", "Deny"} for one in _statements(value))


def _statements(document: dict[str, Any]) -> list[Any]:
    found = document["Statement"]
    return found if isinstance(found, list) else [found]


def _by_statement(edit: Callable[[dict[str, Any]], dict[str, Any]]) -> Edit:
    def whole(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "Statement": [edit(one) for one in _statements(document)]}

    return whole


def _lists(_: Check, case: Case) -> Iterator[Variant]:
    def edit(one: dict[str, Any]) -> dict[str, Any]:
        return {key: [value] if key in _WORDS and isinstance(value, str) else value for key, value in _principals(one, _many).items()}

    yield from each(case, _documents(_by_statement(edit)))


def _single(_: Check, case: Case) -> Iterator[Variant]:
    def edit(one: dict[str, Any]) -> dict[str, Any]:
        return {key: _lone(value) if key in _WORDS else value for key, value in _principals(one, _lone).items()}

    def whole(document: dict[str, Any]) -> dict[str, Any]:
        found = [edit(one) for one in _statements(document)]
        return {**document, "Statement": found[0] if len(found) == 1 else found}

    yield from each(case, _documents(whole))


def _principals(one: dict[str, Any], how: Callable[[Any], Any]) -> dict[str, Any]:
    named = one.get("Principal")
    changed = {**one, "Principal": {key: how(value) for key, value in named.items()}} if isinstance(named, dict) else one
    asked = changed.get("Condition")
    if isinstance(asked, dict):
        by = {operator: {key: how(value) for key, value in keys.items()} for operator, keys in asked.items() if isinstance(keys, dict)}
        changed = {**changed, "Condition": by}
    return changed


def _many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _lone(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _star_as_object(_: Check, case: Case) -> Iterator[Variant]:
    def edit(one: dict[str, Any]) -> dict[str, Any]:
        return {**one, "Principal": {"AWS": "*"}} if one.get("Principal") == "*" else one

    yield from each(case, _documents(_by_statement(edit)))


def _case_of_actions(_: Check, case: Case) -> Iterator[Variant]:
    for how in (str.lower, str.upper):

        def edit(one: dict[str, Any], how: Callable[[str], str] = how) -> dict[str, Any]:
            return {key: _texts(value, how) if key in {"Action", "NotAction"} else value for key, value in one.items()}

        yield from each(case, _documents(_by_statement(edit)))


def _case_of_keys(_: Check, case: Case) -> Iterator[Variant]:
    def edit(one: dict[str, Any]) -> dict[str, Any]:
        asked = one.get("Condition")
        if not isinstance(asked, dict):
            return one
        return {
            **one,
            "Condition": {
                operator: {key.lower(): value for key, value in keys.items()} if isinstance(keys, dict) else keys
                for operator, keys in asked.items()
            },
        }

    yield from each(case, _documents(_by_statement(edit)))


def _texts(value: Any, how: Callable[[str], str]) -> Any:
    if isinstance(value, list):
        return [how(one) if isinstance(one, str) else one for one in value]
    return how(value) if isinstance(value, str) else value


def _deny_in_front(_: Check, case: Case) -> Iterator[Variant]:
    def whole(document: dict[str, Any]) -> dict[str, Any]:
        found = _statements(document)
        if not found:
            return document
        deny = {**_DENY, "Principal": "*"} if any("Principal" in one for one in found) else dict(_DENY)
        if all("Resource" not in one and "NotResource" not in one for one in found):
            deny.pop("Resource")
        return {**document, "Statement": [deny, *found]}

    yield from each(case, _documents(whole))


def _reversed(_: Check, case: Case) -> Iterator[Variant]:
    yield from each(case, _documents(lambda document: {**document, "Statement": _statements(document)[::-1]}))


def _split_statements(_: Check, case: Case) -> Iterator[Variant]:
    def whole(document: dict[str, Any]) -> dict[str, Any]:
        found: list[dict[str, Any]] = []
        for one in _statements(document):
            actions = one.get("Action")
            found += [{**one, "Action": action} for action in actions] if isinstance(actions, list) and len(actions) > 1 else [one]
        return {**document, "Statement": found}

    yield from each(case, _documents(whole))


def _wildcard_conditions(_: Check, case: Case) -> Iterator[Variant]:
    """A condition whose values are `*` is no better than none."""
    yield from _idle(case, lambda operator, keys: (_like(operator), dict.fromkeys(keys, "*")))


def _variable_conditions(_: Check, case: Case) -> Iterator[Variant]:
    """A condition that asks whether callers are who they are."""
    yield from _idle(case, lambda operator, keys: (operator, {key: f"${{{key}}}" for key in keys}))


def _idle(case: Case, how: Callable[[str, dict[str, Any]], tuple[str, Any]]) -> Iterator[Variant]:
    """The case with conditions that ask nothing, if it would be bad without them."""

    def asking_nothing(one: dict[str, Any]) -> dict[str, Any]:
        asked = one.get("Condition")
        if one.get("Effect") != "Allow" or not isinstance(asked, dict):
            return one
        by = dict(how(operator, keys) for operator, keys in asked.items() if _positive(operator) and isinstance(keys, dict))
        return {**one, "Condition": by} if by else one

    def without(one: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in one.items() if key != "Condition" or one.get("Effect") != "Allow"}

    same, worse, bare = (rewritten(case, _documents(_by_statement(edit))) for edit in (dict, asking_nothing, without))
    if worse not in (None, same) and bare is not None and case.expect == "pass":
        yield Variant(case=worse, unless=bare)


def _positive(operator: str) -> bool:
    return operator in {"StringEquals", "StringLike", "ArnLike", "ArnEquals", "StringEqualsIgnoreCase"}


def _like(operator: str) -> str:
    return "ArnLike" if operator.startswith("Arn") else "StringLike"


def _widened(_: Check, case: Case) -> Iterator[Variant]:
    """Every Allow for everything: what was bad before is not better."""

    def edit(one: dict[str, Any]) -> dict[str, Any]:
        if one.get("Effect") != "Allow":
            return one
        return {key: "*" if key in {"Action", "Resource", "Principal"} else value for key, value in one.items()}

    changed = rewritten(case, _documents(_by_statement(edit)))
    if changed is not None and case.expect == "fail":
        yield Variant(case=changed)


def _spaced(_: Check, case: Case) -> Iterator[Variant]:
    def visit(_: tuple[str | int, ...], value: Any) -> Any:
        if isinstance(value, str) and value.lstrip().startswith("{"):
            try:
                return json.dumps(json.loads(value), indent=4, sort_keys=True)
            except ValueError:
                return value
        return value

    yield from each(case, visit)


ATTACKS = (
    Attack(name="policy lists", kind="equal", says="Actions, resources, principals and conditions of a policy as lists", make=_lists),
    Attack(name="policy single values", kind="equal", says="The same as single values, a lone statement without its list", make=_single),
    Attack(name="policy principal object", kind="equal", says='The principal `"*"` as `{"AWS": "*"}`', make=_star_as_object),
    Attack(name="policy action case", kind="equal", says="Actions in upper and in lower case", make=_case_of_actions),
    Attack(name="policy key case", kind="equal", says="Condition keys in lower case", make=_case_of_keys),
    Attack(name="policy white space", kind="equal", says="JSON text with other white space and order of keys", make=_spaced),
    Attack(name="policy order", kind="equal", says="The statements in reverse order", make=_reversed),
    Attack(name="policy split", kind="equal", says="One statement for each action", make=_split_statements),
    Attack(name="policy deny in front", kind="equal", says="A Deny of something else before all statements", make=_deny_in_front),
    Attack(name="policy widened", kind="worse", says="Every Allow of what fails for all actions, resources and principals", make=_widened),
    Attack(
        name="policy wildcard conditions",
        kind="worse",
        says="Conditions that a pass needs, with `*` for each value",
        make=_wildcard_conditions,
    ),
    Attack(
        name="policy variable conditions",
        kind="worse",
        says="Conditions that a pass needs, comparing each key with itself",
        make=_variable_conditions,
    ),
)

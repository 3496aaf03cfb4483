"""Frameworks: the criteria, the controls that cover them, and the checks that each control relies on.

A control has one home, the file that describes it. Another framework may count it too: there only its id, criteria and checks stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from buttress.documents import Document, validate
from buttress.model import Check, Control, Criterion, Framework, Frameworks
from buttress.text import nearest, slug

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "uniqueItems": True, "items": _TEXT}
_REASON = {"type": "string", "pattern": r"\S+\s+\S+", "description": "One sentence: why the check supports the criterion."}

_OWN: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "title", "objective", "criteria", "owner", "cadence", "kind", "acceptance"],
    "properties": {
        "id": {"type": "string", "pattern": "^CTL-[A-Z0-9]+(-[A-Z0-9]+)*$"},
        "title": _TEXT,
        "objective": _TEXT,
        "criteria": {**_TEXTS, "minItems": 1},
        "owner": _TEXT,
        "cadence": {"enum": ["continuous", "daily", "weekly", "monthly", "quarterly", "annual", "per occurrence"]},
        "kind": {"enum": ["state", "occurrence"]},
        "acceptance": _TEXT,
        "checks": {"type": "object", "additionalProperties": {"type": "object", "minProperties": 1, "additionalProperties": _REASON}},
        "evidence": _TEXTS,
        "manual": {"type": "string"},
        "key": {"type": "boolean"},
    },
}
_REFERENCE = ("id", "criteria", "checks")

CONTROL_SCHEMA: Mapping[str, Any] = {
    "if": {"propertyNames": {"enum": list(_REFERENCE)}, "required": ["id", "criteria"]},
    "then": {
        "type": "object",
        "$comment": "a control of another file, as it counts in this framework",
        "properties": {name: _OWN["properties"][name] for name in _REFERENCE},
    },
    "else": _OWN,
}

_ID = {"type": "string", "pattern": "^[a-z0-9]+([_-][a-z0-9]+)*$"}

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "name", "title", "categories", "criteria", "controls"],
    "properties": {
        "id": _ID,
        "name": _TEXT,
        "title": _TEXT,
        "version": _TEXT,
        "note": _TEXT,
        "categories": {"type": "object", "propertyNames": _ID, "additionalProperties": _TEXT, "minProperties": 1},
        "criteria": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "category", "family", "title", "manual"],
                "properties": {
                    "id": _TEXT,
                    "category": _TEXT,
                    "family": _TEXT,
                    "title": _TEXT,
                    "manual": {"type": "string"},
                    "automated": {"type": "string"},
                },
            },
        },
        "controls": {"type": "array", "items": CONTROL_SCHEMA},
    },
}

EXTENSION_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["controls"],
    "properties": {"framework": _ID, "controls": {"type": "array", "items": CONTROL_SCHEMA}},
}


def load(documents: Sequence[Document], known: Frameworks | None = None, *, checks: Collection[str]) -> dict[str, Framework]:
    """The known frameworks, those in the files, and the controls that files add to either, by id. `checks` are the ids of all checks.

    A CatalogError names the line of an id that appears twice, or of a framework, category, criterion, control or check that is unknown.
    """
    found = dict(known or {})
    for document in documents:
        if not _is_framework(document):
            validate(document, EXTENSION_SCHEMA)
            continue
        validate(document, SCHEMA)
        framework = _framework(document)
        if framework.id in found:
            raise document.fail(f"the framework {framework.id} appears twice", ("id",))
        if twin := next((one for one in found.values() if slug(one.name) == slug(framework.name)), None):
            raise document.fail(f"another framework, {twin.id}, is called {twin.name}", ("name",), "their pages would be one")
        found[framework.id] = framework
    homes = {control.id: control for framework in found.values() for control in framework.controls}
    for document in documents:
        for number, entry in enumerate(document.data["controls"]):
            if not _is_reference(entry):
                if entry["id"] in homes:
                    raise document.fail(f"the control {entry['id']} appears twice", ("controls", number))
                homes[entry["id"]] = _control(entry)
    for document in documents:
        framework = found[_target(document, found)]
        found[framework.id] = evolve(framework, controls=(*framework.controls, *_added(document, framework, homes, checks)))
    return found


def attach(checks: Iterable[Check], frameworks: Frameworks) -> dict[str, Check]:
    """The checks by id, each with the criteria and controls that it supports."""
    found = {}
    for check in sorted(checks, key=lambda one: one.id):
        named = {framework.id: framework.criteria_of(check.id) for framework in frameworks.values()}
        controls = dict.fromkeys(control.id for framework in frameworks.values() for control in framework.controls_of(check.id))
        found[check.id] = evolve(check, criteria={name: ids for name, ids in named.items() if ids}, controls=tuple(controls))
    return found


def _is_framework(document: Document) -> bool:
    return isinstance(document.data, Mapping) and ("criteria" in document.data or "id" in document.data)


def _is_reference(entry: Mapping[str, Any]) -> bool:
    return entry.keys() <= set(_REFERENCE)


def _framework(document: Document) -> Framework:
    criteria = tuple(Criterion(**entry) for entry in document.data["criteria"])
    seen: dict[str, str] = {}
    for number, criterion in enumerate(criteria):
        place = ("criteria", number)
        if (twin := seen.setdefault(slug(criterion.id), criterion.id)) != criterion.id:
            raise document.fail(f"the criteria {twin} and {criterion.id} differ in signs alone", place, "their pages would be one")
        if len(seen) == number:
            raise document.fail(f"the criterion {criterion.id} appears twice", place)
        if criterion.category not in document.data["categories"]:
            raise document.fail(
                f"{criterion.id}: there is no category {criterion.category}",
                ("criteria", number, "category"),
                f"categories: {', '.join(document.data['categories'])}",
            )
    return Framework(**{**document.data, "criteria": criteria, "controls": ()})


def _control(entry: Mapping[str, Any]) -> Control:
    return Control(**{**entry, **_mapping(entry), "evidence": tuple(entry.get("evidence", ()))})


def _mapping(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What a control is in one framework: its criteria, and the checks with those that each supports and why."""
    checks = {
        check: {criterion: " ".join(reason.split()).removesuffix(".") for criterion, reason in reasons.items()}
        for check, reasons in entry.get("checks", {}).items()
    }
    return {"criteria": tuple(entry["criteria"]), "checks": checks}


def _target(document: Document, found: Frameworks) -> str:
    """The id of the framework whose controls stand in a file."""
    if _is_framework(document):
        return str(document.data["id"])
    hint = f"frameworks: {', '.join(found)}"
    if "framework" not in document.data:
        if len(found) != 1:
            raise document.fail("the file does not say which framework its controls are of", hint=f"add framework: ID; {hint}")
        return next(iter(found))
    if document.data["framework"] not in found:
        raise document.fail(f"there is no framework {document.data['framework']}", ("framework",), hint)
    return str(document.data["framework"])


def _added(document: Document, framework: Framework, homes: Mapping[str, Control], known_checks: Collection[str]) -> Iterator[Control]:
    known = {criterion.id for criterion in framework.criteria}
    taken = {control.id for control in framework.controls}
    for number, entry in enumerate(document.data["controls"]):
        place = ("controls", number)
        if entry["id"] not in homes:
            raise document.fail(f"there is no control {entry['id']} to count here", place, "describe it, or name one of another file")
        control = homes[entry["id"]]
        if _is_reference(entry):
            control = evolve(control, **_mapping(entry))
        if control.id in taken:
            raise document.fail(f"the control {control.id} appears twice", place)
        taken.add(control.id)
        for criterion in control.criteria:
            if criterion not in known:
                raise document.fail(f"{control.id}: there is no criterion {criterion} in {framework.id}", (*place, "criteria"))
        for check, criteria in control.checks.items():
            if check not in known_checks:
                raise document.fail(f"{control.id}: there is no check {check}", (*place, "checks", check), nearest(check, known_checks))
            if strange := sorted(set(criteria) - set(control.criteria)):
                raise document.fail(
                    f"{control.id}: {check} supports {strange[0]}, which is not a criterion of the control", (*place, "checks", check)
                )
        yield control

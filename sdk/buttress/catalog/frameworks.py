"""Frameworks: the criteria, the controls that cover them, and the checks that each control relies on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from buttress.documents import Document, validate
from buttress.model import Check, Control, Criterion, Framework

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT}

CONTROL_SCHEMA: Mapping[str, Any] = {
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
        "checks": {"type": "object", "additionalProperties": {**_TEXTS, "minItems": 1}},
        "evidence": _TEXTS,
        "manual": {"type": "string"},
        "key": {"type": "boolean"},
    },
}

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "title", "criteria", "controls"],
    "properties": {
        "id": _TEXT,
        "title": _TEXT,
        "criteria": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "category", "family", "title", "manual"],
                "properties": {
                    "id": _TEXT,
                    "category": _TEXT,
                    "family": _TEXT,
                    "title": _TEXT,
                    "manual": _TEXT,
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
    "properties": {"controls": {"type": "array", "items": CONTROL_SCHEMA}},
}


def framework_of(document: Document) -> Framework:
    """The framework in a file of our own library."""
    validate(document, SCHEMA)
    data = document.data
    criteria = tuple(Criterion(**entry) for entry in data["criteria"])
    framework = Framework(id=data["id"], title=data["title"], criteria=criteria, controls=())
    return extend(framework, document)


def extend(framework: Framework, document: Document) -> Framework:
    """The framework with the controls of one more file; ids must be new and criteria known."""
    if "criteria" not in document.data:
        validate(document, EXTENSION_SCHEMA)
    known = {criterion.id for criterion in framework.criteria}
    taken = {control.id for control in framework.controls}
    added = []
    for number, entry in enumerate(document.data["controls"]):
        place = ("controls", number)
        control = Control(
            **{key: value for key, value in entry.items() if key not in {"criteria", "checks", "evidence"}},
            criteria=tuple(entry["criteria"]),
            checks={check: tuple(criteria) for check, criteria in entry.get("checks", {}).items()},
            evidence=tuple(entry.get("evidence", ())),
        )
        if control.id in taken:
            raise document.fail(f"the control {control.id} stands twice", place)
        taken.add(control.id)
        for criterion in control.criteria:
            if criterion not in known:
                raise document.fail(f"{control.id}: there is no criterion {criterion} in {framework.id}", (*place, "criteria"))
        for check, criteria in control.checks.items():
            if strange := sorted(set(criteria) - set(control.criteria)):
                raise document.fail(
                    f"{control.id}: {check} supports {strange[0]}, which is not a criterion of the control", (*place, "checks", check)
                )
        added.append(control)
    return evolve(framework, controls=(*framework.controls, *added))


def attach(checks: Iterable[Check], framework: Framework) -> dict[str, Check]:
    """The checks by id, each with the criteria and controls that it supports."""
    return {
        check.id: evolve(
            check,
            criteria=framework.criteria_of(check.id),
            controls=tuple(control.id for control in framework.controls_of(check.id)),
        )
        for check in sorted(checks, key=lambda one: one.id)
    }

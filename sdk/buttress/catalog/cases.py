"""The cases of a check: `cases.yaml` beside its Rego, which are its tests and the examples on its page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from buttress.documents import Document, load_yaml, parse_yaml, validate
from buttress.errors import CatalogError
from buttress.model import Case, Check
from buttress_policies import bundle

NAME = "cases.yaml"
UNKNOWN = "<unknown>"
SECRET = "<secret>"

_TEXT = {"type": "string", "minLength": 1}
SCHEMA: Mapping[str, Any] = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["name", "expect", "resources"],
        "properties": {
            "name": _TEXT,
            "expect": {"enum": ["pass", "fail", "unknown", "not_applicable"]},
            "mode": {"enum": ["preview", "state"]},
            "resource": _TEXT,
            "parameters": {"type": "object"},
            "stack": _TEXT,
            "resources": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["type", "name"],
                    "properties": {
                        "type": _TEXT,
                        "name": _TEXT,
                        "id": {"type": "string"},
                        "props": {"type": "object"},
                        "outputs": {"type": "object"},
                        "refs": {"type": "object", "additionalProperties": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}},
                        "region": _TEXT,
                        "options": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {"protect": {"type": "boolean"}, "ignoreChanges": {"type": "array", "items": _TEXT}},
                        },
                    },
                },
            },
        },
    },
}


def cases_of(check: Check) -> tuple[Case, ...]:
    """The cases of a check."""
    return read_cases(document_of(check))


def document_of(check: Check) -> Document:
    """The case file of a check, wherever its library lies (a folder, or a wheel)."""
    root, *folders = check.package
    if root == "checks":
        place = bundle.library() / "checks"
        for folder in folders:
            place = place / folder
        file = place / NAME
        if not file.is_file():
            raise CatalogError(f"the check has no {NAME}", where=check.file)
        return parse_yaml(file.read_text(encoding="utf-8"), f"{check.file.rpartition('/')[0]}/{NAME}", error=CatalogError)
    return load_yaml(Path(check.file).with_name(NAME), error=CatalogError)


def read_cases(document: Document) -> tuple[Case, ...]:
    """The cases in a document; a CatalogError names the line of what is malformed, and of a name that appears twice."""
    validate(document, SCHEMA)
    found: dict[str, Case] = {}
    for number, entry in enumerate(document.data):
        if entry["name"] in found:
            raise document.fail(f"the case name {entry['name']!r} appears twice", (number, "name"))
        names = [one["name"] for one in entry["resources"]]
        for position, one in enumerate(entry["resources"]):
            for target in (name for names_ in one.get("refs", {}).values() for name in ([names_] if isinstance(names_, str) else names_)):
                if target not in names:
                    raise document.fail(f"refs name {target}, which is not in the case", (number, "resources", position))
        if len(set(names)) != len(names):
            raise document.fail("two resources of a case have the same name", (number, "resources"))
        found[entry["name"]] = Case(**{**entry, "resources": tuple(entry["resources"])})
    return tuple(found.values())

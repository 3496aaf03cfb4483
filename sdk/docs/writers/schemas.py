"""The JSON Schemas of our own files, as they are enforced."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from buttress.assessment import waivers
from buttress.catalog import cases, frameworks, metadata
from buttress.exposure.model import schema as exposure
from buttress.settings import SCHEMA as SETTINGS
from writers.markdown import document, table

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_OURS: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    "buttress": ("buttress.yaml", "A project's settings.", SETTINGS),
    "waivers": ("buttress-waivers.yaml", "Approved, reasoned, expiring acceptances.", waivers.SCHEMA),
    "exposure": ("exposure.yaml", "Contracts, costs, team and assumptions behind the exposure.", exposure.SCHEMA),
    "cases": ("cases.yaml", "The cases of a check.", cases.SCHEMA),
    "metadata": ("METADATA of a check", "The annotation at the head of a check's Rego.", metadata.SCHEMA),
    "framework": ("controls/*.yaml with criteria", "A framework: its criteria, and the controls that cover them.", frameworks.SCHEMA),
    "controls": ("controls/*.yaml of your own policy directory", "Controls that you add to a framework.", frameworks.EXTENSION_SCHEMA),
}


def files() -> dict[str, str]:
    """The files below `schemas/` by name."""
    found = {f"{name}.schema.json": _text(name, title, description, schema) for name, (title, description, schema) in _OURS.items()}
    assessment = (resources.files("buttress.report") / "assessment.schema.json").read_text(encoding="utf-8")
    found["assessment.schema.json"] = _dumped(json.loads(assessment))
    rows = [(f"[{file}]({file})", title, description) for file, title, description in _listed()]
    index = document(
        "Schemas",
        "JSON Schemas (2020-12) of the files that Buttress reads and writes.\n"
        "An unknown key is an error with file and line: nothing is ignored silently.",
        table(("schema", "file", "what it holds"), rows),
        "Dates, amounts and durations in YAML are read beyond what a schema can say, and complained about with their line.",
    )
    return {"README.md": index, **found}


def _listed() -> list[tuple[str, str, str]]:
    ours = [
        (f"{name}.schema.json", f"`{title}`" if "." in title else title, description) for name, (title, description, _) in _OURS.items()
    ]
    return sorted([*ours, ("assessment.schema.json", "`--format json`", "One run: every finding, passes too.")])


def _text(name: str, title: str, description: str, schema: Mapping[str, Any]) -> str:
    return _dumped({"$schema": _DIALECT, "$id": f"urn:buttress:schema:{name}:1", "title": title, "description": description, **schema})


def _dumped(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"

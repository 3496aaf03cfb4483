"""The hardened components: which there are, from their source, and what they take and give, from their Pulumi schema."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from buttress.catalog import Catalog
from buttress.model import labels
from writers.billing import costs
from writers.effects import effects, existing
from writers.markdown import anchor, code, document, prose, table
from writers.trials import Trial

_BASE = "HardenedResource"
_INTRODUCTION = """\
Each component is an ordinary Pulumi component: `from buttress_components.aws import EncryptedBucket`.
From another Pulumi language it is `buttress:index:EncryptedBucket`; in Python the names below are written in snake_case.
Its tests run the checks named here in OPA on all that it creates.
A protection is given up by an argument, and never without a `justification`, which every report shows.

What it costs to run is told from what is created at the defaults, with few arguments, and which inputs make more of it.
What a change does is told from which properties move with an input, and what the provider does when they change:
bold is what holds data, or what data cannot be read without.
Look at the preview before any change that is called not known."""


@frozen(kw_only=True)
class Component:
    """One component as its source declares it."""

    name: str
    cloud: str
    title: str
    satisfies: tuple[str, ...] = field(default=())


def components(folder: Path) -> tuple[Component, ...]:
    """The components below a folder, by cloud and name; the source is parsed, not run."""
    return tuple(sorted((one for file in sorted(folder.glob("*/[a-z]*.py")) for one in _in(file)), key=lambda one: (one.cloud, one.name)))


def page(listed: tuple[Component, ...], schema: Mapping[str, Any], catalog: Catalog, trials: Mapping[str, Trial]) -> str:
    """`components.md`: each component with inputs, outputs, whom it serves, the checks that it is held to, its costs and its changes."""
    parts = [_INTRODUCTION]
    for one in listed:
        resource = schema["resources"][_token(one, schema)]
        parts += [f"## {one.name}", f"{prose(one.title)}", f"Import it from {code(f'buttress_components.{one.cloud}')}."]
        parts += ["Inputs:", _properties(resource.get("inputProperties", {}), resource.get("requiredInputs", ()), schema)]
        parts += ["Outputs:", _properties(resource.get("properties", {}), None, schema)]
        if one.satisfies:
            held = [f"[{code(name)}](checks/{name}.md)" if name in catalog.checks else code(name) for name in one.satisfies]
            parts += ["Serves:", _serves(one, catalog), "Held to:", "\n".join(f"* {link}" for link in held)]
        if trial := trials.get(one.name):
            parts += ["What it costs to run:", costs(trial), "What a change of an input does to what is live:", effects(trial)]
            if instead := existing(trial):
                parts.append(f"Takes what is there already: {instead}.")
    types = {token: one for token, one in schema.get("types", {}).items() if token.startswith(f"{schema['name']}:")}
    if types:
        parts.append("## Types")
    for token, described in sorted(types.items()):
        parts += [f"### {token.rpartition(':')[2]}", prose(described.get("description"))]
        if "enum" in described:
            values = [(code(str(one["value"])), prose(one.get("description"))) for one in described["enum"]]
            parts.append(table(("value", "meaning"), values))
        else:
            parts.append(_properties(described.get("properties", {}), described.get("required", ()), schema))
    return document("Components", *parts)


def known(listed: tuple[Component, ...], schema: Mapping[str, Any]) -> tuple[Component, ...]:
    """Those of the components that the schema has."""
    return tuple(one for one in listed if _token(one, schema) in schema["resources"])


def read_schema(file: Path) -> Mapping[str, Any] | None:
    """The Pulumi schema, or None if there is none."""
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def _serves(one: Component, catalog: Catalog) -> str:
    """The controls that its checks support, each with the criteria, and how many of its checks count for it."""
    rows = []
    for key, control in ((key, one) for key, framework in catalog.frameworks.items() for one in framework.controls):
        checks = [name for name in one.satisfies if name in control.checks]
        criteria = dict.fromkeys(criterion for name in checks for criterion in control.checks[name])
        if checks:
            named = labels({key: tuple(criteria)}, catalog.frameworks)
            links = ", ".join(f"[{name}](controls.md#{name.lower().replace('.', '-')})" for name in named)
            rows.append((f"[{code(control.id)}](controls.md#{anchor(control.id)})", prose(control.title), links, str(len(checks))))
    return table(("control", "what the organisation does", "criteria", "checks"), rows)


def _token(one: Component, schema: Mapping[str, Any]) -> str:
    return f"{schema['name']}:index:{one.name}"


def _in(file: Path) -> Iterator[Component]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    satisfies: tuple[str, ...] = ()
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "SATISFIES" and node.value:
            satisfies = tuple(one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant) and isinstance(one.value, str))
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and any(isinstance(base, ast.Name) and base.id == _BASE for base in node.bases):
            title = (ast.get_docstring(node) or "").split("\n\n")[0]
            yield Component(name=node.name, cloud=file.parent.name, title=title, satisfies=tuple(sorted(satisfies)))


def _properties(listed: Mapping[str, Any], required: Any, schema: Mapping[str, Any]) -> str:
    """A table of properties; `required` names those that must be given, None that the question does not arise."""
    rows: list[tuple[str, ...]] = []
    for name, one in sorted(listed.items()):
        must = () if required is None else ("yes" if name in required else "no",)
        rows.append((code(name), _type(one, schema), *must, prose(one.get("description"))))
    asked = () if required is None else ("required",)
    return table(("name", "type", *asked, "what it is"), rows) if rows else "None."


def _type(one: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if "$ref" in one:
        token = str(one["$ref"]).rpartition("/")[2]
        name = token.rpartition(":")[2]
        return f"[{name}](#{name.lower()})" if token in schema.get("types", {}) else "any"
    if one.get("type") == "array":
        return f"list of {_type(one['items'], schema)}"
    if one.get("type") == "object":
        return f"map to {_type(one.get('additionalProperties', {'type': 'any'}), schema)}"
    return str(one.get("type", "any"))

"""The hardened components: a page for each, from its source, its Pulumi schema and what was measured of it, and an index."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from buttress.catalog import Catalog
from buttress.catalog.components import Component
from buttress.model import labels
from writers.billing import costs
from writers.component_effects import ComponentEffects, samples
from writers.effects import effects, existing
from writers.markdown import anchor, code, criterion_link, document, fenced, prose, table

_WIDTH = 140
_INTRODUCTION = """\
Each component is an ordinary Pulumi component: `from buttress_components.aws import EncryptedBucket`.
From another Pulumi language it is `buttress:index:EncryptedBucket`; in Python the names of its inputs are written in snake_case.
Its tests run the checks that its page names in OPA on all that it creates.
A protection is given up by an argument, and never without a `justification`, which every report shows.

What it costs to run follows from what is created at the defaults, with few arguments, and from which inputs make more of it.
What a change does follows from which properties move with an input, and what the provider does when they change:
bold is what holds data, or what data cannot be read without.
Look at the preview before any change that is called not known."""


_UNPROVEN = "Last proven in an account: never. Every update of the tests was answered by stand-ins."


@functools.cache
def unproven() -> Mapping[str, Sequence[Mapping[str, str]]]:
    """What nobody has seen in an account yet, by component: what is expected, and what to try."""
    given: dict[str, list[dict[str, str]]] = yaml.safe_load(Path(__file__).with_name("unproven.yaml").read_text(encoding="utf-8"))
    return given


def pages(
    listed: Iterable[Component], schema: Mapping[str, Any], catalog: Catalog, measured: Mapping[str, ComponentEffects]
) -> dict[str, str]:
    """Each page and the index by the name of its file."""
    listed = tuple(listed)
    return {
        "README.md": document("Components", _INTRODUCTION, overview(listed, ".")),
        **{f"{one.name}.md": _page(one, schema, catalog, measured.get(one.name)) for one in listed},
    }


def overview(listed: Iterable[Component], folder: str) -> str:
    """The table of the components with links to their pages in a folder, and what can be given up of each."""
    rows = []
    for one in listed:
        given_up = dict.fromkeys(code(next(iter(args))) for args, _ in samples()[one.name].opt_outs.values())
        rows.append((f"[{code(one.name)}]({folder}/{one.name}.md)", one.cloud, prose(one.title), ", ".join(given_up) or "–"))
    return table(("component", "cloud", "what it is", "what can be given up, with a `justification`"), rows)


def _page(one: Component, schema: Mapping[str, Any], catalog: Catalog, measured: ComponentEffects | None) -> str:
    """Inputs, outputs, an example, whom it serves, the checks that it is held to, its costs and what a change of an input does."""
    resource = schema["resources"][_token(one, schema)]
    parts = [prose(one.title), fenced(_example(one), "python")]
    parts += ["## Inputs", _properties(resource.get("inputProperties", {}), resource.get("requiredInputs", ()), schema)]
    parts += ["## Outputs", _properties(resource.get("properties", {}), None, schema)]
    if one.satisfies:
        held = [f"[{code(name)}](../checks/{name}.md)" if name in catalog.checks else code(name) for name in one.satisfies]
        parts += ["## Serves", _serves(one, catalog), "## Held to", "\n".join(f"* {link}" for link in held)]
    if measured:
        parts += ["## What it costs to run", costs(measured), "## What a change of an input does to what is live", effects(measured)]
        if instead := existing(measured):
            parts.append(f"Takes what is there already: {instead}.")
    parts += ["## Not proven in an account", _UNPROVEN]
    if expected := unproven().get(one.name, ()):
        parts.append(table(("expected", "what to try"), [(prose(each["expected"]), prose(each["attempt"])) for each in expected]))
    types = _types(resource, schema)
    if types:
        parts.append("## Types")
    for token, described in sorted(types.items()):
        parts += [f"### {token.rpartition(':')[2]}", prose(described.get("description"))]
        if "enum" in described:
            values = [(code(str(each["value"])), prose(each.get("description"))) for each in described["enum"]]
            parts.append(table(("value", "meaning"), values))
        else:
            parts.append(_properties(described.get("properties", {}), described.get("required", ()), schema))
    return document(one.name, *parts)


def _example(one: Component) -> str:
    """A program that makes one with the fewest arguments, which is the sample that its tests judge."""
    args = samples()[one.name].least
    call = [f'{one.name}("shop", {_flat(args)})']
    if len(call[0]) > _WIDTH:
        call = [f"{one.name}(", '    "shop",', *_block("", args, "    "), ")"]
    return "\n".join([f"from buttress_components.{one.cloud} import {one.name}", "", *call])


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(key)}: {_flat(member)}' for key, member in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flat, value))}]"
    return str(value) if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)


def _block(head: str, value: Any, indent: str) -> Iterator[str]:
    """A member as the formatter writes it: on one line, or, if that is too long, each of its own members on one."""
    line = f"{indent}{head}{_flat(value)},"
    if len(line) <= _WIDTH or not isinstance(value, dict | list):
        yield line
        return
    left, right = "{}" if isinstance(value, dict) else "[]"
    members = (
        [(f"{json.dumps(key)}: ", member) for key, member in value.items()] if isinstance(value, dict) else [("", one) for one in value]
    )
    yield f"{indent}{head}{left}"
    for name, member in members:
        yield from _block(name, member, f"{indent}    ")
    yield f"{indent}{right},"


def _types(given: Any, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The types of the schema that a description refers to, and those that these refer to."""
    found: dict[str, Any] = {}
    waiting = [given]
    while waiting:
        for reference in re.findall(r'"#/types/([^"]+)"', json.dumps(waiting.pop())):
            token = unquote(reference)
            if token not in found and token in schema.get("types", {}):
                found[token] = schema["types"][token]
                waiting.append(found[token])
    return found


def known(listed: Iterable[Component], schema: Mapping[str, Any]) -> tuple[Component, ...]:
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
            links = ", ".join(criterion_link(name, "../controls.md") for name in named)
            rows.append((f"[{code(control.id)}](../controls.md#{anchor(control.id)})", prose(control.title), links, str(len(checks))))
    return table(("control", "what the organisation does", "criteria", "checks"), rows)


def _token(one: Component, schema: Mapping[str, Any]) -> str:
    return f"{schema['name']}:index:{one.name}"


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

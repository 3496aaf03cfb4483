"""The hardened components and the checks they are held to, read from their source: nothing of theirs is imported or run."""

from __future__ import annotations

import ast
import functools
import importlib.util
import json
from pathlib import Path

from attrs import frozen

from buttress.model import Check

PACKAGE = "buttress_components"
_BASE = "HardenedResource"
_NAMESPACE = "buttress"
_SATISFIES, _GIVES_UP = "satisfies.json", "gives_up.json"


@frozen(kw_only=True)
class Component:
    """One hardened component. `satisfies` are the checks that its own tests run on all that it creates."""

    name: str
    cloud: str
    title: str
    satisfies: tuple[str, ...] = ()


@functools.cache
def components() -> tuple[Component, ...]:
    """The components that are installed, by cloud and name; none where their package is not."""
    spec = importlib.util.find_spec(PACKAGE)
    return tuple(one for place in (spec.submodule_search_locations or () if spec else ()) for one in components_in(Path(place)))


@functools.cache
def gives_up(token: str) -> frozenset[str]:
    """The checks that a component of this type can give up for a stated reason; none where it is not one of ours."""
    package, _, name = token.partition(":index:")
    if package != _NAMESPACE:
        return frozenset()
    spec = importlib.util.find_spec(PACKAGE)
    places = spec.submodule_search_locations or () if spec else ()
    return frozenset(check for place in places for check in json.loads((Path(place) / _GIVES_UP).read_text(encoding="utf-8")).get(name, ()))


def components_in(folder: Path) -> tuple[Component, ...]:
    """The components of a package in a folder, by cloud and name."""
    satisfies = json.loads((folder / _SATISFIES).read_text(encoding="utf-8"))
    found = [
        Component(
            name=node.name,
            cloud=file.parent.name,
            title=(ast.get_docstring(node) or "").split("\n\n")[0],
            satisfies=tuple(satisfies.get(node.name, ())),
        )
        for file in folder.glob("*/[a-z]*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and any(isinstance(base, ast.Name) and base.id == _BASE for base in node.bases)
    ]
    return tuple(sorted(found, key=lambda one: (one.cloud, one.name)))


def passing(check: Check) -> tuple[Component, ...]:
    """The components that a check's remediation names and that are held to it."""
    words = set(check.remediation.replace(",", " ").replace(".", " ").split())
    return tuple(one for one in components() if one.name in words and check.id in one.satisfies)

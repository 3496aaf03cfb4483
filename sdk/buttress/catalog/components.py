"""The hardened components and the checks they are held to, read from their source: nothing of theirs is imported or run."""

from __future__ import annotations

import ast
import functools
import importlib.util
from pathlib import Path

from attrs import frozen

from buttress.model import Check

PACKAGE = "buttress_components"
_BASE = "HardenedResource"
_LIST = "SATISFIES"


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
    folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    found = [one for folder in folders for file in sorted(folder.glob("*/[a-z]*.py")) for one in _in(file)]
    return tuple(sorted(found, key=lambda one: (one.cloud, one.name)))


def passing(check: Check) -> tuple[Component, ...]:
    """The components that a check's remediation names and that are held to it."""
    words = set(check.remediation.replace(",", " ").replace(".", " ").split())
    return tuple(one for one in components() if one.name in words and check.id in one.satisfies)


def _in(file: Path) -> list[Component]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    satisfies: tuple[str, ...] = ()
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == _LIST and node.value:
            satisfies = tuple(one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant) and isinstance(one.value, str))
    found = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and any(isinstance(base, ast.Name) and base.id == _BASE for base in node.bases):
            title = (ast.get_docstring(node) or "").split("\n\n")[0]
            found.append(Component(name=node.name, cloud=file.parent.name, title=title, satisfies=tuple(sorted(satisfies))))
    return found

"""The drawing of the layers: the rooms as the import contract stacks them, and what they really import of each other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import grimp

_PACKAGE = "buttress"


def figure(root: Path) -> str:
    """A Mermaid flowchart: one box a layer, dashed rooms are empty yet, and an arrow is an import that no chain of others implies."""
    layers = _layers(root)
    graph = grimp.build_graph(_PACKAGE, exclude_type_checking_imports=True)
    there = {name.rpartition(".")[2] for name in graph.find_children(_PACKAGE)}
    ground = set(layers[-1])
    imports = {
        room: {other for other in there - {room} - ground if _imports(graph, room, other)}
        for layer in layers[:-1]
        for room in layer
        if room in there
    }
    lines = ["```mermaid", "flowchart TB", "  classDef empty stroke-dasharray: 4 4"]
    for number, layer in enumerate(layers[:-1]):
        lines += [f'  subgraph layer{number} [" "]', *(f"    {room}" for room in layer), "  end"]
    lines += [f'  ground["{" · ".join(room for room in layers[-1] if room in there)}"]']
    lines += [f"  layer{one} ~~~ layer{other}" for one, other in pairwise(range(len(layers) - 1))]
    lines += [f"  {room} --> {other}" for room, others in imports.items() for other in sorted(others - _implied(others, imports))]
    lines.append(f"  layer{len(layers) - 2} --> ground")
    if planned := empty(root, there):
        lines.append(f"  class {','.join(planned)} empty")
    lines.append("```")
    return "\n".join(lines)


def empty(root: Path, there: set[str]) -> list[str]:
    """The rooms of the contract in which nothing is yet, in its order."""
    return [room for layer in _layers(root)[:-1] for room in layer if room not in there]


def _layers(root: Path) -> list[list[str]]:
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    contract = next(one for one in contracts if one["id"] == "layers")
    return [re.findall(r"\w+", line) for line in contract["layers"]]


def _imports(graph: grimp.ImportGraph, room: str, other: str) -> bool:
    return graph.direct_import_exists(importer=f"{_PACKAGE}.{room}", imported=f"{_PACKAGE}.{other}", as_packages=True)


def _implied(others: set[str], imports: Mapping[str, set[str]]) -> set[str]:
    """What is reached through one of them already."""
    found: set[str] = set()
    todo = list(others)
    while todo:
        new = imports.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found

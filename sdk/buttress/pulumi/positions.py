"""Source positions of a run that works on a copy of the project, told as the project's own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from buttress.model import Urn
from buttress.pulumi.projects import Project

_URI = re.compile(r"project:///(?P<file>[^#]+)(?P<place>#.*)")


def localise(states: Iterable[dict[str, Any]], project: Project, ran_in: Path) -> None:
    """Change the positions of resources that a run in the directory `ran_in` gave to those of the project's files.

    The copy of a YAML program is laid out anew, so there the lines of its resources come from the project's own file.
    """
    base = project.main.parent if project.main.is_file() else project.main
    yaml = _yaml_lines(project) if project.runtime == "yaml" else {}
    for state in states:
        urn = state.get("urn")
        if project.runtime == "yaml":
            state.pop("stackTrace", None)
            state["sourcePosition"] = yaml.get(Urn.parse(urn).name if isinstance(urn, str) else "", "")
            continue
        for holder in (state, *(state.get("stackTrace") or ())):
            if position := holder.get("sourcePosition"):
                holder["sourcePosition"] = _own(position, project.directory.resolve(), base.resolve(), ran_in.resolve())


def _own(position: str, directory: Path, base: Path, ran_in: Path) -> str:
    match = _URI.fullmatch(position)
    if match is None:
        return position
    # Neither links nor `..` are followed: the copy holds links to the project's files.
    place = Path(os.path.normpath(ran_in / unquote(match["file"])))
    if place.is_relative_to(ran_in):
        place = base / place.relative_to(ran_in)
    return f"project:///{quote(Path(os.path.relpath(place, directory)).as_posix())}{match['place']}"


def _yaml_lines(project: Project) -> dict[str, str]:
    """The position of each resource of a YAML program by the name that it gets."""
    resources = project.document.data.get("resources")
    file = Path(project.document.file).name
    named = resources if isinstance(resources, Mapping) else {}
    places = {
        str(entry["name"] if isinstance(entry, Mapping) and isinstance(entry.get("name"), str) else key): ("resources", key)
        for key, entry in named.items()
    }
    return {name: f"project:///{file}#{project.document.lines[place]}" for name, place in places.items() if place in project.document.lines}

"""Where in the program a resource was made: the call in the project's own files, not the line of a library that it ends in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from buttress.model import Position, Resource

_PROJECT = re.compile(r"project:///(?P<file>[^#]+)#(?P<line>[1-9]\d{0,8})(?:,\d+)?")
_INSTALLED = frozenset({"site-packages", "dist-packages", "node_modules", "vendor"})


def own(entry: Mapping[str, Any]) -> Position | None:
    """The call in the project that made the resource of a state's entry; None where its frames name no file of the project.

    The frames of `stackTrace` run from the innermost out, so that of a component's parts the line that made the component is found.
    """
    frames = entry.get("stackTrace")
    listed = [frame.get("sourcePosition") for frame in frames if isinstance(frame, Mapping)] if isinstance(frames, list) else []
    return next(filter(None, map(_position, (entry.get("sourcePosition"), *listed))), None)


def by_urn(resources: Iterable[Resource]) -> dict[str, Position]:
    """The position of each resource by the URN that users know; where it has none, that of the nearest component around it."""
    everything = {one.urn: one for one in resources}
    found = {}
    for one in everything.values():
        position = next((each.position for each in _outwards(one, everything) if each.position), None)
        if position is not None:
            found[one.known_as] = position
    return found


def _outwards(resource: Resource, known: Mapping[str, Resource]) -> Iterator[Resource]:
    one: Resource | None = resource
    while one is not None:
        yield one
        one = known.get(one.parent)


def _position(text: Any) -> Position | None:
    match = _PROJECT.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    path = PurePosixPath(unquote(match["file"]))
    strange = ".." in path.parts or _INSTALLED & set(path.parts) or any(part.startswith(".") for part in path.parts)
    return None if strange or path.is_absolute() else Position(file=str(path), line=int(match["line"]))

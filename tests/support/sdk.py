"""Whether a property path exists in the installed provider SDK: a misspelt one would look clean for ever."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from buttress.pulumi.shapes import _directory, camel, fields, shape, source_of

_INPUT = re.compile(r"@pulumi\.getter(?:\(name=\"(\w+)\"\))?\s+def (\w+)\(self\) -> (.*):")
_PLAIN = {"Optional", "Sequence", "Mapping", "Any", "Union", "Output", "Input", "Archive", "Asset"}


def missing(token: str, path: str) -> str:
    """What of a read path the SDK does not have; empty if it is all there."""
    known = shape(token)
    if not known.known:
        return f"the SDK has no type {token}"
    head, *rest = [part.replace("[]", "") for part in path.split(".")]
    kinds = [known.types[head]] if head in known.types else []
    kinds += _argument(token).get(head, [])
    if not kinds:
        return f"{token} has no property {head}"
    for part in rest:
        if any("Mapping[str" in kind or "Any" in kind for kind in kinds):
            return ""
        kinds = [found for kind in kinds for name in _names(kind) for found in _nested(token, name, part)]
        if not kinds:
            return f"{token} has nothing at {part} of {path}"
    return ""


def _names(kind: str) -> Iterator[str]:
    for name in re.findall(r"(?:outputs\.)?(\w+)(?=')|outputs\.(\w+)", kind):
        if (found := name[0] or name[1]) not in _PLAIN:
            yield found


def _nested(token: str, name: str, part: str) -> list[str]:
    found = fields(token, name)
    if part in found:
        return [found[part]]
    arguments = _input_class(token, name)
    return [arguments[part]] if part in arguments else []


@functools.cache
def _input_class(token: str, name: str) -> dict[str, str]:
    directory = _directory(token)
    if directory is None or not (directory / "_inputs.py").is_file():
        return {}
    text = (directory / "_inputs.py").read_text(encoding="utf-8")
    for candidate in (name, f"{name}Args", f"{name.removesuffix('Response')}Args"):
        found = re.search(rf"^class {candidate}:\n(.*?)(?=^class |\Z)", text, re.MULTILINE | re.DOTALL)
        if found:
            return {match[1] or camel(match[2]): match[3] for match in _INPUT.finditer(found[1])}
    return {}


@functools.cache
def _argument(token: str) -> dict[str, list[str]]:
    """The inputs of a type by their annotation: what a program may write, though the provider does not answer it."""
    source = source_of(token)
    if source is None:
        return {}
    text = source.read_text(encoding="utf-8")
    name = token.rsplit(":", 1)[1]
    found = re.search(rf"^class {name}(?:Init)?Args:\n(.*?)(?=^class |\Z)", text, re.MULTILINE | re.DOTALL)
    if not found:
        return {}
    result: dict[str, list[str]] = {}
    for match in _INPUT.finditer(found[1]):
        result.setdefault(match[1] or camel(match[2]), []).append(match[3])
    return result


__all__ = ["missing"]

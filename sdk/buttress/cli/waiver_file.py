"""Adding an entry to a waiver file that a person laid out: only the entry's lines are new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from buttress.documents import parse_yaml
from buttress.errors import ConfigError

_KEY = "waivers"
_INDENT = 2


def extended(text: str, entry: Mapping[str, Any], file: str) -> str:
    """The text of a waiver file with one more entry at the end of its list; a ConfigError where the list is not written one entry a line.

    `text` may be empty, hold no list yet, or an empty one.
    """
    held = parse_yaml(text, file).data or {}
    text += "" if not text or text.endswith("\n") else "\n"
    listed = _list_of(yaml.compose(text))
    block = yaml.safe_dump([dict(entry)], sort_keys=False, allow_unicode=True, width=120)
    if listed is None:
        grown = f"{text}{_KEY}:\n{_indented(block, _INDENT)}"
    elif isinstance(listed, yaml.SequenceNode) and listed.value and not listed.flow_style:
        lines = text.splitlines(keepends=True)
        end = _last_line(lines, listed.end_mark.line)
        grown = "".join([*lines[:end], _indented(block, listed.start_mark.column), *lines[end:]])
    elif isinstance(listed, yaml.SequenceNode) and listed.value:
        raise _unwritable(file)
    else:
        # `waivers: []`, or the key with nothing after it.
        rest = text[listed.end_mark.index :]
        grown = text[: listed.start_mark.index].rstrip(" \t") + _after(rest, _indented(block, _INDENT))
    wanted = [*(held.get(_KEY) or []), dict(entry)]
    try:
        written = parse_yaml(grown, file).data
    except ConfigError:
        raise _unwritable(file) from None
    if written != {**held, _KEY: wanted}:
        raise _unwritable(file)
    return grown


def _list_of(root: yaml.Node | None) -> yaml.Node | None:
    if not isinstance(root, yaml.MappingNode):
        return None
    found: yaml.Node | None = next((value for key, value in root.value if key.value == _KEY), None)
    return found


def _last_line(lines: list[str], end: int) -> int:
    """How many lines there are up to the last entry: comments and empty lines behind it belong to what follows."""
    while end and lines[end - 1].lstrip()[:1] in {"", "#"}:
        end -= 1
    return end


def _after(rest: str, block: str) -> str:
    """The entry behind what still stands on the key's line, as a comment does."""
    line, newline, below = rest.partition("\n")
    return f"{line.rstrip()}\n{block}{below if newline else ''}"


def _indented(block: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in block.splitlines())


def _unwritable(file: str) -> ConfigError:
    return ConfigError("the entry cannot be added at the end of the list", where=file, hint="write one waiver a line, or add it by hand")

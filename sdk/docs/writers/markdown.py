"""Markdown that says what the text says, whatever characters are in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from buttress.text import slug

_CODE = re.compile(r"(`[^`]+`)")
_SPECIAL = re.compile(r"([*<\\\[\]]|(?<!\w)_|_(?!\w))")


def prose(text: str | None) -> str:
    """Plain text as Markdown: nothing in it becomes markup, but what stands in backticks stays code."""
    parts = _CODE.split(" ".join((text or "").split()))
    return "".join(part if index % 2 else _SPECIAL.sub(r"\\\1", part) for index, part in enumerate(parts))


def code(text: str) -> str:
    """Inline code."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def fenced(text: str, language: str) -> str:
    """A block of code."""
    return f"```{language}\n{text.rstrip()}\n```"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a cell is Markdown already."""
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def anchor(heading: str) -> str:
    """The anchor that a heading gets on the usual hosts."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def criterion_link(label: str, page: str = "") -> str:
    """A criterion by its label, as a link to where it stands on the page of criteria and controls."""
    return f"[{label}]({page}#{slug(label)})"


def document(title: str, *parts: str) -> str:
    """A generated file: the note that it is one, the title, and its parts."""
    return "\n\n".join(["<!-- Written by `make docs`. Change what it is made from instead. -->", f"# {title}", *filter(None, parts)]) + "\n"

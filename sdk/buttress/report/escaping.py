"""Text from outside (names, URNs, messages) made harmless for spreadsheets and markup; see `buttress.text.printable` for terminals."""

from __future__ import annotations

import re
from html import escape

from buttress.text import printable

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#+!|~@&$\"'^=]|(?<=www)\.|:(?=//)|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)


def spreadsheet(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: a leading `=`, `+`, `-`, `@` gets an apostrophe before it."""
    clean = printable(text)
    return f"'{clean}" if text.lstrip(" \u00a0").startswith(_FORMULA) else clean


def markdown(text: str) -> str:
    """Text that Markdown shows as it is, on one line, and in a cell of a table; addresses in it are no links."""
    return _ACTIVE.sub(lambda match: f"&#{ord(match.group())};", printable(text))


def html(text: str) -> str:
    """Text that HTML and SVG show as it is, on one line, also inside of a quoted attribute."""
    return escape(printable(text))

"""Text from outside (names, URNs, messages) made harmless for terminals, spreadsheets and markup."""

from __future__ import annotations

import json
import re

from buttress.model import Finding

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_CONTROL = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_UNSAFE = re.compile(f"[{_CONTROL}{_NONCHARACTERS}{_BIDIRECTIONAL}{_INVISIBLE}]")
_UNSAFE_BUT_LINES = re.compile(f"(?![\n\t])[{_CONTROL}{_NONCHARACTERS}{_BIDIRECTIONAL}{_INVISIBLE}]")
_UNSAFE_OR_FOREIGN = re.compile(r"[^\x20-\x7e]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def printable(text: str, *, ascii_only: bool = False, lines: bool = False) -> str:
    r"""The text with control, bidirectional and invisible characters written as `\x1b` or `\u202e`.

    `ascii_only` escapes everything beyond ASCII too; `lines` lets newlines and tabs stand.
    """
    if ascii_only:
        return _UNSAFE_OR_FOREIGN.sub(_escape, text)
    return (_UNSAFE_BUT_LINES if lines else _UNSAFE).sub(_escape, text)


def spreadsheet(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: a leading `=`, `+`, `-`, `@` gets an apostrophe before it."""
    clean = printable(text)
    return f"'{clean}" if text.lstrip(" \u00a0").startswith(_FORMULA) else clean


def placed(finding: Finding) -> str:
    """Where a finding lies and what stands there: `ingress[0].fromPort = 22`; empty if nothing is named."""
    place = str(finding.path)
    if finding.value is None:
        return place
    shown = finding.value if isinstance(finding.value, str) else json.dumps(finding.value)
    return f"{place} = {shown}"


def slug(text: str) -> str:
    """An anchor for an id: lower case letters, digits and hyphens only."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFF:  # noqa: PLR2004
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004

"""Words for people: text from outside made printable, the name somebody meant, numbers with their nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\U0001d173-\U0001d17a"
_CONTROL = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_UNSAFE = re.compile(f"[{_CONTROL}{_NONCHARACTERS}{_BIDIRECTIONAL}{_INVISIBLE}]")
_UNSAFE_BUT_LINES = re.compile(f"(?![\n\t]){_UNSAFE.pattern}")
_UNSAFE_OR_FOREIGN = re.compile(r"[^\x20-\x7e]")

_USER = re.compile(r"(?<=://)(?:[^\s/@:]*:(?!\d+(?:[/?#\s]|$))\S*@|[^\s/?#]*@)")
_QUERY = re.compile(r"([?&](?:sig|code|[\w.-]*(?:token|password|passwd|secret|key|signature|credential))=)[^&\s#]+", re.IGNORECASE)

ESTIMATE = (
    "A planning estimate, not legal advice: whether liquidated damages can be enforced depends on contract law, "
    "and the opinion is the auditor's alone."
)
"""What every number of the exposure is, printed wherever one is shown."""


def printable(text: str, *, ascii_only: bool = False, lines: bool = False) -> str:
    r"""The text with control, bidirectional and invisible characters written as `\x1b` or `\u202e`.

    `ascii_only` escapes everything beyond ASCII too; `lines` lets newlines and tabs stand.
    """
    if ascii_only:
        return _UNSAFE_OR_FOREIGN.sub(_escape, text)
    return (_UNSAFE_BUT_LINES if lines else _UNSAFE).sub(_escape, text)


def without_passwords(text: str) -> str:
    """The text with `…` for the user, the password and the secret parameters of every URL in it."""
    return _QUERY.sub(r"\1…", _USER.sub("…@", text)) if "://" in text else text


def nearest(name: str, known: Iterable[str]) -> str | None:
    """A hint that names the closest known name, whatever its case; none if nothing is close."""
    import difflib

    by_fold = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(name.casefold(), by_fold, 1)
    return f"did you mean {by_fold[close[0]]}?" if close else None


def plural(number: int, one: str, many: str = "") -> str:
    """`1 resource`, `2 resources`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def slug(text: str) -> str:
    """An anchor for an id: lower case letters, digits and hyphens only."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFF:  # noqa: PLR2004
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004

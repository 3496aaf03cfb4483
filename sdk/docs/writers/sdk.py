"""What the documentation in the installed provider SDKs says of a property: whether a change of it makes a new resource.

pulumi-aws says so in the text of the property ("Changing this forces a new resource to be created"), in many wordings; pulumi-azure-native
says of some that they cannot be changed later. Neither says it of every property of which it is true, so that silence proves nothing: what
an SDK does not say stands in `update_effects.yaml`, with its source.

The providers' own schemas have a flag for it, but they come with the plugins alone: neither Python SDK carries the flag in any form, so its
text is all there is without a network.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from buttress.pulumi.shapes import class_of, source_of

_PROPERTY = re.compile(
    r"@pulumi\.getter(?:\(name=\"(?P<name>\w+)\"\))?\s+(?:@_utilities\.deprecated\([^\n]*\)\s+)?"
    r"def (?P<attribute>\w+)\(self\) -> (?P<type>[^\n]*):\s+(?:\"\"\"(?P<text>(?:(?!\"\"\").)*)\"\"\")?",
    re.DOTALL,
)
_NESTED = re.compile(r"'(?:\w+\.)*(\w+Args)'")
_NEW = re.compile(
    r"forces?\s+(?:terraform\s+to\s+create\s+)?(?:a\s+|the\s+)?(?:new\b|replacement|(?:re)?creation)"
    r"|creates?\s+a\s+new\s+(?:resource|cluster)|(?:re-?creates?|replaces?|replacement\s+of)\s+(?:the|this)\s+resource"
    r"|destroy(?:ed)?\s+and\s+re-?create|force\s+(?:recreation|a\s+recreation)",
    re.IGNORECASE,
)
_FIXED = re.compile(
    r"(?:cannot|can't|can\s+not|can\s+only|may\s+not|must\s+not)\s+be\s+(?:changed|updated|modified|set\s+(?:at|on|during|when))"
    r"[^.]*(?:creat|after|once|later|exist|provision)|\bimmutable\s+(?:after|once)|is\s+immutable\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|when|once|unless|except|removing|disabling|between|from|decreased?|without|empty|lower)\b", re.IGNORECASE)


@frozen(kw_only=True)
class Property:
    """One input in an SDK: its documentation, and the class of what it holds where that has properties of its own."""

    text: str
    holds: str = ""

    @property
    def replaces(self) -> bool:
        """Whether the documentation says, without an if or a when, that a change makes a new resource."""
        return any(
            (_NEW.search(sentence) or _FIXED.search(sentence))
            and not _CONDITION.search(re.sub(r"(?i)forces.*|when\s+changed|if\s+(?:changed|modified)", "", sentence))
            for sentence in re.split(r"(?<=[.:])\s+|\n\s*\n|\)\s", self.text)
        )


def replaces(token: str, path: str) -> bool:
    """Whether the SDK says that a change of a property (`rootBlockDevice.encrypted`), or of one that it lies in, makes a new resource."""
    return any(step.replaces for step in _steps(token, path))


def _steps(token: str, path: str) -> list[Property]:
    """The properties on the way of a path, as far as the SDK has them."""
    file = source_of(token)
    names = [step for step in path.replace("[]", "").split(".") if step]
    held, found = token.rsplit(":", 1)[1], []
    for name in names:
        one = _properties(file, held).get(name) if file and held else None
        if one is None:
            break
        found.append(one)
        file, held = file.parent / "_inputs.py", one.holds.removesuffix("Args")
    return found


@functools.cache
def _properties(file: Path, held: str) -> Mapping[str, Property]:
    source = _text(file)
    body = class_of(source, f"{held}Args") or class_of(source, f"{held}InitArgs")
    found = {}
    for match in _PROPERTY.finditer(body):
        nested = _NESTED.search(match["type"])
        found[match["name"] or match["attribute"]] = Property(text=match["text"] or "", holds=nested[1] if nested else "")
    return found


@functools.cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""

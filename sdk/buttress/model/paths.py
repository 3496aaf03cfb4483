"""Places inside a resource's properties."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any

WILDCARD = "[]"
"""The step that stands for any position of a list, in the path that a check reads."""

_STEP = re.compile(r"\[(\d*)\]|([^.\[]+)")


class PropertyPath(tuple[str | int, ...]):
    """Keys and list positions, as `("rules", 0, "kmsKeyId")`; as text `rules[0].kmsKeyId`, or `rules[].kmsKeyId` for any position."""

    __slots__ = ()

    @staticmethod
    @functools.cache
    def parse(text: str) -> PropertyPath:
        """The path in a text; the empty one is the resource as a whole."""
        return PropertyPath(key or (int(position) if position else WILDCARD) for position, key in _STEP.findall(text))

    def __str__(self) -> str:
        """The path as a person writes it; empty for the empty path."""
        written = [f"[{step}]" if isinstance(step, int) else step if step == WILDCARD else f".{step}" for step in self]
        return "".join(written).removeprefix(".")

    @property
    def head(self) -> str:
        """The top-level property; empty for the empty path."""
        return str(self[0]) if self else ""

    def general(self) -> PropertyPath:
        """The path with any position for every position."""
        return PropertyPath(WILDCARD if isinstance(step, int) else step for step in self)

    def touches(self, other: Iterable[str | int]) -> bool:
        """Whether a change at `other`, which holds positions, may change what is read here, a general path: one is in the other.

        Where one goes through a list and the other through an object (a single block that was a list once), it may.
        """
        for step, its in zip(self, other, strict=False):
            if step == WILDCARD or isinstance(its, int):
                if step != WILDCARD or not isinstance(its, int):
                    return True
            elif step != its:
                return False
        return True

    def nests(self, other: Iterable[str | int]) -> bool:
        """Whether one is at, above or below the other, position by position."""
        return all(str(step) == str(its) for step, its in zip(self, other, strict=False))

    def value_in(self, properties: Mapping[str, Any]) -> Any:
        """What stands here; None if nothing does."""
        value: Any = properties
        for step in self:
            if isinstance(value, Mapping):
                value = value.get(str(step))
            elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
                value = value[step]
            else:
                return None
        return value


def paths(given: Iterable[Iterable[str | int]]) -> tuple[PropertyPath, ...]:
    """Each of these as a path."""
    return tuple(PropertyPath(one) for one in given)

"""The four scenarios that are always valued together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from attrs import astuple, frozen

Member = TypeVar("Member")
Other = TypeVar("Other")


@frozen
class FourLevels(Generic[Member]):
    """Something of each level: inherent, no control works; residual, the evidence as it stands; planned, after the plan; floor,
    everything fixed.
    """

    inherent: Member
    residual: Member
    planned: Member
    floor: Member

    def __iter__(self) -> Iterator[Member]:
        return iter(astuple(self, recurse=False))

    def each(self, work: Callable[[Member], Other]) -> FourLevels[Other]:
        """What `work` makes of each of them."""
        return FourLevels(*map(work, self))

    def named(self) -> dict[str, Member]:
        """The four by name."""
        return {name: getattr(self, name) for name in TITLES}


TITLES = {
    "inherent": "Inherent: no control works",
    "residual": "Residual: the evidence as it stands, nothing done",
    "planned": "Planned: after the plan",
    "floor": "Floor: everything fixed; what has happened stays",
}

POSITIONS = FourLevels(*range(len(TITLES)))
"""The place of each level among the scenarios that are simulated together."""

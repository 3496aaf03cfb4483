"""What stands beside a stack: resources of other stacks of its estate that a check looks at along with the stack's own.

The cloud does not ask which stack made the public access block of a bucket. Ids, ARNs and URLs say to whom a resource belongs,
whatever its stack; names alone do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import frozen

from buttress.model import Resource, Snapshot
from buttress.state import links

_PROVIDERS = "pulumi:providers:"
_STEPS = 2
"""A companion, and what it refers to; further away nothing is asked of another stack."""
_GLOBAL = frozenset({"aws:s3/bucket:Bucket"})
"""Types whose ids are one in the whole cloud, so that they need no account to be known by."""


@frozen(kw_only=True)
class Neighbours:
    """The stacks of one run, and who refers to whom across them.

    `estates` are the known estates of a resource by URN, `stacks` its stack's number; a URN that two stacks share has neither.
    `everywhere` are the types that a check looks at in the whole stack, and so in the whole estate.
    """

    snapshots: Sequence[Snapshot]
    links: links.Links
    stacks: Mapping[str, int]
    resources: Mapping[str, Resource]
    regions: Mapping[str, str]
    estates: Mapping[str, frozenset[str]]
    types: frozenset[str]
    everywhere: frozenset[str]

    @classmethod
    def of(
        cls,
        snapshots: Sequence[Snapshot],
        estates: Mapping[str, Collection[str]],
        *,
        joins: Mapping[str, frozenset[str]],
        types: frozenset[str],
        everywhere: frozenset[str],
    ) -> Neighbours:
        """The neighbours in these stacks, whose resources `estates` groups by the name of the estate, as URNs."""
        counts = Counter(one.urn for snapshot in snapshots for one in snapshot.resources)
        members: dict[str, set[str]] = {}
        for name, urns in estates.items():
            for urn in urns:
                members.setdefault(urn, set()).add(name)
        stacks: dict[str, int] = {}
        regions: dict[str, str] = {}
        resources: dict[str, Resource] = {}
        for number, snapshot in enumerate(snapshots):
            providers = {one.urn: one.region for one in snapshot.resources if one.type.startswith(_PROVIDERS)}
            for one in snapshot.resources:
                if counts[one.urn] == 1:
                    stacks[one.urn] = number
                    resources[one.urn] = one
                    regions[one.urn] = one.region or providers.get(one.provider, "")
        return cls(
            snapshots=snapshots,
            links=links.join([snapshot.resources for snapshot in snapshots], joins),
            stacks=stacks,
            resources=resources,
            regions=regions,
            estates={urn: frozenset(names) for urn, names in members.items()},
            types=types,
            everywhere=everywhere,
        )

    def beside(self, number: int) -> list[list[Resource]]:
        """The resources of other stacks that stand beside those of the stack with this number, in groups of one a stack."""
        found: set[str] = set()
        reached = {one.urn for one in self.snapshots[number].resources if self.stacks.get(one.urn) == number}
        own_estates = frozenset().union(*(self.estates.get(urn, frozenset()) for urn in reached))
        for _ in range(_STEPS):
            reached = {other for urn in reached for other in self._near(urn) if self._counts(urn, other, number)} - found
            found |= reached
        found |= {
            urn
            for urn, one in self.resources.items()
            if one.type in self.everywhere and self.stacks[urn] != number and self.estates.get(urn, frozenset()) & own_estates
        }
        groups: dict[int, list[Resource]] = {}
        for urn in sorted(found):
            groups.setdefault(self.stacks[urn], []).append(self.resources[urn])
        # A resource that names no region is in its provider's.
        return [
            [*members, *(one for one in self.snapshots[stack].resources if one.type.startswith(_PROVIDERS) and one.urn in self.stacks)]
            for stack, members in sorted(groups.items())
        ]

    def _near(self, urn: str) -> Iterator[str]:
        for targets in self.links.refs.get(urn, {}).values():
            yield from targets
        for by_property in self.links.referrers.get(urn, {}).values():
            for sources in by_property.values():
                yield from sources

    def _counts(self, urn: str, other: str, number: int) -> bool:
        """Whether the link between two resources is no accident of two equal ids: they share an account and a region."""
        if self.stacks.get(other, number) == number or self.resources[other].type not in self.types:
            return False
        here, there = self.regions.get(urn, ""), self.regions[other]
        if here and there and here != there:
            return False
        if {self.resources[urn].type, self.resources[other].type} & _GLOBAL:
            return True
        return bool(self.estates.get(urn, frozenset()) & self.estates.get(other, frozenset()))

"""What is judged together: the resources, what refers to what, and whom a check looks at along with a resource."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from buttress.model import Check, PropertyPath, Resource
from buttress.state import links
from buttress.state.document import unresolved


@frozen(kw_only=True)
class ResourceGraph:
    """The resources by type and by URN, unreadable ones too, and their links.

    `foreign` are the URNs of those that only stand beside what is judged.
    """

    by_type: Mapping[str, Mapping[str, Resource]]
    by_urn: Mapping[str, Resource]
    links: links.Links
    foreign: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        groups: Sequence[Sequence[Resource]],
        joins: Mapping[str, frozenset[str]],
        beside: Sequence[Sequence[Resource]] = (),
        *,
        linked: bool = True,
    ) -> ResourceGraph:
        """The graph of these groups of resources, one a stack; `joins` are the properties by which checks join on a name.

        Those `beside` take part in joins, and are not judged. Where they are not `linked`, none refers to another.
        """
        by_type: dict[str, dict[str, Resource]] = {}
        by_urn: dict[str, Resource] = {}
        for group in (*groups, *beside):
            for resource in group:
                by_type.setdefault(resource.type, {})[resource.urn] = resource
                by_urn[resource.urn] = resource
        foreign = frozenset(one.urn for group in beside for one in group)
        found = links.join([*groups, *beside], joins) if linked else links.NONE
        return cls(by_type=by_type, by_urn=by_urn, links=found, foreign=foreign)

    def of_types(self, kinds: Iterable[str]) -> Iterator[Resource]:
        """The resources of these types."""
        for kind in kinds:
            yield from self.by_type.get(kind, {}).values()


class Companions:
    """What a check judges along with a resource: the companions that refer to it, what it refers to, and theirs, as far as they are read.

    Never through another member of the population: a neighbour's unknowns are the neighbour's. What is reached from companions of the
    whole stack is the same for every resource, so it is worked out once.
    `unresolved` says of which companion it is not known to whom it belongs, so that it may belong to anybody; empty if of none.
    """

    def __init__(self, check: Check, graph: ResourceGraph) -> None:
        self._graph = graph
        self._population = frozenset(check.population)
        self._wanted = check.types - self._population
        # A check may name hundreds of types, and the pack asks about one resource at a time.
        self._heads = {
            kind: tuple(PropertyPath.parse(name).head for name in names if name)
            for kind, names in check.companions.items()
            if kind in graph.by_type
        }
        self._read = {
            kind: frozenset(PropertyPath.parse(path).head for path in paths) for kind, paths in check.reads.items() if kind in graph.by_type
        }
        whole = [kind for kind, names in check.companions.items() if "" in names]
        self._everywhere = self._reached(one.urn for one in graph.of_types(whole))
        self._everywhere_unknown = _with_unknowns(self._everywhere)
        self.unresolved = self._unresolved()

    def of(self, resource: Resource) -> list[Resource]:
        """All of them, sorted by URN."""
        return _others({**self._everywhere, **self._reached(self._near(resource))}, resource)

    def with_unknowns(self, resource: Resource) -> list[Resource]:
        """Those that hold something unknown or secret or could not be read: the others change nothing in the judging."""
        return _others({**self._everywhere_unknown, **_with_unknowns(self._reached(self._near(resource)))}, resource)

    def _reached(self, start: Iterable[str]) -> dict[str, Resource]:
        found: dict[str, Resource] = {}
        queue = list(start)
        while queue:
            urn = queue.pop()
            other = self._graph.by_urn.get(urn)
            if other is None or urn in found:
                continue
            found[urn] = other
            # Who a companion refers to may be of a population type itself (a rule that names its peer), so only the walk is bounded.
            if other.type not in self._population:
                queue.extend(self._near(other))
        return found

    def _near(self, resource: Resource) -> Iterator[str]:
        found, by_urn = self._graph.links, self._graph.by_urn
        if resource.urn in found.referrers:
            for kind, heads in self._heads.items():
                yield from found.referring(resource.urn, kind, heads)
        read = self._read.get(resource.type, frozenset())
        for key, targets in found.refs.get(resource.urn, {}).items():
            if key in read:
                yield from (target for target in targets if target in by_urn and by_urn[target].type in self._wanted)

    def _unresolved(self) -> str:
        for kind, heads in self._heads.items():
            for other in self._graph.of_types([kind]):
                if heads and unresolved(other, heads, self._graph.links):
                    return f"to whom {other.name} belongs ({heads[0]})"
        return ""


def _with_unknowns(found: Mapping[str, Resource]) -> dict[str, Resource]:
    return {urn: one for urn, one in found.items() if one.problem or one.unknown or one.secret}


def _others(found: Mapping[str, Resource], resource: Resource) -> list[Resource]:
    return [found[urn] for urn in sorted(found) if urn != resource.urn]

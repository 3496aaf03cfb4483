"""From OPA's denials to outcomes: what was seen bad, what was seen good, and what could not be known.

The order is the contract: a value that is there and known to be bad fails, whatever else is unknown; something missing fails
only if nothing unknown could still supply it; and no denial is a pass only if everything the check reads is known.
"""

from __future__ import annotations

import functools
import ipaddress
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from buttress.model import Check, Finding, Outcome, Path, Resource, dotted
from buttress.state.document import dangles
from buttress.state.links import Links, References

_WILD = "[]"


@frozen(kw_only=True)
class Scene:
    """What is judged together: the resources by type and URN, and their links. `indirect` caches joined companions."""

    by_type: Mapping[str, Mapping[str, Resource]]
    by_urn: Mapping[str, Resource]
    links: Links

    @classmethod
    def of(cls, resources: Iterable[Resource], links: Links) -> Scene:
        """The scene of these resources; unreadable ones belong to it too."""
        by_type: dict[str, dict[str, Resource]] = {}
        by_urn: dict[str, Resource] = {}
        for resource in resources:
            by_type.setdefault(resource.type, {})[resource.urn] = resource
            by_urn[resource.urn] = resource
        return cls(by_type=by_type, by_urn=by_urn, links=links)

    def population(self, check: Check) -> Iterator[Resource]:
        """The resources of the types that a check judges."""
        for kind in check.population:
            yield from self.by_type.get(kind, {}).values()


@frozen(kw_only=True)
class _Denial:
    message: str
    path: Path
    at: str


@frozen(kw_only=True)
class _Reads:
    """A check's read paths, split once, and to whom properties refer."""

    paths: Mapping[str, tuple[tuple[str, ...], ...]]
    presence: Mapping[str, frozenset[tuple[str, ...]]]
    refs: References

    def only_presence(self, resource: Resource, read: tuple[str, ...]) -> bool:
        """Whether the check asks of what it reads here no more than whether it is set."""
        return read in self.presence.get(resource.type, ())

    def awaited(self, resource: Resource, path: Path) -> bool:
        """Whether the unknown at `path` is taken from a resource, so that it will be set."""
        return bool(self.refs.get(resource.urn, {}).get(str(path[0])) if path else ())


def judge(check: Check, decision: Mapping[str, Any] | str | None, scene: Scene) -> tuple[Finding, ...]:
    """The findings of one check of scope resource or stack, sorted by resource.

    `decision` is OPA's `{"deny": [...], "applies": [...]}`, or the reason why there is none, which makes every finding an error.
    """
    population = sorted(scene.population(check), key=lambda one: one.urn)
    if not population:
        return (_finding(check, "", Outcome.NOT_APPLICABLE, "no resource of the types that this check judges"),)
    denials = _denials(decision)
    if isinstance(denials, str):
        return tuple(_finding(check, one.urn, Outcome.ERROR, denials) for one in population)
    applies = set(decision.get("applies", ())) if check.narrows and isinstance(decision, Mapping) else None
    urns = {one.urn for one in population}
    if strays := sorted(set(denials) - urns):
        reason = f"the check denied {strays[0]}, which is not of its population"
        return tuple(_finding(check, one.urn, Outcome.ERROR, reason) for one in population)
    reads = _split(check, scene)
    company = _Company(check, scene)
    findings: list[Finding] = []
    for resource in population:
        findings.extend(_judge_one(check, resource, denials.get(resource.urn, ()), applies, reads, company, scene))
    return tuple(findings)


def judge_estate(check: Check, decision: Mapping[str, Any] | str | None, scene: Scene, estate: str) -> tuple[Finding, ...]:
    """The findings of one estate check about an account or subscription; they name the estate as their resource."""
    denials = _denials(decision)
    if isinstance(denials, str):
        return (_finding(check, estate, Outcome.ERROR, denials),)
    broken = [one for kind in sorted(check.types) for one in scene.by_type.get(kind, {}).values() if one.problem]
    if broken:
        return (_finding(check, estate, Outcome.ERROR, f"{broken[0].urn} cannot be read: {broken[0].problem}"),)
    reads = _split(check, scene)
    vague = _vague([one for kind in sorted(check.types) for one in scene.by_type.get(kind, {}).values()], reads)
    found = denials.get(estate, ())
    if strays := sorted(set(denials) - {estate}):
        return (_finding(check, estate, Outcome.ERROR, f"the check denied {strays[0]}, which is not the estate"),)
    if check.narrows and isinstance(decision, Mapping) and estate not in decision.get("applies", ()):
        if vague:
            return (_finding(check, estate, Outcome.UNKNOWN, f"whether this check applies is not known: {vague} is not known"),)
        return (_finding(check, estate, Outcome.NOT_APPLICABLE, "this check does not apply to the estate"),)
    if not found:
        if vague:
            return (_finding(check, estate, Outcome.UNKNOWN, f"not judged: {vague} is not known"),)
        return (_finding(check, estate, Outcome.PASS, check.title),)
    results = []
    for denial in found:
        seen = denial.at and denial.path and _known_value(scene.by_urn.get(denial.at), denial.path)
        outcome = Outcome.FAIL if seen or not vague else Outcome.UNKNOWN
        message = denial.message if outcome is Outcome.FAIL else f"{denial.message}, but {vague} is not known"
        results.append(_finding(check, estate, outcome, message, denial, scene.by_urn.get(denial.at)))
    return tuple(results)


def _judge_one(
    check: Check,
    resource: Resource,
    denials: Sequence[_Denial],
    applies: set[str] | None,
    reads: _Reads,
    company: _Company,
    scene: Scene,
) -> Iterator[Finding]:
    if resource.problem:
        yield _finding(check, resource.urn, Outcome.ERROR, f"cannot be read: {resource.problem}")
        return
    if applies is not None and resource.urn not in applies:
        own = _vague([resource], reads)
        if own:
            yield _finding(check, resource.urn, Outcome.UNKNOWN, f"whether this check applies is not known: {own} is not known")
        else:
            yield _finding(check, resource.urn, Outcome.NOT_APPLICABLE, "this check does not apply to the resource")
        return
    companions = company.telling(resource)
    broken = next((one for one in companions if one.problem), None)
    if broken:
        yield _finding(check, resource.urn, Outcome.ERROR, f"{broken.urn} cannot be read: {broken.problem}")
        return
    if not denials:
        vague = _vague([resource, *companions], reads) or company.hanging
        if vague:
            yield _finding(check, resource.urn, Outcome.UNKNOWN, f"not judged: {vague} is not known")
        else:
            yield _finding(check, resource.urn, Outcome.PASS, check.title)
        return
    failed, open_ = [], []
    for denial in denials:
        place = scene.by_urn.get(denial.at) if denial.at else resource
        vague = ""
        if not (denial.path and _known_value(place, denial.path)):
            vague = _unknown_at(place, denial.path, reads) or _vague(companions, reads) or company.hanging
        if vague:
            open_.append(_finding(check, resource.urn, Outcome.UNKNOWN, f"{denial.message}, but {vague} is not known", denial))
        else:
            failed.append(_finding(check, resource.urn, Outcome.FAIL, denial.message, denial, place))
    # What was seen bad stays bad: beside a fail, what is still open adds nothing.
    yield from failed or open_


def _denials(decision: Mapping[str, Any] | str | None) -> dict[str, list[_Denial]] | str:
    if isinstance(decision, str):
        return decision
    if decision is None or not isinstance(decision.get("deny"), list):
        return "OPA gave no decision for this check"
    result: dict[str, list[_Denial]] = {}
    for entry in decision["deny"]:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("resource"), str) or not isinstance(entry.get("message"), str):
            return "the check gave a denial without a resource or a message"
        path, at = entry.get("path"), entry.get("at", "")
        if not isinstance(path, list) or not all(isinstance(step, str | int) for step in path) or not isinstance(at, str):
            return "the check gave a denial without a path"
        result.setdefault(entry["resource"], []).append(_Denial(message=entry["message"], path=tuple(path), at=at))
    for denials in result.values():
        denials.sort(key=lambda one: (tuple(map(str, one.path)), one.at, one.message))
    return result


class _Company:
    """What a check judges along with a resource: the companions that refer to it, what it refers to, and theirs, as far as they are read.

    Never through another member of the population: a neighbour's unknowns are the neighbour's. What is reached from companions of the
    whole stack is the same for every resource, so it is worked out once, in `everywhere`.
    `hanging` names a companion that may belong to anybody.
    """

    def __init__(self, check: Check, scene: Scene) -> None:
        self._scene = scene
        self._population = frozenset(check.population)
        self._wanted = check.types - self._population
        self._heads = {kind: tuple(name.partition(".")[0] for name in names if name) for kind, names in check.companions.items()}
        self._read = {kind: frozenset(_steps(path)[0] for path in paths) for kind, paths in check.reads.items()}
        whole = (urn for kind, names in check.companions.items() if "" in names for urn in scene.by_type.get(kind, {}))
        self.everywhere = self._reached(whole)
        self.hanging = _hanging(check, scene)
        self._telling = {urn: one for urn, one in self.everywhere.items() if _tells(one)}

    def of(self, resource: Resource) -> list[Resource]:
        """All of it, sorted by URN."""
        return _without({**self.everywhere, **self._reached(self._near(resource))}, resource)

    def telling(self, resource: Resource) -> list[Resource]:
        """Those of it that hold something unknown or secret or could not be read: the others change nothing in the judging."""
        near = self._reached(self._near(resource))
        return _without({**self._telling, **{urn: one for urn, one in near.items() if _tells(one)}}, resource)

    def _reached(self, start: Iterable[str]) -> dict[str, Resource]:
        found: dict[str, Resource] = {}
        queue = list(start)
        while queue:
            urn = queue.pop()
            other = self._scene.by_urn.get(urn)
            if other is None or urn in found:
                continue
            found[urn] = other
            # Who a companion refers to may be of a population type itself (a rule that names its peer), so only the walk is bounded.
            if other.type not in self._population:
                queue.extend(self._near(other))
        return found

    def _near(self, resource: Resource) -> Iterator[str]:
        scene = self._scene
        if resource.urn in scene.links.referrers:
            for kind, heads in self._heads.items():
                yield from scene.links.referring(resource.urn, kind, heads)
        read = self._read.get(resource.type, frozenset())
        for key, targets in scene.links.refs.get(resource.urn, {}).items():
            if key in read:
                yield from (target for target in targets if target in scene.by_urn and scene.by_urn[target].type in self._wanted)


def _without(found: Mapping[str, Resource], resource: Resource) -> list[Resource]:
    return [found[urn] for urn in sorted(found) if urn != resource.urn]


def _tells(resource: Resource) -> bool:
    return bool(resource.problem or resource.unknown or resource.secret)


def _hanging(check: Check, scene: Scene) -> str:
    for kind, names in check.companions.items():
        heads = tuple(name.partition(".")[0] for name in names if name)
        for other in scene.by_type.get(kind, {}).values():
            if heads and dangles(other, heads, scene.links):
                return f"to whom {other.name} belongs ({'.'.join(heads[:1])})"
    return ""


def _split(check: Check, scene: Scene) -> _Reads:
    return _Reads(
        paths={kind: tuple(_steps(path) for path in paths) for kind, paths in check.reads.items()},
        presence={kind: frozenset(_steps(path) for path in paths) for kind, paths in check.presence.items()},
        refs=scene.links.refs,
    )


@functools.cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(step for part in path.split(".") for step in part.replace("[]", ".[]").split(".") if step)


def _vague(resources: Iterable[Resource], reads: _Reads) -> str:
    """The first read value among these resources that is unknown or secret, as `path of name`; empty if all are known.

    Of a value of which only presence is asked, a secret says enough, and so does an unknown that stands for another resource's output,
    be it the value itself or a member of it.
    """
    for resource in resources:
        for read in reads.paths.get(resource.type, ()):
            enough = reads.only_presence(resource, read)
            for path in resource.unknown:
                if _touches(read, path) and not (enough and _pattern(path) in (read, (*read, _WILD)) and reads.awaited(resource, path)):
                    return f"{_dotted(path)} of {resource.name}"
            if enough:
                continue
            for path in resource.secret:
                if _touches(read, path):
                    return f"{_dotted(path)} of {resource.name} (a secret)"
    return ""


def _unknown_at(resource: Resource | None, path: Path, reads: _Reads) -> str:
    """Where an absent value may still turn up: an unknown or secret at, above or below `path`, on one of the check's read paths."""
    if resource is None:
        return ""
    if not path:
        return _vague([resource], reads)
    pattern = _pattern(path)
    for other in (*resource.unknown, *resource.secret):
        if _touches(pattern, other):
            return f"{_dotted(other)} of {resource.name}"
    return ""


def _known_value(resource: Resource | None, path: Path) -> bool:
    """Whether the value at `path` is there and wholly known."""
    if resource is None or _value(resource, path) is None:
        return False
    exact = tuple(str(step) for step in path)
    for other in (*resource.unknown, *resource.secret):
        size = min(len(exact), len(other))
        if exact[:size] == tuple(str(step) for step in other[:size]):
            return False
    return True


def _value(resource: Resource, path: Path) -> Any:
    """What stands at `path`; None if nothing does."""
    value: Any = resource.props
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def _shown(resource: Resource, path: Path) -> bool | float | str | None:
    """What stands at `path`, if it is known and a report may show it: a switch, a number, a network."""
    value = _value(resource, path) if path and _known_value(resource, path) else None
    if isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and _is_network(value) else None


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _touches(read: Sequence[str], path: Path) -> bool:
    """Whether an unknown at `path` could change what is read at `read`: one is at, above or below the other."""
    for step, other in zip(read, path, strict=False):
        if step == _WILD:
            if not isinstance(other, int):
                # A single block where a list was read, or the other way round: cannot tell, so it touches.
                return True
        elif isinstance(other, int):
            return True
        elif step != other:
            return False
    return True


def _pattern(path: Path) -> tuple[str, ...]:
    return tuple(_WILD if isinstance(step, int) else step for step in path)


def _dotted(path: Path) -> str:
    return dotted(path) or "everything"


def _finding(
    check: Check, resource: str, outcome: Outcome, message: str, denial: _Denial | None = None, place: Resource | None = None
) -> Finding:
    return Finding(
        check=check.id,
        resource=resource,
        outcome=outcome,
        severity=check.severity,
        message=message,
        path=denial.path if denial else (),
        at=denial.at if denial and denial.at != resource else "",
        value=_shown(place, denial.path) if denial and place else None,
        criteria=check.criteria,
        controls=check.controls,
    )

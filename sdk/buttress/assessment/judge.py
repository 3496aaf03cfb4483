"""From OPA's denials to outcomes: what was seen bad, what was seen good, and what could not be known.

The order is the contract: a value that is there and known to be bad fails, whatever else is unknown; something missing fails
only if nothing unknown could still supply it; and no denial is a pass only if everything the check reads is known.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from buttress.assessment.graph import Companions, ResourceGraph
from buttress.model import Check, Finding, Outcome, PropertyPath, Resource
from buttress.model.paths import WILDCARD
from buttress.state.links import References


@frozen(kw_only=True)
class _Denial:
    message: str
    path: PropertyPath
    at: str


@frozen(kw_only=True)
class _Reads:
    """A check's read paths by type, those of which it asks only the presence, and to whom properties refer."""

    paths: Mapping[str, tuple[PropertyPath, ...]]
    presence: Mapping[str, frozenset[PropertyPath]]
    refs: References

    @classmethod
    def of(cls, check: Check, graph: ResourceGraph) -> _Reads:
        return cls(
            paths={kind: tuple(map(PropertyPath.parse, paths)) for kind, paths in check.reads.items()},
            presence={kind: frozenset(map(PropertyPath.parse, paths)) for kind, paths in check.presence.items()},
            refs=graph.links.refs,
        )

    def unknown_read(self, resources: Iterable[Resource]) -> str:
        """The first read value among these resources that is unknown or secret, as `path of name`; empty if all are known.

        Of a value of which only presence is asked, a secret says enough, and so does an unknown that stands for another resource's
        output, be it the value itself or a member of it.
        """
        for resource in resources:
            if not resource.unknown and not resource.secret:
                continue
            presence = self.presence.get(resource.type, frozenset())
            for read in self.paths.get(resource.type, ()):
                for path in resource.unknown:
                    if read.touches(path) and not (read in presence and self._computed(resource, path, read)):
                        return _named(path, resource)
                for path in resource.secret if read not in presence else ():
                    if read.touches(path):
                        return f"{_named(path, resource)} (a secret)"
        return ""

    def unknown_at(self, resource: Resource | None, path: PropertyPath) -> str:
        """Where an absent value may still turn up: an unknown or secret at, above or below `path`."""
        if resource is None:
            return ""
        if not path:
            return self.unknown_read([resource])
        general = path.general()
        return next((_named(other, resource) for other in (*resource.unknown, *resource.secret) if general.touches(other)), "")

    def _computed(self, resource: Resource, path: PropertyPath, read: PropertyPath) -> bool:
        """Whether the unknown at `path` is what is read or a member of it, and is taken from a resource, so that it will be set."""
        return path.general() in (read, (*read, WILDCARD)) and bool(self.refs.get(resource.urn, {}).get(path.head))


def judge(check: Check, decision: Mapping[str, Any] | str | None, graph: ResourceGraph) -> tuple[Finding, ...]:
    """The findings of one check of scope resource or stack, sorted by resource.

    `decision` is OPA's `{"deny": [...], "applies": [...]}`, or the reason why there is none, which makes every finding an error.
    """
    population = sorted(graph.of_types(check.population), key=lambda one: one.urn)
    if not population:
        return (_finding(check, "", Outcome.NOT_APPLICABLE, "no resource of the types that this check judges"),)
    denials = _denials(decision)
    if isinstance(denials, str):
        return tuple(_finding(check, one.urn, Outcome.ERROR, denials) for one in population)
    applies = set(decision.get("applies", ())) if check.has_applies and isinstance(decision, Mapping) else None
    urns = {one.urn for one in population}
    if strays := sorted(set(denials) - urns):
        reason = f"the check denied {strays[0]}, which is not of its population"
        return tuple(_finding(check, one.urn, Outcome.ERROR, reason) for one in population)
    reads = _Reads.of(check, graph)
    companions = Companions(check, graph)
    findings: list[Finding] = []
    for resource in population:
        findings.extend(_judge_one(check, resource, denials.get(resource.urn, ()), applies, reads, companions, graph))
    return tuple(findings)


def judge_estate(check: Check, decision: Mapping[str, Any] | str | None, graph: ResourceGraph, estate: str) -> tuple[Finding, ...]:
    """The findings of one estate check about an account or subscription; they name the estate as their resource."""
    denials = _denials(decision)
    if isinstance(denials, str):
        return (_finding(check, estate, Outcome.ERROR, denials),)
    members = list(graph.of_types(sorted(check.types)))
    broken = next((one for one in members if one.problem), None)
    if broken:
        return (_finding(check, estate, Outcome.ERROR, f"{broken.urn} cannot be read: {broken.problem}"),)
    unknown = _Reads.of(check, graph).unknown_read(members)
    found = denials.get(estate, ())
    if strays := sorted(set(denials) - {estate}):
        return (_finding(check, estate, Outcome.ERROR, f"the check denied {strays[0]}, which is not the estate"),)
    if check.has_applies and isinstance(decision, Mapping) and estate not in decision.get("applies", ()):
        if unknown:
            return (_finding(check, estate, Outcome.UNKNOWN, f"whether this check applies is not known: {unknown} is not known"),)
        return (_finding(check, estate, Outcome.NOT_APPLICABLE, "this check does not apply to the estate"),)
    if not found:
        if unknown:
            return (_finding(check, estate, Outcome.UNKNOWN, f"not judged: {unknown} is not known"),)
        return (_finding(check, estate, Outcome.PASS, check.title),)
    results = []
    for denial in found:
        seen = denial.at and denial.path and _known_value(graph.by_urn.get(denial.at), denial.path)
        outcome = Outcome.FAIL if seen or not unknown else Outcome.UNKNOWN
        message = denial.message if outcome is Outcome.FAIL else f"{denial.message}, but {unknown} is not known"
        results.append(_finding(check, estate, outcome, message, denial, graph.by_urn.get(denial.at)))
    return tuple(results)


def _judge_one(
    check: Check,
    resource: Resource,
    denials: Sequence[_Denial],
    applies: set[str] | None,
    reads: _Reads,
    companions: Companions,
    graph: ResourceGraph,
) -> Iterator[Finding]:
    if resource.problem:
        yield _finding(check, resource.urn, Outcome.ERROR, f"cannot be read: {resource.problem}")
        return
    if resource.external:
        yield _finding(check, resource.urn, Outcome.NOT_APPLICABLE, "the stack only reads this resource, and does not manage it")
        return
    if applies is not None and resource.urn not in applies:
        own = reads.unknown_read([resource])
        if own:
            yield _finding(check, resource.urn, Outcome.UNKNOWN, f"whether this check applies is not known: {own} is not known")
        else:
            yield _finding(check, resource.urn, Outcome.NOT_APPLICABLE, "this check does not apply to the resource")
        return
    beside = companions.with_unknowns(resource)
    broken = next((one for one in beside if one.problem), None)
    if broken:
        yield _finding(check, resource.urn, Outcome.ERROR, f"{broken.urn} cannot be read: {broken.problem}")
        return
    if not denials:
        unknown = reads.unknown_read([resource, *beside]) or companions.unresolved
        if unknown:
            yield _finding(check, resource.urn, Outcome.UNKNOWN, f"not judged: {unknown} is not known")
        else:
            yield _finding(check, resource.urn, Outcome.PASS, check.title)
        return
    failed, undecided = [], []
    for denial in denials:
        place = graph.by_urn.get(denial.at) if denial.at else resource
        unknown = ""
        if not (denial.path and _known_value(place, denial.path)):
            unknown = reads.unknown_at(place, denial.path) or reads.unknown_read(beside) or companions.unresolved
        if unknown:
            undecided.append(_finding(check, resource.urn, Outcome.UNKNOWN, f"{denial.message}, but {unknown} is not known", denial))
        else:
            failed.append(_finding(check, resource.urn, Outcome.FAIL, denial.message, denial, place))
    # What was seen bad stays bad: beside a fail, what is still open adds nothing.
    yield from failed or undecided


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
        result.setdefault(entry["resource"], []).append(_Denial(message=entry["message"], path=PropertyPath(path), at=at))
    for denials in result.values():
        denials.sort(key=lambda one: (tuple(map(str, one.path)), one.at, one.message))
    return result


def _named(path: PropertyPath, resource: Resource) -> str:
    return f"{str(path) or 'everything'} of {resource.name}"


def _known_value(resource: Resource | None, path: PropertyPath) -> bool:
    """Whether the value at `path` is there and wholly known."""
    if resource is None or path.value_in(resource.props) is None:
        return False
    return not any(path.nests(other) for other in (*resource.unknown, *resource.secret))


def _shown(resource: Resource, path: PropertyPath) -> bool | float | str | None:
    """What stands at `path`, if it is known and a report may show it: a switch, a number, a network."""
    value = path.value_in(resource.props) if path and _known_value(resource, path) else None
    if isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and _is_network(value) else None


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _finding(
    check: Check, resource: str, outcome: Outcome, message: str, denial: _Denial | None = None, place: Resource | None = None
) -> Finding:
    return Finding(
        check=check.id,
        resource=resource,
        outcome=outcome,
        severity=check.severity,
        message=message,
        path=denial.path if denial else PropertyPath(),
        at=denial.at if denial and denial.at != resource else "",
        value=_shown(place, denial.path) if denial and place else None,
        criteria=check.criteria,
        controls=check.controls,
    )

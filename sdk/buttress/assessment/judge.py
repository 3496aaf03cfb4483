"""From OPA's denials to outcomes: what was seen bad, what was seen good, and what could not be known.

The order is the contract: a value that is there and known to be bad fails, whatever else is unknown; something missing fails
only if nothing unknown could still supply it; and no denial is a pass only if everything the check reads is known.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from buttress.assessment.graph import Companions, ResourceGraph
from buttress.model import Check, Finding, Outcome, Place, PropertyPath, Resource
from buttress.state.links import References

_TAGS = frozenset({"tags", "tagsAll"})
_TAG_PARAMETERS = ("applies_tags", "exempt_tags", "public_tags", "tags")
"""The parameters of a check that name the tags that it asks for, key by key."""

_MESSAGES = 3
"""How many messages stand in that of a finding with many places."""


@frozen(kw_only=True)
class _Denial:
    message: str
    path: PropertyPath
    at: str


@frozen(kw_only=True)
class _Reads:
    """A check's read paths by type, those of which it asks only the presence, and to whom properties refer.

    `tags` are the keys of the only tags that it asks for, none if it may look at any.
    """

    paths: Mapping[str, tuple[PropertyPath, ...]]
    presence: Mapping[str, frozenset[PropertyPath]]
    tags: frozenset[str] | None
    refs: References

    @classmethod
    def of(cls, check: Check, graph: ResourceGraph, values: Mapping[str, Any]) -> _Reads:
        return cls(
            tags=_asked_tags(values),
            paths={kind: tuple(map(PropertyPath.parse, paths)) for kind, paths in check.reads.items() if kind in graph.by_type},
            presence={kind: frozenset(map(PropertyPath.parse, paths)) for kind, paths in check.presence.items() if kind in graph.by_type},
            refs=graph.links.refs,
        )

    def unknown_read(self, resources: Iterable[Resource]) -> str:
        """The first read value among these resources that is unknown or secret, as `path of name`; empty if all are known.

        Of a value of which only presence is asked, a secret says enough, known yet or not, and so does an unknown that stands for
        another resource's output, be it the value itself or a member of it.
        """
        for resource in resources:
            if not resource.unknown and not resource.secret:
                continue
            presence = self.presence.get(resource.type, frozenset())
            for read in self.paths.get(resource.type, ()):
                for path in resource.unknown:
                    if (
                        read.touches(path)
                        and not self._another_tag(path)
                        and not (read in presence and self._computed(resource, path, read))
                    ):
                        return _named(path, resource)
                for path in resource.secret if read not in presence else ():
                    if read.touches(path) and not self._another_tag(path):
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

    def _another_tag(self, path: PropertyPath) -> bool:
        """Whether a path leads to a tag that the check does not ask for, so that its value is nothing to it."""
        return (
            self.tags is not None
            and len(path) > 1
            and path.head in _TAGS
            and isinstance(path[1], str)
            and path[1].casefold() not in self.tags
        )

    def _computed(self, resource: Resource, path: PropertyPath, read: PropertyPath) -> bool:
        """Whether the unknown at `path` is what is read or a member of it, a secret or from a resource, so that it will be set."""
        general = path.general()
        return read in (general, general[:-1]) and (bool(self.refs.get(resource.urn, {}).get(path.head)) or path in resource.secret)


def judge(
    check: Check, decision: Mapping[str, Any] | str | None, graph: ResourceGraph, values: Mapping[str, Any] | None = None
) -> tuple[Finding, ...]:
    """The findings of one check of scope resource or stack, one a resource, sorted by resource.

    `values` are those of the check's parameters. `decision` is OPA's `{"deny": [...], "applies": [...], "skips": [...]}`, or the reason why
    there is none, which makes every finding an error.
    """
    known = sorted(graph.of_types(check.population), key=lambda one: one.urn)
    population = [one for one in known if one.urn not in graph.foreign]
    if not population:
        return (_finding(check, "", Outcome.NOT_APPLICABLE, "no resource of the types that this check judges"),)
    verdict = _Verdict.of(check, decision, {one.urn for one in known}, "of its population")
    if isinstance(verdict, str):
        return tuple(_finding(check, one.urn, Outcome.ERROR, verdict) for one in population)
    reads = _Reads.of(check, graph, values or {})
    companions = Companions(check, graph)
    return tuple(_judge_one(check, resource, verdict, reads, companions, graph) for resource in population)


def judge_estate(check: Check, decision: Mapping[str, Any] | str | None, graph: ResourceGraph, estate: str) -> tuple[Finding, ...]:
    """The finding of one estate check about an account or subscription; it names the estate as its resource."""
    verdict = _Verdict.of(check, decision, {estate}, "the estate")
    if isinstance(verdict, str):
        return (_finding(check, estate, Outcome.ERROR, verdict),)
    members = list(graph.of_types(sorted(check.types)))
    broken = next((one for one in members if one.problem), None)
    if broken:
        return (_finding(check, estate, Outcome.ERROR, f"{broken.urn} cannot be read: {broken.problem}"),)
    unknown = _Reads.of(check, graph, {}).unknown_read(members)
    if not verdict.applies(estate) or verdict.skips(estate):
        return (_excluded(check, estate, verdict, unknown),)
    if not verdict.denials:
        return (_undenied(check, estate, unknown),)
    places = []
    for denial in verdict.denials[estate]:
        seen = denial.at and denial.path and _known_value(graph.by_urn.get(denial.at), denial.path)
        places.append(_place(check, denial, estate, graph.by_urn.get(denial.at), "" if seen else unknown))
    return (_denied(check, estate, places, graph),)


def _judge_one(check: Check, resource: Resource, verdict: _Verdict, reads: _Reads, companions: Companions, graph: ResourceGraph) -> Finding:
    if resource.problem:
        return _finding(check, resource.urn, Outcome.ERROR, f"cannot be read: {resource.problem}")
    if resource.external:
        return _finding(check, resource.urn, Outcome.NOT_APPLICABLE, "the stack only reads this resource, and does not manage it")
    if not verdict.applies(resource.urn):
        return _excluded(check, resource.urn, verdict, reads.unknown_read([resource]))
    beside = companions.with_unknowns(resource)
    broken = next((one for one in beside if one.problem), None)
    if broken:
        return _finding(check, resource.urn, Outcome.ERROR, f"{broken.urn} cannot be read: {broken.problem}")
    denials = verdict.denials.get(resource.urn, ())
    if not denials:
        unknown = reads.unknown_read([resource, *beside]) or companions.unresolved
        return _excluded(check, resource.urn, verdict, unknown) if verdict.skips(resource.urn) else _undenied(check, resource.urn, unknown)
    places = []
    for denial in denials:
        place = graph.by_urn.get(denial.at) if denial.at else resource
        unknown = ""
        if not (denial.path and _known_value(place, denial.path)):
            unknown = reads.unknown_at(place, denial.path) or reads.unknown_read(beside) or companions.unresolved
        places.append(_place(check, denial, resource.urn, place, unknown))
    return _denied(check, resource.urn, places, graph)


def _asked_tags(values: Mapping[str, Any]) -> frozenset[str] | None:
    named = [values[name] for name in _TAG_PARAMETERS if isinstance(values.get(name), Mapping)]
    environment = ["environment"] if "non_production" in values else []
    # Backup plans select by any tag there is.
    if "covered_tags" in values or not (named or environment):
        return None
    return frozenset(key.casefold() for key in (*environment, *(key for tags in named for key in tags)))


@frozen(kw_only=True)
class _Verdict:
    """What OPA answers: denials by resource, to whom the check applies (none: to all), and whom it leaves out for which reason."""

    denials: Mapping[str, Sequence[_Denial]]
    chosen: frozenset[str] | None
    reasons: Mapping[str, str]

    @classmethod
    def of(cls, check: Check, decision: Mapping[str, Any] | str | None, judged: Collection[str], who: str) -> _Verdict | str:
        """The verdict, or why it cannot be used."""
        denials = _denials(decision)
        if isinstance(denials, str) or not isinstance(decision, Mapping):
            return str(denials)
        if strays := sorted(set(denials).difference(judged)):
            return f"the check denied {strays[0]}, which is not {who}"
        reasons: dict[str, str] = {}
        for skip in decision.get("skips", ()):
            if not isinstance(skip, Mapping) or not all(isinstance(skip.get(key), str) for key in ("resource", "reason")):
                return "the check skips something without a resource or a reason"
            # Two reasons for one resource: the first by the alphabet, so that the answer is the same every time.
            reasons[skip["resource"]] = min(skip["reason"], reasons.get(skip["resource"], skip["reason"]))
        chosen = None
        if check.has_applies:
            chosen = frozenset(str(one.get("resource")) if isinstance(one, Mapping) else str(one) for one in decision.get("applies", ()))
            if strays := sorted(chosen.difference(judged)):
                return f"the check applies to {strays[0]}, which is not {who}"
        return cls(denials=denials, chosen=chosen, reasons=reasons)

    def applies(self, resource: str) -> bool:
        return self.chosen is None or resource in self.chosen

    def skips(self, resource: str) -> bool:
        """Whether there is nothing of a resource to judge; what is denied is judged."""
        return resource in self.reasons and resource not in self.denials


def _excluded(check: Check, resource: str, verdict: _Verdict, unknown: str) -> Finding:
    if unknown:
        message = f"whether this check applies is not known: {unknown} is not known"
        return _finding(check, resource, Outcome.UNKNOWN, message, waits_for=unknown)
    reason = verdict.reasons.get(resource) or check.not_applicable or "the check leaves this resource out, and does not say why"
    return _finding(check, resource, Outcome.NOT_APPLICABLE, reason)


def _undenied(check: Check, resource: str, unknown: str) -> Finding:
    if unknown:
        return _finding(check, resource, Outcome.UNKNOWN, f"not judged: {unknown} is not known", waits_for=unknown)
    return _finding(check, resource, Outcome.PASS, check.title)


def _place(check: Check, denial: _Denial, resource: str, where: Resource | None, unknown: str) -> tuple[Place, str]:
    """The place of a denial, and what is not known that may still make it good."""
    place = Place(
        message=f"{denial.message}, but {unknown} is not known" if unknown else denial.message,
        outcome=Outcome.UNKNOWN if unknown else Outcome.FAIL,
        path=denial.path,
        at=denial.at if denial.at != resource else "",
        value=_shown(where, denial.path) if where and not unknown and not _concealed(check, where, denial.path) else None,
    )
    return place, unknown


def _denied(check: Check, resource: str, found: Sequence[tuple[Place, str]], graph: ResourceGraph) -> Finding:
    """One finding for all places: it fails if one of them does, and tells those that are still open beside it."""
    failing = [place for place, unknown in found if not unknown]
    places = (*failing, *(place for place, unknown in found if unknown))
    if not failing:
        return _finding(check, resource, Outcome.UNKNOWN, _summary(places), places=places, waits_for=found[0][1])
    finding = _finding(check, resource, Outcome.FAIL, _summary(failing), places=places)
    # What lies on another resource was declared there, though not as it should be.
    seen = (place.at or (place.path and _known_value(graph.by_urn.get(resource), place.path)) for place in failing)
    return evolve(finding, severity=check.severity_absent) if check.severity_absent and not any(seen) else finding


def _summary(places: Sequence[Place]) -> str:
    """The messages of places, each once and no more than a few."""
    messages = list(dict.fromkeys(place.message for place in places))
    rest = len(messages) - _MESSAGES
    return "; ".join(messages[:_MESSAGES]) + (f"; and {rest} more" if rest > 0 else "")


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


def _concealed(check: Check, place: Resource, path: PropertyPath) -> bool:
    """Whether the check asks of the value only whether it is set: then its content is nobody's business, be it a number."""
    read = check.presence.get(place.type, ())
    return any(PropertyPath.parse(one).touches(path) for one in read)


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _finding(check: Check, resource: str, outcome: Outcome, message: str, **more: Any) -> Finding:
    return Finding(
        check=check.id,
        resource=resource,
        outcome=outcome,
        severity=check.severity,
        message=message,
        criteria=check.criteria,
        controls=check.controls,
        **more,
    )

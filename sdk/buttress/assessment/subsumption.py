"""One thing reported once: where a wider finding says all that a narrower one does, the narrower is reported as part of it.

A check names what it subsumes in METADATA. A failing finding is part of another one's only if that fails on the same resource, or on one
that refers to it, is no less severe, and covers every place of it. Nothing is lost: the part stays in the assessment and in all counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from buttress.model import Check, Finding, Outcome, Place
from buttress.state.links import References


def subsume(findings: Iterable[Finding], checks: Mapping[str, Check], refs: References) -> tuple[Finding, ...]:
    """The findings in the same order, those that are part of another one marked with it."""
    listed = tuple(findings)
    wider: dict[tuple[str, str], list[Finding]] = {}
    for finding in listed:
        check = checks.get(finding.check)
        if finding.outcome is not Outcome.FAIL or check is None or not check.subsumes:
            continue
        near = {finding.resource, *(target for targets in refs.get(finding.resource, {}).values() for target in targets)}
        for part in check.parts(checks):
            for resource in near:
                wider.setdefault((part, resource), []).append(finding)
    return tuple(_marked(finding, wider.get((finding.check, finding.resource), ()), checks) for finding in listed)


def release(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each that is part of one that no longer fails, since it is waived, standing for itself again."""
    listed = tuple(findings)
    failing = {(finding.check, finding.resource) for finding in listed if finding.outcome is Outcome.FAIL}
    return tuple(
        evolve(finding, subsumed_by="", subsumed_at="")
        if finding.subsumed_by
        and (finding.outcome is not Outcome.FAIL or (finding.subsumed_by, finding.subsumed_at or finding.resource) not in failing)
        else finding
        for finding in listed
    )


def _marked(finding: Finding, wider: Sequence[Finding], checks: Mapping[str, Check]) -> Finding:
    if finding.outcome is not Outcome.FAIL:
        return finding
    candidates = [one for one in wider if one.severity.rank <= finding.severity.rank]
    if not candidates or not all(any(_covers(one, place, finding) for one in candidates) for place in finding.places):
        return finding
    # The widest: none of the others subsumes it.
    names = {one.check for one in candidates}
    top = [one for one in candidates if not any(one.check in checks[other].parts(checks) for other in names - {one.check})]
    first = min(top or candidates, key=lambda one: one.order)
    return evolve(finding, subsumed_by=first.check, subsumed_at="" if first.resource == finding.resource else first.resource)


def _covers(wide: Finding, place: Place, part: Finding) -> bool:
    """Whether one of the places of a finding is the place, or the member of a list that holds it, or else the resource as a whole.

    Of another resource it is not known which of several places it is about.
    """
    if wide.resource != part.resource:
        return len(part.places) == 1
    return any(_member(one) == _member(place) for one in wide.places if one.outcome is Outcome.FAIL)


def _member(place: Place) -> tuple[str, tuple[str | int, ...]]:
    """The resource and the member of a list on which a place lies; no member where the place lies in no list."""
    position = next((number for number, step in enumerate(place.path) if isinstance(step, int)), None)
    return place.at, () if position is None else tuple(place.path[: position + 1])

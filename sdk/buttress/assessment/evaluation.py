"""The one way from resources and checks to findings: join, build the input document, ask OPA, judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve

from buttress.assessment.graph import ResourceGraph
from buttress.assessment.judge import judge, judge_estate
from buttress.assessment.subsumption import subsume
from buttress.engine import Engine, EvaluationError
from buttress.model import Check, Finding, Mode, Outcome, Resource, Stack
from buttress.state import document

_AT_ONCE = 20_000
"""Resources that OPA holds at once: about 100 kB each while it evaluates the whole library."""


def evaluate(
    groups: Sequence[Sequence[Resource]],
    checks: Iterable[Check],
    opa: Engine,
    *,
    joins: Mapping[str, frozenset[str]],
    mode: Mode,
    now: dt.datetime,
    parameters: Mapping[str, Mapping[str, Any]],
    stack: Stack | None = None,
    estate: str = "",
    estate_stacks: Sequence[str] = (),
    beside: Sequence[Sequence[Resource]] = (),
    linked: bool = True,
) -> tuple[Finding, ...]:
    """The findings of these checks, check by check, on resources in groups of one a stack.

    What other stacks hold `beside` them takes part as companions, and is not judged. Where they are not `linked`, no resource refers to
    another, so that a check that looks at one at a time says what it would of each alone.
    `joins` are `Catalog.joins()`; `parameters` are by check. Estate checks judge `estate`. A check that cannot be evaluated gives
    `error` findings; raises EngineError if OPA is lost.
    """
    graph = ResourceGraph.of(groups, joins, beside, linked=linked)
    everything = [resource for group in (*groups, *beside) for resource in group]
    wanted = list(checks)
    asked = [check for check in wanted if check.scope == "estate" or any(kind in graph.by_type for kind in check.population)]
    decisions: dict[str, Any] = {}
    for part in _portions(asked, len(everything)):
        content = document.build(
            everything,
            graph.links,
            mode=mode,
            now=now,
            stack=stack,
            estate=estate,
            estate_stacks=estate_stacks,
            types=frozenset(kind for check in part for kind in check.types),
            joins=joins,
            parameters={check.id: parameters[check.id] for check in part if check.id in parameters},
        )
        decisions |= _decide(opa, content, part)
    findings: list[Finding] = []
    for check in wanted:
        decision = decisions.get(check.id)
        findings += (
            judge_estate(check, decision, graph, estate)
            if check.scope == "estate"
            else judge(check, decision, graph, parameters.get(check.id))
        )
    return subsume(_as_known(findings, graph), {check.id: check for check in wanted}, graph.links.refs)


def _as_known(findings: Iterable[Finding], graph: ResourceGraph) -> tuple[Finding, ...]:
    """The findings by the URNs that Pulumi knows.

    What it has still to delete shares one with its replacement: the worse of both outcomes is reported, and named where it is of the old.
    """
    old = {urn: one.successor for urn, one in graph.by_urn.items() if one.successor}
    if not old:
        return tuple(findings)
    groups: dict[tuple[str, str], list[tuple[bool, Finding]]] = {}
    for finding in findings:
        groups.setdefault((finding.check, old.get(finding.resource, finding.resource)), []).append((finding.resource in old, finding))
    return tuple(
        _named(finding, resource, old, leaving=leaving) for (_, resource), members in groups.items() for leaving, finding in _worst(members)
    )


def _named(finding: Finding, resource: str, old: Mapping[str, str], *, leaving: bool) -> Finding:
    note = " (the old one, which runs until Pulumi deletes it)" if leaving else ""
    places = tuple(evolve(one, at=old.get(one.at, one.at), message=f"{one.message}{note}") for one in finding.places)
    return evolve(finding, resource=resource, message=f"{finding.message}{note}", places=places)


def _worst(members: Sequence[tuple[bool, Finding]]) -> Iterable[tuple[bool, Finding]]:
    order = list(Outcome)
    leaving, _ = min(members, key=lambda one: (order.index(one[1].outcome), one[0]))
    return [one for one in members if one[0] == leaving]


def _portions(checks: Sequence[Check], resources: int) -> list[list[Check]]:
    """The checks to ask together: all of them, or for a stack too large to hold in OPA at once those of one service after the other.

    A check's answer depends on the types it names alone, so the answers are the same.
    """
    if resources <= _AT_ONCE:
        return [list(checks)] if checks else []
    found: dict[tuple[str, ...], list[Check]] = {}
    for check in checks:
        found.setdefault(check.package[:3], []).append(check)
    return list(found.values())


def _decide(opa: Engine, content: Mapping[str, Any], checks: Sequence[Check]) -> dict[str, Any]:
    """OPA's decision for each check, or the reason why there is none.

    All are asked at once; if one of them cannot be evaluated OPA answers none, and each is asked alone.
    """
    packages = {check.id: list(check.package) for check in checks}
    try:
        return opa.decide(content, packages)
    except EvaluationError:
        return dict(opa.failures(content, packages))

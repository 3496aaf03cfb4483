"""The one way from resources and checks to findings: join, build the input document, ask OPA, judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from buttress.assessment.candidates import Choices, agreed
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
    wanted = list(checks)
    asked = _Question(
        opa=opa,
        joins=joins,
        mode=mode,
        now=now,
        parameters=parameters,
        stack=stack,
        estate=estate,
        estate_stacks=estate_stacks,
    )
    graph = ResourceGraph.of(groups, joins, beside, linked=linked)
    findings = asked.findings(graph, [*groups, *beside], wanted)
    if linked:
        findings = _with_every_candidate(findings, groups, beside, wanted, asked)
    return subsume(_as_known(findings, graph), {check.id: check for check in wanted}, graph.links.refs)


@frozen(kw_only=True)
class _Question:
    """What is asked besides the resources and the checks."""

    opa: Engine
    joins: Mapping[str, frozenset[str]]
    mode: Mode
    now: dt.datetime
    parameters: Mapping[str, Mapping[str, Any]]
    stack: Stack | None
    estate: str
    estate_stacks: Sequence[str]

    def findings(self, graph: ResourceGraph, groups: Sequence[Sequence[Resource]], checks: Sequence[Check]) -> list[Finding]:
        """What the checks find in the graph of these groups, check by check."""
        everything = [resource for group in groups for resource in group]
        asked = [check for check in checks if check.scope == "estate" or any(kind in graph.by_type for kind in check.population)]
        decisions: dict[str, Any] = {}
        for part in _portions(asked, len(everything)):
            content = document.build(
                everything,
                graph.links,
                mode=self.mode,
                now=self.now,
                stack=self.stack,
                estate=self.estate,
                estate_stacks=self.estate_stacks,
                types=frozenset(kind for check in part for kind in check.types),
                joins=self.joins,
                parameters={check.id: self.parameters[check.id] for check in part if check.id in self.parameters},
            )
            decisions |= _decide(self.opa, content, part)
        found: list[Finding] = []
        for check in checks:
            decision = decisions.get(check.id)
            found += (
                judge_estate(check, decision, graph, self.estate)
                if check.scope == "estate"
                else judge(check, decision, graph, self.parameters.get(check.id))
            )
        return found


def _with_every_candidate(
    findings: list[Finding],
    groups: Sequence[Sequence[Resource]],
    beside: Sequence[Sequence[Resource]],
    checks: Sequence[Check],
    asked: _Question,
) -> list[Finding]:
    """The findings, where a join is open between several resources only as far as they hold for each of them."""
    choices = Choices.of([*groups, *beside])
    concerned = {check.id: found for check in checks if (found := choices.concerning(check))}
    if not concerned:
        return findings
    again = [check for check in checks if check.id in concerned]
    worlds: list[dict[tuple[str, str], Finding]] = []
    for world in choices.worlds([*groups, *beside]):
        graph = ResourceGraph.of(world[: len(groups)], asked.joins, world[len(groups) :])
        worlds.append({(one.check, one.resource): one for one in asked.findings(graph, world, again)})
    return [
        agreed(one, [world.get((one.check, one.resource)) for world in worlds], concerned[one.check]) if one.check in concerned else one
        for one in findings
    ]


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

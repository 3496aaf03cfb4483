"""The one way from resources and checks to findings: join, build the input document, ask OPA, judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from buttress.assessment.graph import ResourceGraph
from buttress.assessment.judge import judge, judge_estate
from buttress.assessment.subsumption import subsume
from buttress.engine import Engine, EvaluationError
from buttress.model import Check, Finding, Mode, Resource, Stack
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
) -> tuple[Finding, ...]:
    """The findings of these checks, check by check, on resources in groups of one a stack.

    What other stacks hold `beside` them takes part as companions, and is not judged.
    `joins` are `Catalog.joins()`; `parameters` are by check. Estate checks judge `estate`. A check that cannot be evaluated gives
    `error` findings; raises EngineError if OPA is lost.
    """
    graph = ResourceGraph.of(groups, joins, beside)
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
    return subsume(findings, {check.id: check for check in wanted}, graph.links.refs)


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

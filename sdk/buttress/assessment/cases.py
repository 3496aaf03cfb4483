"""Running a check's cases, and the tests that follow from its METADATA, in the real OPA."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from buttress.assessment.evaluation import evaluate
from buttress.assessment.graph import Companions, ResourceGraph
from buttress.catalog import Catalog
from buttress.catalog import cases as files
from buttress.engine import Engine
from buttress.model import Case, Check, Finding, Outcome, PropertyPath, Resource, Stack
from buttress.model.paths import WILDCARD
from buttress.model.sentinels import SECRET_SIGNATURE, SIGNATURE, UNKNOWN
from buttress.state import links
from buttress.state import resource as resources

NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
ESTATES = {"aws": "aws:123456789012", "azure": "azure:00000000-0000-0000-0000-000000000000"}
_SECRET = {SIGNATURE: SECRET_SIGNATURE, "ciphertext": ""}


@frozen(kw_only=True)
class Result:
    """What became of one case or generated test. `name` says what was claimed; `problem` is empty where the claim holds."""

    check: str
    name: str
    problem: str = ""


def outcome_of(findings: Sequence[Finding]) -> str:
    """The outcome of one resource: the same in all its findings, or all of them joined by `+`."""
    return "+".join(sorted({one.outcome.value for one in findings})) or "none"


def run_case(check: Check, case: Case, catalog: Catalog, opa: Engine) -> tuple[Finding, ...]:
    """The findings about the resource that a case is about."""
    return _run(check, case, _resources(case), catalog, opa)


def run_cases(check: Check, cases: Sequence[Case], catalog: Catalog, opa: Engine) -> Iterator[Result]:
    """Each case: does the check say what is expected?"""
    for case in cases:
        found = run_case(check, case, catalog, opa)
        outcome = outcome_of(found)
        messages = "; ".join(f"{one.message} {list(one.path) or ''}".strip() for one in found)
        yield Result(
            check=check.id, name=case.name, problem="" if outcome == case.expect else f"expected {case.expect}, got {outcome} ({messages})"
        )


def run_generated(check: Check, cases: Sequence[Case], catalog: Catalog, opa: Engine) -> Iterator[Result]:
    """What must hold for any check, tried on its own cases."""
    yield from _enough(check, cases)
    yield from _unknown_never_passes(check, cases, catalog, opa)
    yield from _every_path_matters(check, cases, catalog, opa)
    yield from _order_is_nothing(check, cases, catalog, opa)


def _enough(check: Check, cases: Sequence[Case]) -> Iterator[Result]:
    for wanted in ("pass", "fail"):
        count = sum(case.expect == wanted for case in cases)
        yield Result(check=check.id, name=f"has two {wanted} cases", problem="" if count >= 2 else f"has {count}")  # noqa: PLR2004


def _unknown_never_passes(check: Check, cases: Sequence[Case], catalog: Catalog, opa: Engine) -> Iterator[Result]:
    for case in (one for one in cases if one.expect == "pass"):
        everything = _resources(case)
        subject = _subject(check, case, everything)
        near = {one.urn for one in everything} if check.scope == "estate" else _near(check, subject, everything, catalog)
        for kind, paths in check.reads.items():
            for path in paths:
                blurred = tuple(_blur(one, path) if one.type == kind and one.urn in near else one for one in everything)
                if blurred == everything or _computed(check, kind, path, blurred, catalog):
                    continue
                outcome = outcome_of(_run(check, case, blurred, catalog, opa))
                yield Result(
                    check=check.id,
                    name=f"{case.name}: with {kind} {path} unknown it does not pass",
                    problem="it passes" if "pass" in outcome else "",
                )


def _computed(check: Check, kind: str, path: str, everything: tuple[Resource, ...], catalog: Catalog) -> bool:
    """Whether a check asks of a path only whether it is set, and a case sets it to another resource's output."""
    if path not in check.presence.get(kind, ()):
        return False
    refs = links.join([everything], catalog.joins()).refs
    head = PropertyPath.parse(path).head
    return any(refs.get(one.urn, {}).get(head) for one in everything if one.type == kind)


def _every_path_matters(check: Check, cases: Sequence[Case], catalog: Catalog, opa: Engine) -> Iterator[Result]:
    before = {case.name: outcome_of(run_case(check, case, catalog, opa)) for case in cases}
    for kind, paths in check.reads.items():
        for path in paths:
            changed, held = False, False
            for case in cases:
                everything = _resources(case)
                cut = tuple(_without(one, PropertyPath.parse(path)) if one.type == kind else one for one in everything)
                held = held or cut != everything
                if cut != everything and outcome_of(_run(check, case, cut, catalog, opa)) != before[case.name]:
                    changed = True
                    break
            if check.population_from and not held:
                # Of a table of the library some paths stand for all.
                continue
            yield Result(
                check=check.id,
                name=f"{kind} {path} matters",
                problem="" if changed else "taking it away changes no case: read it, add a case that needs it, or drop it from reads",
            )


def _order_is_nothing(check: Check, cases: Sequence[Case], catalog: Catalog, opa: Engine) -> Iterator[Result]:
    for case in cases:
        everything = _resources(case)
        forward = _run(check, case, everything, catalog, opa)
        backward = _run(check, case, tuple(reversed(everything)), catalog, opa)
        yield Result(
            check=check.id,
            name=f"{case.name}: the order of resources is nothing",
            problem="" if forward == backward else "the findings differ",
        )


def _run(check: Check, case: Case, everything: tuple[Resource, ...], catalog: Catalog, opa: Engine) -> tuple[Finding, ...]:
    findings = evaluate(
        [everything],
        [check],
        opa,
        joins=catalog.joins(),
        mode=case.mode,
        now=NOW,
        parameters={check.id: {**{one.name: one.default for one in check.parameters}, **case.parameters}},
        stack=Stack(name=case.stack),
        estate=_estate(check),
    )
    if check.scope == "estate":
        return findings
    subject = _subject(check, case, everything)
    return tuple(one for one in findings if one.resource == (subject.urn if subject else ""))


def _estate(check: Check) -> str:
    if check.scope != "estate":
        return ""
    return ESTATES["aws" if check.population[0].startswith("aws:") else "azure"]


def _subject(check: Check, case: Case, everything: Sequence[Resource]) -> Resource | None:
    if case.resource:
        return next((one for one in everything if one.name == case.resource), None)
    names = [one["name"] for one in case.resources]
    ordered = sorted(everything, key=lambda one: names.index(one.name))
    return next((one for one in ordered if one.type in check.population), None)


def _near(check: Check, subject: Resource | None, everything: tuple[Resource, ...], catalog: Catalog) -> set[str]:
    if subject is None:
        return set()
    graph = ResourceGraph.of([everything], catalog.joins())
    return {subject.urn, *(one.urn for one in Companions(check, graph).of(subject))}


def _resources(case: Case) -> tuple[Resource, ...]:
    urns = {entry["name"]: _urn(entry) for entry in case.resources}
    ids = {entry["name"]: entry.get("id", f"{entry['name']}-id") for entry in case.resources}
    built = []
    for entry in case.resources:
        props: dict[str, Any] = _marked(copy.deepcopy(entry.get("props", {})))
        dependencies: dict[str, list[str]] = {}
        for key, targets in entry.get("refs", {}).items():
            names = [targets] if isinstance(targets, str) else list(targets)
            dependencies[key] = [urns[name] for name in names]
            if key not in props:
                first = UNKNOWN if case.mode == "preview" else ids[names[0]]
                props[key] = first if isinstance(targets, str) else ([first] if case.mode == "preview" else [ids[name] for name in names])
        options = entry.get("options", {})
        one = resources.from_parts(
            urn=urns[entry["name"]],
            token=entry["type"],
            inputs=props,
            outputs=_marked(copy.deepcopy(entry["outputs"])) if "outputs" in entry else (None if case.mode == "preview" else props),
            mode=case.mode,
            identity="" if case.mode == "preview" else ids[entry["name"]],
            dependencies=dependencies,
            protect=options.get("protect", False),
            ignore_changes=options.get("ignoreChanges", ()),
        )
        built.append(evolve(one, region=entry["region"]) if "region" in entry else one)
    return tuple(built)


def _urn(entry: Mapping[str, Any]) -> str:
    return f"urn:pulumi:case::check::{entry['type']}::{entry['name']}"


def _marked(value: Any) -> Any:
    if value == files.UNKNOWN:
        return UNKNOWN
    if value == files.SECRET:
        return dict(_SECRET)
    if isinstance(value, dict):
        return {key: _marked(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_marked(member) for member in value]
    return value


def _blur(resource: Resource, path: str) -> Resource:
    """The resource with the first place of a read path unknown, and no secret: one that is not known yet is there all the same."""
    place = PropertyPath(0 if step == WILDCARD else step for step in PropertyPath.parse(path))
    kept = tuple(each for each in resource.secret if not place.nests(each))
    return evolve(_without(resource, place), unknown=(*resource.unknown, place), secret=kept)


def _without(resource: Resource, path: PropertyPath) -> Resource:
    """The resource without any value on a path."""
    props = copy.deepcopy(dict(resource.props))
    _cut(props, path)
    return evolve(resource, props=props)


def _cut(value: Any, path: Sequence[str | int]) -> None:
    head, *rest = path
    match value:
        case list() if head == WILDCARD:
            for member in value if rest else ():
                _cut(member, rest)
            if not rest:
                value.clear()
        case list([first, *_]) if head == 0:
            if rest:
                _cut(first, rest)
            else:
                value[0] = None
        case dict() if head in value:
            if rest:
                _cut(value[head], rest)
            else:
                del value[head]


__all__ = ["NOW", "Outcome", "Result", "outcome_of", "run_case", "run_cases", "run_generated"]

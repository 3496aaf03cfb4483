"""Running a check's cases, and the tests that follow from its METADATA, in the real OPA."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from buttress.assessment.judge import Scene, _Company, judge, judge_estate
from buttress.assessment.run import decide
from buttress.catalog import Catalog
from buttress.catalog.cases import SECRET, UNKNOWN
from buttress.engine import Engine
from buttress.model import Case, Check, Finding, Outcome, Resource, Stack
from buttress.state import document, links, values
from buttress.state import resource as resources

NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
ESTATES = {"aws": "aws:123456789012", "azure": "azure:00000000-0000-0000-0000-000000000000"}
_SECRET = {values.SIGNATURE: "1b47061264138c4ac30d75fd1eb44270", "ciphertext": ""}
_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


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
        said = outcome_of(found)
        messages = "; ".join(f"{one.message} {list(one.path) or ''}".strip() for one in found)
        yield Result(
            check=check.id, name=case.name, problem="" if said == case.expect else f"expected {case.expect}, got {said} ({messages})"
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
                if blurred == everything or _awaited(check, kind, path, blurred, catalog):
                    continue
                said = outcome_of(_run(check, case, blurred, catalog, opa))
                yield Result(
                    check=check.id,
                    name=f"{case.name}: with {kind} {path} unknown it does not pass",
                    problem="it passes" if "pass" in said else "",
                )


def _awaited(check: Check, kind: str, path: str, everything: tuple[Resource, ...], catalog: Catalog) -> bool:
    """Whether a check asks of a path only whether it is set, and a case sets it to another resource's output."""
    if path not in check.presence.get(kind, ()):
        return False
    refs = links.join([everything], catalog.joins()).refs
    head = path.partition(".")[0].removesuffix("[]")
    return any(refs.get(one.urn, {}).get(head) for one in everything if one.type == kind)


def _every_path_matters(check: Check, cases: Sequence[Case], catalog: Catalog, opa: Engine) -> Iterator[Result]:
    before = {case.name: outcome_of(run_case(check, case, catalog, opa)) for case in cases}
    for kind, paths in check.reads.items():
        for path in paths:
            changed = False
            for case in cases:
                everything = _resources(case)
                cut = tuple(_without(one, path) if one.type == kind else one for one in everything)
                if cut != everything and outcome_of(_run(check, case, cut, catalog, opa)) != before[case.name]:
                    changed = True
                    break
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
    joins = catalog.joins()
    found = links.join([everything], joins)
    scene = Scene.of(everything, found)
    estate = _estate(check)
    content = document.build(
        everything,
        found,
        mode=case.mode,
        now=NOW,
        stack=Stack(name=case.stack),
        estate=estate,
        types=check.types,
        joins=joins,
        parameters={check.id: {**{one.name: one.default for one in check.parameters}, **case.parameters}},
    )
    decision = decide(opa, content, [check]).get(check.id)
    if check.scope == "estate":
        return judge_estate(check, decision, scene, estate)
    subject = _subject(check, case, everything)
    return tuple(one for one in judge(check, decision, scene) if one.resource == (subject.urn if subject else ""))


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
    scene = Scene.of(everything, links.join([everything], catalog.joins()))
    return {subject.urn, *(one.urn for one in _Company(check, scene).of(subject))}


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
                first = _UNKNOWN if case.mode == "preview" else ids[names[0]]
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
    if value == UNKNOWN:
        return _UNKNOWN
    if value == SECRET:
        return dict(_SECRET)
    if isinstance(value, dict):
        return {key: _marked(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_marked(member) for member in value]
    return value


def _blur(resource: Resource, path: str) -> Resource:
    """The resource with the first place of a read path unknown."""
    props = copy.deepcopy(dict(resource.props))
    place = _place(props, path)
    _remove(props, place)
    return evolve(resource, props=props, unknown=(*resource.unknown, place))


def _without(resource: Resource, path: str) -> Resource:
    """The resource without any value on a read path."""
    props = copy.deepcopy(dict(resource.props))
    _cut(props, [step for part in path.split(".") for step in part.replace("[]", ".[]").split(".")])
    return evolve(resource, props=props)


def _place(props: Any, path: str) -> tuple[str | int, ...]:
    place: list[str | int] = []
    value = props
    for step in (step for part in path.split(".") for step in part.replace("[]", ".[]").split(".")):
        if step == "[]":
            place.append(0)
            value = value[0] if isinstance(value, list) and value else None
        else:
            place.append(step)
            value = value.get(step) if isinstance(value, Mapping) else None
    return tuple(place)


def _remove(props: Any, place: tuple[str | int, ...]) -> None:
    holder = props
    for step in place[:-1]:
        if isinstance(step, int):
            if not isinstance(holder, list) or not holder:
                return
            holder = holder[step]
        else:
            if not isinstance(holder, dict) or step not in holder:
                return
            holder = holder[step]
    last = place[-1]
    if isinstance(last, int):
        if isinstance(holder, list) and holder:
            holder[last] = None
    elif isinstance(holder, dict):
        holder.pop(last, None)


def _cut(value: Any, steps: list[str]) -> None:
    head, rest = steps[0], steps[1:]
    if head == "[]":
        if isinstance(value, list):
            if rest:
                for member in value:
                    _cut(member, rest)
            else:
                value.clear()
    elif isinstance(value, dict):
        if rest:
            _cut(value.get(head), rest)
        else:
            value.pop(head, None)


__all__ = ["NOW", "Outcome", "Result", "outcome_of", "run_case", "run_cases", "run_generated"]

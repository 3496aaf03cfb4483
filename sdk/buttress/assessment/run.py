"""One run: snapshots in, an Assessment out."""

from __future__ import annotations

import datetime as dt
import fnmatch
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from buttress import __version__
from buttress.assessment import accounts, coverage, levels, organizations, parameters, waivers
from buttress.assessment.adjustments import adjustments
from buttress.assessment.evaluation import evaluate
from buttress.assessment.neighbours import Neighbours
from buttress.catalog import Catalog
from buttress.engine import Engine
from buttress.errors import StateError
from buttress.model import Assessment, Check, EstateAssessment, Finding, NotEvaluated, Outcome, Resource, Snapshot, StackAssessment, Waiver
from buttress.settings import Settings
from buttress.state.positions import by_urn

FRESH_DAYS = 180
"""How old the facts that a check goes by may be before an assessment says so."""

_INTERNAL = "pulumi:"
_PROVIDERS = "pulumi:providers:"
_REASONS = {
    "aws-native": "aws-native types are not covered; the aws provider's are",
    "azure": "the classic azure provider is not covered; azure-native is",
    "gcp": "Google Cloud is not covered",
    "kubernetes": "Kubernetes is not covered",
}


def assess(
    snapshots: Iterable[Snapshot],
    *,
    catalog: Catalog,
    opa: Engine,
    now: dt.datetime,
    assessed_at: dt.datetime | None = None,
    settings: Settings | None = None,
    estate: bool = False,
    on_stack: Callable[[Snapshot], None] | None = None,
) -> Assessment:
    """The assessment of these snapshots by every check of the catalog.

    `now` is the moment to judge by. With `estate` the stacks are grouped by account or subscription, else by `settings.estates`, and
    companions in other stacks of an estate count; without either, estate checks are `not_applicable`. Raises EngineError if OPA is
    lost: there is no partial assessment.
    """
    chosen = settings or Settings()
    levels.validate(catalog, chosen)
    values = parameters.resolve(catalog, chosen)
    coverage.validate(catalog, chosen)
    given = waivers.load_waivers(chosen.waivers_file, catalog) if chosen.waivers_file else ()
    honoured = waivers.approved(given, chosen)
    today = now.astimezone(dt.UTC).date()
    grouped = estate or bool(chosen.estates)
    stacks: list[StackAssessment] = []
    kept: list[Snapshot] = []
    seen: dict[str, str] = {}
    for snapshot in snapshots:
        _reject_duplicate(snapshot, seen)
        kept.append(snapshot)
    groups = _estates(kept, chosen, by_account=estate) if grouped else {}
    neighbours = _neighbours(kept, groups, catalog) if grouped and len(kept) > 1 else None
    for number, snapshot in enumerate(kept):
        if on_stack:
            on_stack(snapshot)
        beside = neighbours.beside(number) if neighbours else []
        judged = (*_stack(snapshot, beside, catalog, opa, now, values, chosen), *_not_asked(snapshot, catalog, chosen, by_account=estate))
        inline = _inline_waivers(snapshot, chosen)
        findings = _sorted(waivers.apply(judged, (*honoured, *inline), today))
        warnings = (*(() if estate else _absent(snapshot, kept, chosen)), *_outdated(findings, catalog, today))
        stacks.append(_assessed(snapshot, findings, catalog, warnings))
    estates = []
    controls = organizations.controls({name: [one for _, held in members for one in held] for name, members in groups.items()})
    for name, members in groups.items():
        asked_of = _estate(name, members, catalog, opa, now, values, chosen, beside=controls.get(name, []))
        found = coverage.apply(name, asked_of, chosen.covered_by)
        if found:
            estates.append(EstateAssessment(id=name, stacks=_labels(members), findings=_sorted(waivers.apply(found, honoured, today))))
    everything = [finding for stack in stacks for finding in stack.findings] + [finding for one in estates for finding in one.findings]
    return Assessment(
        buttress=__version__,
        policies=catalog.digest,
        assessed_at=assessed_at or now,
        now=now,
        stacks=tuple(sorted(stacks, key=lambda one: (one.stack.organization, one.stack.project, one.stack.name, one.stack.source))),
        estates=tuple(estates),
        checks=catalog.checks,
        frameworks=catalog.frameworks,
        waiver_problems=waivers.problems(given, everything, catalog, chosen, today),
        parameters=values,
        adjustments=adjustments(catalog, chosen),
    )


def _neighbours(
    snapshots: Sequence[Snapshot], groups: Mapping[str, Sequence[tuple[Snapshot, tuple[Resource, ...]]]], catalog: Catalog
) -> Neighbours:
    """The stacks as each other's neighbours. Whether two stacks whose account nothing tells share it is not known."""
    estates = {
        name: {one.urn for _, resources in members for one in resources}
        for name, members in groups.items()
        if not name.endswith(f":{accounts.NAMELESS}")
    }
    everywhere = frozenset(kind for check in catalog.checks.values() for kind, names in check.companions.items() if "" in names)
    return Neighbours.of(snapshots, estates, joins=catalog.joins(), types=catalog.types(), everywhere=everywhere)


def _stack(
    snapshot: Snapshot,
    beside: Sequence[Sequence[Resource]],
    catalog: Catalog,
    opa: Engine,
    now: dt.datetime,
    values: Mapping[str, Mapping[str, Any]],
    settings: Settings,
) -> tuple[Finding, ...]:
    return evaluate(
        [snapshot.resources],
        [check for check in catalog.checks.values() if check.scope != "estate" and asked(check, settings)],
        opa,
        joins=catalog.joins(),
        mode=snapshot.mode,
        now=now,
        parameters=values,
        stack=snapshot.stack,
        beside=beside,
    )


def _estate(
    name: str,
    members: Sequence[tuple[Snapshot, tuple[Resource, ...]]],
    catalog: Catalog,
    opa: Engine,
    now: dt.datetime,
    values: Mapping[str, Mapping[str, Any]],
    settings: Settings,
    *,
    beside: Sequence[Resource],
) -> tuple[Finding, ...]:
    cloud = name.partition(":")[0]
    # A resource that names no region is in its provider's.
    providers = [[one for one in snapshot.resources if one.type.startswith(_PROVIDERS)] for snapshot, _ in members]
    return evaluate(
        [[*resources, *own] for (_, resources), own in zip(members, providers, strict=True)],
        [
            one
            for one in catalog.checks.values()
            if one.scope == "estate" and accounts.cloud_of(one.population[0]) == cloud and asked(one, settings)
        ],
        opa,
        joins=catalog.joins(),
        mode="preview" if any(snapshot.mode == "preview" for snapshot, _ in members) else "state",
        now=now,
        parameters=values,
        estate=name,
        estate_stacks=_labels(members),
        beside=[beside],
    )


def _labels(members: Sequence[tuple[Snapshot, tuple[Resource, ...]]]) -> tuple[str, ...]:
    return tuple(sorted({snapshot.stack.label for snapshot, _ in members}))


def _estates(
    snapshots: Sequence[Snapshot], settings: Settings, *, by_account: bool
) -> dict[str, list[tuple[Snapshot, tuple[Resource, ...]]]]:
    result: dict[str, list[tuple[Snapshot, tuple[Resource, ...]]]] = {}
    if settings.estates and not by_account:
        for name, patterns in settings.estates.items():
            cloud = name.partition(":")[0]
            members = [one for one in snapshots if _matches(patterns, one)]
            if not members:
                raise settings.document.fail(f"estates.{name} matches none of the given stacks", ("estates", name))
            result[name] = [(one, tuple(r for r in one.resources if accounts.cloud_of(r.type) == cloud)) for one in members]
        return result
    for snapshot in snapshots:
        for name, resources in accounts.group(snapshot.resources).items():
            result.setdefault(name, []).append((snapshot, resources))
    return dict(sorted(result.items()))


def _absent(snapshot: Snapshot, given: Sequence[Snapshot], settings: Settings) -> tuple[str, ...]:
    """A warning for each pattern of the stack's estates that none of the given stacks matches: the estate is judged without them."""
    return tuple(
        f"{settings.document.where(('estates', name, number))}: the estate {name} is judged without {pattern}: no given stack matches it"
        for name, patterns in settings.estates.items()
        if _matches(patterns, snapshot)
        for number, pattern in enumerate(patterns)
        if not any(_matches([pattern], one) for one in given)
    )


def _outdated(findings: Iterable[Finding], catalog: Catalog, today: dt.date) -> tuple[str, ...]:
    """A warning for each check that passed something by facts that are older than they should be."""
    passed = sorted({one.check for one in findings if one.outcome is Outcome.PASS})
    return tuple(
        f"{check} goes by dates of {day}, more than {FRESH_DAYS} days old, and may pass what has ended since: update Buttress"
        for check in passed
        if (day := catalog.checks[check].as_of) is not None and (today - day).days > FRESH_DAYS
    )


def _assessed(snapshot: Snapshot, findings: tuple[Finding, ...], catalog: Catalog, warnings: tuple[str, ...]) -> StackAssessment:
    return StackAssessment(
        stack=snapshot.stack,
        resources=len(snapshot.resources),
        digest=snapshot.digest,
        mode=snapshot.mode,
        findings=findings,
        not_evaluated=(*_not_evaluated(snapshot, catalog.types()), *snapshot.omitted),
        warnings=(*snapshot.warnings, *warnings),
        positions=by_urn(snapshot.resources),
        unknown_values=sum(path.head in resource.declared for resource in snapshot.resources for path in resource.unknown),
    )


def _not_evaluated(snapshot: Snapshot, types: frozenset[str]) -> tuple[NotEvaluated, ...]:
    counts = Counter(one.type for one in snapshot.resources if one.custom and one.type not in types and not one.type.startswith(_INTERNAL))
    listed = [NotEvaluated(type=kind or "(no type)", count=count, reason=_reason(kind)) for kind, count in sorted(counts.items())]
    return tuple(listed)


def _reason(kind: str) -> str:
    if kind.endswith("?"):
        return "whether it is a single or a flexible server is not known"
    return _REASONS.get(kind.partition(":")[0], "no check reads this type")


def _inline_waivers(snapshot: Snapshot, settings: Settings) -> tuple[Waiver, ...]:
    if not settings.hears_code(snapshot.mode):
        return ()
    return tuple(waiver for one in snapshot.justifications for waiver in waivers.from_justification(one))


def _not_asked(snapshot: Snapshot, catalog: Catalog, settings: Settings, *, by_account: bool) -> Iterator[Finding]:
    """A finding for each check that is off, and for each estate check that is not asked of any estate with this stack in it: why."""
    held = {accounts.cloud_of(one.type) for one in snapshot.resources}
    declared = {name.partition(":")[0] for name, patterns in settings.estates.items() if _matches(patterns, snapshot)}
    covered = held if by_account else declared
    for check in catalog.checks.values():
        if not asked(check, settings):
            yield _unasked(check, "off unless asked for: give the check a level or a parameter in buttress.yaml")
            continue
        cloud = accounts.cloud_of(check.population[0])
        if check.scope != "estate" or (cloud and cloud in covered):
            continue
        if not by_account and not settings.estates:
            reason = "estate not given: this check asks about a whole account or subscription (--estate, or estates: in buttress.yaml)"
        elif cloud not in held:
            reason = "the stack holds no resource of the cloud that this check asks about"
        else:
            reason = "no estate of buttress.yaml takes in the stack's resources of this cloud"
        yield _unasked(check, reason)


def asked(check: Check, settings: Settings) -> bool:
    """Whether a check runs: an opt-in one only where the settings ask for it."""
    return not check.opt_in or settings.asks_for(check.id)


def _unasked(check: Check, reason: str) -> Finding:
    return Finding(
        check=check.id,
        resource="",
        outcome=Outcome.NOT_APPLICABLE,
        severity=check.severity,
        message=reason,
        criteria=check.criteria,
        controls=check.controls,
    )


def _matches(patterns: Iterable[str], snapshot: Snapshot) -> bool:
    return any(fnmatch.fnmatchcase(snapshot.stack.label, pattern) for pattern in patterns)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: one.order))


def _reject_duplicate(snapshot: Snapshot, seen: dict[str, str]) -> None:
    """The same stack given twice would count each of its findings twice."""
    root = next((one.urn for one in snapshot.resources), "")
    key = f"{snapshot.stack.organization}/{snapshot.stack.project}/{snapshot.stack.name}" if root else ""
    if key and key in seen:
        raise StateError(
            f"the stack {snapshot.stack.label} is given twice", where=snapshot.stack.source, hint=f"it was read from {seen[key]} already"
        )
    if key:
        seen[key] = snapshot.stack.source

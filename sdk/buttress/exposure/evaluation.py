"""From an assessment and a model to an Exposure. Pure and deterministic: time comes with the assessment, the seed with the model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from buttress.errors import ConfigError
from buttress.exposure.audit.deviations import Clock
from buttress.exposure.audit.evidence import Evidence, History, Observed, gather
from buttress.exposure.model import defaults
from buttress.exposure.model.inputs import ExposureModel
from buttress.exposure.model.reading import default_model
from buttress.exposure.result import Exposure
from buttress.model import Assessment
from buttress.text import nearest

if TYPE_CHECKING:
    import datetime as dt


@frozen(kw_only=True)
class WhatIf:
    """A question: fix these controls, accept those for good, as of a date.

    `fix` are fixed on `date` (today if None). With a date and no `fix`, everything is fixed on that date: the floor becomes
    the price of waiting until then. `accept` are left as they are and stay out of the plan.
    """

    fix: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    date: dt.date | None = None


def evaluate(assessment: Assessment, model: ExposureModel, *, history: Mapping[str, Observed] | None = None) -> Exposure:
    """The exposure of an assessment under a model: the same inputs give the same bytes.

    `history` holds what a ledger observed in the period, by control id; without it the assessment is one observation, and what
    nobody saw follows the stated priors. Raises ConfigError where the model names something that does not exist.
    """
    return simulate(assessment, WhatIf(), model, history=history)


def simulate(
    assessment: Assessment,
    what_if: WhatIf,
    model: ExposureModel | None = None,
    *,
    history: Mapping[str, Observed] | None = None,
) -> Exposure:
    """The exposure under a what-if, over the same random numbers as without it: fixing anything never raises a loss.

    Without a model the illustrative defaults hold. Raises ConfigError where what_if or model name something that does not exist.
    """
    from buttress.exposure.assembly import assemble
    from buttress.exposure.loss.scenarios import prepare

    if model is None:
        model = default_model(assessment.now.date())
    found: History = dict(history or {})
    if model.framework not in assessment.frameworks:
        where = model.places.get(f"scope:{model.framework}", "scope")
        raise _missing("framework", model.framework, set(assessment.frameworks), where)
    evidence = gather(assessment, model)
    warnings = [*model.warnings, *_unknown_names(assessment, evidence, model, what_if, found)]
    clock = Clock(start=model.period.start, now=assessment.now.date(), end=model.period.end)
    if clock.now < clock.start:
        warnings.append(f"the period opens only on {clock.start}: what fails now counts once it has opened")
    if clock.now >= clock.end:
        warnings.append(f"the period ended on {clock.end}, before this assessment: nothing fixed now changes it")
    if what_if.date is not None and what_if.date < clock.now:
        raise ConfigError(f"{what_if.date} lies before the assessment of {clock.now}", hint="give a date from the assessment on")
    if what_if.date is not None and what_if.date >= clock.end:
        warnings.append(f"{what_if.date} lies beyond the period, which ends on {clock.end}: what is fixed then no longer counts in it")
    both = sorted({*what_if.fix} & {*what_if.accept})
    if both:
        raise ConfigError(f"{', '.join(both)} cannot be fixed and accepted at once", where="--fix, --accept", hint="keep one of the two")
    if what_if.accept:
        model = evolve(model, accepted=tuple(sorted({*model.accepted, *what_if.accept})))
    return assemble(
        prepare(evidence, model, clock, found),
        now=assessment.now,
        fix=what_if.fix,
        date=what_if.date,
        warnings=tuple(warnings),
        digest=_digest(assessment, model, found, what_if),
    )


def _unknown_names(assessment: Assessment, evidence: Evidence, model: ExposureModel, what_if: WhatIf, history: History) -> list[str]:
    """Warnings about names that exist but lie out of scope. Raises ConfigError on names that do not exist."""
    return [
        *_unknown_controls(assessment, evidence, model, what_if, history),
        *_unknown_criteria(assessment, evidence, model),
        *_unknown_checks(assessment, model),
    ]


def _unknown_controls(assessment: Assessment, evidence: Evidence, model: ExposureModel, what_if: WhatIf, history: History) -> Iterator[str]:
    controls = {control.id for control in assessment.frameworks[model.framework].controls}
    scope = {one.control.id for one in evidence.controls}
    named: list[tuple[str, Sequence[str]]] = [
        ("causes", [name for cause in model.causes for name in cause.controls]),
        ("compensations", [name for pair in model.compensations for name in (pair.control, pair.by)]),
        ("precedence", [name for row in model.precedence for name in (row.first, row.then)]),
        ("accepted", model.accepted),
        ("--fix", what_if.fix),
        ("--accept", what_if.accept),
        ("history", list(history)),
    ]
    for section, names in named:
        for name in names:
            if name not in controls:
                raise _missing("control", name, controls, model.places.get(f"{section}:{name}", section))
            if name not in scope and section != "history":
                yield f"{section}: {name} serves no criterion in scope"


def _unknown_criteria(assessment: Assessment, evidence: Evidence, model: ExposureModel) -> Iterator[str]:
    framework = assessment.frameworks[model.framework]
    criteria = {criterion.id for criterion in framework.criteria}
    scope = {criterion.id for criterion in evidence.criteria}
    for contract in model.contracts:
        for name in contract.trigger.criteria:
            if name not in criteria:
                raise _missing("criterion", name, criteria, model.places.get(f"contracts:{name}", f"contract {contract.id}"))
            if name not in scope:
                yield f"contract {contract.id}: {name} is not in scope and cannot trigger it"
    for kind, names, known in (("category", model.categories, set(framework.categories)), ("criterion", model.criteria, criteria)):
        for name in names:
            if name not in known:
                raise _missing(kind, name, known, model.places.get(f"scope:{name}", "scope"))


def _unknown_checks(assessment: Assessment, model: ExposureModel) -> Iterator[str]:
    controls = {control.id for control in assessment.frameworks[model.framework].controls}
    checks = set(assessment.checks) | {check for control in assessment.frameworks[model.framework].controls for check in control.checks}
    for section, names in (("design_deficiencies", model.design_deficiencies), ("fixes", tuple(model.fixes))):
        for name in names:
            if name not in checks and not (section == "fixes" and name in controls):
                raise _missing("check", name, checks, model.places.get(f"{section}:{name}", section))
    judged = {finding.check for finding in assessment.findings()}
    for name in model.design_deficiencies:
        if name not in judged:
            yield f"design_deficiencies: {name} judged nothing in this assessment"


def _missing(kind: str, name: str, known: set[str], where: str) -> ConfigError:
    return ConfigError(
        f"there is no {kind} {name}",
        where=where,
        hint=nearest(name, known) or f"{len(known)} are known; see `buttress catalog`",
    )


def _digest(assessment: Assessment, model: ExposureModel, history: History, what_if: WhatIf) -> str:
    """The SHA-256 of all that the result depends on."""
    body = {
        "model": model.digest,
        "version": defaults.MODEL_VERSION,
        "policies": assessment.policies,
        "now": assessment.now.isoformat(),
        "findings": sorted(
            [finding.check, finding.resource, finding.outcome.value, finding.severity.value] for finding in assessment.findings()
        ),
        "history": {name: repr(history[name]) for name in sorted(history)},
        "framework": repr(assessment.frameworks[model.framework].controls),
        "what_if": repr(what_if),
        "seed": model.seed,
    }
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()

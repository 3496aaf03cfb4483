"""Scenarios over one body of evidence: who fails together, and each control's chances when fixed on a given day."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from attrs import frozen

from buttress.errors import ConfigError
from buttress.exposure.audit.causes import structure_of
from buttress.exposure.audit.deviations import Clock, Judgement, audit_control, unsupported
from buttress.exposure.audit.evidence import Evidence, History
from buttress.exposure.audit.structure import Floats, Profile, Structure
from buttress.exposure.loss.losses import Class, Losses, event_of, is_cured, makespan_days, touching
from buttress.exposure.model.inputs import ExposureModel
from buttress.model import Severity

NEVER = math.inf
_MOST_CRITERIA = 64
_MOST_COMPENSATORS = 12


@frozen(kw_only=True, eq=False)
class Scenario:
    """One scenario: its chances, whether the audit ends in a disclaimer, and the contracts that are cured in time."""

    profile: Profile
    disclaimed: bool = False
    cured: frozenset[str] = frozenset()


@frozen(kw_only=True, eq=False)
class ExposureInputs:
    """Everything that stays the same between scenarios. `weeks` is the effort to fix each control that has something to fix."""

    evidence: Evidence
    model: ExposureModel
    clock: Clock
    history: History
    structure: Structure
    weeks: Mapping[str, float]

    def judgements(self, repaired_in: Sequence[float]) -> list[Judgement]:
        """How the auditor is expected to see every control, each fixed after its number of days."""
        return [
            audit_control(one, self.model, self.clock, self.history.get(one.control.id), days)
            for one, days in zip(self.evidence.controls, repaired_in, strict=True)
        ]

    def profile(self, judgements: Sequence[Judgement]) -> Profile:
        """The arrays of these judgements; leaks are appended.

        What was seen to fail reaches the criteria that the failing checks support; where only the past of a control shows deviations,
        or it fails as a whole, all of its criteria.
        """
        controls = self.evidence.controls
        latent = [one.unseen.ineffective for one in judgements]
        failed = [max(one.seen.ineffective, one.unseen.ineffective) for one in judgements]
        latent_excepted = [max(one.unseen.exception, one.unseen.ineffective) for one in judgements]
        excepted = [max(one.seen.exception, bad, other) for one, bad, other in zip(judgements, failed, latent_excepted, strict=True)]
        seen = [one.reached or one.whole for one in controls]
        return self._profile(failed, latent, excepted, latent_excepted, seen)

    def inherent(self) -> Profile:
        """No control works: each fails as a whole, for certain, with the weight of the worst thing it guards against."""
        present = [float(one.basis != "did not occur") for one in self.evidence.controls]
        return self._profile(present, present, present, present, [one.whole for one in self.evidence.controls])

    def _profile(
        self,
        failed: Sequence[float],
        latent: Sequence[float],
        excepted: Sequence[float],
        latent_excepted: Sequence[float],
        seen: Sequence[Mapping[str, Severity]],
    ) -> Profile:
        structure, leak = self.structure, self.model.assumptions.leak
        leaks = structure.size - structure.players
        single = structure.criteria[structure.players :]

        def column(values: Sequence[float], last: float) -> Floats:
            return np.array([*values, *([last] * leaks)], dtype=np.float64)

        def weights(reached: Sequence[Mapping[str, Severity]]) -> Floats:
            table = np.zeros((structure.size, len(structure.criterion_names)))
            for row, (one, found) in enumerate(zip(self.evidence.controls, reached, strict=True)):
                for name, severity in found.items():
                    key = one.control.key
                    table[row, structure.criterion_names.index(name)] = (
                        self.model.assumptions.key_weight if key else self.model.assumptions.weights[severity]
                    )
            for row, mask in enumerate(single, start=structure.players):
                table[row, int(mask).bit_length() - 1] = leak
            return table

        weight = weights(seen)
        return Profile(
            failed=column(failed, 1.0),
            latent=column(latent, 0.0),
            excepted=column(excepted, leak),
            latent_excepted=column(latent_excepted, 0.0),
            weight=weight,
            latent_weight=np.maximum(weight, weights([one.whole for one in self.evidence.controls])),
            reach=np.array([*(structure.mask(tuple(names)) for names in seen), *single], dtype=np.uint64),
            latent_reach=structure.criteria,
        )

    def disclaimed(self, repaired_in: Sequence[float]) -> bool:
        """Whether so many controls lack evidence that the auditor would disclaim."""
        judged = [
            unsupported(one, self.model, self.clock, self.history.get(one.control.id), days)
            for one, days in zip(self.evidence.controls, repaired_in, strict=True)
            if one.basis not in {"manual", "did not occur"}
        ]
        return bool(judged) and sum(judged) / len(judged) >= self.model.assumptions.disclaimer_share

    def scenario(self, losses: Losses, repaired_in: Sequence[float]) -> Scenario:
        """The scenario on which control i is fixed after `repaired_in[i]` days (NEVER: not in the period)."""
        return Scenario(
            profile=self.profile(self.judgements(repaired_in)),
            disclaimed=self.disclaimed(repaired_in),
            cured=self.cured(losses, repaired_in),
        )

    def cure_days(self, losses: Losses, repaired_in: Sequence[float]) -> dict[str, float]:
        """For each contract, the days until a cure is accepted: the makespan of what its trigger depends on and is still open."""
        open_now = {
            one.control.id
            for one, days in zip(self.evidence.controls, repaired_in, strict=True)
            if one.control.id in self.weeks and days == NEVER
        }
        found: dict[str, float] = {}
        for pool in losses.pools:
            for contract, position in zip(pool.contracts, pool.of, strict=True):
                touched = touching(event_of(_cure_class(pool.classes[position])), self.structure)
                found[contract.id] = makespan_days(
                    self.weeks, [name for name in touched if name in open_now], self.model.assumptions.retest_days
                )
        return found

    def cured(self, losses: Losses, repaired_in: Sequence[float]) -> frozenset[str]:
        """The contracts whose cure comes in time."""
        days = self.cure_days(losses, repaired_in)
        return frozenset(
            contract.id
            for contract in self.model.contracts
            if contract.trigger.kind != "late" and is_cured(days[contract.id], contract.cure_days, contract.notice_days)
        )


def prepare(evidence: Evidence, model: ExposureModel, clock: Clock, history: History) -> ExposureInputs:
    """The case of this evidence. Raises ConfigError with file and line where the model names a control, check or criterion that
    does not exist, puts more than 64 criteria in scope, or has more than 12 controls compensate.
    """
    if len(evidence.criteria) > _MOST_CRITERIA:
        raise ConfigError(
            f"{len(evidence.criteria)} criteria are in scope; at most {_MOST_CRITERIA} are modelled",
            where=model.file or None,
            hint="narrow scope.categories",
        )
    if not evidence.criteria:
        raise ConfigError("no criterion is in scope", where=model.file or None, hint="widen scope.categories")
    if not evidence.controls:
        raise ConfigError("no control serves a criterion in scope", where=model.file or None, hint="widen scope.categories")
    structure = structure_of(evidence, model)
    if len(structure.compensators()) > _MOST_COMPENSATORS:
        raise ConfigError(
            f"{len(structure.compensators())} controls compensate for others; at most {_MOST_COMPENSATORS} are modelled",
            where=model.file or None,
            hint="keep the compensations that an auditor would accept",
        )
    return ExposureInputs(
        evidence=evidence, model=model, clock=clock, history=history, structure=structure, weeks=_weeks(evidence, model, clock, history)
    )


def _weeks(evidence: Evidence, model: ExposureModel, clock: Clock, history: History) -> dict[str, float]:
    assumptions = model.assumptions
    found: dict[str, float] = {}
    for one in evidence.controls:
        observed = history.get(one.control.id)
        blind = unsupported(one, model, clock, observed, NEVER) and not unsupported(one, model, clock, observed, 0)
        fixable = one.failing or blind
        if not fixable and not (observed and observed.deviations):
            continue
        given = model.fixes.get(one.control.id)
        if given is not None and given.weeks is not None:
            found[one.control.id] = given.weeks
            continue
        counts: dict[str, int] = defaultdict(int)
        for check, _ in one.failing:
            counts[check] += 1
        effort = 0.0
        for check, count in counts.items():
            fix = model.fixes.get(check)
            if fix is not None and fix.weeks is not None:
                effort += fix.weeks
            else:
                effort += assumptions.effort_weeks[one.failing_severity[check]] + assumptions.effort_weeks_per_resource * (count - 1)
        found[one.control.id] = round(effort, 6) if counts else assumptions.effort_weeks[one.worst]
    return found


def _cure_class(one: Class) -> Class:
    return one if one[0] in {"hit", "exception"} else ("adverse", 0)

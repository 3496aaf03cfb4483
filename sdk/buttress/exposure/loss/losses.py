"""From criteria and opinion to money: triggers, caps, cure, the company's own costs and, apart from them, revenue at risk.

Every line that depends on "at least one of these controls fails" is a linear function of probabilities of the form
P(none of a set), which `structure` gives exactly. What depends on how many criteria are unmet (an adverse opinion) is evaluated
over the distribution of sets in `opinions`.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from buttress.errors import ConfigError
from buttress.exposure.audit.opinions import Outcomes, adverse, subset_chances
from buttress.exposure.audit.structure import Event, Floats, Masks, Structure, Tables, chance_of_none, modified
from buttress.exposure.model.inputs import Contract, ExposureModel

LineId = Literal["liquidated_damages", "retainer_forfeiture", "remediation_consulting", "monitoring", "audit_support", "engineering"]
LINES: tuple[tuple[LineId, str, Literal["primary", "secondary"]], ...] = (
    ("liquidated_damages", "Liquidated damages", "secondary"),
    ("retainer_forfeiture", "Audit retainer forfeited", "primary"),
    ("remediation_consulting", "Remediation consulting", "primary"),
    ("monitoring", "Additional monitoring", "primary"),
    ("audit_support", "Third-party audit support", "primary"),
    ("engineering", "Engineering time", "primary"),
)

_ATOMS = 64
_MOST_ATOMS = 512
_MOST_CLASSES = 10
_YEAR = 365.25
_HORIZON_DAYS = 365

Class = tuple[Literal["hit", "exception", "adverse", "always", "never"], int]
"""A distinct trigger: its kind and the criteria it names, as bits."""


@frozen(kw_only=True, eq=False)
class Pool:
    """Contracts under one cap: one master agreement, or one contract by itself.

    `classes` are their distinct triggers, `of` (contracts,) the class of each. `counted` says that one of them depends on the
    opinion being adverse, so that the pool needs the distribution of sets.
    """

    contracts: tuple[Contract, ...]
    classes: tuple[Class, ...]
    of: tuple[int, ...]
    cap: int | None

    @property
    def counted(self) -> bool:
        return any(kind == "adverse" for kind, _ in self.classes)


@frozen(kw_only=True, eq=False)
class Losses:
    """Everything compiled: the pools, the events behind their triggers, and the mean of each line of the company's own."""

    model: ExposureModel
    structure: Structure
    pools: tuple[Pool, ...]
    means: Mapping[LineId, float]
    adverse_share: float
    retainer_if_qualified: float

    @property
    def asks_exceptions(self) -> bool:
        """Whether a trigger depends on exceptions, not only on unmet criteria."""
        return any(kind == "exception" for pool in self.pools for kind, _ in pool.classes)


@frozen(kw_only=True)
class Expectation:
    """Expected amounts (minor units, not rounded) and probabilities under one profile."""

    lines: Mapping[LineId, float]
    contracts: Mapping[str, float]
    triggers: Mapping[str, float]
    revenue: Mapping[str, float]
    opinions: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(self.lines.values())


def compile_losses(model: ExposureModel, structure: Structure, pools: tuple[Pool, ...] | None = None) -> Losses:
    """The losses of a model over its criteria; `pools` are those of the same contracts, if they were compiled before.

    Raises ConfigError where one master agreement has more than ten different triggers.
    """
    costs, team = model.costs, model.team
    means: dict[LineId, float] = {
        "retainer_forfeiture": costs.retainer_forfeiture.mean,
        "remediation_consulting": costs.remediation_consulting.mean,
        "monitoring": costs.monitoring.mean * costs.months_to_clean_report.mean,
        "audit_support": costs.audit_support.mean,
        "engineering": costs.engineering_weeks.mean * team.people * team.weekly_rate.mean,
    }
    return Losses(
        model=model,
        structure=structure,
        pools=_pools(model, structure) if pools is None else pools,
        means=means,
        adverse_share=model.assumptions.adverse_share,
        retainer_if_qualified=model.assumptions.retainer_if_qualified,
    )


def _pools(model: ExposureModel, structure: Structure) -> tuple[Pool, ...]:
    pools: list[Pool] = []
    grouped: dict[str, list[Contract]] = {}
    for contract in model.contracts:
        grouped.setdefault(contract.master_agreement or f"\0{contract.id}", []).append(contract)
    for name, contracts in grouped.items():
        classes = [_class(contract, model, structure) for contract in contracts]
        distinct = tuple(sorted(set(classes)))
        if len(distinct) > _MOST_CLASSES:
            raise ConfigError(
                f"the master agreement {name} has {len(distinct)} different triggers; at most {_MOST_CLASSES} are modelled",
                where=model.file,
                hint="give contracts that pay on the same event the same trigger",
            )
        agreement = model.master_agreements.get(name)
        pools.append(
            Pool(
                contracts=tuple(contracts),
                classes=distinct,
                of=tuple(distinct.index(one) for one in classes),
                cap=agreement.cap if agreement else None,
            )
        )
    return tuple(pools)


def event_of(one: Class) -> Event | None:
    """The event behind a trigger; None where it does not depend on a set of controls."""
    kind, mask = one
    if kind == "hit":
        return Event(hit=mask)
    if kind == "exception":
        return Event(excepted=mask)
    return None


@functools.lru_cache(maxsize=256)
def damages_by_pattern(pool: Pool, cured: frozenset[str]) -> Floats:
    """E[damages of each contract | exactly the classes in this pattern have triggered], shape (2^classes, contracts).

    Pattern b has class j where bit j is set. Under a cap of the pool that binds, the contracts share it in proportion to their own
    (individually capped) damages: E[X_c min(1, cap / sum X)], over equally likely atoms whose means are exact.
    """
    count = len(pool.contracts)
    table = np.zeros((1 << len(pool.classes), count))
    for pattern in range(len(table)):
        active = [
            position
            for position, contract in enumerate(pool.contracts)
            if pattern >> pool.of[position] & 1 and contract.liquidated_damages is not None and contract.id not in cured
        ]
        means = [_own_mean(pool.contracts[position]) for position in active]
        if pool.cap is None or sum(_most(pool.contracts[position]) for position in active) <= pool.cap:
            table[pattern, active] = means
            continue
        for position in active:
            own = _own_atoms(pool.contracts[position], _ATOMS)
            rest = _sum_atoms([pool.contracts[other] for other in active if other != position])
            total = own[:, None] + rest[None, :]
            shared = own[:, None] * np.minimum(1.0, pool.cap / np.where(total > 0, total, 1.0))
            table[pattern, position] = shared.mean()
    return table


def pattern_chances(pool: Pool, losses: Losses, found: Tables, profile: int, *, disclaimed: bool) -> Floats:
    """P(exactly this pattern of classes has triggered), shape (2^classes,), by inclusion and exclusion; for pools that are not counted."""
    count = len(pool.classes)
    none = np.ones(1 << count)
    for pattern in range(1, 1 << count):
        none[pattern] = _none(pool, pattern, losses.structure, found, profile, disclaimed=disclaimed)
    return subset_chances(none)


def patterns(
    pool: Pool, structure: Structure, unmet: Masks, excepted: Masks, is_adverse: NDArray[np.bool_], *, disclaimed: bool
) -> NDArray[np.intp]:
    """The pattern of triggered classes for each pair of sets (M,)."""
    found = np.zeros(len(unmet), dtype=np.intp)
    for position, (kind, mask) in enumerate(pool.classes):
        bits = np.uint64(mask)
        triggered: NDArray[np.bool_]
        if kind == "hit":
            triggered = ((unmet & bits) != 0) | (disclaimed and mask == structure.everything)
        elif kind == "exception":
            triggered = ((excepted | unmet) & bits) != 0
        elif kind == "adverse":
            triggered = is_adverse | disclaimed
        else:
            triggered = np.full(len(found), kind == "always")
        found |= triggered.astype(np.intp) << position
    return found


def expect(
    losses: Losses, found: Tables, profile: int, outcomes: Outcomes, *, disclaimed: bool, cured: frozenset[str], exact: bool
) -> Expectation:
    """Expected losses under one profile. `exact` uses the product formulas; otherwise everything is averaged over `outcomes`."""
    structure = losses.structure
    is_adverse = adverse(outcomes.unmet, structure, losses.adverse_share)
    p_adverse = float(outcomes.weights @ is_adverse)
    p_modified = 1 - chance_of_none(found, modified(structure), profile) if exact else float(outcomes.weights @ (outcomes.unmet != 0))
    p_adverse = min(p_adverse, p_modified)
    opinions = {"unmodified": 1 - p_modified, "qualified": p_modified - p_adverse, "adverse": p_adverse, "disclaimer": 0.0}
    if disclaimed:
        opinions = {"unmodified": 0.0, "qualified": 0.0, "adverse": 0.0, "disclaimer": 1.0}
        p_modified = 1.0
    contracts: dict[str, float] = {}
    triggers: dict[str, float] = {}
    for pool in losses.pools:
        damages = damages_by_pattern(pool, cured)
        if exact and not pool.counted:
            chances = pattern_chances(pool, losses, found, profile, disclaimed=disclaimed)
        else:
            index = patterns(pool, structure, outcomes.unmet, outcomes.excepted, is_adverse, disclaimed=disclaimed)
            chances = np.asarray(np.bincount(index, weights=outcomes.weights, minlength=len(damages)), dtype=np.float64)
        amounts = chances @ damages
        for position, contract in enumerate(pool.contracts):
            contracts[contract.id] = float(amounts[position])
            bit = pool.of[position]
            triggers[contract.id] = float(sum(chance for pattern, chance in enumerate(chances) if pattern >> bit & 1))
    severe = opinions["adverse"] + opinions["disclaimer"]
    lines: dict[LineId, float] = {
        "liquidated_damages": sum(contracts.values()),
        "retainer_forfeiture": losses.means["retainer_forfeiture"] * (severe + losses.retainer_if_qualified * opinions["qualified"]),
    }
    for name in ("remediation_consulting", "monitoring", "audit_support", "engineering"):
        lines[name] = losses.means[name] * p_modified
    revenue = {contract.id: revenue_at_risk(contract, losses.model, opinions) for contract in losses.model.contracts}
    return Expectation(
        lines=lines,
        contracts=contracts,
        triggers=triggers,
        revenue={name: amount for name, amount in revenue.items() if amount is not None},
        opinions=opinions,
    )


def revenue_at_risk(contract: Contract, model: ExposureModel, opinions: Mapping[str, float]) -> float | None:
    """Margin expected to leave with the customer, or None where its terms were not given. Never part of the penalties.

    churn by opinion x margin x annual value x years: the rest of the term where the customer may terminate, and what lies
    between the renewal and the horizon, one year after the report. No day counts twice.
    """
    if contract.churn is None or contract.margin is None or contract.annual is None or contract.renewal is None:
        return None
    report = model.period.end.toordinal() + model.auditor.report_days
    horizon = report + _HORIZON_DAYS
    renewal = min(max(contract.renewal.toordinal(), report), horizon)
    days = horizon - renewal + (renewal - report if contract.termination else 0)
    leaving = sum(chance * contract.churn.get(opinion, 0.0) for opinion, chance in opinions.items())
    return leaving * contract.margin * contract.annual * days / _YEAR


def linear_terms(losses: Losses, cured: frozenset[str]) -> list[tuple[Event, float]]:
    """The part of the total loss that is a linear function of P(none): total = sum of coefficient x P(no source of the event).

    An event that asks nothing carries the constant. The part that depends on an adverse opinion is `counted_loss`. Only without
    a disclaimer.
    """
    structure = losses.structure
    terms: dict[Event, float] = {}

    def add(event: Event, coefficient: float) -> None:
        terms[event] = terms.get(event, 0.0) + coefficient

    nothing = Event()
    own = own_costs(losses) + losses.retainer_if_qualified * losses.means["retainer_forfeiture"]
    add(nothing, own)
    add(modified(structure), -own)
    for pool in losses.pools:
        if pool.counted:
            continue
        totals = damages_by_pattern(pool, cured).sum(axis=1)
        count = len(pool.classes)
        full = (1 << count) - 1
        # v = sum_B t(B) P(exactly B) and P(exactly B) is a signed sum of N(D): swap the sums.
        coefficients = totals.copy()
        for bit in range(count):
            step = 1 << bit
            lacks = (np.arange(full + 1) & step) == 0
            coefficients[lacks] -= coefficients[np.flatnonzero(lacks) + step]
        for inside in range(full + 1):
            outside = full - inside
            event: Event | None = nothing
            for position, one in enumerate(pool.classes):
                if not outside >> position & 1 or event is None or one[0] == "never":
                    continue
                other = event_of(one)
                event = None if other is None else event.union(other)
            if event is not None and coefficients[inside]:
                add(event, float(coefficients[inside]))
    return list(terms.items())


@frozen(kw_only=True, eq=False)
class CountedLoss:
    """The expected loss given unmet and excepted criteria: all of it with `everything`, else only what `linear_terms` leaves out,
    which is what depends on how many criteria are unmet. The cure is held. Only without a disclaimer.
    """

    losses: Losses
    pools: tuple[tuple[Pool, Floats], ...]
    everything: bool

    def of(self, unmet: Masks, excepted: Masks) -> Floats:
        """The amount for each pair of sets, shape (M,)."""
        losses = self.losses
        is_adverse = adverse(unmet, losses.structure, losses.adverse_share)
        retainer, qualified = losses.means["retainer_forfeiture"], losses.retainer_if_qualified
        amount = (1 - qualified) * retainer * is_adverse
        if self.everything:
            amount = amount + (own_costs(losses) + qualified * retainer) * (unmet != 0)
        for pool, totals in self.pools:
            amount = amount + totals[patterns(pool, losses.structure, unmet, excepted, is_adverse, disclaimed=False)]
        return np.asarray(amount, dtype=np.float64)


def counted_loss(losses: Losses, cured: frozenset[str], *, everything: bool = False) -> CountedLoss:
    """The loss as a function of sets, the contracts in `cured` left out."""
    pools = tuple((pool, damages_by_pattern(pool, cured).sum(axis=1)) for pool in losses.pools if everything or pool.counted)
    return CountedLoss(losses=losses, pools=pools, everything=everything)


def own_costs(losses: Losses) -> float:
    """The mean of the company's own costs once the opinion is modified, the retainer aside."""
    return sum(amount for name, amount in losses.means.items() if name != "retainer_forfeiture")


def _none(pool: Pool, pattern: int, structure: Structure, found: Tables, profile: int, *, disclaimed: bool) -> float:
    event: Event | None = None
    for position, one in enumerate(pool.classes):
        if not pattern >> position & 1 or one[0] == "never":
            continue
        if one[0] == "always" or (disclaimed and one == ("hit", structure.everything)):
            return 0.0
        other = event_of(one)
        if other is not None:
            event = other if event is None else event.union(other)
    return 1.0 if event is None else chance_of_none(found, event, profile)


def _class(contract: Contract, model: ExposureModel, structure: Structure) -> Class:
    trigger = contract.trigger
    if trigger.kind == "modified":
        return "hit", structure.everything
    if trigger.kind == "adverse":
        return "adverse", 0
    if trigger.kind == "late":
        assert trigger.date is not None  # noqa: S101  (read with its kind)
        due = trigger.date.toordinal()
        report = model.period.end.toordinal() + model.auditor.report_days
        if report > due:
            return "always", 0
        return ("hit", structure.everything) if report + model.auditor.delay_days > due else ("never", 0)
    mask = structure.mask(trigger.criteria)
    if not mask:
        return "never", 0
    return ("hit", mask) if trigger.kind == "criteria" else ("exception", mask)


def _own_mean(contract: Contract) -> float:
    assert contract.liquidated_damages is not None  # noqa: S101  (the caller chose contracts with damages)
    amount = contract.liquidated_damages.scaled(contract.value)
    return amount.mean if contract.cap is None else amount.capped_mean(contract.cap)


def _most(contract: Contract) -> float:
    assert contract.liquidated_damages is not None  # noqa: S101
    most = float("inf") if contract.liquidated_damages.shape == "lognormal" else contract.liquidated_damages.high * contract.value
    return most if contract.cap is None else min(most, contract.cap)


def _own_atoms(contract: Contract, count: int) -> Floats:
    assert contract.liquidated_damages is not None  # noqa: S101
    atoms = contract.liquidated_damages.scaled(contract.value).atoms(count)
    return atoms if contract.cap is None else np.minimum(atoms, contract.cap)


def _sum_atoms(contracts: Sequence[Contract]) -> Floats:
    """Equally likely atoms of a sum of independent damages, at most 512 of them, the mean kept at each step."""
    total = np.zeros(1)
    for contract in contracts:
        total = np.sort((total[:, None] + _own_atoms(contract, _ATOMS)[None, :]).ravel())
        if len(total) > _MOST_ATOMS:
            total = total.reshape(_MOST_ATOMS, -1).mean(axis=1)
    return total


def makespan_days(weeks: Mapping[str, float], controls: Sequence[str], retest_days: int) -> float:
    """Days until the cure is accepted: the team fixes what is open, one thing after another, and the auditor tests again."""
    return sum(weeks.get(name, 0.0) for name in controls) * 7 + retest_days


def is_cured(days: float, cure_days: int | None, notice_days: int | None) -> bool:
    """Whether a cure that takes `days` comes in time: on the last day of notice and cure period still counts."""
    return cure_days is not None and days <= cure_days + (notice_days or 0)


def touching(event: Event | None, structure: Structure) -> tuple[str, ...]:
    """The names of the controls on which an event depends."""
    if event is None:
        return structure.names[: structure.players]
    return tuple(
        name for name, asked in itertools.islice(zip(structure.names, event.asks(structure), strict=True), structure.players) if asked
    )

"""From what was seen of a control to the chance that the auditor notes an exception and calls the control ineffective.

State control: over the period [s, e) with n resources, D = D_o + f (X u + d) of N = n (e - s) resource-days deviate, where D_o
was observed, u is the part of the elapsed period nobody observed, X ~ Beta(a, b) the share of it during which a resource that
fails now had failed already, and d the days until it is fixed. The control is ineffective once D exceeds the tolerable share
of N, or one deviation persists over too much of the period; both are limits on X, hence a tail of the Beta distribution.
Occurrence control: the number of further deviations is Beta-binomial.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from buttress.exposure.audit.evidence import ControlEvidence, Observed
from buttress.exposure.model.inputs import AuditorProfile, ExposureModel, Prior

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from buttress.exposure.audit.structure import Floats

BudgetState = Literal["none needed", "open", "spent", "not measured"]

_NODES = 128


@frozen(kw_only=True)
class Clock:
    """Where the assessment stands in the period. `elapsed` and `remaining` are days inside it, `ahead` days until it opens."""

    start: dt.date
    now: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def elapsed(self) -> int:
        return min(max((self.now - self.start).days, 0), self.days)

    @property
    def remaining(self) -> int:
        return self.days - self.elapsed

    @property
    def ahead(self) -> int:
        return max((self.start - self.now).days, 0)

    def inside(self, days: float) -> float:
        """The part of the next `days` days that falls into the period."""
        return min(max(days - self.ahead, 0.0), float(self.remaining))


@frozen(kw_only=True)
class Chance:
    """For one control and one date of repair: P(exception) and P(ineffective)."""

    exception: float
    ineffective: float


@frozen(kw_only=True)
class Budget:
    """How many deviating resource-days the auditor tolerates, how many are spent, and when the rest runs out.

    `unseen` is what the days that nobody observed may have taken: with 90 % confidence no more. `burn` is failing resource-days
    per day; `pace` is that over the pace that would last exactly to the end of the period. `last_safe` is the last day on which a
    repair still keeps within the budget, None where nothing burns or nothing is left.
    """

    allowed: float
    spent: float
    unseen: float
    burn: float
    pace: float
    last_safe: dt.date | None
    state: BudgetState

    @property
    def left(self) -> float:
        return self.allowed - self.spent - self.unseen


@frozen(kw_only=True)
class Judgement:
    """One control before the auditor. `seen` comes from what fails or deviated, `unseen` from what nobody observed.

    `certain` says that it is ineffective whatever is done now; `reasons` are short codes with their numbers.
    """

    seen: Chance
    unseen: Chance
    certain: bool
    reasons: tuple[str, ...]


def audit_control(
    evidence: ControlEvidence, model: ExposureModel, clock: Clock, observed: Observed | None, repaired_in: float
) -> Judgement:
    """How the auditor is expected to see a control that is fixed `repaired_in` days from now (infinite: not in the period).

    Both chances never fall when `repaired_in` grows.
    """
    assumptions, auditor = model.assumptions, model.auditor
    reasons: list[str] = []
    seen = Chance(exception=0.0, ineffective=0.0)
    unseen = seen
    certain = False
    days = clock.inside(repaired_in)
    total = evidence.in_scope * clock.days
    blind = clock.elapsed * (1 - observed.coverage) if observed else float(clock.elapsed)
    occurrences = observed is not None and evidence.control.kind == "occurrence" and observed.occurrences > 0
    if occurrences and observed is not None:
        seen, certain = _occurrences(observed, clock, auditor, assumptions.occurrence, fixed=days <= 0)
        reasons.append(f"{observed.deviations} of {observed.occurrences} occurrences deviated")
    if evidence.in_scope and (evidence.failing_resources or (observed and observed.failing_days > 0)):
        state, sunk = _state(evidence, clock, auditor, assumptions.unobserved_failing, observed, blind, days)
        seen = Chance(exception=max(seen.exception, state.exception), ineffective=max(seen.ineffective, state.ineffective))
        certain = certain or sunk
        if evidence.failing_resources:
            reasons.append(f"{evidence.failing_resources} of {evidence.in_scope} resources failing")
        if observed and observed.failing_days:
            reasons.append(f"{observed.failing_days:g} failing resource-days observed")
    deficient = sorted({check for check, _ in evidence.failing} & set(model.design_deficiencies))
    if deficient and days > 0:
        seen = Chance(exception=1.0, ineffective=1.0)
        reasons.append(f"design deficiency: {', '.join(deficient)}")
    if evidence.basis in {"failing", "passing"} and not occurrences:
        unseen = _background(evidence, clock, auditor, assumptions.unobserved_passing, blind)
    if evidence.basis == "manual":
        chance = assumptions.manual_failure_probability
        unseen = Chance(exception=chance, ineffective=chance)
        reasons.append("manual: no automated evidence")
    if evidence.basis == "did not occur":
        reasons.append("did not occur: nothing in scope")
    if unsupported(evidence, model, clock, observed, repaired_in):
        chance = assumptions.no_evidence_failure_probability
        unseen = Chance(exception=max(unseen.exception, chance), ineffective=max(unseen.ineffective, chance))
        reasons.append(f"unsupported: {evidence.no_evidence} of {evidence.in_scope} resources without evidence")
    if total == 0 and seen.ineffective:
        certain = certain or repaired_in <= 0
    if certain:
        reasons.append("already beyond the tolerable rate")
    return Judgement(seen=seen, unseen=unseen, certain=certain, reasons=tuple(reasons))


def unsupported(evidence: ControlEvidence, model: ExposureModel, clock: Clock, observed: Observed | None, repaired_in: float) -> bool:
    """Whether the auditor would find too little evidence: too long a gap in the past, which nothing fixes, or too many resources
    that could not be judged, unless that is fixed early enough in the period.
    """
    if evidence.basis in {"manual", "did not occur"}:
        return False
    allowed = model.auditor.evidence_gap
    if observed is not None and 1 - observed.coverage > allowed:
        return True
    gap = evidence.no_evidence / evidence.in_scope if evidence.in_scope else 0.0
    return gap > allowed and (math.isinf(repaired_in) or clock.inside(repaired_in) / clock.days > allowed)


def budget(evidence: ControlEvidence, model: ExposureModel, clock: Clock, observed: Observed | None) -> Budget:
    """The deviation budget of a state control: TDR N - D_o, and the day on which f failing resources use it up: t + B / f."""
    allowed = model.auditor.tolerable_rate * evidence.in_scope * clock.days
    spent = observed.failing_days if observed else 0.0
    blind = clock.elapsed * (1 - observed.coverage) if observed else float(clock.elapsed)
    burn = float(evidence.failing_resources)
    before = cautious(model.assumptions.unobserved_failing) * blind if burn else 0.0
    left = allowed - spent - before * burn
    steady = allowed / clock.days if clock.days else 0.0
    state: BudgetState
    last: dt.date | None = None
    if evidence.basis in {"manual", "did not occur"} or not evidence.in_scope:
        state = "not measured"
    elif left <= 0 and (burn or spent):
        state = "spent"
    elif not burn:
        state = "none needed"
    else:
        state = "open"
        span = left / burn
        limit = model.auditor.persistence * clock.days - (observed.longest_days if observed else 0.0)
        days = math.floor(max(min(span, limit - before), 0.0))
        last = clock.now + dt.timedelta(days=clock.ahead + days)
        if last >= clock.end:
            last, state = None, "none needed"
    return Budget(
        allowed=allowed,
        spent=spent,
        unseen=before * burn,
        burn=burn,
        pace=burn / steady if steady else 0.0,
        last_safe=last,
        state=state,
    )


@functools.lru_cache(maxsize=16)
def cautious(prior: Prior) -> float:
    """The share that is exceeded with a chance of one in ten only: the 90 % quantile of the prior."""
    from scipy.special import betaincinv

    return float(betaincinv(prior.a, prior.b, 0.9))


def at_least_one_more(prior: Prior, deviations: int, occurrences: int, future: int) -> float:
    """P(at least one deviation in `future` occurrences) = 1 - B(a+D, b+N-D+R) / B(a+D, b+N-D), the Beta-binomial's complement at 0."""
    if future <= 0:
        return 0.0
    a, b = prior.a + deviations, prior.b + occurrences - deviations
    log = math.lgamma(b + future) - math.lgamma(a + b + future) - math.lgamma(b) + math.lgamma(a + b)
    return -math.expm1(log)


def upper_deviation_limit(deviations: int, sample: int, alpha: float) -> float:
    """The one-sided Clopper-Pearson limit BetaInv(1-alpha; d+1, n-d): with risk alpha the true rate is higher."""
    if deviations >= sample:
        return 1.0
    from scipy.special import betaincinv

    return float(betaincinv(deviations + 1, sample - deviations, 1 - alpha))


def allowed_deviations(sample: int, auditor: AuditorProfile) -> int:
    """The most deviations in a sample with an upper limit within the tolerable rate; -1 where even a clean sample is too small to say."""
    found = -1
    while found + 1 < sample and upper_deviation_limit(found + 1, sample, auditor.alpha) <= auditor.tolerable_rate:
        found += 1
    return found


def exception_in_sample(population: int, deviations: float | Floats, sample: int) -> Floats:
    """P(a sample without replacement holds a deviation), for each number of deviations."""
    return hypergeometric_above(0, population, deviations, sample)


def ineffective_in_sample(population: int, deviations: float | Floats, sample: int, auditor: AuditorProfile) -> Floats:
    """P(the sample's upper limit exceeds the tolerable rate), hypergeometric, for each number of deviations.

    A sample too small ever to pass (below about 22 items) is judged by count: any deviation in it counts.
    """
    return hypergeometric_above(max(allowed_deviations(sample, auditor), 0), population, deviations, sample)


def hypergeometric_above(bound: int, population: int, deviations: float | Floats, sample: int) -> Floats:
    """P(more than `bound` deviations in a sample without replacement), for each number of deviations.

    By binomials: scipy.stats.hypergeom takes time in proportion to the population, which is resource-days.
    """
    import numpy as np

    bad = np.asarray(deviations, dtype=np.float64)
    taken = np.arange(min(bound, sample) + 1, dtype=np.float64).reshape(-1, *(1,) * bad.ndim)
    chances = _log_choose(bad, taken) + _log_choose(population - bad, sample - taken) - _log_choose(population, sample)
    return np.where(bad <= bound, 0.0, np.clip(1 - np.exp(chances).sum(axis=0), 0.0, 1.0))


def _log_choose(total: float | Floats, chosen: float | Floats) -> Floats:
    """The logarithm of the binomial coefficient, minus infinity where there is no such choice."""
    import numpy as np
    from scipy.special import betaln

    possible = (np.asarray(chosen) >= 0) & (np.asarray(chosen) <= total)
    return np.where(
        possible, -np.log1p(total) - betaln(np.where(possible, total - chosen, 0) + 1, np.where(possible, chosen, 0) + 1), -np.inf
    )


def sample_of(population: int, auditor: AuditorProfile) -> int:
    """How many of a population's items the auditor takes, after the profile's frequency table."""
    for row in auditor.frequency_table:
        if population <= row.population:
            return min(row.sample, population)
    return min(auditor.frequency_table[-1].sample, population)


def _tail(prior: Prior, limit: float) -> float:
    """P(X > limit) for X ~ Beta(a, b)."""
    if limit < 0:
        return 1.0
    if limit >= 1:
        return 0.0
    from scipy.special import betaincc

    return float(betaincc(prior.a, prior.b, limit))


@functools.lru_cache(maxsize=8)
def _quantiles(prior: Prior) -> NDArray[np.float64]:
    import numpy as np
    from scipy.special import betaincinv

    return np.asarray(betaincinv(prior.a, prior.b, (np.arange(_NODES) + 0.5) / _NODES), dtype=np.float64)


def _state(
    evidence: ControlEvidence,
    clock: Clock,
    auditor: AuditorProfile,
    prior: Prior,
    observed: Observed | None,
    blind: float,
    days: float,
) -> tuple[Chance, bool]:
    """The chance of a state control, and whether it is ineffective by observed deviations alone."""
    total = evidence.in_scope * clock.days
    failing = evidence.failing_resources
    spent = observed.failing_days if observed else 0.0
    longest = observed.longest_days if observed else 0.0
    present = failing > 0 and (clock.ahead == 0 or days > 0)
    touched = present or spent > 0
    if auditor.lane == "sample":
        return _state_sampled(total, failing, spent, auditor, prior, blind, days, touched=touched), False
    limit = auditor.tolerable_rate * total if total >= auditor.small_population else 0.0
    span = auditor.persistence * clock.days
    sunk = spent > limit or longest > span
    if sunk:
        return Chance(exception=1.0, ineffective=1.0), True
    if not failing:
        return Chance(exception=float(touched), ineffective=0.0), False
    rest, stay = limit - spent - failing * days, span - longest - days
    if rest < 0 or stay < 0:
        ineffective = 1.0
    elif blind <= 0:
        ineffective = 0.0
    else:
        ineffective = _tail(prior, min(rest / (failing * blind), stay / blind))
    return Chance(exception=float(touched), ineffective=ineffective), False


def _state_sampled(
    total: int,
    failing: int,
    spent: float,
    auditor: AuditorProfile,
    prior: Prior,
    blind: float,
    days: float,
    *,
    touched: bool,
) -> Chance:
    import numpy as np

    sample = sample_of(total, auditor)
    shares = _quantiles(prior) if failing and blind > 0 else np.zeros(1)
    counts = np.clip(np.round(spent + failing * (shares * blind + days)), int(touched), max(total, int(touched)))
    distinct, times = np.unique(counts, return_counts=True)
    weights = times / len(shares)
    return Chance(
        exception=float(weights @ exception_in_sample(total, distinct, sample)),
        ineffective=float(weights @ ineffective_in_sample(total, distinct, sample, auditor)),
    )


def _background(evidence: ControlEvidence, clock: Clock, auditor: AuditorProfile, prior: Prior, blind: float) -> Chance:
    """What may have happened, or may yet happen, on days when a resource is taken to pass: X ~ Beta over the days that nobody has
    observed, of those that pass, and over the days to come, of all: what was fixed may fail again. Whatever the day of repair, so
    that fixing sooner never counts against a control.
    """
    passing = evidence.in_scope - evidence.failing_resources
    at_risk = passing * blind + evidence.in_scope * clock.remaining
    if at_risk <= 0:
        return Chance(exception=0.0, ineffective=0.0)
    total = evidence.in_scope * clock.days
    if auditor.lane == "sample":
        return _state_sampled(total, 1, 0.0, auditor, prior, at_risk, 0.0, touched=False)
    limit = auditor.tolerable_rate * total if total >= auditor.small_population else 0.0
    return Chance(exception=_tail(prior, 1 / at_risk), ineffective=_tail(prior, limit / at_risk))


def _occurrences(observed: Observed, clock: Clock, auditor: AuditorProfile, prior: Prior, *, fixed: bool) -> tuple[Chance, bool]:
    """The chance of an occurrence control. Once fixed, the deviations seen no longer speak of the future."""
    import numpy as np
    from scipy.special import betaln, gammaln

    seen, bad = observed.occurrences, observed.deviations
    future = round(seen * clock.remaining / clock.elapsed) if clock.elapsed else 0
    population = seen + future
    if auditor.lane == "sample":
        limit = -1
    elif population >= auditor.small_population:
        limit = math.floor(auditor.tolerable_rate * population + 1e-9)
    else:
        limit = 0
    learnt = 0 if fixed else bad
    a, b = prior.a + learnt, prior.b + seen - learnt

    more = np.arange(future + 1, dtype=np.float64)
    chances = np.exp(
        gammaln(future + 1) - gammaln(more + 1) - gammaln(future - more + 1) + betaln(a + more, b + future - more) - betaln(a, b)
    )

    if auditor.lane == "sample":
        sample = sample_of(population, auditor)
        exception = float(chances @ exception_in_sample(population, bad + more, sample))
        ineffective = float(chances @ ineffective_in_sample(population, bad + more, sample, auditor))
        return Chance(exception=min(exception, 1.0), ineffective=min(ineffective, 1.0)), False
    exception = 1.0 if bad else at_least_one_more(prior, learnt, seen, future)
    if bad > limit:
        return Chance(exception=1.0, ineffective=1.0), True
    within = math.fsum(chances[: limit - bad + 1])
    return Chance(exception=exception, ineffective=min(max(1 - within, 0.0), 1.0)), False

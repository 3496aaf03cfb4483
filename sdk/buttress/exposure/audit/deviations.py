"""From what was seen of a control to the chance that the auditor notes an exception and calls the control ineffective.

State control: over the period [s, e) D = D_o + f (X u + d) + Y a of N resource-days deviate. D_o was observed; f resources fail now:
for the share X ~ Beta of the u elapsed days that nobody observed they had failed already, and they fail for d days more, until fixed.
Of all other days at risk, a = (n - f) u + n (e - t) - f d, past ones that nobody observed and all that are still to come, the share
Y ~ Beta deviates. The control is ineffective once D exceeds the tolerable share of N, or one deviation persists over too much of the
period. N is what the history saw in scope, and what is in scope now over the days to come.
Occurrence control: the number of further deviations is Beta-binomial.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import math
from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from buttress.exposure.audit.evidence import ControlEvidence, Observed
from buttress.exposure.model.inputs import Assumptions, AuditorProfile, ExposureModel, Prior

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from buttress.exposure.audit.structure import Floats

BudgetState = Literal["none needed", "open", "spent", "not measured"]

_NODES = 64


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

    `reserved` is what the days that nobody observed, past and to come, may take: with the stated confidence no more. `burn` is failing
    resource-days per day; `pace` is that over the pace that would last exactly to the end of the period. `last_safe` is the last day on
    which a repair keeps the control effective with that confidence, None where nothing burns, no day is too late or every day is.
    """

    allowed: float
    spent: float
    reserved: float
    burn: float
    pace: float
    last_safe: dt.date | None
    state: BudgetState

    @property
    def left(self) -> float:
        return self.allowed - self.spent - self.reserved


@frozen(kw_only=True)
class Judgement:
    """One control before the auditor. `seen` counts all that deviates, `unseen` only what nobody observed, past and to come.

    `certain` says that it is ineffective whatever is done now; `reasons` are short codes with their numbers.
    """

    seen: Chance
    unseen: Chance
    certain: bool
    reasons: tuple[str, ...]


@frozen(kw_only=True)
class Days:
    """The resource-days of a state control: all `total`, `spent` as observed, `longest` by one resource that still fails, `blind` elapsed
    days that nobody observed, `failing` resources now of `in_scope`, `remaining` days of `period` to come.
    """

    total: float
    spent: float
    longest: float
    blind: float
    failing: int
    in_scope: int
    remaining: int
    period: int

    @classmethod
    def of(cls, evidence: ControlEvidence, clock: Clock, observed: Observed | None) -> Days:
        """Those of a control; without a history its population was the same all along."""
        known = observed is not None and observed.in_scope_days > 0
        past = observed.in_scope_days if observed is not None and known else float(evidence.in_scope * clock.elapsed)
        return cls(
            total=past + evidence.in_scope * clock.remaining,
            spent=observed.failing_days if observed else 0.0,
            longest=observed.longest_days if observed else 0.0,
            blind=clock.elapsed * (1 - observed.coverage) if observed else float(clock.elapsed),
            failing=evidence.failing_resources,
            in_scope=evidence.in_scope,
            remaining=clock.remaining,
            period=clock.days,
        )

    def limit(self, auditor: AuditorProfile) -> float:
        """The most that is tolerated; in a small population nothing is."""
        return auditor.tolerable_rate * self.total if self.total >= auditor.small_population else 0.0

    def unseen(self, assumptions: Assumptions, days: float) -> Unseen:
        """What may deviate unseen if repair takes so many days: past days of what fails, and all that pass as far as is known or are yet
        to come.
        """
        risk = (self.in_scope - self.failing) * self.blind + self.in_scope * self.remaining - self.failing * days
        return Unseen(
            failing=assumptions.unobserved_failing,
            passing=assumptions.unobserved_passing,
            span=self.failing * self.blind,
            risk=max(risk, 0.0),
        )


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
    found = Days.of(evidence, clock, observed)
    occurrences = observed is not None and evidence.control.kind == "occurrence" and observed.occurrences > 0
    if occurrences and observed is not None:
        seen, certain = _occurrences(observed, clock, auditor, assumptions.occurrence, fixed=days <= 0)
        reasons.append(f"{observed.deviations} of {observed.occurrences} occurrences deviated")
    if evidence.basis in {"failing", "passing"} and not occurrences:
        unseen = _background(found, auditor, assumptions)
    if found.failing or found.spent > 0:
        touched = found.spent > 0 or clock.ahead == 0 or days > 0
        state = _state(found, auditor, assumptions, days, touched=touched)
        sunk = auditor.lane == "census" and (found.spent > found.limit(auditor) or found.longest > auditor.persistence * found.period)
        seen = Chance(exception=max(seen.exception, state.exception), ineffective=max(seen.ineffective, state.ineffective))
        certain = certain or sunk
        if evidence.failing_resources:
            reasons.append(f"{evidence.failing_resources} of {evidence.in_scope} resources failing")
        if found.spent:
            reasons.append(f"{found.spent:g} failing resource-days observed")
    deficient = sorted({check for check, _ in evidence.failing} & set(model.design_deficiencies))
    if deficient and days > 0:
        seen = Chance(exception=1.0, ineffective=1.0)
        reasons.append(f"design deficiency: {', '.join(deficient)}")
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
    if found.total == 0 and seen.ineffective:
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
    """The deviation budget of a state control, and the last day on which a repair keeps within it with the stated confidence."""
    auditor, assumptions = model.auditor, model.assumptions
    found = Days.of(evidence, clock, observed)
    allowed = auditor.tolerable_rate * found.total
    burn = float(found.failing)
    steady = allowed / clock.days if clock.days else 0.0
    doubt = 1 - assumptions.deadline_confidence

    def in_time(days: int) -> bool:
        return _state(found, auditor, assumptions, float(days)).ineffective <= doubt

    state: BudgetState
    last: dt.date | None = None
    if evidence.basis in {"manual", "did not occur"} or not evidence.in_scope:
        state = "not measured"
    elif (burn or found.spent) and not in_time(0):
        state = "spent"
    elif not burn or in_time(found.remaining):
        state = "none needed"
    else:
        state = "open"
        last = clock.now + dt.timedelta(
            days=clock.ahead + bisect.bisect(range(1, found.remaining), False, key=lambda days: not in_time(days))
        )
    return Budget(
        allowed=allowed,
        spent=found.spent,
        reserved=found.unseen(assumptions, 0.0).within(assumptions.deadline_confidence),
        burn=burn,
        pace=burn / steady if steady else 0.0,
        last_safe=last,
        state=state,
    )


@frozen(kw_only=True)
class Unseen:
    """The resource-days span X + risk Y that nobody observed, for independent shares X ~ `failing` and Y ~ `passing`."""

    failing: Prior
    passing: Prior
    span: float
    risk: float

    def beyond(self, rest: float, latest: float = math.inf) -> float:
        """P(span X + risk Y > rest or X > latest)."""
        return _beyond(self, rest, latest)

    def within(self, confidence: float) -> float:
        """The days that they do not exceed with this confidence."""
        return _within(self, confidence)


@functools.lru_cache(maxsize=4096)
def _beyond(days: Unseen, rest: float, latest: float) -> float:
    """Given X the rest is a tail of Y: an integral over X up to where X alone is too much, by the double-exponential rule, which
    bears what is steep at both ends.
    """
    if rest < 0 or latest < 0:
        return 1.0
    if days.span <= 0:
        return _tail(days.passing, rest / days.risk) if days.risk > 0 else 0.0
    most = min(latest, rest / days.span, 1.0)
    above = _tail(days.failing, most)
    if days.risk <= 0:
        return above
    from scipy.special import betaincc, betaincinv

    points, weights = _double_exponential()
    share = betaincinv(days.failing.a, days.failing.b, (1 - above) * points)
    tails = betaincc(days.passing.a, days.passing.b, ((rest - days.span * share) / days.risk).clip(0.0, 1.0))
    return min(above + (1 - above) * float(weights @ tails), 1.0)


@functools.lru_cache(maxsize=1024)
def _within(days: Unseen, confidence: float) -> float:
    from scipy.optimize import brentq
    from scipy.special import betaincinv

    if days.span <= 0 or days.risk <= 0:
        prior = days.passing if days.span <= 0 else days.failing
        return max(days.span, days.risk, 0.0) * float(betaincinv(prior.a, prior.b, confidence))
    return float(brentq(lambda rest: _beyond(days, rest, math.inf) - (1 - confidence), 0.0, days.span + days.risk, xtol=1e-3))


@functools.lru_cache(maxsize=1)
def _double_exponential() -> tuple[Floats, Floats]:
    """Points and weights of an integral over [0, 1], (71,) each (Takahasi and Mori 1974)."""
    import numpy as np

    steps = np.linspace(-3.5, 3.5, 71)
    points = 1 / (1 + np.exp(-math.pi * np.sinh(steps)))
    weights = math.pi * np.cosh(steps) * points * (1 - points)
    return points, weights / weights.sum()


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


def _state(found: Days, auditor: AuditorProfile, assumptions: Assumptions, days: float, *, touched: bool = True) -> Chance:
    """The chance of a state control that is fixed after so many days of the period."""
    fixed, unseen = found.spent + found.failing * days, found.unseen(assumptions, days)
    if auditor.lane == "sample":
        return _sampled(found.total, auditor, unseen, fixed, int(touched))
    stay = auditor.persistence * found.period - found.longest - (days if found.failing else 0.0)
    latest = stay / found.blind if found.failing and found.blind > 0 else math.copysign(math.inf, stay)
    return Chance(exception=float(touched), ineffective=unseen.beyond(found.limit(auditor) - fixed, latest))


def _background(found: Days, auditor: AuditorProfile, assumptions: Assumptions) -> Chance:
    """What may have happened, or may yet happen, on days when a resource is taken to pass, by itself. It counts the days to come of all
    resources, whatever the day of repair: what was fixed may fail again.
    """
    unseen = evolve(found.unseen(assumptions, 0.0), span=0.0)
    if auditor.lane == "sample":
        return _sampled(found.total, auditor, unseen, 0.0, 0)
    return Chance(exception=unseen.beyond(1.0), ineffective=unseen.beyond(found.limit(auditor)))


@functools.lru_cache(maxsize=4096)
def _sampled(total: float, auditor: AuditorProfile, unseen: Unseen, fixed: float, least: int) -> Chance:
    """The chance before an auditor who draws a sample, over equally likely numbers of deviations, `fixed` and unseen ones."""
    import numpy as np

    population = round(total)
    sample = sample_of(population, auditor)
    share = _quantiles(unseen.failing) if unseen.span > 0 else np.zeros(1)
    other = _quantiles(unseen.passing) if unseen.risk > 0 else np.zeros(1)
    days = fixed + unseen.span * share[:, None] + unseen.risk * other[None, :]
    counts = np.clip(np.round(days), least, max(population, least)).ravel()
    distinct, times = np.unique(counts, return_counts=True)
    weights = times / len(counts)
    return Chance(
        exception=float(weights @ exception_in_sample(population, distinct, sample)),
        ineffective=float(weights @ ineffective_in_sample(population, distinct, sample, auditor)),
    )


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

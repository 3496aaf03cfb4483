"""Days spent, days failing until fixed and random days add up; history is the population; deadlines keep the stated confidence."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exposure.oracle import Past, beta_above, ineffective, simulated_ineffective
from tests.support.exposures import Builder, modelled

from buttress.exposure import Observed, default_model
from buttress.exposure.audit.deviations import Clock, Judgement, Unseen, audit_control, budget
from buttress.exposure.audit.evidence import gather
from buttress.exposure.model.inputs import Prior

ASSUMPTIONS = default_model(dt.date(2026, 1, 1)).assumptions
FAILING, PASSING = ((one.a, one.b) for one in (ASSUMPTIONS.unobserved_failing, ASSUMPTIONS.unobserved_passing))
RATE = 0.05
YEAR = Clock(start=dt.date(2026, 1, 1), now=dt.date(2026, 1, 1), end=dt.date(2027, 1, 1))


def judged(outcomes: list[str], clock: Clock, observed: Observed | None, days: float) -> Judgement:
    """One control with these outcomes, fixed after so many days."""
    model = modelled()
    evidence = gather(Builder().control("CTL-A", ["CC6.1"], {"check": outcomes}).build(), model).controls[0]
    return audit_control(evidence, model, clock, observed, days)


def by_oracle(past: Past, days: float) -> float:
    """What the oracle says of it."""
    return ineffective(past, days, rate=RATE, failing=FAILING, passing=PASSING)


@pytest.mark.parametrize(("resources", "days", "chance"), [(1, 18, 0.71), (10, 182, 0.87)])
def test_a_repair_at_the_very_limit_leaves_nothing_for_what_may_yet_come(resources: int, days: int, chance: float) -> None:
    """A day later it is certain."""
    outcomes = ["fail"] + ["pass"] * (resources - 1)
    found = judged(outcomes, YEAR, None, days).seen.ineffective
    assert found == pytest.approx(chance, abs=0.006)
    assert found == pytest.approx(by_oracle(Past(total=365 * resources, failing=1, in_scope=resources, left=365), days), abs=1e-4)
    assert judged(outcomes, YEAR, None, days + 1).seen.ineffective == 1


def test_a_budget_nearly_spent_is_soon_spent_by_chance() -> None:
    """18 of 18.25 days spent, a hundred to come."""
    clock = evolve(YEAR, now=YEAR.end - dt.timedelta(days=100))
    found = judged(["pass"], clock, Observed(in_scope_days=265, failing_days=18), math.inf)
    assert found.seen.ineffective == pytest.approx(0.481, abs=5e-4)
    assert found.seen.ineffective == pytest.approx(by_oracle(Past(total=365, failing=0, in_scope=1, left=100, spent=18), 0), abs=1e-4)
    assert not found.certain


def test_history_is_the_population() -> None:
    """19 failing days of 2,750: a budget of 137.5, though one resource alone is left in scope."""
    clock = evolve(YEAR, now=YEAR.end - dt.timedelta(days=100))
    observed = Observed(in_scope_days=2650, failing_days=19)
    found = judged(["pass"], clock, observed, math.inf)
    assert not found.certain
    assert found.seen.ineffective < 1e-9
    model = modelled()
    evidence = gather(Builder().control("CTL-A", ["CC6.1"], {"check": ["pass"]}).build(), model).controls[0]
    assert budget(evidence, model, clock, observed).allowed == pytest.approx(137.5)


def test_a_resource_that_is_gone_still_counts_the_days_it_failed() -> None:
    clock = evolve(YEAR, now=YEAR.end - dt.timedelta(days=100))
    found = judged(["none"], clock, Observed(in_scope_days=100, failing_days=19), math.inf)
    assert found.certain
    assert found.seen.ineffective == 1


@settings(max_examples=25, deadline=None)
@given(
    failing=st.integers(0, 6),
    passing=st.integers(0, 6),
    elapsed=st.integers(0, 364),
    spent=st.floats(0, 40),
    coverage=st.sampled_from([0.0, 0.5, 0.9, 1.0]),
    days=st.integers(0, 365),
)
def test_the_chance_of_too_many_days_is_the_oracles(
    failing: int, passing: int, elapsed: int, spent: float, coverage: float, days: int
) -> None:
    if not failing + passing:
        return
    clock = evolve(YEAR, now=YEAR.start + dt.timedelta(days=elapsed))
    days = min(days, clock.remaining)
    count = failing + passing
    spent = min(spent, float(count * elapsed))
    observed = Observed(in_scope_days=float(count * elapsed), failing_days=spent, coverage=coverage)
    past = Past(total=365 * count, failing=failing, in_scope=count, left=clock.remaining, blind=elapsed * (1 - coverage), spent=spent)
    model = modelled("auditor_profile: {persistence: 1.0}\n")
    evidence = gather(Builder().control("CTL-A", ["CC6.1"], {"check": ["fail"] * failing + ["pass"] * passing}).build(), model).controls[0]
    found = audit_control(evidence, model, clock, observed, days)
    expected = by_oracle(past, days)
    if failing or spent:
        assert found.seen.ineffective == pytest.approx(expected, abs=3e-3)
    else:
        # Too long a gap is a failing by itself, whatever was seen outside it.
        gap = 1 - coverage > model.auditor.evidence_gap
        least = model.assumptions.no_evidence_failure_probability if gap else 0.0
        assert found.unseen.ineffective == pytest.approx(max(expected, least), abs=3e-3)


@pytest.mark.parametrize(
    ("past", "days"),
    [
        (Past(total=3650, failing=1, in_scope=10, left=200, blind=165), 30),
        (Past(total=730, failing=2, in_scope=2, left=335, blind=30), 5),
        (Past(total=365, failing=1, in_scope=1, left=185, blind=90, spent=4), 2),
    ],
)
def test_the_oracle_agrees_with_plain_random_numbers(past: Past, days: float) -> None:
    drawn = simulated_ineffective(past, days, rate=RATE, failing=FAILING, passing=PASSING, draws=40_000, seed=4)
    expected = by_oracle(past, days)
    assert drawn == pytest.approx(expected, abs=4 * math.sqrt(max(expected * (1 - expected), 1e-4) / 40_000))


@pytest.mark.parametrize("priors", [((1, 9), (0.5, 99.5)), ((0.5, 0.5), (2, 3)), ((1, 1), (0.5, 1e6)), ((40, 60), (200, 800))])
@pytest.mark.parametrize(("rest", "span", "risk"), [(10, 100, 200), (50, 60, 5), (1, 300, 300), (0, 3, 9), (90, 100, 1000)])
def test_the_convolution_is_that_of_two_beta_shares(priors: Any, rest: float, span: float, risk: float) -> None:
    """Against the product of the distributions, summed finely."""
    failing, passing = priors
    from scipy.integrate import quad
    from scipy.stats import beta

    points = [share for share in (rest / span, (rest - risk) / span) if 0 < share < 1]

    def beyond(quantile: float) -> float:
        return float(beta.sf((rest - span * beta.ppf(quantile, *failing)) / risk, *passing))

    expected, _ = quad(beyond, 0, 1, points=[float(beta.cdf(one, *failing)) for one in points] or None, limit=400)
    found = Unseen(failing=Prior(a=failing[0], b=failing[1]), passing=Prior(a=passing[0], b=passing[1]), span=span, risk=risk)
    assert found.beyond(rest) == pytest.approx(expected, abs=1e-5)


def test_what_is_reserved_is_exceeded_with_the_stated_doubt() -> None:
    both = Unseen(failing=ASSUMPTIONS.unobserved_failing, passing=ASSUMPTIONS.unobserved_passing, span=60.0, risk=900.0)
    for confidence in (0.5, 0.9, 0.99):
        assert both.beyond(both.within(confidence)) == pytest.approx(1 - confidence, abs=1e-4)
        assert evolve(both, span=0.0).within(confidence) == pytest.approx(900 * _quantile(confidence), rel=1e-4)


def _quantile(level: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_above(*PASSING, middle) > 1 - level else (low, middle)
    return low


@pytest.mark.parametrize(("resources", "elapsed"), [(1, 0), (5, 31), (20, 150)])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.99])
def test_the_last_safe_day_keeps_the_stated_confidence_and_the_next_does_not(resources: int, elapsed: int, confidence: float) -> None:
    model = modelled(f"assumptions: {{deadline_confidence: {confidence}}}\nauditor_profile: {{persistence: 1.0}}\n")
    outcomes = ["fail"] + ["pass"] * (resources - 1)
    evidence = gather(Builder().control("CTL-A", ["CC6.1"], {"check": outcomes}).build(), model).controls[0]
    clock = evolve(YEAR, now=YEAR.start + dt.timedelta(days=elapsed))
    found = budget(evidence, model, clock, None)
    past = Past(total=365 * resources, failing=1, in_scope=resources, left=clock.remaining, blind=elapsed)
    chances = [by_oracle(past, day) for day in ((found.last_safe - clock.now).days + step for step in (0, 1))] if found.last_safe else []
    if found.state == "open":
        assert chances[0] <= 1 - confidence + 3e-3
        assert chances[1] > 1 - confidence - 3e-3
    elif found.state == "spent":
        assert by_oracle(past, 0) > 1 - confidence - 3e-3
    else:
        assert by_oracle(past, clock.remaining) <= 1 - confidence + 3e-3
    if confidence == 0.9 and resources == 1 and not elapsed:
        assert found.last_safe == dt.date(2026, 1, 14)
        assert found.left == pytest.approx(18.25 - 365 * _quantile(0.9), abs=1e-3)

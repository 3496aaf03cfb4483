"""Deviations, the auditor's two lanes, and the deviation budget."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, hypergeom
from tests.support.exposures import Builder, modelled

from buttress.exposure import Observed, Span, default_model
from buttress.exposure.audit.deviations import (
    Clock,
    allowed_deviations,
    at_least_one_more,
    audit_control,
    budget,
    exception_in_sample,
    hypergeometric_above,
    ineffective_in_sample,
    sample_of,
    upper_deviation_limit,
)
from buttress.exposure.audit.evidence import gather
from buttress.exposure.model.inputs import Prior

USUAL = default_model(dt.date(2026, 1, 1))
AUDITOR, ASSUMPTIONS = USUAL.auditor, USUAL.assumptions

YEAR = Clock(start=dt.date(2026, 1, 1), now=dt.date(2026, 1, 1), end=dt.date(2027, 1, 1))
FEBRUARY = evolve(YEAR, now=dt.date(2026, 2, 1))


@pytest.mark.parametrize(
    ("deviations", "sample", "limit"),
    [
        (0, 25, 8.80),
        (1, 25, 14.69),
        (0, 40, 5.59),
        (1, 40, 9.38),
        (2, 40, 12.76),
        (0, 60, 3.76),
        (1, 60, 6.33),
        (2, 60, 8.63),
        (3, 60, 10.80),
    ],
)
def test_upper_deviation_limits_are_clopper_pearson(deviations: int, sample: int, limit: float) -> None:
    assert upper_deviation_limit(deviations, sample, 0.10) * 100 == pytest.approx(limit, abs=0.005)


@pytest.mark.parametrize("sample", [5, 25, 100])
def test_without_deviations_the_limit_has_its_closed_form(sample: int) -> None:
    assert upper_deviation_limit(0, sample, 0.10) == pytest.approx(1 - 0.10 ** (1 / sample))


@pytest.mark.parametrize(
    ("population", "deviations", "sample", "chance"),
    [(250, 5, 25, 0.412162), (365, 18, 25, 0.729914), (365, 18, 40, 0.8827), (365, 1, 25, 25 / 365), (10, 8, 5, 1.0), (10, 0, 5, 0.0)],
)
def test_the_chance_of_an_exception_is_hypergeometric(population: int, deviations: int, sample: int, chance: float) -> None:
    assert exception_in_sample(population, deviations, sample) == pytest.approx(chance, abs=5e-5)


def test_the_chance_of_an_ineffective_control_follows_the_upper_limit() -> None:
    """At a tolerable rate of 10 % forty items allow one deviation, sixty two."""
    profile = evolve(AUDITOR, lane="sample", tolerable_rate=0.10, alpha=0.10)
    assert [allowed_deviations(sample, profile) for sample in (21, 25, 40, 60)] == [-1, 0, 1, 2]
    assert ineffective_in_sample(365, 18, 40, profile) == pytest.approx(0.6084, abs=5e-5)


def test_a_sample_too_small_ever_to_pass_is_judged_by_count() -> None:
    profile = evolve(AUDITOR, lane="sample", tolerable_rate=0.10)
    assert ineffective_in_sample(12, 0, 2, profile) == 0
    assert ineffective_in_sample(12, 1, 2, profile) == pytest.approx(2 / 12)


@pytest.mark.parametrize(("population", "items"), [(1, 1), (4, 2), (12, 2), (52, 5), (250, 25), (5_000, 40)])
def test_the_frequency_table_says_how_many_items_are_taken(population: int, items: int) -> None:
    assert sample_of(population, AUDITOR) == items


def test_one_more_deviation_is_beta_binomial() -> None:
    assert at_least_one_more(Prior(a=0.5, b=9.5), 1, 40, 25) == pytest.approx(0.462584, abs=5e-7)


@given(st.integers(1, 400), st.data())
def test_more_deviations_never_make_a_sample_look_better(population: int, data: st.DataObject) -> None:
    deviations = data.draw(st.integers(0, population - 1))
    sample = data.draw(st.integers(1, population))
    bound = data.draw(st.integers(0, 3))
    fewer, more = hypergeometric_above(bound, population, np.array([deviations, deviations + 1.0]), sample)
    assert fewer <= more + 1e-9
    assert fewer == pytest.approx(hypergeom.sf(bound, population, deviations, sample), abs=1e-9)
    none = math.comb(population - deviations, sample) / math.comb(population, sample)
    assert exception_in_sample(population, deviations, sample) == pytest.approx(1 - none, abs=1e-9)


def control_of(shop: Any, model: Any, outcomes: list[str], **given: Any) -> Any:
    """The evidence of one control with these outcomes."""
    return gather(shop.control("CTL-A", ["CC6.1"], {"check": outcomes}, **given).build(), model).controls[0]


@pytest.mark.parametrize(("tolerable", "days"), [(0.10, 36.5), (0.05, 18.25)])
def test_the_budget_of_one_resource_over_a_year(shop: Any, tolerable: float, days: float) -> None:
    """TDR N; at the opening of the period nothing is spent, one failing resource burns a day a day, and some days are kept for chance."""
    model = modelled(f"auditor_profile: {{tolerable_rate: {tolerable}}}\n")
    found = budget(control_of(shop, model, ["fail"]), model, YEAR, None)
    assert found.allowed == days
    assert found.spent == 0
    assert found.left == pytest.approx(days - 365 * beta.isf(0.1, 0.5, 99.5), abs=1e-3)
    assert found.burn == 1
    assert found.pace == pytest.approx(1 / tolerable)
    assert found.last_safe is not None
    last = (found.last_safe - YEAR.start).days
    assert beta.sf((days - last) / (365 - last), 0.5, 99.5) <= 0.1 < beta.sf((days - last - 1) / (365 - last - 1), 0.5, 99.5)


def test_what_nobody_observed_is_taken_off_the_budget_cautiously(shop: Any) -> None:
    """With a chance of one in ten the 31 days before and the 334 to come take more than is kept for them."""
    model = modelled()
    found = budget(control_of(shop, model, ["fail"]), model, FEBRUARY, None)
    random = np.random.default_rng(1)
    drawn = 31 * random.beta(1, 9, 400_000) + 334 * random.beta(0.5, 99.5, 400_000)
    assert found.left == pytest.approx(18.25 - np.quantile(drawn, 0.9), abs=0.05)


def test_an_observed_budget_is_spent_and_its_control_certain(shop: Any) -> None:
    model = modelled()
    evidence = control_of(shop, model, ["fail"])
    observed = Observed(in_scope_days=31, failing_days=20, coverage=1.0)
    assert budget(evidence, model, FEBRUARY, observed).state == "spent"
    fixed = audit_control(evidence, model, FEBRUARY, observed, 0)
    assert fixed.certain
    assert fixed.seen.ineffective == 1


def test_an_observed_deviation_within_the_budget_is_an_exception_only(shop: Any) -> None:
    model = modelled()
    found = audit_control(control_of(shop, model, ["pass"]), model, FEBRUARY, Observed(in_scope_days=31, failing_days=3, coverage=1.0), 0)
    assert (found.seen.exception, found.certain) == (1, False)
    assert found.seen.ineffective == pytest.approx(beta.sf(15.25 / 334, 0.5, 99.5))


def test_a_resource_fixed_before_the_period_opens_leaves_no_exception(shop: Any) -> None:
    model = modelled()
    early = evolve(YEAR, now=dt.date(2025, 12, 1))
    evidence = control_of(shop, model, ["fail"])
    assert audit_control(evidence, model, early, None, 20).seen.exception == 0
    assert audit_control(evidence, model, early, None, 40).seen.exception == 1
    assert budget(evidence, model, early, None).last_safe == budget(evidence, model, YEAR, None).last_safe == dt.date(2026, 1, 14)


def test_one_deviation_that_persists_makes_the_control_ineffective_however_many_resources_pass(shop: Any) -> None:
    model = modelled()
    evidence = control_of(shop, model, ["fail", *["pass"] * 99])
    assert audit_control(evidence, model, YEAR, None, 180).seen.ineffective == pytest.approx(beta.sf(1645 / 36320, 0.5, 99.5))
    assert audit_control(evidence, model, YEAR, None, 190).seen.ineffective == 1


def test_a_design_deficiency_is_ineffective_until_fixed(shop: Any) -> None:
    model = modelled("design_deficiencies: [check]\n")
    evidence = control_of(shop, model, ["fail", *["pass"] * 99])
    assert audit_control(evidence, model, YEAR, None, 1).seen.ineffective == 1
    fixed = audit_control(evidence, model, YEAR, None, 0)
    assert fixed.seen.ineffective == fixed.unseen.ineffective < 0.002


@pytest.mark.parametrize(("deviations", "occurrences", "certain"), [(0, 20, False), (1, 20, False), (5, 20, True), (1, 4, True)])
def test_occurrence_controls_follow_their_counts(shop: Any, deviations: int, occurrences: int, certain: bool) -> None:
    """Beyond the tolerable share of all occurrences, or any in a small population, nothing can be fixed."""
    model = modelled()
    clock = evolve(YEAR, now=dt.date(2026, 7, 2)) if occurrences > 4 else evolve(YEAR, now=dt.date(2026, 12, 31))
    evidence = control_of(shop, model, ["pass"], kind="occurrence")
    found = audit_control(evidence, model, clock, Observed(occurrences=occurrences, deviations=deviations), math.inf)
    assert found.certain is certain
    assert found.seen.exception == 1 if deviations else 0 < found.seen.exception < 1


def test_a_hole_in_the_past_is_not_fixed(shop: Any) -> None:
    model = modelled()
    evidence = control_of(shop, model, ["pass"])
    for days in (0, math.inf):
        assert audit_control(evidence, model, FEBRUARY, Observed(in_scope_days=31, coverage=0.5), days).unseen.ineffective == pytest.approx(
            0.5
        )


@pytest.mark.parametrize("lane", ["census", "sample"])
@given(
    failing=st.integers(0, 12),
    passing=st.integers(0, 12),
    elapsed=st.integers(0, 365),
    days=st.tuples(st.integers(0, 400), st.integers(0, 400)),
)
def test_fixing_sooner_never_raises_a_chance(lane: str, failing: int, passing: int, elapsed: int, days: tuple[int, int]) -> None:
    if not failing + passing:
        return
    model = modelled(f"auditor_profile: {{lane: {lane}}}\n")
    evidence = control_of(Builder(), model, ["fail"] * failing + ["pass"] * passing)
    clock = evolve(YEAR, now=YEAR.start + dt.timedelta(days=elapsed))
    sooner, later = (audit_control(evidence, model, clock, None, one) for one in sorted(days))
    assert sooner.seen.ineffective <= later.seen.ineffective + 1e-12
    assert sooner.seen.exception <= later.seen.exception + 1e-12
    assert sooner.unseen == later.unseen
    assert 0 <= sooner.seen.ineffective <= sooner.seen.exception + 1e-12 <= 1 + 2e-12


def test_the_priors_are_what_the_defaults_say() -> None:
    """The texts in the result print these numbers."""
    assert ASSUMPTIONS.unobserved_failing.mean == pytest.approx(0.1)
    assert ASSUMPTIONS.unobserved_passing.mean == pytest.approx(0.005)


def span(resource: str, first: int, last: int, outcome: Any) -> Span:
    """A span of days of January 2026, counted from 0."""
    day = dt.date(2026, 1, 1)
    return Span(resource=resource, start=day + dt.timedelta(days=first), end=day + dt.timedelta(days=last), outcome=outcome)


@pytest.mark.parametrize(
    ("spans", "in_scope", "failing", "longest", "coverage"),
    [
        ([], 0, 0, 0, 0),
        ([("a", 0, 30, "pass")], 30, 0, 0, 1),
        ([("a", 0, 20, "pass"), ("a", 20, 40, "fail")], 30, 10, 10, 1),
        ([("a", 0, 20, "fail"), ("a", 20, 30, "pass")], 30, 20, 0, 1),
        ([("a", 0, 30, "pass"), ("a", 5, 10, "fail")], 30, 5, 0, 1),
        ([("a", 0, 10, "pass"), ("a", 20, 30, "pass")], 30, 0, 0, 20 / 30),
        ([("a", 0, 10, "pass"), ("a", 10, 30, "unknown")], 30, 0, 0, 10 / 30),
        ([("a", 0, 30, "pass"), ("b", 20, 30, "fail")], 40, 10, 10, 1),
        ([("a", 24, 30, "pass")], 6, 0, 0, 6 / 30),
        ([("a", -9, 0, "fail"), ("a", 0, 30, "pass")], 30, 0, 0, 1),
    ],
)
def test_spans_become_resource_days_and_holes_are_not_passes(
    spans: list[tuple[str, int, int, str]], in_scope: int, failing: int, longest: int, coverage: float
) -> None:
    """Thirty days into the period; what lies outside it does not count."""
    found = Observed.of([span(*one) for one in spans], start=dt.date(2026, 1, 1), now=dt.date(2026, 1, 31))
    assert (found.in_scope_days, found.failing_days, found.longest_days) == (in_scope, failing, longest)
    assert found.coverage == pytest.approx(coverage)

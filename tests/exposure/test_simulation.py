"""The simulated distribution: agreement with closed forms, monotone paths, tails that add up, repeatable bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.exposures import NO_COSTS, modelled, sourced, with_chances

from buttress.exposure.loss.distribution import curve, quantiles, shortfalls, tolerance
from buttress.exposure.loss.losses import compile_losses
from buttress.exposure.loss.scenarios import Scenario
from buttress.exposure.loss.simulation import between, draw
from buttress.exposure.loss.solving import small_points, solve_alone
from buttress.exposure.model.inputs import TolerancePoint
from buttress.exposure.model.quantities import pert

MODEL = """
contracts:
  - {id: one, value: 1000000, liquidated_damages: {pert: [0.05, 0.10, 0.15]}, trigger: {opinion: modified}}
  - {id: two, value: 500000, liquidated_damages: {pert: [0.05, 0.10, 0.15]}, cap: 50000, trigger: {criteria: [CC7.2]}, master_agreement: m}
  - {id: three, value: 900000, liquidated_damages: 0.1, trigger: {exceptions: [CC6.2]}, master_agreement: m}
master_agreements: [{id: m, cap: 100000}]
"""


def case(*, rho: float = 0.4) -> Any:
    """Losses and a scenario of six controls in one group and by themselves."""
    structure, profile = sourced(
        (0.5, 0.3, 0.2, 0.6, 0.1, 0.05),
        [["CC6.1"], ["CC6.1"], ["CC7.2"], ["CC6.2"], ["CC8.1"], ["CC9.1"]],
        [((0, 2, 3), rho)],
        weights=(0.9, 0.6, 0.6, 0.25, 0.6, 1),
        exceptions=(0.7, 0.5, 0.4, 0.9, 0.3, 0.1),
    )
    return compile_losses(modelled(MODEL), structure), Scenario(profile=profile)


@pytest.mark.parametrize("rho", [0.0, 0.4, 1.0])
def test_the_simulated_mean_lies_within_four_standard_errors_of_the_exact_one(rho: float) -> None:
    losses, scenario = case(rho=rho)
    exact = solve_alone(losses, scenario, small_points(losses))
    assert exact.exact
    mean, error = between(draw(losses, [scenario], seed=20261, points=2048, replicates=16).losses[0].mean(axis=1))
    assert abs(mean - exact.expectation.total) <= 4 * error


def test_the_same_seed_gives_the_same_bytes_and_another_agrees() -> None:
    losses, scenario = case()
    first, again, other = (draw(losses, [scenario], seed=seed, points=1024, replicates=8).losses for seed in (1, 1, 2))
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()
    (mean, error), (second, spread) = between(first[0].mean(axis=1)), between(other[0].mean(axis=1))
    assert abs(mean - second) < 4 * np.hypot(error, spread)


def test_a_drawing_in_chunks_is_the_drawing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    losses, scenario = case()
    whole = draw(losses, [scenario], seed=1, points=1024, replicates=2, keep=(0,))
    monkeypatch.setattr("buttress.exposure.loss.simulation._CHUNK", 256)
    parts = draw(losses, [scenario], seed=1, points=1024, replicates=2, keep=(0,))
    assert whole.losses.tobytes() == parts.losses.tobytes()
    assert whole.hits.tobytes() == parts.hits.tobytes()


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=6, max_size=6), st.sampled_from([0.0, 0.5, 1.0]), st.booleans())
def test_fixing_anything_never_raises_the_loss_of_any_draw(chances: list[tuple[float, float]], rho: float, compensated: bool) -> None:
    """Zero tolerance, draw by draw, with and without compensation."""
    structure, observed = sourced(
        [max(pair) for pair in chances],
        [["CC6.1"], ["CC6.1"], ["CC7.2"], ["CC6.2"], ["CC8.1"], ["CC9.1"]],
        [((0, 2, 3), rho)],
        compensations=((0, 1, 0.5), (2, 4, 0.7)) if compensated else (),
    )
    fixed = with_chances(observed, [min(pair) for pair in chances])
    drawn = draw(
        compile_losses(modelled(MODEL), structure), [Scenario(profile=observed), Scenario(profile=fixed)], seed=3, points=64, replicates=2
    )
    assert (drawn.losses[1] <= drawn.losses[0]).all()


def test_the_curve_never_rises_and_its_area_is_the_mean() -> None:
    losses, scenario = case()
    drawn = draw(losses, [scenario], seed=1, points=256, replicates=4).losses[0]
    steps = np.unique(np.concatenate([[0.0], drawn.ravel()]))
    points = curve(drawn, steps)
    chances = np.array([point.probability for point in points])
    assert (np.diff(chances) <= 0).all()
    assert float((np.diff(steps) * chances[:-1]).sum()) == pytest.approx(drawn.mean())


def test_the_shortfall_lies_beyond_its_quantile_and_its_lines_add_up() -> None:
    losses, scenario = case()
    drawn = draw(losses, [scenario], seed=1, points=1024, replicates=8)
    at = {one.level: one.value for one in quantiles(drawn.losses[0])}
    beyond = {one.level: one.value for one in shortfalls(drawn.losses[0])}
    assert at[0.05] <= at[0.5] <= at[0.95] <= beyond[0.95] <= beyond[0.99]
    assert drawn.lines.sum(axis=1) == pytest.approx(drawn.losses[0].ravel())


def test_a_loss_that_may_not_come_has_the_moments_of_its_closed_form() -> None:
    """One audit a period: mean = p E[X] and variance = p E[X^2] - (p E[X])^2, where a number of events would make it lambda E[X^2]."""
    structure, profile = sourced((0.3,), [["CC6.1"]])
    text = "contracts: [{id: one, value: 1000000, liquidated_damages: {pert: [0.05, 0.10, 0.25]}, trigger: {opinion: modified}}]\n"
    losses = compile_losses(modelled(text + NO_COSTS), structure)
    drawn = draw(losses, [Scenario(profile=profile)], seed=4, points=4096, replicates=16).losses[0]
    amount = pert(0.05, 0.10, 0.25).scaled(1_000_000_00)
    assert drawn.mean() == pytest.approx(0.3 * amount.mean, rel=1e-3)
    second = amount.deviation**2 + amount.mean**2
    assert drawn.var() == pytest.approx(0.3 * second - (0.3 * amount.mean) ** 2, rel=2e-3)


def test_under_comonotone_lines_quantiles_and_shortfalls_add() -> None:
    uniform = np.random.default_rng(1).random((8, 1024))
    first, second = 100 * uniform, 300 * uniform**2
    for found in (quantiles, shortfalls):
        parts = [one.value + two.value for one, two in zip(found(first), found(second), strict=True)]
        assert [one.value for one in found(first + second)] == pytest.approx(parts, abs=2)


def test_the_boards_line_is_exceeded_only_above_it() -> None:
    drawn = np.tile(np.array([0.0, 0.0, 0.0, 100.0]), (4, 8))
    below, above = tolerance(drawn, (TolerancePoint(probability=0.30, loss=50), TolerancePoint(probability=0.20, loss=60)))
    assert (below.probability, below.exceeded, above.exceeded) == (0.25, False, True)


def test_compensation_takes_back_what_a_working_control_covers() -> None:
    structure, profile = sourced((0.5, 0.2), [["CC6.1"], ["CC6.2"]], compensations=((0, 1, 0.75),))
    text = "contracts: [{id: one, value: 1000000, liquidated_damages: 1, trigger: {criteria: [CC6.1]}}]\n"
    losses = compile_losses(modelled(text + NO_COSTS), structure)
    found = solve_alone(losses, Scenario(profile=profile), small_points(losses))
    assert found.expectation.total == pytest.approx(1_000_000_00 * 0.5 * (1 - 0.8 * 0.75))
    assert found.exact


@pytest.mark.parametrize("rho", [0.0, 0.6, 1.0])
def test_the_exact_expectation_with_compensation_is_that_of_the_simulation(rho: float) -> None:
    """Controls that stand in for each other in a chain and from another group, a partial weight, an adverse trigger, exceptions."""
    structure, profile = sourced(
        (0.5, 0.3, 0.6, 0.4, 0.2),
        [["CC6.1"], ["CC6.2"], ["CC7.2"], ["CC6.1", "A1.2"], ["A1.3"]],
        [((0, 1, 3), rho)],
        compensations=((0, 1, 0.8), (2, 0, 0.5), (2, 3, 0.4), (3, 4, 1.0)),
        weights=(0.9, 1.0, 0.7, 1.0, 0.5),
    )
    text = """
contracts:
  - {id: any, value: 1000000, liquidated_damages: 0.10, trigger: {opinion: modified}, master_agreement: m}
  - {id: adverse, value: 3000000, liquidated_damages: 0.10, trigger: {opinion: adverse}}
  - {id: named, value: 2000000, liquidated_damages: 0.10, trigger: {criteria: [CC6.1, CC7.2]}, master_agreement: m}
  - {id: noted, value: 1500000, liquidated_damages: 0.10, trigger: {exceptions: [CC7.2, A1.3]}}
master_agreements: [{id: m, cap: 250000}]
"""
    losses = compile_losses(modelled(text), structure)
    found = solve_alone(losses, Scenario(profile=profile), small_points(losses))
    drawn = draw(losses, [Scenario(profile=profile)], seed=7, points=2048, replicates=16)
    mean, error = between(drawn.losses[0].mean(axis=1))
    assert found.exact
    assert abs(mean - found.expectation.total) <= 4 * error + 1e-4 * found.expectation.total
    modified = (drawn.unmet[0] != 0).mean()
    assert 1 - found.expectation.opinions["unmodified"] == pytest.approx(modified, abs=0.01)


@pytest.mark.slow
def test_the_intervals_of_the_mean_cover_the_exact_one_as_often_as_they_say() -> None:
    """Over 200 seeds a 95 % interval (Student's, 15 degrees of freedom) misses within binomial limits."""
    losses, scenario = case()
    exact = solve_alone(losses, scenario, small_points(losses)).expectation.total
    covered = 0
    for seed in range(200):
        mean, error = between(draw(losses, [scenario], seed=seed, points=64, replicates=16).losses[0].mean(axis=1))
        covered += abs(mean - exact) <= 2.131 * error
    assert 180 <= covered <= 199

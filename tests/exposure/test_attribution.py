"""Shapley shares: the axioms, published small games, Owen's integral against every coalition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.exposures import NO_COSTS, modelled, sourced, with_chances

from buttress.exposure.decision.attribution import coalition_shapley, first_in, grouped, leave_one_out, owen, shapley
from buttress.exposure.decision.game import game_of
from buttress.exposure.loss.losses import compile_losses
from buttress.exposure.loss.scenarios import Scenario

LOSS = "contracts: [{id: one, value: 1, liquidated_damages: 1, trigger: {opinion: modified}}]\n"
TWO_CONTRACTS = """
contracts:
  - {id: one, value: 1000000, liquidated_damages: 0.10, trigger: {opinion: modified}}
  - {id: two, value: 500000, liquidated_damages: 0.05, trigger: {criteria: [CC7.2]}}
"""


def a_game(model: Any, structure: Any, observed: Any, fixed: Any, *, points: int = 128) -> Any:
    """The game between two profiles."""
    losses = compile_losses(model, structure)
    return game_of(losses, Scenario(profile=observed), Scenario(profile=fixed), seed=5, points=points, replicates=4)


def shares(model: Any, structure: Any, observed: Any, fixed: Any) -> Any:
    """Shapley shares in whole units."""
    return shapley(a_game(model, structure, observed, fixed), permutations=16, seed=1).value / 100


def test_two_contracts_over_three_controls() -> None:
    """Leave-one-out understates, first-in overstates, Shapley adds up to 62,000."""
    structure, observed = sourced((0.5, 0.1, 0.1), [["CC6.1"], ["CC6.1"], ["CC7.2"]])
    game = a_game(modelled(TWO_CONTRACTS + NO_COSTS), structure, observed, with_chances(observed, (0, 0, 0)))
    assert leave_one_out(game) / 100 == pytest.approx(np.array([40_500, 4_500, 7_000]))
    assert first_in(game) / 100 == pytest.approx(np.array([50_000, 10_000, 12_500]))
    found = shapley(game, permutations=16, seed=1)
    assert found.value / 100 == pytest.approx(np.array([45_166 + 2 / 3, 7_166 + 2 / 3, 9_666 + 2 / 3]))
    assert found.value.sum() / 100 == pytest.approx(62_000)
    assert not found.error.any()


@pytest.mark.parametrize(("chances", "expected"), [((1, 1, 1), (1 / 3, 1 / 3, 1 / 3)), ((0.1, 0.2, 0.4), (0.072667, 0.152667, 0.342667))])
def test_an_or_is_shared_by_what_each_adds(chances: tuple[float, ...], expected: tuple[float, ...]) -> None:
    structure, observed = sourced(chances, [["CC6.1"]] * 3)
    found = shares(
        modelled(LOSS.replace("value: 1,", "value: 1000000,") + NO_COSTS), structure, observed, with_chances(observed, (0, 0, 0))
    )
    assert found / 1_000_000 == pytest.approx(np.array(expected), abs=1e-6)


def test_a_dummy_gets_nothing_and_twins_get_the_same() -> None:
    structure, observed = sourced((0.3, 0.3, 0.2, 0.0), [["CC6.1"], ["CC6.1"], ["CC6.2"], ["CC6.2"]])
    found = shares(
        modelled(TWO_CONTRACTS.replace("CC7.2", "CC6.2") + NO_COSTS), structure, observed, with_chances(observed, (0, 0, 0.2, 0))
    )
    assert found[0] == pytest.approx(found[1])
    assert found[2:] == pytest.approx(np.zeros(2))


@pytest.mark.parametrize(
    ("count", "worth", "expected"),
    [
        (3, lambda rows: rows.any(axis=1).astype(float), (1 / 3, 1 / 3, 1 / 3)),
        (3, lambda rows: (rows[:, 0] & rows[:, 1]).astype(float), (0.5, 0.5, 0)),
        (3, lambda rows: rows @ np.array([3.0, 1.0, 7.0]), (3, 1, 7)),
        (12, lambda rows: rows @ np.arange(12.0), tuple(range(12))),
    ],
)
def test_the_axioms_of_small_games(count: int, worth: Any, expected: tuple[float, ...]) -> None:
    found = coalition_shapley(count, worth, permutations=8, seed=1)
    assert found.value == pytest.approx(np.array(expected))


def test_the_shares_of_a_sum_are_the_sums_of_the_shares() -> None:
    structure, observed = sourced((0.5, 0.2, 0.1), [["CC6.1"], ["CC6.1"], ["CC7.2"]], [((0, 2), 0.5)])
    nothing = with_chances(observed, (0, 0, 0))
    whole = modelled(TWO_CONTRACTS + NO_COSTS)
    parts = [evolve(whole, contracts=(contract,)) for contract in whole.contracts]
    together = shares(whole, structure, observed, nothing)
    assert together == pytest.approx(sum(shares(part, structure, observed, nothing) for part in parts))


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 2)), min_size=1, max_size=7),
    st.sampled_from([0.0, 0.3, 0.8, 1.0]),
)
def test_owens_integral_is_the_shapley_value(drawn: list[tuple[float, float, int]], rho: float) -> None:
    """Against every coalition, with a factor between the even controls; and the shares add up."""
    names = ["CC6.1", "CC6.2", "CC7.2"]
    observed_chances = [max(first, second) for first, second, _ in drawn]
    fixed_chances = [min(first, second) for first, second, _ in drawn]
    structure, observed = sourced(observed_chances, [[names[which]] for _, _, which in drawn], [(tuple(range(0, len(drawn), 2)), rho)])
    game = a_game(modelled(TWO_CONTRACTS + NO_COSTS), structure, observed, with_chances(observed, fixed_chances), points=16)
    exact = owen(game)
    enumerated = coalition_shapley(structure.players, game.values, permutations=0, seed=0).value
    assert exact == pytest.approx(enumerated, abs=1e-2)
    ends = game.values(np.array([[True] * structure.players, [False] * structure.players]))
    assert exact.sum() == pytest.approx(ends[0] - ends[1], abs=1e-2)
    assert (exact >= -1e-6).all()


def test_a_counted_part_is_shared_within_its_error_and_adds_up() -> None:
    """Retainer forfeited on an adverse opinion: sampled over permutations, yet exact in sum."""
    names = [[f"CC6.{number}"] for number in range(1, 9)]
    structure, observed = sourced((0.5,) * 8, names)
    text = (
        "entity_costs: {retainer_forfeiture: 1000000, remediation_consulting: 0, monitoring: 0, audit_support: 0, engineering_weeks: 0}\n"
    )
    text += "assumptions: {retainer_if_qualified: 0}\n"
    game = a_game(modelled(text), structure, observed, with_chances(observed, (0.0,) * 8), points=4096)
    found = shapley(game, permutations=64, seed=2)
    # At least two of eight: 1 - (1/2)^8 - 8 (1/2)^8, an eighth each by symmetry.
    whole = 1_000_000_00 * (1 - 9 / 256)
    assert found.value.sum() == pytest.approx(whole)
    # Every coalition is gone through, and Sobol points halve each of eight even chances exactly.
    assert found.value == pytest.approx(np.full(8, whole / 8))
    alone = grouped(game, {"all": range(8)}, permutations=64, seed=2)["all"]
    assert alone[0] == pytest.approx(whole)
    assert alone[1] == pytest.approx(0, abs=1)


@pytest.mark.parametrize(("kept", "parts"), [(256, 4), (100, 16), (64, 16), (40, 20)])
def test_shares_have_an_error_however_few_draws_were_kept(monkeypatch: pytest.MonkeyPatch, kept: int, parts: int) -> None:
    """Whole replicates of 64 points where there are two, else batches."""
    monkeypatch.setattr("buttress.exposure.loss.simulation._MOST_KEPT", kept)
    names = [[f"CC6.{number}"] for number in (1, 2, 3, 4, 5, 6, 1, 2)]
    structure, observed = sourced((0.9, 0.5, 0.2, 0.7, 0.4, 0.6, 0.3, 0.8), names)
    text = (
        "entity_costs: {retainer_forfeiture: 1000000, remediation_consulting: 0, monitoring: 0, audit_support: 0, engineering_weeks: 0}\n"
    )
    losses = compile_losses(modelled(text), structure)
    scenarios = [Scenario(profile=observed), Scenario(profile=with_chances(observed, (0.0,) * 8))]
    game = game_of(losses, *scenarios, seed=1, points=64, replicates=4)
    assert len(game.samples.parts) == parts
    assert game.samples.weights.sum() == pytest.approx(1)
    found = shapley(game, permutations=4, seed=1)
    assert np.isfinite(found.error).all()
    assert (found.error[found.value > 0] > 0).any()


@pytest.mark.slow
def test_the_errors_of_shares_are_as_large_as_the_shares_move_from_seed_to_seed() -> None:
    names = [[f"CC6.{number}"] for number in (1, 2, 3, 4, 5, 6, 1, 2)]
    structure, observed = sourced((0.9, 0.5, 0.2, 0.7, 0.4, 0.6, 0.3, 0.8), names)
    text = (
        "entity_costs: {retainer_forfeiture: 1000000, remediation_consulting: 0, monitoring: 0, audit_support: 0, engineering_weeks: 0}\n"
    )
    losses = compile_losses(modelled(text), structure)
    scenarios = [Scenario(profile=observed), Scenario(profile=with_chances(observed, (0.0,) * 8))]
    results = []
    for seed in range(40):
        game = game_of(losses, *scenarios, seed=seed, points=64, replicates=4)
        results.append(shapley(game, permutations=4, seed=seed))
    spread = np.std([one.value for one in results], axis=0, ddof=1)
    told = np.sqrt(np.mean([one.error**2 for one in results], axis=0))
    # Sobol points spread less than independent ones, so that the error may overstate, and must not understate.
    assert (told >= 0.75 * spread).all()
    assert (told <= 4 * spread).all()


def test_shares_of_groups_are_those_of_the_game_between_groups() -> None:
    structure, observed = sourced((0.5, 0.1, 0.1), [["CC6.1"], ["CC6.1"], ["CC7.2"]])
    game = a_game(modelled(TWO_CONTRACTS + NO_COSTS), structure, observed, with_chances(observed, (0, 0, 0)))
    found = grouped(game, {"ab": [0, 1], "c": [2]}, permutations=4, seed=1)
    # v(ab) = 55,000, v(c) = 12,500, v(abc) = 62,000.
    assert found["ab"][0] / 100 == pytest.approx((55_000 + 62_000 - 12_500) / 2)
    assert found["c"][0] / 100 == pytest.approx((12_500 + 62_000 - 55_000) / 2)


def test_with_compensation_shares_are_exact() -> None:
    """B works in place of A half of the time; fixing B alone already removes part of A's."""
    structure, observed = sourced((1.0, 1.0), [["CC6.1"], ["CC6.2"]], compensations=((0, 1, 0.5),))
    text = LOSS.replace("{opinion: modified}", "{criteria: [CC6.1]}").replace("value: 1,", "value: 1000000,")
    game = a_game(modelled(text + NO_COSTS), structure, observed, with_chances(observed, (0.0, 0.0)), points=16)
    found = shapley(game, permutations=8, seed=1)
    # v(A) = 1/2 (B works), v(AB) = 1, v(B) = 0: A gets 3/4, B 1/4.
    assert found.value / 100 == pytest.approx(np.array([750_000, 250_000]))
    assert not found.error.any()


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 2)), min_size=4, max_size=6),
    st.sampled_from([0.0, 0.5, 1.0]),
)
def test_owens_integral_holds_beside_compensation(drawn: list[tuple[float, float, int]], rho: float) -> None:
    """Against every coalition; 1 and 3 stand in for 0, 0 for 2, across groups."""
    names = ["CC6.1", "CC6.2", "CC7.2"]
    structure, observed = sourced(
        [max(first, second) for first, second, _ in drawn],
        [[names[which]] for _, _, which in drawn],
        [((0, 3), rho)],
        compensations=((0, 1, 0.6), (0, 3, 0.3), (2, 0, 0.9)),
    )
    game = a_game(
        modelled(TWO_CONTRACTS + NO_COSTS),
        structure,
        observed,
        with_chances(observed, [min(first, second) for first, second, _ in drawn]),
        points=16,
    )
    exact = owen(game)
    assert exact == pytest.approx(coalition_shapley(structure.players, game.values, permutations=0, seed=0).value, abs=1e-2)
    assert (exact >= -1e-6).all()


def test_more_compensating_controls_than_can_be_gone_through_are_sampled_and_add_up() -> None:
    """Seven controls may each stand in for A: the shares are drawn and still add up; those of the seven are alike."""
    structure, observed = sourced((1.0,) * 8, [["CC6.1"], *[["CC6.2"]] * 7], compensations=tuple((0, by, 0.5) for by in range(1, 8)))
    text = LOSS.replace("{opinion: modified}", "{criteria: [CC6.1]}").replace("value: 1,", "value: 1000000,")
    game = a_game(modelled(text + NO_COSTS), structure, observed, with_chances(observed, (0.0,) * 8), points=4096)
    found = shapley(game, permutations=32, seed=1)
    assert not game.linear
    assert found.value.sum() / 100 == pytest.approx(1_000_000)
    # A before k of the seven: (1/2)^(7-k), averaged over the places of A in the order.
    share = sum(0.5**working for working in range(8)) / 8 * 1_000_000
    # Every coalition is gone through, and Sobol points halve each of the even chances exactly.
    assert found.value[0] / 100 == pytest.approx(share)
    assert found.value[1:] == pytest.approx(np.full(7, found.value[1:].mean()))

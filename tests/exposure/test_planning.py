"""The plan: brute force, program, order and calendar."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.exposures import NO_COSTS, modelled, sourced, with_chances

from buttress.exposure.decision.game import game_of
from buttress.exposure.decision.limits import Limits
from buttress.exposure.decision.planning import Candidate, calendar, choose, sequence, smith_order
from buttress.exposure.decision.program import drawn_loss, solve_program
from buttress.exposure.loss.losses import compile_losses
from buttress.exposure.loss.scenarios import Scenario

CONTRACTS = """
contracts:
  - {id: one, value: 1000000, liquidated_damages: 0.10, trigger: {opinion: modified}}
  - {id: two, value: 4000000, liquidated_damages: 0.05, trigger: {criteria: [CC6.1, CC6.2]}, master_agreement: m}
  - {id: three, value: 3000000, liquidated_damages: 0.10, trigger: {opinion: adverse}, master_agreement: m}
master_agreements: [{id: m, cap: 400000}]
"""


COMPENSATIONS = tuple((control, control + 1, 0.9) for control in range(6))


def a_game(count: int, *, seed: int, points: int = 32, compensations: Any = ()) -> Any:
    """A game of `count` controls over eight criteria."""
    random = np.random.default_rng(seed)
    criteria = [[f"CC6.{1 + which}"] for which in random.integers(0, 8, count)]
    chances = random.uniform(0.1, 0.9, count)
    structure, observed = sourced(chances.tolist(), criteria, [(tuple(range(0, count, 3)), 0.4)], compensations=compensations)
    losses = compile_losses(modelled(CONTRACTS), structure)
    return game_of(
        losses,
        Scenario(profile=observed),
        Scenario(profile=with_chances(observed, (chances * 0.02).tolist())),
        seed=seed,
        points=points,
        replicates=4,
    ), random.uniform(0.3, 2.0, count)


def best_by_force(game: Any, candidates: list[Candidate], capacity: float, precedence: list[tuple[int, int]]) -> float:
    """The least value over every subset that holds."""
    limits = Limits.of(candidates, capacity, precedence)
    rows = []
    for bits in itertools.product((False, True), repeat=len(candidates)):
        chosen = frozenset(np.flatnonzero(bits).tolist())
        if limits.hold(chosen):
            fixed = {player for item in chosen for player in candidates[item].fixes}
            rows.append([player not in fixed for player in range(game.structure.players)])
    return float(game.values(np.array(rows)).min())


def worth(game: Any, candidates: list[Candidate], chosen: tuple[int, ...]) -> float:
    """The value of one choice."""
    fixed = {player for item in chosen for player in candidates[item].fixes}
    return float(game.values(np.array([[player not in fixed for player in range(game.structure.players)]]))[0])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("precedence", [[], [(0, 1), (1, 2)]])
def test_exhaustive_search_over_plans_that_cannot_grow_is_brute_force(seed: int, precedence: list[tuple[int, int]]) -> None:
    game, efforts = a_game(8, seed=seed)
    candidates = [
        Candidate(control=index, fixes=(index,), effort=float(effort), due=[math.inf, 2.0][index % 2])
        for index, effort in enumerate(efforts)
    ]
    found = choose(game, candidates, 4.0, precedence, frozenset())
    assert (found.method, found.gap) == ("exhaustive", 0)
    assert Limits.of(candidates, 4.0, precedence).hold(frozenset(found.chosen))
    assert worth(game, candidates, found.chosen) == pytest.approx(best_by_force(game, candidates, 4.0, precedence), rel=1e-3)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("compensations", [(), COMPENSATIONS], ids=["alone", "compensated"])
def test_the_program_agrees_with_brute_force(seed: int, compensations: Any) -> None:
    """The program's plan, polished on the exact value, against every subset; its stated gap covers the rest."""
    game, efforts = a_game(10, seed=seed, points=16, compensations=compensations)
    candidates = [Candidate(control=index, fixes=(index,), effort=float(effort)) for index, effort in enumerate(efforts)]
    found = choose(game, candidates, 5.0, [], frozenset(), most_exhaustive=0)
    assert found.method == "milp"
    assert found.gap is not None
    best = best_by_force(game, candidates, 5.0, [])
    assert best - 1 <= worth(game, candidates, found.chosen) <= best * 1.01 + 1


@pytest.mark.parametrize("compensations", [(), COMPENSATIONS], ids=["alone", "compensated"])
def test_on_the_drawn_scenarios_the_program_is_optimal_within_its_gap(compensations: Any) -> None:
    game, efforts = a_game(9, seed=9, points=16, compensations=compensations)
    candidates = [Candidate(control=index, fixes=(index,), effort=float(effort)) for index, effort in enumerate(efforts)]
    limits = Limits.of(candidates, 4.0, [])
    answer = solve_program(game, [one.fixes for one in candidates], limits, frozenset(), np.zeros(9))
    assert answer is not None
    allowed = [bits for bits in itertools.product((False, True), repeat=9) if limits.hold(frozenset(np.flatnonzero(bits).tolist()))]
    losses = drawn_loss(game, ~np.array(allowed), frozenset())
    reached = drawn_loss(game, ~np.array([[index in answer.chosen for index in range(9)]]), frozenset())[0]
    assert limits.hold(frozenset(answer.chosen))
    assert answer.bound <= losses.min() + 1e-3
    assert reached >= losses.min() - 1e-3
    assert reached - answer.bound <= 0.006 * reached


def test_both_key_controls_of_a_criterion_are_fixed_though_neither_pays_alone() -> None:
    """Greedy by ratio takes the small sure thing; the best plan takes the pair."""
    structure, observed = sourced((1.0, 1.0, 1.0), [["CC6.1"], ["CC6.1"], ["CC7.2"]])
    text = """
contracts:
  - {id: big, value: 1000000, liquidated_damages: 1, trigger: {criteria: [CC6.1]}}
  - {id: small, value: 10000, liquidated_damages: 1, trigger: {criteria: [CC7.2]}}
"""
    losses = compile_losses(modelled(text + NO_COSTS), structure)
    game = game_of(losses, Scenario(profile=observed), Scenario(profile=with_chances(observed, (0, 0, 0))), seed=1, points=16, replicates=4)
    candidates = [Candidate(control=index, fixes=(index,), effort=1.0) for index in range(3)]
    assert choose(game, candidates, 2.0, [], frozenset()).chosen == (0, 1)


def test_where_nothing_affordable_lowers_the_loss_the_plan_starts_on_what_weighs_most() -> None:
    """Four certain failures of one criterion and one small one: fixing two changes nothing yet, but the small one never leads."""
    structure, observed = sourced((1.0, 1.0, 1.0, 1.0, 0.01), [["CC6.1"]] * 5)
    text = "contracts: [{id: one, value: 1000000, liquidated_damages: 1, trigger: {criteria: [CC6.1]}}]\n"
    losses = compile_losses(modelled(text + NO_COSTS), structure)
    game = game_of(losses, Scenario(profile=observed), Scenario(profile=with_chances(observed, (0,) * 5)), seed=1, points=16, replicates=4)
    candidates = [Candidate(control=index, fixes=(index,), effort=1.0) for index in (4, 0, 1, 2, 3)]
    for most in (18, 0):
        chosen = choose(game, candidates, 2.0, [], frozenset(), most_exhaustive=most).chosen
        assert len(chosen) == 2
        assert 0 not in chosen


def test_what_cannot_be_in_time_is_never_chosen() -> None:
    game, _ = a_game(3, seed=1)
    candidates = [Candidate(control=index, fixes=(index,), effort=1.0, due=due) for index, due in enumerate((0.5, 1.0, 1.5))]
    found = choose(game, candidates, 9.0, [], frozenset())
    assert 0 not in found.chosen
    assert len(found.chosen) == 1


def test_smiths_rule_on_the_small_example() -> None:
    burn, effort = (5, 9, 4), (2, 3, 4)
    order = smith_order(burn, effort)
    assert order == [1, 0, 2]
    assert cost(order, burn, effort) == 88


def cost(order: Any, burn: Any, effort: Any) -> float:
    """Sum of burn times finish."""
    finish = itertools.accumulate(effort[item] for item in order)
    return float(sum(burn[item] * end for item, end in zip(order, finish, strict=True)))


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=6))
def test_smiths_rule_is_best_of_all_orders(jobs: list[tuple[int, int]]) -> None:
    burn, effort = zip(*jobs, strict=True)
    best = min(cost(order, burn, effort) for order in itertools.permutations(range(len(jobs))))
    assert cost(smith_order(burn, effort), burn, effort) == best


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 4), st.integers(1, 20)), min_size=1, max_size=6))
def test_the_order_of_work_misses_no_deadline_that_can_be_met(jobs: list[tuple[int, int, int]]) -> None:
    """Where the order of deadlines meets all of them, so does ours; else Smith's rule decides what is left."""
    burn, effort, weeks = zip(*jobs, strict=True)
    due = [one * 7 for one in weeks]
    order = sequence(burn, effort, due, [])
    assert sorted(order) == list(range(len(jobs)))

    def late(chosen: list[int]) -> int:
        finish = itertools.accumulate(effort[item] * 7 for item in chosen)
        return sum(end > due[item] for item, end in zip(chosen, finish, strict=True))

    if late(sorted(range(len(jobs)), key=lambda item: due[item])) == 0:
        assert late(order) == 0


def test_without_deadlines_the_order_is_smiths() -> None:
    assert sequence((5, 9, 4), (2, 3, 4), [math.inf] * 3, []) == [1, 0, 2]
    assert sequence((5, 9, 4), (2, 3, 4), [math.inf] * 3, [(2, 1)]) == [0, 2, 1]


def test_nothing_is_done_in_a_freeze() -> None:
    """Half a week is 3.5 days; the fraction of a day that is left goes to the next item."""
    today = dt.date(2026, 11, 18)
    freezes = ((dt.date(2026, 11, 20), dt.date(2026, 12, 2)),)
    found = calendar([0, 1], [0.5, 0.5], today, freezes)
    assert found[0] == (today, dt.date(2026, 12, 5))
    assert found[1] == (dt.date(2026, 12, 5), dt.date(2026, 12, 8))


def test_where_the_loss_moves_only_with_the_last_step_the_criteria_left_show_progress(shop: Any) -> None:
    """Three design deficiencies of one criterion each: the opinion stays modified until all are fixed, one criterion less a step."""
    from buttress.exposure import evaluate

    for number in range(3):
        shop.control(f"CTL-{number}", [f"CC{number + 1}.1"], {f"check-{number}": ["fail"]}, severity="critical", key=True)
    text = "contracts: [{id: one, value: 1000000, liquidated_damages: 1, trigger: {opinion: modified}}]\n"
    text += "design_deficiencies: [check-0, check-1, check-2]\nperiod: {start: 2026-02-01, end: 2027-02-01}\n"
    shop.now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    plan = evaluate(shop.build(), modelled(text + NO_COSTS)).plan
    assert [round(item.after / 100_000_000, 2) for item in plan.items] == [1.0, 1.0, 0.0]
    assert plan.criteria_before == pytest.approx(3, abs=0.1)
    assert [item.criteria_left for item in plan.items] == pytest.approx([2, 1, 0], abs=0.1)


def test_what_the_limits_never_allow_to_clear_leaves_the_program_as_a_settled_loss() -> None:
    """Ten certain failures of one criterion, capacity for four: any plan loses everything, and the program says so with no gap."""
    structure, observed = sourced((1.0,) * 10, [["CC6.1"]] * 10)
    losses = compile_losses(modelled(CONTRACTS), structure)
    game = game_of(losses, Scenario(profile=observed), Scenario(profile=with_chances(observed, (0,) * 10)), seed=1, points=16, replicates=4)
    candidates = [Candidate(control=index, fixes=(index,), effort=1.0) for index in range(10)]
    limits = Limits.of(candidates, 4.0, [])
    answer = solve_program(game, [one.fixes for one in candidates], limits, frozenset(), np.zeros(10))
    assert answer is not None
    whole, kept = drawn_loss(game, np.array([[True] * 10, [index not in answer.chosen for index in range(10)]]), frozenset())
    assert whole == kept > 0
    assert answer.bound == pytest.approx(kept)


@pytest.mark.parametrize("count", [1, 5, 16])
def test_thinned_scenarios_keep_their_weight(count: int) -> None:
    from buttress.exposure.decision.program import thinned

    game, _ = a_game(6, seed=2)
    draws = thinned(game.samples, count)
    assert len(draws.weights) == len(draws.hits[0]) == len(draws.accepted) <= count
    assert draws.weights.sum() == pytest.approx(1)


def test_an_opinion_that_counts_criteria_is_closed_in_on_from_below(monkeypatch: Any) -> None:
    """Everything hangs on an adverse opinion. The bound of one round holds already; more rounds raise it, never beyond the best plan."""
    from buttress.exposure.decision import program

    structure, observed = sourced((0.9,) * 12, [[f"CC6.{1 + index % 6}"] for index in range(12)])
    text = "contracts: [{id: one, value: 1000000, liquidated_damages: 1, trigger: {opinion: adverse}}]\nassumptions: {adverse_share: 0.5}\n"
    losses = compile_losses(modelled(text + NO_COSTS), structure)
    game = game_of(losses, Scenario(profile=observed), Scenario(profile=with_chances(observed, (0,) * 12)), seed=3, points=16, replicates=4)
    efforts = [1.0 + index % 3 for index in range(12)]
    limits = Limits.of([Candidate(control=index, fixes=(index,), effort=effort) for index, effort in enumerate(efforts)], 7.0, [])
    allowed = [bits for bits in itertools.product((False, True), repeat=12) if limits.hold(frozenset(np.flatnonzero(bits).tolist()))]
    best = drawn_loss(game, ~np.array(allowed), frozenset()).min()
    bounds = []
    for rounds in (1, 6):
        monkeypatch.setattr(program, "_ROUNDS", rounds)
        answer = program.solve_program(game, [(index,) for index in range(12)], limits, frozenset(), np.zeros(12))
        assert answer is not None
        assert answer.bound <= best + 1e-3
        bounds.append(answer.bound)
    assert bounds[0] < bounds[1]
    assert bounds[1] >= 0.98 * best > 0


def test_a_program_over_fewer_scenarios_keeps_its_bound(monkeypatch: Any) -> None:
    """The bound holds over the scenarios that the answer names."""
    from attrs import evolve

    from buttress.exposure.decision import program

    monkeypatch.setattr(program, "_MOST_ENTRIES", 300)
    game, efforts = a_game(9, seed=3)
    candidates = [Candidate(control=index, fixes=(index,), effort=float(effort)) for index, effort in enumerate(efforts)]
    limits = Limits.of(candidates, 4.0, [])
    answer = program.solve_program(game, [one.fixes for one in candidates], limits, frozenset(), np.zeros(9))
    assert answer is not None
    assert len(answer.samples.weights) < len(game.samples.weights)
    game = evolve(game, samples=answer.samples)
    allowed = [bits for bits in itertools.product((False, True), repeat=9) if limits.hold(frozenset(np.flatnonzero(bits).tolist()))]
    losses = program.drawn_loss(game, ~np.array(allowed), frozenset())
    reached = program.drawn_loss(game, ~np.array([[index in answer.chosen for index in range(9)]]), frozenset())[0]
    assert answer.bound - 1e-3 <= losses.min() <= reached + 1e-3
    assert reached - answer.bound <= 0.006 * reached

"""Triggers, caps, cure and the company's own costs against closed forms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.support.exposures import NO_COSTS, modelled, sourced

from buttress.exposure.audit.opinions import adverse, enumerate_outcomes
from buttress.exposure.audit.structure import chance_of_none, tables
from buttress.exposure.loss.losses import (
    LINES,
    compile_losses,
    damages_by_pattern,
    expect,
    is_cured,
    linear_terms,
    makespan_days,
    revenue_at_risk,
)
from buttress.exposure.loss.scenarios import Scenario
from buttress.exposure.loss.simulation import draw
from buttress.exposure.loss.solving import small_points, solve_alone

ENTITY = """
contracts: [{id: one, value: 10000000, liquidated_damages: {pert: [0.05, 0.10, 0.15]}, trigger: {opinion: modified}}]
entity_costs:
  retainer_forfeiture: {pert: [50000, 125000, 200000]}
  remediation_consulting: {pert: [100000, 300000, 500000]}
  monitoring: {pert: [5000, 12500, 20000]}
  months_to_clean_report: 12
  audit_support: {pert: [50000, 100000, 150000]}
  engineering_weeks: 0
"""


def total(model: Any, structure: Any, profile: Any, *, disclaimed: bool = False, cured: frozenset[str] = frozenset()) -> Any:
    """The expectation of one profile."""
    losses = compile_losses(model, structure)
    scenario = Scenario(profile=profile, disclaimed=disclaimed, cured=cured)
    return solve_alone(losses, scenario, small_points(losses)).expectation


def test_a_certain_adverse_opinion_costs_the_sum_of_the_means() -> None:
    """Ten million at 10 %, retainer, consulting, twelve months of monitoring, support: 1,675,000 in all."""
    structure, profile = sourced((1.0,), [["CC6.1"]])
    found = total(modelled(ENTITY), structure, profile)
    assert found.total == pytest.approx(1_675_000_00)
    assert found.opinions == {"unmodified": 0, "qualified": 0, "adverse": 1, "disclaimer": 0}


def test_the_spread_of_a_certain_loss_is_that_of_independent_lines() -> None:
    """Variances add under independence: 209,156.47; standard deviations would under comonotonicity: 345,837.49."""
    model = modelled(ENTITY)
    structure, profile = sourced((1.0,), [["CC6.1"]])
    drawn = draw(compile_losses(model, structure), [Scenario(profile=profile)], seed=7, points=4096, replicates=8)
    assert drawn.losses.std() == pytest.approx(209_156_47, rel=0.01)
    parts = drawn.lines.std(axis=0)[:5]
    assert parts == pytest.approx(np.array([188_982_00, 28_347_00, 75_593_00, 34_017_00, 18_898_00]), rel=0.01)
    assert parts.sum() == pytest.approx(345_837_49, rel=0.01)


def test_lines_add_up_under_any_dependence() -> None:
    for rho in (0.0, 0.5, 1.0):
        structure, profile = sourced((0.3, 0.4), [["CC6.1"], ["CC6.2"]], [((0, 1), rho)])
        found = total(modelled(ENTITY), structure, profile)
        assert found.total == pytest.approx(sum(found.lines.values()))
        assert found.lines["liquidated_damages"] == pytest.approx(1_000_000_00 * (1 - found.opinions["unmodified"]))


TWO_CONTRACTS = """
contracts:
  - {id: one, value: 1000000, liquidated_damages: 0.10, trigger: {opinion: modified}}
  - {id: two, value: 500000, liquidated_damages: 0.05, trigger: {criteria: [CC7.2]}}
"""


def test_two_contracts_over_three_controls() -> None:
    structure, profile = sourced((0.5, 0.1, 0.1), [["CC6.1"], ["CC6.1"], ["CC7.2"]])
    found = total(modelled(TWO_CONTRACTS + NO_COSTS), structure, profile)
    assert found.total == pytest.approx(62_000_00)
    assert found.contracts == {"one": pytest.approx(59_500_00), "two": pytest.approx(2_500_00)}


@pytest.mark.parametrize(("days", "cured"), [(29, True), (30, True), (30.5, False), (31, False)])
def test_a_cure_on_the_last_day_is_in_time(days: float, cured: bool) -> None:
    assert is_cured(days, 30, None) is cured
    assert is_cured(days, 20, 10) is cured
    assert not is_cured(days, None, 30)


def test_a_cured_contract_pays_nothing() -> None:
    structure, profile = sourced((1.0, 0.0, 1.0), [["CC6.1"], ["CC6.1"], ["CC7.2"]])
    found = total(modelled(TWO_CONTRACTS + NO_COSTS), structure, profile, cured=frozenset({"one"}))
    assert found.contracts == {"one": 0, "two": pytest.approx(25_000_00)}


def test_the_makespan_is_one_thing_after_another_and_a_new_test() -> None:
    assert makespan_days({"a": 1.0, "b": 0.5}, ["a", "b", "c"], 30) == 40.5


def test_a_cap_of_the_contract_binds() -> None:
    text = "contracts: [{id: one, value: 1000000, liquidated_damages: 0.10, cap: 40000, trigger: {opinion: modified}}]\n"
    structure, profile = sourced((0.5,), [["CC6.1"]])
    assert total(modelled(text + NO_COSTS), structure, profile).total == pytest.approx(20_000_00)


def test_contracts_under_one_cap_share_it_in_proportion() -> None:
    text = """
contracts:
  - {id: one, value: 1000000, liquidated_damages: 0.10, trigger: {opinion: modified}, master_agreement: m}
  - {id: two, value: 3000000, liquidated_damages: 0.10, trigger: {criteria: [CC7.2]}, master_agreement: m}
master_agreements: [{id: m, cap: 200000}]
"""
    model = modelled(text + NO_COSTS)
    structure, profile = sourced((0.5, 0.2), [["CC6.1"], ["CC7.2"]])
    pool = compile_losses(model, structure).pools[0]
    both = damages_by_pattern(pool, frozenset())[-1]
    assert both == pytest.approx(np.array([50_000_00, 150_000_00]))
    found = total(model, structure, profile)
    # Only A (0.4): 100k. C, with or without A (0.2): both contracts, the cap.
    assert found.total == pytest.approx(0.4 * 100_000_00 + 0.2 * 200_000_00)
    drawn = draw(compile_losses(model, structure), [Scenario(profile=profile)], seed=3, points=2048, replicates=8)
    assert drawn.losses.mean() == pytest.approx(found.total, rel=0.01)


def test_shared_caps_over_uncertain_damages_agree_with_simulation() -> None:
    rows = "\n".join(
        f"  - {{id: c{number}, value: {value}, liquidated_damages: {{pert: [0.05, 0.1, 0.15]}}, trigger: {trigger}, master_agreement: m}}"
        for number, (value, trigger) in enumerate(
            [
                (1_000_000, "{opinion: modified}"),
                (2_000_000, "{criteria: [CC7.2]}"),
                (500_000, "{opinion: adverse}"),
                (800_000, "{criteria: [CC6.1]}"),
            ]
        )
    )
    model = modelled(f"contracts:\n{rows}\nmaster_agreements: [{{id: m, cap: 250000}}]\n{NO_COSTS}")
    structure, profile = sourced((0.5, 0.3, 0.2), [["CC6.1"], ["CC7.2"], ["CC8.1", "CC9.1"]], [((0, 1), 0.5)])
    losses = compile_losses(model, structure)
    exact = solve_alone(losses, Scenario(profile=profile), small_points(losses))
    assert exact.exact
    drawn = draw(losses, [Scenario(profile=profile)], seed=11, points=4096, replicates=16)
    means = drawn.losses[0].mean(axis=1)
    error = means.std(ddof=1) / np.sqrt(len(means))
    assert abs(means.mean() - exact.expectation.total) < 4 * error + 1e-4 * exact.expectation.total


def test_the_linear_terms_and_the_counted_part_are_the_whole() -> None:
    model = modelled(TWO_CONTRACTS)
    structure, profile = sourced((0.5, 0.1, 0.3), [["CC6.1"], ["CC6.1"], ["CC7.2"]])
    losses = compile_losses(model, structure)
    found = tables(structure, [profile])
    outcomes = enumerate_outcomes(found, 0)
    assert outcomes is not None
    whole = expect(losses, found, 0, outcomes, disclaimed=False, cured=frozenset(), exact=True)
    linear = sum(coefficient * chance_of_none(found, event, 0) for event, coefficient in linear_terms(losses, frozenset()))
    from buttress.exposure.loss.losses import counted_loss

    counted = float(outcomes.weights @ counted_loss(losses, frozenset()).of(outcomes.unmet, outcomes.excepted))
    everything = float(outcomes.weights @ counted_loss(losses, frozenset(), everything=True).of(outcomes.unmet, outcomes.excepted))
    assert linear + counted == pytest.approx(whole.total)
    assert everything == pytest.approx(whole.total)


@pytest.mark.parametrize(("unmet", "is_adverse"), [(0b0000, False), (0b0001, False), (0b0101, True), (0b1100, True), (0b0100, False)])
def test_a_quarter_of_the_criteria_or_a_whole_category_is_adverse(unmet: int, is_adverse: bool) -> None:
    from attrs import evolve

    names = [["CC6.1"], ["CC6.2"], ["A1.1"], ["A1.2"], ["CC6.3"], ["CC6.4"], ["CC6.5"], ["CC6.6"]]
    structure, _ = sourced((0.5,) * 8, names)
    structure = evolve(structure, categories=(0b11110011, 0b00001100))
    assert bool(adverse(np.array([unmet], dtype=np.uint64), structure, 0.25)[0]) is is_adverse
    assert bool(adverse(np.array([unmet], dtype=np.uint64), structure, 0.26)[0]) is (unmet == 0b1100)


def test_a_disclaimer_pays_whatever_the_criteria() -> None:
    structure, profile = sourced((0.0,), [["CC6.1"]])
    found = total(modelled(ENTITY), structure, profile, disclaimed=True)
    assert found.opinions["disclaimer"] == 1
    assert found.total == pytest.approx(1_675_000_00)


@pytest.mark.parametrize(("due", "chance"), [("2027-02-01", 1.0), ("2027-03-15", 0.3), ("2027-06-01", 0.0)])
def test_a_late_report_triggers_by_its_date(due: str, chance: float) -> None:
    """Sixty days after the period if clean, forty-five more if modified."""
    text = f"contracts: [{{id: one, value: 100, liquidated_damages: 1, trigger: {{report_after: {due}}}}}]\n"
    structure, profile = sourced((0.3,), [["CC6.1"]])
    assert total(modelled(text + NO_COSTS), structure, profile).triggers["one"] == pytest.approx(chance)


def test_an_exception_triggers_where_an_unmet_criterion_does_not() -> None:
    text = """
contracts:
  - {id: noted, value: 100, liquidated_damages: 1, trigger: {exceptions: [CC6.1]}}
  - {id: unmet, value: 100, liquidated_damages: 1, trigger: {criteria: [CC6.1]}}
"""
    structure, profile = sourced((0.3,), [["CC6.1"]], exceptions=(0.8,))
    found = total(modelled(text + NO_COSTS), structure, profile)
    assert found.triggers == {"noted": pytest.approx(0.8), "unmet": pytest.approx(0.3)}


def test_revenue_at_risk_counts_no_day_twice() -> None:
    """Report on 2027-03-02; renewal 100 days later; with a right to terminate the whole horizon of 365 days is at risk."""
    text = """
contracts:
  - {id: one, value: 1, trigger: {opinion: modified}, annual: 365250, margin: 0.5, renewal: 2027-06-10, termination: RIGHT,
     churn: {qualified: 0.1, adverse: 0.4, disclaimer: 0.4}}
"""
    opinions = {"unmodified": 0.0, "qualified": 0.5, "adverse": 0.5, "disclaimer": 0.0}
    for right, days in (("true", 365), ("false", 265)):
        model = modelled(text.replace("RIGHT", right) + NO_COSTS)
        assert revenue_at_risk(model.contracts[0], model, opinions) == pytest.approx(0.25 * 0.5 * 36_525_000 * days / 365.25)


def test_revenue_at_risk_is_never_part_of_the_loss() -> None:
    terms = "trigger: {opinion: modified}, annual: 1000000, margin: 1, renewal: 2027-03-02, churn: {qualified: 1}"
    text = f"contracts: [{{id: one, value: 1, {terms}}}]\n"
    structure, profile = sourced((1.0, 0, 0, 0, 0), [["CC6.1"], ["CC6.2"], ["CC6.3"], ["CC6.4"], ["CC6.5"]])
    found = total(modelled(text + NO_COSTS), structure, profile)
    assert found.revenue["one"] == pytest.approx(1_000_000_00 * 365 / 365.25)
    assert found.total == 0


def test_every_line_is_there() -> None:
    structure, profile = sourced((1.0,), [["CC6.1"]])
    assert set(total(modelled(), structure, profile).lines) == {line for line, _, _ in LINES}

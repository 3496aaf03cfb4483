"""Labels, losses if they happen, what moves where the mean does not, and money against money."""

from __future__ import annotations

import itertools
import json
import math
from typing import Any

import pytest
from tests.support.exposures import NO_COSTS, Builder, modelled

from buttress.exposure import DEFAULT_YAML, evaluate

DAMAGES = "contracts: [{id: a, value: 1000000, liquidated_damages: 0.1, trigger: {opinion: modified}}]\n"
LINE = "tolerance: [{probability: 0.3, loss: 50000}, {probability: 0.1, loss: 5000000}]\n"


def failing(count: int, *, severity: str = "high", key: bool = False) -> Builder:
    """So many controls, each failing by itself on one of three resources, each with a criterion of its own."""
    shop = Builder()
    for number in range(1, count + 1):
        shop.control(f"CTL-{number}", [f"CC{number}.1"], {f"c{number}@{severity}": ["fail", "pass", "pass"]}, key=key)
    return shop


def test_contracts_that_are_made_up_are_said_to_be_in_the_first_sentence() -> None:
    found = evaluate(
        failing(2).build(), modelled(DEFAULT_YAML.replace("CC6.1, CC6.7, PI1.2", "CC1.1").replace("points: 1024", "points: 256"))
    )
    assert found.made_up == ("marketplace", "payments", "storefront")
    assert "made up" in found.summary[0]
    assert "made up" in found.assumed[0]
    assert found.label == "illustrative"
    assert all(one.illustrative for one in found.contracts)
    assert found.to_dict()["label"] == "illustrative"
    own = evaluate(failing(2).build(), modelled(DAMAGES + NO_COSTS))
    assert (own.made_up, own.label) == ((), "")
    assert "made up" not in own.summary[0]


def test_the_loss_if_it_happens_is_the_mean_over_its_chance() -> None:
    found = evaluate(failing(2, severity="medium").build(), modelled(DAMAGES + NO_COSTS))
    level = found.residual
    assert level.if_it_happens == pytest.approx(10_000_000, rel=1e-6)
    assert level.p_loss == pytest.approx(level.p_modified, abs=0.01)
    assert level.if_it_happens * level.p_loss == pytest.approx(level.mean, rel=0.02)


def test_the_range_over_the_assumptions_lies_around_the_mean_and_is_the_same_again() -> None:
    assessment, model = failing(3, severity="medium").build(), modelled(DAMAGES)
    found = evaluate(assessment, model)
    spread = found.residual.spread
    assert spread is not None
    assert spread.low < found.residual.mean < spread.high
    assert spread == evaluate(assessment, model).residual.spread


def test_the_least_set_is_the_least_that_suffices() -> None:
    """By brute force over the exact product: each control alone leaves its criterion unmet with the weight of its severity."""
    shop = Builder()
    weights = {"critical": 0.9, "high": 0.6, "medium": 0.25, "low": 0.05}
    grades = ("critical", "high", "medium", "medium", "low")
    efforts = (1.0, 0.5, 0.75, 0.25, 2.0)
    for number, severity in enumerate(grades):
        shop.control(f"CTL-{number}", [f"CC{number + 1}.1"], {f"c{number}@{severity}": ["fail"]}, owner=f"o{number}")
    fixes = ", ".join(f"CTL-{number}: {{weeks: {weeks}}}" for number, weeks in enumerate(efforts))
    never = "assumptions: {unobserved_passing: {beta: [0.5, 1000000]}, unobserved_failing: {beta: [1, 1000000]}}\n"
    found = evaluate(shop.build(), modelled(DAMAGES + LINE + NO_COSTS + never + f"fixes: {{{fixes}}}\nteam: {{capacity_weeks: 1}}\n"))
    least = found.outlook.least
    assert least is not None
    assert least.target == 0.3
    assert least.enough
    best = min(
        sum(efforts[item] for item in chosen)
        for size in range(6)
        for chosen in itertools.combinations(range(5), size)
        if 1 - math.prod(1 - weights[grades[item]] for item in range(5) if item not in chosen) <= 0.3
    )
    assert least.weeks == pytest.approx(best)
    assert least.reached <= 0.3


def test_where_all_is_lost_the_outlook_says_what_moves(shop: Any) -> None:
    """Ten key controls fail for certain: no step moves the mean, but criteria, the chance of worse, and another start do."""
    found = evaluate(failing(10, key=True).build(), modelled(DAMAGES + NO_COSTS + LINE + "team: {capacity_weeks: 1}\n"))
    outlook = found.outlook
    assert outlook.saturated
    criteria = [one.criteria for one in outlook.capacity]
    assert criteria == sorted(criteria, reverse=True)
    severe = [one.p_severe for one in outlook.capacity]
    assert severe[-1] < severe[0]
    assert outlook.capacity[-1].weeks == pytest.approx(found.plan.all_weeks)
    assert outlook.capacity[-1].exposure < outlook.capacity[0].exposure
    assert [one.planned for one in outlook.capacity][: len(found.plan.items)] == [True] * len(found.plan.items)
    later = outlook.starts
    assert later[0].start == found.period_start
    assert later[-1].floor < later[0].floor
    assert later[-1].end - later[-1].start == found.period_end - found.period_start


def test_the_plan_stands_against_its_cost() -> None:
    text = (
        "team: {people: 2, weekly_rate: 5000, capacity_weeks: 8}\nfixes: {CTL-1: {weeks: 1, monthly: 100}, c2: {weeks: 0.5, monthly: 10}}\n"
    )
    found = evaluate(failing(2).build(), modelled(DAMAGES + NO_COSTS + text))
    cost = found.plan.cost
    assert cost.work == 1.5 * 2 * 5000 * 100
    finish = {one.control: one.finish for one in found.plan.items}
    months = {name: (found.period_end - day).days / (365.25 / 12) for name, day in finish.items()}
    assert cost.services == pytest.approx(100 * (100 * months["CTL-1"] + 10 * months["CTL-2"]), abs=1)
    assert found.plan_net == found.residual.mean - found.planned.mean - cost.total
    assert found.plan_return == pytest.approx((found.residual.mean - found.planned.mean) / cost.total)
    assert not cost.illustrative


def test_drivers_and_first_fixes_are_at_most_five_and_the_document_is_plain_data() -> None:
    found = evaluate(failing(8, severity="medium").build(), modelled(DAMAGES))
    assert len(found.drivers) == 5
    shares = [one.shapley for one in found.drivers]
    assert shares == sorted(shares, reverse=True)
    assert found.first_fixes == found.plan.items[:5]
    document = json.loads(json.dumps(found.to_dict()))
    assert document["plan"]["cost"]["total"] == found.plan.cost.total
    assert document["outlook"]["capacity"]
    assert document["residual"]["spread"]["low"] <= document["residual"]["spread"]["high"]
    assert len(document["assumed"]) <= 5

"""Evaluations end to end: the four numbers in order, states that never look clean, what-ifs, repeatable bytes."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.exposures import Builder, modelled

from buttress.errors import ConfigError
from buttress.exposure import Exposure, Observed, WhatIf, evaluate, simulate
from buttress.exposure.audit.evidence import gather
from buttress.model import Effect, UpdateEffect

CONTRACTS = """
contracts:
  - {id: one, value: 2000000, liquidated_damages: {pert: [0.05, 0.10, 0.15]}, trigger: {opinion: modified}, cure_days: 10}
  - {id: two, value: 500000, liquidated_damages: 0.1, trigger: {criteria: [CC6.1]}}
tolerance: [{probability: 0.1, loss: 500000}]
"""


def a_shop() -> Any:
    """Failing, passing, manual, empty and unjudged controls."""
    return (
        Builder()
        .control("CTL-ENC", ["CC6.1", "CC6.7"], {"kms": ["fail", "fail", "pass"], "tls@medium": ["pass"] * 3})
        .control("CTL-NET", ["CC6.6"], {"sg@critical": ["fail", "pass"]}, owner="network")
        .control("CTL-BAK", ["A1.2"], {"backup": ["pass"] * 4}, owner="operations", key=True)
        .control("CTL-LOG", ["CC7.2"], {"log@low": ["fail"], "trail": ["pass"]}, owner="operations")
        .control("CTL-HR", ["CC1.1"])
        .control("CTL-NONE", ["PI1.2"], {"absent": ["none"]})
        .control("CTL-PRV", ["P1.1"], {"private": ["fail"]})
    )


@pytest.fixture(scope="module")
def found() -> Exposure:
    """The shop, valued."""
    return evaluate(a_shop().build(), modelled(CONTRACTS))


def line(exposure: Exposure, control: str) -> Any:
    """One control of a result."""
    return next(one for one in exposure.controls if one.id == control)


def test_the_four_numbers_stand_in_order(found: Exposure) -> None:
    inherent, residual, planned, floor = (level.mean for level in found.levels)
    assert inherent > residual > planned >= floor > 0
    assert found.avoidable == residual - floor
    assert found.control_effect == inherent - residual


def test_lines_and_contracts_add_up_to_the_levels(found: Exposure) -> None:
    for level in found.levels:
        assert sum(getattr(one, level.name) for one in found.lines) == pytest.approx(level.mean, abs=6)
        damages = next(one for one in found.lines if one.id == "liquidated_damages")
        assert sum(getattr(one, level.name) for one in found.contracts) == pytest.approx(getattr(damages, level.name), abs=3)
        assert sum(level.opinions.values()) == pytest.approx(1)
        assert level.p_modified == pytest.approx(1 - level.opinions["unmodified"])


def test_shares_of_controls_and_of_owners_add_up_to_what_can_be_avoided(found: Exposure) -> None:
    """No cure differs between residual and floor here, so that the shares are the whole difference."""
    assert sum(one.shapley for one in found.controls) == pytest.approx(found.avoidable, abs=10)
    for by in ("owner", "stack", "component"):
        assert sum(one.shapley for one in found.groups if one.by == by) == pytest.approx(found.avoidable, abs=10)
    assert sum(one.shapley for one in found.criteria) == pytest.approx(found.avoidable, abs=20)


@pytest.mark.parametrize(
    ("control", "state", "failing", "in_scope", "p_ineffective"),
    [
        ("CTL-ENC", "failing", 2, 3, 1.0),
        ("CTL-NET", "failing", 1, 2, 1.0),
        ("CTL-BAK", "passing", 0, 4, None),
        ("CTL-HR", "manual", 0, 0, 0.0),
        ("CTL-NONE", "did not occur", 0, 0, 0.0),
    ],
)
def test_each_state_is_told_apart(
    found: Exposure, control: str, state: str, failing: int, in_scope: int, p_ineffective: float | None
) -> None:
    one = line(found, control)
    assert (one.state, one.failing, one.in_scope) == (state, failing, in_scope)
    if p_ineffective is None:
        assert 0 < one.p_ineffective < 0.05
    else:
        assert one.p_ineffective == p_ineffective


def test_what_was_not_judged_is_named(found: Exposure) -> None:
    said = " ".join(found.not_modelled)
    assert "CTL-HR: manual" in said
    assert "CTL-NONE: did not occur" in said
    assert "out of scope: CTL-PRV" in said
    assert "contract two, cure_days" in said
    assert "one observation" in found.evidence_note
    assert any("weights" in one for one in found.illustrative)


def test_a_passing_control_is_not_free_of_doubt(found: Exposure) -> None:
    """Nobody saw the days before: the prior shows in the floor."""
    assert line(found, "CTL-BAK").p_ineffective > 0
    assert found.floor.mean > 0


@pytest.mark.parametrize(("outcomes", "state"), [(["unknown", "error"], "no evidence"), (["unknown", "pass"], "passing")])
def test_unknown_and_error_are_never_a_pass(outcomes: list[str], state: str) -> None:
    shop = Builder().control("CTL-A", ["CC6.1"], {"check": outcomes})
    for index in range(2, 9):
        shop.control(f"CTL-{index}", [f"CC6.{index}"], {f"check-{index}": ["pass"]})
    found = evaluate(shop.build(), modelled())
    one = line(found, "CTL-A")
    assert one.state == state
    assert one.p_ineffective == pytest.approx(0.5)
    assert any("unsupported" in reason for reason in one.reasons)
    assert [item.control for item in found.plan.items] == ["CTL-A"]


def test_waived_counts_as_not_failing_and_is_listed() -> None:
    found = evaluate(Builder().control("CTL-A", ["CC6.1"], {"check": ["waived", "waived", "pass"]}).build(), modelled())
    one = line(found, "CTL-A")
    assert (one.state, one.failing, one.waived, one.in_scope) == ("passing", 0, 2, 3)
    assert any("2 waived" in warning for warning in found.warnings)


def test_a_manual_control_fails_as_often_as_the_user_says() -> None:
    shop = Builder().control("CTL-HR", ["CC1.1"]).build()
    assert evaluate(shop, modelled()).residual.mean == 0
    found = evaluate(shop, modelled("assumptions: {manual_failure_probability: 0.2}\n"))
    assert line(found, "CTL-HR").p_unmet == pytest.approx(0.2 * 0.25)
    assert found.residual.mean > 0


def test_a_resource_counts_once_and_severity_is_the_worst_that_fails() -> None:
    shop = Builder().control("CTL-A", ["CC6.1"], {"a@low": ["fail", "fail"], "b@medium": ["fail", "pass"], "c@critical": ["pass", "pass"]})
    one = gather(shop.build(), modelled()).controls[0]
    assert (one.failing_resources, one.in_scope, one.severity.value, one.worst.value) == (2, 2, "medium", "critical")


def test_a_key_control_weighs_one() -> None:
    found = evaluate(Builder().control("CTL-A", ["CC6.1"], {"check@low": ["fail"]}, key=True).build(), modelled())
    assert line(found, "CTL-A").p_unmet == 1


def test_much_missing_evidence_ends_in_a_disclaimer_until_it_is_given() -> None:
    shop = Builder().control("CTL-A", ["CC6.1"], {"a": ["unknown"]}).control("CTL-B", ["CC6.2"], {"b": ["pass"]})
    found = evaluate(shop.build(), modelled())
    assert found.residual.opinions["disclaimer"] == 1
    assert found.floor.opinions["disclaimer"] == 0
    assert any("disclaim" in warning for warning in found.warnings)


def test_one_component_behind_several_controls_is_one_cause() -> None:
    shop = Builder()
    for number in range(5):
        shop.control(
            f"CTL-{number}", [f"CC6.{number + 1}"], {f"check-{number}": ["fail"]}, component="shop:index:Storage", owner=f"team-{number}"
        )
    found = evaluate(shop.build(), modelled())
    assert {one.group for one in found.controls} == {"cause: component shop:index:Storage in shop"}
    apart = evaluate(shop.build(), modelled("assumptions: {automatic_causes: false}\n"))
    assert {one.group for one in apart.controls} == {""}


def test_controls_behind_the_same_findings_are_one_thing_to_fix() -> None:
    shop = Builder().control("CTL-A", ["CC6.1"], {"kms": ["fail", "pass"]}).control("CTL-B", ["CC6.7"], {"kms": []})
    found = evaluate(shop.build(), modelled())
    assert line(found, "CTL-B").failing == 1
    assert [(item.control, item.also) for item in found.plan.items] == [("CTL-A", ("CTL-B",))]
    assert found.planned.mean < found.residual.mean


def test_the_plan_says_who_does_what_by_when_and_what_must_pass(found: Exposure) -> None:
    plan = found.plan
    assert plan.method == "exhaustive"
    first = plan.items[0]
    assert first.owner
    assert first.effort_weeks > 0
    assert first.acceptance
    assert first.fixes[0].resources
    assert first.in_time
    assert first.last_safe_date is not None
    assert first.finish <= first.last_safe_date
    assert plan.items[0].before == found.residual.mean
    assert plan.items[-1].after == pytest.approx(found.planned.mean, abs=2)
    assert all(item.removed == item.before - item.after for item in plan.items)
    assert all(item.removed_low <= item.removed <= item.removed_high for item in plan.items)


def test_the_plan_says_what_a_fix_does_to_the_system() -> None:
    text = "fixes: {kms: {weeks: 2, replaces: true}, 'sg': {replaces: false, interrupts: false}}\n"
    items = {item.control: item for item in evaluate(a_shop().build(), modelled(text)).plan.items}
    assert (items["CTL-ENC"].effort_weeks, items["CTL-ENC"].replaces) == (2, True)
    assert (items["CTL-NET"].replaces, items["CTL-NET"].interrupts) == (False, False)
    assert items["CTL-LOG"].replaces is None


@pytest.mark.parametrize(
    ("change", "replaces", "interrupts"),
    [
        (UpdateEffect.REPLACES, True, None),
        (UpdateEffect.INTERRUPTS, False, True),
        (UpdateEffect.IN_PLACE, False, False),
        (UpdateEffect.UNKNOWN, None, None),
    ],
)
def test_the_catalog_says_what_the_model_does_not(change: UpdateEffect, replaces: bool | None, interrupts: bool | None) -> None:
    shop = a_shop().build()
    checks = {name: evolve(check, effects={"aws:s3/bucket:Bucket": Effect(change=change)}) for name, check in shop.checks.items()}
    text = "fixes: {sg: {replaces: false, interrupts: false}}\n"
    items = {item.control: item for item in evaluate(evolve(shop, checks=checks), modelled(text)).plan.items}
    assert (items["CTL-ENC"].replaces, items["CTL-ENC"].interrupts) == (replaces, interrupts)
    assert (items["CTL-NET"].replaces, items["CTL-NET"].interrupts) == (False, False)


def test_capacity_and_precedence_bind() -> None:
    tight = evaluate(a_shop().build(), modelled(CONTRACTS + "team: {capacity_weeks: 0.5}\n"))
    assert tight.plan.effort_weeks <= 0.5
    assert tight.plan.left_out
    assert tight.planned.mean > tight.floor.mean
    ordered = evaluate(a_shop().build(), modelled(CONTRACTS + "precedence: [{first: CTL-LOG, then: CTL-ENC}]\n"))
    order = [item.control for item in ordered.plan.items]
    assert order.index("CTL-LOG") < order.index("CTL-ENC")


def test_fixing_in_a_what_if_lowers_the_residual_and_accepting_keeps_it(found: Exposure) -> None:
    model, shop = modelled(CONTRACTS), a_shop().build()
    fixed = simulate(shop, WhatIf(fix=("CTL-NET",)), model)
    assert fixed.residual.mean < found.residual.mean
    assert "CTL-NET" not in [item.control for item in fixed.plan.items]
    accepted = simulate(shop, WhatIf(accept=("CTL-NET",)), model)
    assert accepted.residual.mean == found.residual.mean
    assert accepted.planned.mean > found.planned.mean
    assert accepted.plan.accepted == ("CTL-NET",)


def test_what_is_fixed_before_the_period_opens_stands_like_what_always_passed() -> None:
    """Both may fail yet: the floor of a failing shop is the residual exposure of one that passes."""
    model = modelled(CONTRACTS)
    now = dt.datetime(2025, 11, 1, tzinfo=dt.UTC)
    failing, passing = (
        evaluate(Builder(now=now).control("CTL-A", ["CC6.1"], {"kms": [outcome] * 3}).build(), model) for outcome in ("fail", "pass")
    )
    assert failing.floor.mean == passing.residual.mean > 0
    assert failing.residual.mean > failing.floor.mean


def test_compensation_shows_in_what_a_control_leaves_unmet_and_in_the_bounds() -> None:
    """A certain failure that a working control covers nine times out of ten."""
    shop = Builder().control("CTL-A", ["CC6.1"], {"kms": ["fail"] * 3}).control("CTL-B", ["CC7.2"], {"logs": ["pass"]})
    alone = evaluate(shop.build(), modelled(CONTRACTS))
    covered = evaluate(shop.build(), modelled(CONTRACTS + "compensations: [{control: CTL-A, by: CTL-B, kappa: 0.9}]\n"))
    assert covered.residual.expected.exact
    assert covered.controls[0].p_ineffective == alone.controls[0].p_ineffective
    assert covered.controls[0].p_unmet < 0.2 * alone.controls[0].p_unmet
    for found in (alone, covered):
        assert found.dependence.lowest <= found.residual.p_modified <= found.dependence.highest
        assert found.criteria[0].residual == pytest.approx(found.controls[0].p_unmet)
    assert covered.residual.mean < alone.residual.mean


def test_more_compensations_than_can_be_gone_through_are_drawn_and_said_to_be() -> None:
    """Eight controls that may each stand in: nothing is called exact, and the drawn numbers agree with each other; thirteen are refused."""

    def covered(count: int) -> Exposure:
        shop = Builder().control("CTL-A", ["CC6.1"], {"kms": ["fail"] * 3}, severity="critical")
        for number in range(count):
            shop.control(f"CTL-B{number}", ["CC7.2"], {f"logs-{number}": ["fail", *["pass"] * 9]})
        pairs = ", ".join(f"{{control: CTL-A, by: CTL-B{number}, kappa: 0.1}}" for number in range(count))
        return evaluate(shop.build(), modelled(CONTRACTS + f"compensations: [{pairs}]\n"))

    few, many = covered(6), covered(8)
    assert few.residual.expected.exact
    assert not many.residual.expected.exact
    assert many.residual.expected.low < many.residual.mean < many.residual.expected.high
    assert sum(one.shapley for one in many.controls) == pytest.approx(many.avoidable, abs=10)
    assert many.criteria[0].residual == pytest.approx(many.controls[0].p_unmet, abs=0.03)
    with pytest.raises(ConfigError, match="13 controls compensate"):
        covered(13)


def test_the_shares_of_the_steps_add_up_to_the_shares_of_what_they_fix(found: Exposure) -> None:
    fixed = {name for item in found.plan.items for name in (item.control, *item.also)}
    assert sum(item.share for item in found.plan.items) == sum(one.shapley for one in found.controls if one.id in fixed) > 0
    assert found.plan.all_weeks >= found.plan.effort_weeks


def test_the_sentences_tell_the_loss_what_can_be_avoided_and_the_next_deadline(found: Exposure) -> None:
    told = " ".join(found.summary)
    for amount in (found.residual.mean, found.avoidable, found.floor.mean):
        assert found.money(amount) in told
    deadlines = [(one.last_safe_date, one.id) for one in found.controls if one.failing and one.last_safe_date]
    first, control = min(deadlines)
    assert str(first) in told
    assert control in told
    assert found.to_dict()["plan"]["proof"] == found.plan.proof != ""


def test_waiting_has_its_price() -> None:
    model, shop = modelled(CONTRACTS), a_shop().build()
    floors = [
        simulate(shop, WhatIf(date=day), model).floor.mean for day in (dt.date(2026, 2, 1), dt.date(2026, 2, 12), dt.date(2026, 6, 1))
    ]
    assert floors == sorted(floors)
    assert floors[0] < floors[2]
    with pytest.raises(ConfigError, match="lies before the assessment"):
        simulate(shop, WhatIf(date=dt.date(2026, 1, 1)), model)


def test_evidence_over_the_period_replaces_the_prior(found: Exposure) -> None:
    """Failing for all of January spends the budget of one and a half weeks; a clean January frees the others of doubt."""
    history = {
        "CTL-NET": Observed(in_scope_days=62, failing_days=62, longest_days=31, coverage=1.0),
        "CTL-BAK": Observed(in_scope_days=124, failing_days=0, coverage=1.0),
    }
    seen = evaluate(a_shop().build(), modelled(CONTRACTS), history=history)
    assert line(seen, "CTL-NET").certain
    assert line(seen, "CTL-NET").budget_state == "spent"
    assert seen.floor.mean > found.floor.mean
    assert line(seen, "CTL-BAK").p_ineffective < line(found, "CTL-BAK").p_ineffective
    assert "Observations over the period for 2 controls" in seen.evidence_note


def test_a_period_that_is_over_cannot_be_fixed() -> None:
    shop = a_shop()
    shop.now = dt.datetime(2027, 2, 1, tzinfo=dt.UTC)
    found = evaluate(shop.build(), modelled(CONTRACTS))
    assert found.avoidable == 0
    assert any("ended" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("causes:\n  - {id: a, controls: [CTL-ENC, CTL-ENK]}\n", "exposure.yaml:3", "no control CTL-ENK"),
        ("contracts:\n  - {id: a, value: 1, trigger: {criteria: [CC6.99]}}\n", "exposure.yaml:3", "no criterion CC6.99"),
        ("fixes:\n  kmz: {weeks: 1}\n", "exposure.yaml:3", "no check kmz"),
        ("design_deficiencies:\n  - kmz\n", "exposure.yaml:3", "no check kmz"),
        ("precedence:\n  - {first: CTL-ENC, then: CTL-X}\n", "exposure.yaml:3", "no control CTL-X"),
        ("compensations:\n  - {control: CTL-Z, by: CTL-ENC, kappa: 0.1}\n", "exposure.yaml:3", "no control CTL-Z"),
        ("scope: {categories: [privacy], criteria: [CC0.1]}\n", "exposure.yaml:2", "no criterion CC0.1"),
        ("scope:\n  categories:\n    - security\n    - speed\n", "exposure.yaml:5", "no category speed"),
        ("scope:\n  framework: soc3\n", "exposure.yaml:3", "no framework soc3"),
    ],
)
def test_a_name_that_does_not_exist_is_answered_with_its_place(text: str, where: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        evaluate(a_shop().build(), modelled("period: {start: 2026-01-01, end: 2027-01-01}\n" + text))
    assert caught.value.where == where


def test_a_what_if_about_an_unknown_control_is_refused() -> None:
    with pytest.raises(ConfigError, match="no control CTL-ENX"):
        simulate(a_shop().build(), WhatIf(fix=("CTL-ENX",)), modelled())


def test_the_document_is_plain_json_and_a_re_run_gives_the_same_bytes(found: Exposure) -> None:
    document = found.to_dict()
    assert document["schema"] == "buttress.exposure/1"
    again = evaluate(a_shop().build(), modelled(CONTRACTS))
    assert json.dumps(document, sort_keys=True) == json.dumps(again.to_dict(), sort_keys=True)
    assert {"inherent", "residual", "planned", "floor", "controls", "contracts", "plan", "tornado", "inputs", "seed"} <= set(document)
    assert isinstance(document["residual"]["expected"]["mean"], int)


def test_another_seed_moves_the_simulation_within_its_interval_and_not_the_mean(found: Exposure) -> None:
    other = evaluate(a_shop().build(), modelled(CONTRACTS + "seed: 99\n"))
    assert other.residual.expected.exact
    assert other.residual.mean == found.residual.mean
    assert other.residual.deviation != found.residual.deviation
    mine, theirs = found.residual.quantiles[3], other.residual.quantiles[3]
    assert abs(mine.value - theirs.value) <= 2 * ((mine.high - mine.low) + (theirs.high - theirs.low))


def test_different_inputs_have_different_digests(found: Exposure) -> None:
    changed = a_shop()
    changed.control("CTL-MORE", ["CC8.1"], {"more": ["pass"]})
    assert evaluate(changed.build(), modelled(CONTRACTS)).inputs != found.inputs


def test_the_arithmetic_of_the_greatest_driver_is_spelled_out(found: Exposure) -> None:
    assert found.arithmetic is not None
    assert found.arithmetic.control == max(found.controls, key=lambda one: one.shapley).id
    assert found.money(found.residual.mean) in [step.value for step in found.arithmetic.steps]


def test_the_tornado_moves_one_assumption_at_a_time_and_is_sorted(found: Exposure) -> None:
    swings = [bar.swing for bar in found.tornado if "churn" not in bar.assumption]
    assert swings == sorted(swings, reverse=True)
    costs = next(bar for bar in found.tornado if bar.assumption.startswith("own costs"))
    assert costs.low < found.residual.mean < costs.high


def test_churn_moves_the_revenue_at_risk_only() -> None:
    terms = "trigger: {opinion: modified}, annual: 1000000, margin: 1, renewal: 2027-06-01, churn: {qualified: 0.1, adverse: 0.3}"
    found = evaluate(a_shop().build(), modelled(f"contracts: [{{id: one, value: 1, {terms}}}]\n"))
    bar = found.tornado[-1]
    assert "churn" in bar.assumption
    assert bar.low == pytest.approx(found.residual.revenue_at_risk / 2, rel=1e-3)
    assert bar.high == pytest.approx(found.residual.revenue_at_risk * 2, rel=1e-3)


def test_dependence_is_bounded(found: Exposure) -> None:
    dependence = found.dependence
    assert dependence.lowest <= dependence.modelled <= dependence.highest
    assert dependence.lowest <= dependence.independent <= dependence.highest
    assert found.residual.p_modified == pytest.approx(dependence.modelled)


def test_the_tail_is_shared_by_lines(found: Exposure) -> None:
    assert sum(found.tail.values()) == pytest.approx(found.residual.shortfall[0].value, rel=1e-6)


def test_an_all_clear_shop_has_nothing_to_plan() -> None:
    found = evaluate(Builder().control("CTL-A", ["CC6.1"], {"check": ["pass"]}).build(), modelled(CONTRACTS))
    assert found.plan.items == ()
    assert found.avoidable == 0
    assert 0 < found.residual.mean < found.inherent.mean


def test_criteria_without_controls_are_refused() -> None:
    from attrs import evolve

    shop = Builder().control("CTL-A", ["CC6.1"], {"check": ["pass"]}).build()
    with pytest.raises(ConfigError, match="no control serves"):
        evaluate(evolve(shop, frameworks={"soc2_2017": evolve(shop.frameworks["soc2_2017"], controls=())}), modelled())


def test_nothing_in_scope_is_refused() -> None:
    shop = Builder().control("CTL-A", ["P1.1"], {"check": ["pass"]}).build()
    with pytest.raises(ConfigError, match="no criterion is in scope"):
        evaluate(shop, modelled())


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["critical", "high", "medium", "low"]), st.integers(0, 3), st.integers(0, 3), st.integers(1, 5), st.booleans()
        ),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 364),
    st.sampled_from(["census", "sample"]),
)
def test_more_fixed_never_costs_more(drawn: list[tuple[str, int, int, int, bool]], day: int, lane: str) -> None:
    """Inherent, residual, planned and floor in order for any shop, on any day, in both lanes; and so for every simulated quantile."""
    shop = Builder()
    shop.now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=day)
    for number, (severity, failing, passing, criterion, key) in enumerate(drawn):
        outcomes = ["fail"] * failing + ["pass"] * passing
        shop.control(f"CTL-{number}", [f"CC6.{criterion}"], {f"check-{number}@{severity}": outcomes} if outcomes else {}, key=key)
    model = modelled(
        CONTRACTS.replace("[CC6.1]", f"[CC6.{drawn[0][3]}]")
        + f"auditor_profile: {{lane: {lane}}}\nsampling: {{points: 64, replicates: 4}}\n"
    )
    found = evaluate(shop.build(), model)
    for above, below in zip(found.levels, found.levels[1:], strict=False):
        assert above.mean >= below.mean - 1
        for one, other in zip(above.quantiles, below.quantiles, strict=True):
            assert one.value >= other.value
    first = next(iter(found.controls)).id
    assert simulate(shop.build(), WhatIf(fix=(first,)), model).residual.mean <= found.residual.mean + 1


def test_importing_the_package_loads_neither_numpy_nor_scipy() -> None:
    code = "import sys, buttress.exposure; print(sorted({'numpy', 'scipy', 'jsonschema'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


_DIGEST = """
import hashlib, json
from buttress.exposure import evaluate
from tests.support.exposures import Builder, modelled
shop = Builder()
for number in range(9):
    shop.control(f"CTL-{number}", [f"CC6.{number + 1}"], {f"c{number}": ["fail", "pass"]}, owner=f"team-{number % 2}")
text = "team: {capacity_weeks: 0.7}\\ncontracts: [{id: a, value: 9, liquidated_damages: 1, trigger: {opinion: adverse}}]\\n"
print(hashlib.sha256(json.dumps(evaluate(shop.build(), modelled(text)).to_dict()).encode()).hexdigest())
"""


def test_another_process_gives_the_same_bytes() -> None:
    """Whatever the seed of Python's hashes."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", _DIGEST],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "7")
    }
    assert len(digests) == 1

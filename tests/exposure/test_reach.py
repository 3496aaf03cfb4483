"""How far a failing control reaches: only the criteria of its failing checks, each judged by itself; against the oracle."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exposure.oracle import Source, opinion, simulated_sets, unmet_sets
from tests.support.exposures import NO_COSTS, Builder, modelled, sourced

from buttress.exposure import evaluate
from buttress.exposure.audit.opinions import enumerate_outcomes
from buttress.exposure.audit.structure import Event, Profile, Structure, chance_of_none, tables
from buttress.exposure.loss.losses import compile_losses
from buttress.exposure.loss.scenarios import Scenario
from buttress.exposure.loss.simulation import outcomes_of, points_of

NAMES = ("CC6.1", "CC6.2", "CC6.3", "CC7.1")
SHARES = st.sampled_from([0.0, 0.05, 0.25, 0.6, 0.9, 1.0]) | st.floats(0, 1)
RETAINER = NO_COSTS.replace("retainer_forfeiture: 0", "retainer_forfeiture: 1000000")


def built(sources: list[Source], alike: float) -> tuple[Structure, Profile]:
    """The product's arrays of these sources."""
    structure, _ = sourced([0.0] * len(sources), [NAMES] * len(sources), alike=alike)
    seen = np.array([[one.seen.get(name, 0.0) for name in NAMES] for one in sources])
    wholly = np.array([[one.wholly.get(name, 0.0) for name in NAMES] for one in sources])
    failed, whole = (np.array([getattr(one, name) for one in sources]) for name in ("failed", "whole"))
    return structure, Profile(
        failed=failed,
        latent=whole,
        excepted=failed,
        latent_excepted=whole,
        weight=seen,
        latent_weight=np.maximum(seen, wholly),
        reach=np.array([sum(1 << bit for bit, name in enumerate(NAMES) if name in one.seen) for one in sources], dtype=np.uint64),
        latent_reach=structure.criteria,
    )


@st.composite
def a_source(draw: Any) -> Source:
    """A source that reaches some criteria by what was seen, others only as a whole."""
    chances = sorted(draw(st.tuples(SHARES, SHARES)))
    pick = st.dictionaries(st.sampled_from(NAMES), SHARES)
    return Source(whole=chances[0], failed=chances[1], seen=draw(pick), wholly=draw(pick))


@given(st.lists(a_source(), min_size=1, max_size=3), st.sampled_from([0.0, 0.4, 1.0]))
def test_the_distribution_of_unmet_criteria_is_that_of_the_oracle(sources: list[Source], alike: float) -> None:
    structure, profile = built(sources, alike)
    expected = unmet_sets(sources, alike=alike)
    found = enumerate_outcomes(tables(structure, [profile]), 0)
    assert found is not None
    got = {
        frozenset(name for bit, name in enumerate(NAMES) if int(mask) >> bit & 1): float(weight)
        for mask, weight in zip(found.unmet, found.weights, strict=True)
    }
    for names in expected.keys() | got.keys():
        assert got.get(names, 0.0) == pytest.approx(expected.get(names, 0.0), abs=1e-9)
    for mask in range(1, 1 << len(NAMES)):
        asked = {name for bit, name in enumerate(NAMES) if mask >> bit & 1}
        none = sum(chance for names, chance in expected.items() if not names & asked)
        assert chance_of_none(tables(structure, [profile]), Event(hit=mask), 0) == pytest.approx(none, abs=1e-9)


@pytest.mark.parametrize("alike", [0.0, 0.5])
def test_drawn_sets_come_as_often_as_the_oracle_says(alike: float) -> None:
    """Five sources over four criteria: every set within four standard errors of its chance, the product's draws and the oracle's own."""
    sources = [
        Source(failed=0.5, whole=0.1, seen={"CC6.1": 0.9, "CC6.2": 0.6}, wholly=dict.fromkeys(NAMES, 0.9)),
        Source(failed=1.0, seen={"CC6.2": 0.25, "CC6.3": 0.6}),
        Source(failed=0.3, whole=0.3, seen={}, wholly={"CC7.1": 0.6, "CC6.1": 0.25}),
        Source(failed=0.05, seen={"CC6.1": 1.0, "CC6.2": 1.0, "CC6.3": 1.0}),
        Source(failed=0.9, seen={"CC7.1": 0.05}),
    ]
    structure, profile = built(sources, alike)
    losses = compile_losses(modelled(), structure)
    drawn = outcomes_of(losses, Scenario(profile=profile), points_of(losses, seed=5, points=2048, replicates=16))
    masks = np.concatenate([one.unmet for one in drawn])
    count = 30_000
    simulated = simulated_sets(sources, alike=alike, draws=count, seed=2)
    for names, chance in unmet_sets(sources, alike=alike).items():
        mask = sum(1 << bit for bit, name in enumerate(NAMES) if name in names)
        error = (chance * (1 - chance)) ** 0.5
        assert (masks == mask).mean() == pytest.approx(chance, abs=4 * error / len(masks) ** 0.5 + 1e-4)
        assert sum(one == names for one in simulated) / count == pytest.approx(chance, abs=4.5 * error / count**0.5 + 1e-4)


def wide(shop: Builder) -> Builder:
    """Fifty criteria; one control serves thirteen of them, of which the one check that fails supports two."""
    served = [f"CC6.{number}" for number in range(1, 14)]
    shop.control("CTL-CACHES", served, {"in-transit@critical": ["fail", "pass", "pass", "pass", "pass"], "others": ["pass"]}, key=True)
    checks = {"in-transit": {"CC6.1": "made up", "CC6.7": "made up"}, "others": dict.fromkeys(served, "made up")}
    shop.controls[-1] = evolve(shop.controls[-1], checks=checks)
    for number in range(1, 38):
        shop.control(f"CTL-{number}", [f"CC7.{number}"], {f"check-{number}": ["pass"]})
    return shop


def test_one_failing_check_leaves_only_its_own_criteria_unmet(shop: Builder) -> None:
    """One unencrypted cache of five under a key control: two criteria of fifty unmet for certain, far from a quarter of them."""
    found = evaluate(wide(shop).build(), modelled(RETAINER))
    by_id = {one.id: one for one in found.criteria}
    assert by_id["CC6.1"].residual == pytest.approx(1)
    assert by_id["CC6.7"].residual == pytest.approx(1)
    assert max(one.residual for one in found.criteria if one.id not in {"CC6.1", "CC6.7"}) < 0.01
    assert found.residual.p_modified == pytest.approx(1)
    assert found.residual.opinions["adverse"] < 0.01
    assert found.inherent.opinions["adverse"] > 0.99
    line = next(one for one in found.controls if one.id == "CTL-CACHES")
    assert line.reached == ("CC6.1", "CC6.7")
    assert by_id["CC6.2"].shapley == 0
    assert by_id["CC6.1"].shapley > 0


def test_evidence_that_is_missing_reaches_every_criterion_of_its_control(shop: Builder) -> None:
    """Nobody can say which check would have failed."""
    model = modelled("assumptions: {no_evidence_failure_probability: 0.5, unobserved_passing: {beta: [0.5, 1000000]}}\n" + NO_COSTS)
    shop.control("CTL-A", ["CC6.1", "CC6.2"], {"check@high": ["unknown"]})
    for number in range(1, 6):
        shop.control(f"CTL-{number}", [f"CC7.{number}"], {f"check-{number}": ["pass"]})
    found = evaluate(shop.build(), model)
    assert [one.residual for one in found.criteria] == pytest.approx([0.3, 0.3, 0, 0, 0, 0, 0], abs=1e-6)
    assert found.residual.p_modified == pytest.approx(0.5 * (1 - 0.4**2), abs=1e-6)


@settings(max_examples=20)
@given(st.floats(0, 1))
def test_a_stated_correlation_joins_the_judgements_of_one_control(alike: float) -> None:
    """Of equal chances w the two criteria are unmet together with alike w + (1 - alike) w^2."""
    shop = Builder().control("CTL-A", ["CC6.1", "CC6.2"], {"check@high": ["fail"]})
    model = modelled(NO_COSTS)
    found = evaluate(shop.build(), evolve(model, assumptions=evolve(model.assumptions, judgement_correlation=alike)))
    both = sum(one.residual for one in found.criteria) - found.residual.p_modified
    assert both == pytest.approx(alike * 0.6 + (1 - alike) * 0.36, abs=1e-9)


def test_the_opinion_counts_what_each_control_really_leaves_unmet(shop: Builder) -> None:
    """Three independent judgements on each of two controls: the chance of a quarter of eight criteria or more is the oracle's."""
    for name, criteria in (("A", ["CC6.1", "CC6.2", "CC6.3"]), ("B", ["CC7.1", "CC7.2", "CC7.3"]), ("C", ["CC8.1", "CC9.1"])):
        shop.control(f"CTL-{name}", criteria, {f"check-{name}@high": ["fail" if name != "C" else "pass"]})
    model = modelled("assumptions: {unobserved_passing: {beta: [0.5, 1000000]}}\n" + RETAINER)
    found = evaluate(shop.build(), model)
    sources = [Source(failed=1.0, seen=dict.fromkeys(criteria, 0.6)) for criteria in (("a", "b", "c"), ("d", "e", "f"))]
    sets = unmet_sets(sources)
    adverse = sum(chance for names, chance in sets.items() if opinion(names, 8) == "adverse")
    assert found.residual.opinions["adverse"] == pytest.approx(adverse, abs=1e-6)
    assert found.residual.p_modified == pytest.approx(1 - 0.4**6, abs=1e-6)

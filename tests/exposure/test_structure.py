"""Dependence: copula vectors, common causes, bounds, and the exact product formula against enumeration."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.exposures import sourced, with_chances

from buttress.exposure.audit.structure import Event, chance_of_none, chances_of_none, frechet, modified, tables

THREE = (0.1, 0.1, 0.2)


def any_of(structure: Any, profile: Any) -> float:
    """P(at least one source)."""
    return 1 - chance_of_none(tables(structure, [profile]), modified(structure), 0)


@pytest.mark.parametrize(
    ("rho", "chance", "digits"),
    [(0, 0.352, 6), (0.2, 0.327961, 6), (0.35, 0.308159, 6), (0.5, 0.286669, 6), (0.8, 0.235984, 5), (0.95, 0.205005, 3), (1.0, 0.2, 12)],
)
def test_more_dependence_lowers_the_chance_of_any(rho: float, chance: float, digits: int) -> None:
    """From independent to one common cause; close to one cause the factor's step is hard to integrate, hence fewer digits."""
    structure, profile = sourced(THREE, [["CC6.1"]] * 3, [((0, 1, 2), rho)])
    assert any_of(structure, profile) == pytest.approx(chance, abs=10**-digits)


def test_the_bounds_hold_whatever_the_dependence() -> None:
    low, high = frechet(THREE)
    assert low == pytest.approx(0.2)
    assert high == pytest.approx(0.4)
    for rho in (0, 0.2, 0.5, 0.9, 1.0):
        structure, profile = sourced(THREE, [["CC6.1"]] * 3, [((0, 1, 2), rho)])
        assert low - 1e-9 <= any_of(structure, profile) <= high


@pytest.mark.parametrize(
    ("chance", "rho", "both", "tolerance"),
    [
        (0.5, 0.5, 1 / 3, 1e-7),
        (0.5, 0.2, 0.25 + math.asin(0.2) / (2 * math.pi), 1e-9),
        (0.1, 0.35, 0.0240531, 1e-7),
        (0.1, 0.9, 0.0688650, 2e-4),
    ],
)
def test_joint_failure_of_two_is_that_of_the_gaussian_copula(chance: float, rho: float, both: float, tolerance: float) -> None:
    structure, profile = sourced((chance, chance), [["CC6.1"]] * 2, [((0, 1), rho)])
    assert 2 * chance - any_of(structure, profile) == pytest.approx(both, abs=tolerance)


def test_a_common_cause_fails_once() -> None:
    """Five controls behind one component are one cause, not five chances."""
    structure, profile = sourced((0.3,) * 5, [["CC6.1"]] * 5, [(range(5), 1.0)])
    assert any_of(structure, profile) == pytest.approx(0.3)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3)), min_size=1, max_size=6),
    st.integers(1, 15),
)
def test_an_or_over_independent_controls_is_one_minus_the_product(drawn: list[tuple[float, int]], mask: int) -> None:
    names = ["CC6.1", "CC6.2", "CC6.3", "CC6.4"]
    structure, profile = sourced([chance for chance, _ in drawn], [[names[which]] for _, which in drawn])
    wanted = [name for position, name in enumerate(names) if mask >> position & 1]
    event = Event(hit=structure.mask(wanted))
    expected = math.prod(1 - chance for chance, which in drawn if names[which] in wanted)
    assert chance_of_none(tables(structure, [profile]), event, 0) == pytest.approx(expected)


def test_mixtures_of_two_profiles_agree_with_profiles_made_one_by_one() -> None:
    structure, observed = sourced((0.9, 0.5, 1.0, 0.2), [["CC6.1"], ["CC6.1"], ["CC6.2"], ["CC6.2"]], [((0, 1), 0.4), ((2, 3), 1.0)])
    fixed = with_chances(observed, (0.1, 0.0, 0.3, 0.2))
    event = modified(structure)
    chosen = np.array(list(itertools.product((False, True), repeat=4)))
    together = chances_of_none(tables(structure, [observed, fixed]), event, 0, 1, chosen)
    one_by_one = [chance_of_none(tables(structure, [observed.mixed(fixed, row)]), event, 0) for row in chosen]
    assert together == pytest.approx(np.array(one_by_one), abs=1e-9)


def test_of_what_was_seen_and_what_nobody_observed_the_greater_counts() -> None:
    structure, profile = sourced((0.4,), [["CC6.1"]], weights=(0.5,))
    assert any_of(structure, profile) == pytest.approx(0.2)

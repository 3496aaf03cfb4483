"""PERT and lognormal quantities: published moments, quantiles, caps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.exposure.model.quantities import Quantity, fixed, interval90, pert

UNIFORM = (np.arange(200_000) + 0.5) / 200_000


@pytest.mark.parametrize(
    ("points", "alpha", "beta", "mean", "deviation"),
    [
        ((0, 0.1, 1), 1.4, 4.6, 0.233333, 0.159861),
        ((100_000, 200_000, 500_000), 2, 4, 233_333.33, 71_269.66),
        ((0.05, 0.10, 0.15), 3, 3, 0.10, 0.0188982),
        ((0, 5, 10), 3, 3, 5, 10 / np.sqrt(28)),
    ],
)
def test_a_pert_keeps_its_mode_and_has_the_moments_of_its_beta(
    points: tuple[float, float, float], alpha: float, beta: float, mean: float, deviation: float
) -> None:
    """A standard deviation forced to range/6 would move the mode; this one does not."""
    found = pert(*points)
    assert found.beta == pytest.approx((alpha, beta))
    assert found.mean == pytest.approx(mean, rel=1e-5)
    assert found.deviation == pytest.approx(deviation, rel=1e-5)
    drawn = found.quantiles(UNIFORM)
    assert drawn.mean() == pytest.approx(mean, rel=1e-5)
    assert drawn.std() == pytest.approx(deviation, rel=1e-3)


def test_the_percentiles_of_liquidated_damages_are_those_of_the_beta() -> None:
    low, high = pert(0.05, 0.10, 0.15).quantiles(np.array([0.05, 0.95]))
    assert (low, high) == (pytest.approx(0.0689, abs=5e-5), pytest.approx(0.1311, abs=5e-5))


@pytest.mark.parametrize(("low", "mean"), [(1, 144_400), (1_000, 26_640)])
def test_raising_the_low_bound_of_a_lognormal_can_lower_its_mean(low: float, mean: float) -> None:
    """Which is why bounded shapes are the default and wide intervals warn."""
    assert interval90(low, 100_000).mean == pytest.approx(mean, rel=1e-3)


@pytest.mark.parametrize("quantity", [pert(2, 3, 9), interval90(1, 9), fixed(4)])
@pytest.mark.parametrize("count", [1, 7, 64])
def test_atoms_keep_the_mean(quantity: Quantity, count: int) -> None:
    assert quantity.atoms(count).mean() == pytest.approx(quantity.mean, rel=1e-9)


@given(
    low=st.floats(0, 100),
    width=st.floats(0.1, 100),
    where=st.floats(0, 1),
    cap=st.floats(0, 300),
)
def test_the_capped_mean_is_that_of_the_capped_quantiles(low: float, width: float, where: float, cap: float) -> None:
    quantity = pert(low, low + where * width, low + width)
    grid = (np.arange(4_000) + 0.5) / 4_000
    assert quantity.capped_mean(cap) == pytest.approx(np.minimum(quantity.quantiles(grid), cap).mean(), rel=2e-3, abs=1e-6)
    assert quantity.capped_mean(cap) <= min(cap, quantity.mean) + 1e-9


def test_the_capped_mean_of_a_lognormal_is_exact() -> None:
    quantity = interval90(50, 500)
    assert quantity.capped_mean(200) == pytest.approx(np.minimum(quantity.quantiles(UNIFORM), 200).mean(), rel=1e-5)

"""Numbers that are not known exactly: fixed, three-point (PERT) or a 90 % interval (lognormal).

PERT(a, m, b) is the Beta(1 + 4(m-a)/(b-a), 1 + 4(b-m)/(b-a)) distribution stretched over [a, b] (Malcolm, Roseboom, Clark and
Fazar, Operations Research 7, 1959, with the usual weight of 4 on the mode). The mode stays where it was put.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WEIGHT = 4.0
_Z95 = 1.6448536269514722
_KNOTS = 4097


@frozen(kw_only=True)
class Quantity:
    """One uncertain number. `low`, `mode`, `high` are the three points of a PERT, the 5th and 95th percentile of a lognormal, or all equal.

    `illustrative` marks a default of ours that the user did not state; `source`, `as_of` and `confidence` say where a number comes from.
    """

    shape: Literal["fixed", "pert", "lognormal"]
    low: float
    mode: float
    high: float
    source: str = ""
    as_of: dt.date | None = None
    confidence: str = ""
    illustrative: bool = False

    @property
    def mean(self) -> float:
        """The expectation, in the quantity's own unit."""
        if self.shape == "pert":
            return (self.low + _WEIGHT * self.mode + self.high) / (_WEIGHT + 2)
        if self.shape == "lognormal":
            centre, spread = self._log
            return math.exp(centre + spread * spread / 2)
        return self.mode

    @property
    def deviation(self) -> float:
        """The standard deviation. For PERT: sqrt((mean-a)(b-mean)/(g+3)), not the range over six."""
        if self.shape == "pert":
            return math.sqrt((self.mean - self.low) * (self.high - self.mean) / (_WEIGHT + 3))
        if self.shape == "lognormal":
            spread = self._log[1]
            return self.mean * math.sqrt(math.expm1(spread * spread))
        return 0.0

    @property
    def beta(self) -> tuple[float, float]:
        """The two parameters of the Beta distribution of a PERT with a < b."""
        width = self.high - self.low
        return 1 + _WEIGHT * (self.mode - self.low) / width, 1 + _WEIGHT * (self.high - self.mode) / width

    @property
    def _log(self) -> tuple[float, float]:
        return (math.log(self.low) + math.log(self.high)) / 2, (math.log(self.high) - math.log(self.low)) / (2 * _Z95)

    def scaled(self, factor: float) -> Quantity:
        """The quantity in another unit (`factor` > 0), with its provenance."""
        return evolve(self, low=self.low * factor, mode=self.mode * factor, high=self.high * factor)

    def quantiles(self, uniform: NDArray[np.float64]) -> NDArray[np.float64]:
        """The quantile of each uniform number, same shape; a PERT by interpolation over 4,097 knots, within 1e-4 of its range."""
        import numpy as np

        if self.shape == "fixed" or self.low == self.high:
            return np.full_like(uniform, self.mode)
        if self.shape == "lognormal":
            from scipy.special import ndtri

            centre, spread = self._log
            return np.asarray(np.exp(centre + spread * ndtri(uniform)))
        offsets, slopes = _table(*self.beta)
        segment = (np.arccos(1 - 2 * uniform) * ((_KNOTS - 1) / math.pi)).astype(np.intp)
        return self.low + (self.high - self.low) * (offsets[segment] + slopes[segment] * uniform)

    def atoms(self, count: int) -> NDArray[np.float64]:
        """`count` equally likely values whose mean is exactly the quantity's: the conditional means between equidistant quantiles."""
        import numpy as np

        if self.shape == "fixed" or self.low == self.high:
            return np.full(1, self.mode)
        edges = np.linspace(0, 1, count + 1)
        if self.shape == "lognormal":
            from scipy.special import ndtr, ndtri

            spread = self._log[1]
            share = ndtr(spread - ndtri(edges[:-1])) - ndtr(spread - ndtri(edges[1:]))
            return np.asarray(self.mean * share * count)
        from scipy.special import betainc, betaincinv

        alpha, beta = self.beta
        cuts = betaincinv(alpha, beta, edges)
        share = np.diff(betainc(alpha + 1, beta, cuts)) * alpha / (alpha + beta)
        return self.low + (self.high - self.low) * share * count

    def capped_mean(self, cap: float) -> float:
        """E[min(cap, X)], exact: partial expectations of the Beta and the lognormal distribution."""
        if self.shape == "fixed" or self.low == self.high:
            return min(cap, self.mode)
        if cap <= 0:
            return cap
        if self.shape == "lognormal":
            from scipy.special import ndtr

            centre, spread = self._log
            cut = (math.log(cap) - centre) / spread
            return float(self.mean * ndtr(cut - spread) + cap * ndtr(-cut))
        if cap >= self.high:
            return self.mean
        if cap <= self.low:
            return cap
        from scipy.special import betainc

        alpha, beta = self.beta
        cut = (cap - self.low) / (self.high - self.low)
        below = betainc(alpha, beta, cut)
        part = betainc(alpha + 1, beta, cut) * alpha / (alpha + beta)
        return float(self.low * below + (self.high - self.low) * part + cap * (1 - below))

    def describe(self) -> str:
        """The shape and its numbers as a reader of exposure.yaml would write them."""
        if self.shape == "fixed":
            return f"{self.mode:g}"
        if self.shape == "pert":
            return f"PERT({self.low:g}, {self.mode:g}, {self.high:g})"
        return f"90% interval {self.low:g} to {self.high:g}"

    def in_words(self) -> str:
        """The same in words."""
        return f"{self.low:g} to {self.high:g} (likeliest {self.mode:g})" if self.shape == "pert" else self.describe()


@functools.lru_cache(maxsize=64)
def _table(alpha: float, beta: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The quantiles of Beta(alpha, beta) as lines offset + slope u between knots (1 - cos(pi k / 4096)) / 2.

    The knots crowd towards both ends, where the curve is steep, and an arc cosine finds a number's segment without a search.
    """
    import numpy as np
    from scipy.special import betaincinv

    knots = (1 - np.cos(np.linspace(0, math.pi, _KNOTS))) / 2
    values = np.asarray(betaincinv(alpha, beta, knots), dtype=np.float64)
    slopes = np.append(np.diff(values) / np.diff(knots), 0.0)
    return values - slopes * knots, slopes


def fixed(value: float, *, illustrative: bool = False) -> Quantity:
    """A number that is known, or taken to be."""
    return Quantity(shape="fixed", low=value, mode=value, high=value, illustrative=illustrative)


def pert(low: float, mode: float, high: float, *, illustrative: bool = False) -> Quantity:
    """A three-point estimate with low <= mode <= high."""
    return Quantity(shape="pert", low=low, mode=mode, high=high, illustrative=illustrative)


def interval90(low: float, high: float) -> Quantity:
    """A lognormal whose 5th and 95th percentile are `low` and `high` (0 < low < high)."""
    return Quantity(shape="lognormal", low=low, mode=math.sqrt(low * high), high=high)

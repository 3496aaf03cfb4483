"""What the loss looks like to a reader: levels, lines, contracts. Amounts are integer minor units; shares lie in 0..1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen


@frozen(kw_only=True)
class Interval:
    """A mean with its numerical 95 % interval; `exact` where quadrature gave it: no simulation error, and the interval is the mean
    itself. What its assumptions may be off by is another matter, and stands in `Spread`.
    """

    mean: int
    low: int
    high: int
    exact: bool


@frozen(kw_only=True)
class Spread:
    """Where a mean lies while the assumptions move together within their stated ranges: nine in ten times between these two."""

    low: int
    high: int


@frozen(kw_only=True)
class Quantile:
    """One quantile of the loss with a 95 % interval."""

    level: float
    value: int
    low: int
    high: int


@frozen(kw_only=True)
class CurvePoint:
    """P(loss > `loss`) = `probability`."""

    loss: int
    probability: float


@frozen(kw_only=True)
class ToleranceCheck:
    """One point of the board's line: P(loss > `loss`) may be `accepted`, and is `probability` (with its standard error)."""

    loss: int
    accepted: float
    probability: float
    error: float
    exceeded: bool


@frozen(kw_only=True)
class Level:
    """One of the four exposures, with its distribution.

    `quantiles` are of the simulated loss; `shortfall` maps a level to the mean loss beyond that quantile. `revenue_at_risk` stands
    apart and is never part of the loss. `p_loss` is the chance of any loss and `if_it_happens` the mean of those that happen; `spread`
    is None where no assumption was moved.
    """

    name: Literal["inherent", "residual", "planned", "floor"]
    title: str
    expected: Interval
    p_modified: float
    opinions: Mapping[str, float]
    revenue_at_risk: int
    p_loss: float = 0.0
    if_it_happens: int = 0
    spread: Spread | None = None
    deviation: int = 0
    quantiles: tuple[Quantile, ...] = ()
    shortfall: tuple[Quantile, ...] = ()
    curve: tuple[CurvePoint, ...] = ()
    tolerance: tuple[ToleranceCheck, ...] = ()

    @property
    def mean(self) -> int:
        """The expected loss in minor units."""
        return self.expected.mean

    def quantile(self, level: float) -> int:
        """The simulated quantile at a level that was computed, as 0.95."""
        return next(one.value for one in self.quantiles if abs(one.level - level) < 1e-9)  # noqa: PLR2004


@frozen(kw_only=True)
class Line:
    """One loss line under the four scenarios. `primary` costs are the company's own, `secondary` ones its customers' reactions."""

    id: str
    title: str
    kind: Literal["primary", "secondary"]
    inherent: int
    residual: int
    planned: int
    floor: int
    basis: str
    illustrative: bool


@frozen(kw_only=True)
class ContractLine:
    """One contract: its expected damages under the four scenarios, the chance that its trigger is met, and what was not modelled.
    `illustrative`: it is made up.
    """

    id: str
    title: str
    trigger: str
    inherent: int
    residual: int
    planned: int
    floor: int
    p_trigger: float
    cured: bool
    cure_days: float | None
    revenue_at_risk: int | None
    not_modelled: tuple[str, ...]
    illustrative: bool


@frozen(kw_only=True)
class Dependence:
    """How far the residual P(modified opinion) can move with dependence: Frechet bounds, independence, and as modelled."""

    lowest: float
    independent: float
    modelled: float
    highest: float

"""What an evaluation found, ready to be rendered. Amounts are integer minor units of `currency`; shares lie in 0..1."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from typing import Any, Literal

import attrs
from attrs import frozen

from buttress.money import money

SCHEMA = "buttress.exposure/1"

DISCLAIMER = (
    "A planning estimate, not legal advice: whether liquidated damages can be enforced depends on contract law, "
    "and the opinion is the auditor's alone."
)


@frozen(kw_only=True)
class Interval:
    """A mean with its numerical 95 % interval; `exact` where quadrature gave it and the interval is the mean itself."""

    mean: int
    low: int
    high: int
    exact: bool


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
    apart and is never part of the loss.
    """

    name: Literal["inherent", "residual", "planned", "floor"]
    title: str
    expected: Interval
    p_modified: float
    opinions: Mapping[str, float]
    revenue_at_risk: int
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
    """One contract: its expected damages under the four scenarios, the chance that its trigger is met, and what was not modelled."""

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


@frozen(kw_only=True)
class ControlLine:
    """One control: what was seen, how the auditor would see it, its budget, and its share in the exposure that can be avoided.

    `leave_one_out` understates and `first_in` overstates where several controls hang on one criterion; `shapley` adds up.
    `fixed_at_once` is what mending it alone today removes.
    """

    id: str
    title: str
    owner: str
    kind: str
    key: bool
    criteria: tuple[str, ...]
    state: str
    severity: str
    failing: int
    in_scope: int
    waived: int
    no_evidence: int
    checks: tuple[str, ...]
    p_exception: float
    p_ineffective: float
    weight: float
    p_unmet: float
    p_ineffective_if_fixed: float
    certain: bool
    group: str
    reasons: tuple[str, ...]
    budget_allowed: float
    budget_spent: float
    budget_left: float
    budget_state: str
    burn_rate: float
    burn_pace: float
    last_safe_date: dt.date | None
    leave_one_out: int
    first_in: int
    shapley: int
    shapley_error: int


@frozen(kw_only=True)
class CriterionLine:
    """One criterion in scope: P(not met) under the four scenarios, with the Frechet bounds of the residual one, and its share."""

    id: str
    title: str
    inherent: float
    residual: float
    planned: float
    floor: float
    bounds: tuple[float, float]
    shapley: int
    controls: tuple[str, ...]


@frozen(kw_only=True)
class GroupLine:
    """The share of one owner, stack, component or criterion in the exposure that can be avoided."""

    by: Literal["owner", "stack", "component", "criterion"]
    name: str
    controls: tuple[str, ...]
    shapley: int
    shapley_error: int


@frozen(kw_only=True)
class FixLine:
    """The failing resources of one check, all to be mended."""

    check: str
    resources: tuple[str, ...]


@frozen(kw_only=True)
class PlanItem:
    """One step of the plan, in order.

    `removed` is what this step takes off the exposure at its place in the order, with an interval; `before` and `after` are the
    exposures around it. `share` is the Shapley share of what it mends and no earlier step has: unlike `removed` it does not wait for
    the last step of a criterion. `criteria_left` is the expected number of criteria unmet once it is done: it shows progress also where so
    much fails that the exposure does not move before the last step. `also` are other controls that the same fixes mend. `replaces`
    and `interrupts` are None where not known.
    """

    position: int
    control: str
    title: str
    also: tuple[str, ...]
    owner: str
    fixes: tuple[FixLine, ...]
    effort_weeks: float
    start: dt.date
    finish: dt.date
    before: int
    after: int
    removed: int
    removed_low: int
    removed_high: int
    share: int
    budget_left: float
    last_safe_date: dt.date | None
    in_time: bool
    acceptance: tuple[str, ...]
    replaces: bool | None
    interrupts: bool | None
    criteria_left: float


@frozen(kw_only=True)
class Plan:
    """What to mend, in order, within the team's capacity. `gap` is the proven relative distance from the best plan, 0 where every
    plan was tried and None where nothing was proven. `all_weeks` is what every candidate together would take. `criteria_before` is
    the expected number of criteria unmet without the plan.
    """

    method: Literal["none", "exhaustive", "milp", "greedy"]
    gap: float | None
    candidates: int
    capacity_weeks: float
    effort_weeks: float
    all_weeks: float
    items: tuple[PlanItem, ...]
    left_out: tuple[str, ...]
    accepted: tuple[str, ...]
    criteria_before: float

    @property
    def proof(self) -> str:
        """How good the plan is known to be, in a few words."""
        return {
            "none": "",
            "exhaustive": "no better plan exists",
            "milp": f"proven within {self.gap:.2%} of the best, over drawn scenarios" if self.gap is not None else "no gap proven",
            "greedy": "greedy, improved by exchanges; no gap proven",
        }[self.method]


@frozen(kw_only=True)
class Bar:
    """One assumption of the tornado: the residual exposure at its low and high value."""

    assumption: str
    low_value: str
    high_value: str
    low: int
    high: int

    @property
    def swing(self) -> int:
        return abs(self.high - self.low)


@frozen(kw_only=True)
class Dependence:
    """How far the residual P(modified opinion) can move with dependence: Frechet bounds, independence, and as modelled."""

    lowest: float
    independent: float
    modelled: float
    highest: float


@frozen(kw_only=True)
class Step:
    """One line of the arithmetic of one control."""

    label: str
    formula: str
    value: str


@frozen(kw_only=True)
class Arithmetic:
    """The chain from evidence to money for one control, spelled out."""

    control: str
    steps: tuple[Step, ...]


@frozen(kw_only=True)
class Exposure:
    """The whole answer. `floor_date` is the day on which the floor has everything mended, today unless a what-if asks for another.

    `inputs` is the digest of model, assessment and history; the same inputs give the same bytes.
    """

    currency: str
    now: dt.datetime
    period_start: dt.date
    period_end: dt.date
    floor_date: dt.date
    inherent: Level
    residual: Level
    planned: Level
    floor: Level
    lines: tuple[Line, ...]
    contracts: tuple[ContractLine, ...]
    controls: tuple[ControlLine, ...]
    criteria: tuple[CriterionLine, ...]
    groups: tuple[GroupLine, ...]
    plan: Plan
    tornado: tuple[Bar, ...]
    dependence: Dependence
    arithmetic: Arithmetic | None
    tail: Mapping[str, int]
    assumptions: tuple[str, ...]
    illustrative: tuple[str, ...]
    not_modelled: tuple[str, ...]
    warnings: tuple[str, ...]
    evidence_note: str
    cure_note: str
    seed: int
    draws: int
    model_version: str
    inputs: str
    model_file: str
    summary: tuple[str, ...] = ()
    disclaimer: str = DISCLAIMER

    @property
    def levels(self) -> tuple[Level, Level, Level, Level]:
        """Inherent, residual, planned and floor."""
        return self.inherent, self.residual, self.planned, self.floor

    @property
    def floor_day(self) -> str:
        """`today`, or `on` the day that a what-if asks for."""
        return "today" if self.floor_date == self.now.date() else f"on {self.floor_date}"

    @property
    def avoidable(self) -> int:
        """What mending everything on that day would remove: residual less floor."""
        return self.residual.mean - self.floor.mean

    @property
    def control_effect(self) -> int:
        """What the working controls already take off: inherent less residual."""
        return self.inherent.mean - self.residual.mean

    def money(self, minor: float) -> str:
        """An amount of this exposure for the screen."""
        return money(minor, self.currency)

    def to_dict(self) -> dict[str, Any]:
        """The document `buttress.exposure/1`: plain JSON data, amounts in minor units, nothing rounded for the eye."""
        body = _plain(self)
        assert isinstance(body, dict)  # noqa: S101
        body["plan"]["proof"] = self.plan.proof
        return {"schema": SCHEMA, **body, "avoidable": self.avoidable, "control_effect": self.control_effect}


def _plain(value: Any) -> Any:
    if attrs.has(type(value)):
        return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    if isinstance(value, Mapping):
        return {str(key): _plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(member) for member in value]
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, float):
        return round(value, 9)
    return value

"""What a decision rests on: what drives the exposure, the plan, and how far assumptions move it. Amounts are integer minor units."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from attrs import frozen


@frozen(kw_only=True)
class ControlLine:
    """One control: what was seen, how the auditor would see it, its budget, and its share in the exposure that can be avoided.

    `leave_one_out` understates and `first_in` overstates where several controls hang on one criterion; `shapley` adds up.
    `reached` are those of its `criteria` that its failing checks support, and only those can it leave unmet by what was seen; `weight` is
    the greatest chance with which it does, `p_unmet` the chance that by itself it leaves any of its criteria unmet.
    """

    id: str
    title: str
    owner: str
    kind: str
    key: bool
    criteria: tuple[str, ...]
    reached: tuple[str, ...]
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
    """The failing resources of one check, all to be fixed."""

    check: str
    resources: tuple[str, ...]


@frozen(kw_only=True)
class PlanItem:
    """One step of the plan, in order.

    `removed` is what this step takes off the exposure at its place in the order, with an interval; `before` and `after` are the
    exposures around it. `share` is the Shapley share of what it fixes and no earlier step has: unlike `removed` it does not wait for
    the last step of a criterion. `criteria_left` is the expected number of criteria unmet once it is done: it shows progress also where so
    much fails that the exposure does not move before the last step. `also` are other controls that the same fixes fix. `replaces`
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
    """What to fix, in order, within the team's capacity. `gap` is the proven relative distance from the best plan, 0 where every
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

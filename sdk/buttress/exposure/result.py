"""What an evaluation found, ready to be rendered. Amounts are integer minor units of `currency`; shares lie in 0..1."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from typing import Any

import attrs
from attrs import frozen

from buttress.exposure.decision.answers import Bar, ControlLine, CriterionLine, GroupLine, Outlook, Plan, PlanItem
from buttress.exposure.loss.figures import ContractLine, Dependence, Level, Line
from buttress.money import money
from buttress.text import ESTIMATE

SCHEMA = "buttress.exposure/1"
_SHOWN = 5


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
class Moved:
    """One number, before and now."""

    before: float
    now: float


@frozen(kw_only=True)
class Change:
    """What changed since an earlier assessment: the levels (minor units) and P(modified) by name, control ids that newly fail, that fail no
    longer and whose budget ran out meanwhile, and in words which assumptions and contracts are no longer the same.
    """

    since: dt.datetime
    levels: Mapping[str, Moved]
    p_modified: Moved
    newly_failing: tuple[str, ...]
    no_longer_failing: tuple[str, ...]
    newly_spent: tuple[str, ...]
    inputs: tuple[str, ...]


@frozen(kw_only=True)
class Exposure:
    """The whole answer. `floor_date` is the day on which the floor has everything fixed, today unless a what-if asks for another.

    `inputs` is the digest of model, assessment and history; the same inputs give the same bytes. `illustrative` names every number that
    the user did not give, `made_up` the contracts of which nobody has said that they exist. `change` is what changed since an earlier
    assessment, if one was given.
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
    outlook: Outlook
    tornado: tuple[Bar, ...]
    dependence: Dependence
    arithmetic: Arithmetic | None
    tail: Mapping[str, int]
    assumptions: tuple[str, ...]
    illustrative: tuple[str, ...]
    made_up: tuple[str, ...]
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
    assumed: tuple[str, ...] = ()
    change: Change | None = None
    disclaimer: str = ESTIMATE

    @property
    def levels(self) -> tuple[Level, Level, Level, Level]:
        """Inherent, residual, planned and floor."""
        return self.inherent, self.residual, self.planned, self.floor

    @property
    def label(self) -> str:
        """What stands beside every amount: `illustrative` while a contract is made up or all costs are ours, `partly illustrative` while
        any line of the loss rests on a number of ours, else nothing.
        """
        lines = [one for one in self.lines if one.residual or one.inherent]
        if self.made_up or (lines and all(one.illustrative for one in lines)):
            return "illustrative"
        return "partly illustrative" if any(one.illustrative for one in lines) else ""

    @property
    def drivers(self) -> tuple[ControlLine, ...]:
        """The five controls with the greatest shares in what can be avoided, the greatest first."""
        found = sorted((one for one in self.controls if one.shapley > 0), key=lambda one: (-one.shapley, one.id))
        return tuple(found[:_SHOWN])

    @property
    def first_fixes(self) -> tuple[PlanItem, ...]:
        """The first five steps of the plan: the one order of fixes."""
        return self.plan.items[:_SHOWN]

    @property
    def plan_removes(self) -> int:
        """What the plan takes off the exposure."""
        return self.residual.mean - self.planned.mean

    @property
    def plan_net(self) -> int:
        """What the plan takes off, less what it costs."""
        return self.plan_removes - self.plan.cost.total

    @property
    def plan_return(self) -> float | None:
        """What the plan takes off for each unit of its cost; None where it costs nothing."""
        return self.plan_removes / self.plan.cost.total if self.plan.cost.total else None

    @property
    def floor_day(self) -> str:
        """`today`, or `on` the day that a what-if asks for."""
        return "today" if self.floor_date == self.now.date() else f"on {self.floor_date}"

    @property
    def avoidable(self) -> int:
        """What fixing everything on that day would remove: residual less floor."""
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
        body["plan"] |= {"proof": self.plan.proof, "removes": self.plan_removes, "net": self.plan_net, "return": self.plan_return}
        body["plan"]["cost"]["total"] = self.plan.cost.total
        derived = {
            "label": self.label,
            "drivers": [one.id for one in self.drivers],
            "avoidable": self.avoidable,
            "control_effect": self.control_effect,
        }
        return {"schema": SCHEMA, **body, **derived}


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

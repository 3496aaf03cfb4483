"""What exposure.yaml says, as frozen data. All amounts are minor units of `currency`, all shares lie in 0..1, all spans are days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from attrs import field, frozen

from buttress.exposure.model.quantities import Quantity
from buttress.exposure.model.units import AMOUNT, DAYS, ITEMS, MONTHS, OPEN_SHARE, PEOPLE, POINTS, POPULATION, SHARE, SIZE, WEEKS
from buttress.model import Severity

TriggerKind = Literal["modified", "adverse", "criteria", "exceptions", "late"]
Lane = Literal["census", "sample"]
Grouping = Literal["owner", "component", "stack", "none"]


@frozen(kw_only=True)
class Period:
    """The Type II window [start, end)."""

    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        return (self.end - self.start).days


@frozen(kw_only=True)
class Trigger:
    """The event on which a contract pays: a modified opinion, an adverse one or disclaimer, named criteria unmet, exceptions in
    named criteria, or a report later than a date.
    """

    kind: TriggerKind
    criteria: tuple[str, ...] = ()
    date: dt.date | None = None

    def describe(self) -> str:
        """The event in the words of a clause."""
        return {
            "modified": "any modified opinion",
            "adverse": "an adverse opinion or a disclaimer",
            "criteria": f"{', '.join(self.criteria)} not met",
            "exceptions": f"an exception noted under {', '.join(self.criteria)}",
            "late": f"a report later than {self.date}",
        }[self.kind]


@frozen(kw_only=True)
class Contract:
    """One customer contract. A term that is None was not given and is not modelled.

    `value` is what the liquidated-damages share applies to, `annual` a year's revenue, `margin` its gross margin,
    `churn` the chance that the customer leaves, by opinion.
    """

    id: str
    value: Annotated[int, AMOUNT]
    trigger: Trigger
    title: str = ""
    value_basis: Literal["annual", "total"] = "total"
    liquidated_damages: Annotated[Quantity, SHARE] | None = None
    cap: Annotated[int, AMOUNT] | None = None
    master_agreement: str | None = None
    cure_days: Annotated[int, DAYS] | None = None
    notice_days: Annotated[int, DAYS] | None = None
    renewal: dt.date | None = None
    termination: bool | None = None
    annual: Annotated[int, AMOUNT] | None = None
    margin: Annotated[float, SHARE] | None = None
    churn: Mapping[str, Annotated[float, SHARE]] | None = None

    def not_modelled(self) -> tuple[str, ...]:
        """The terms that were not given, each with what that leaves out."""
        absent = {
            "liquidated_damages": (self.liquidated_damages, "liquidated damages"),
            "cap": (self.cap, "a cap of the damages of this contract"),
            "cure_days": (self.cure_days, "a cure period"),
            "notice_days": (self.notice_days, "notice before damages fall due"),
            "renewal": (self.renewal, "the remaining term and the renewal"),
            "termination": (self.termination, "the right to terminate"),
            "margin": (self.margin, "margin lost with the customer"),
            "churn": (self.churn, "the chance that the customer leaves"),
        }
        return tuple(f"{name}: {what}" for name, (value, what) in absent.items() if value is None)


@frozen(kw_only=True)
class MasterAgreement:
    """A cap shared by several contracts; when it binds they share it in proportion to their own damages."""

    id: str
    cap: Annotated[int, AMOUNT]


@frozen(kw_only=True)
class EntityCosts:
    """What the company itself pays. Amounts are minor units; `monitoring` is a month's, over `months_to_clean_report` months."""

    retainer_forfeiture: Annotated[Quantity, AMOUNT]
    remediation_consulting: Annotated[Quantity, AMOUNT]
    monitoring: Annotated[Quantity, AMOUNT]
    months_to_clean_report: Annotated[Quantity, MONTHS]
    audit_support: Annotated[Quantity, AMOUNT]
    engineering_weeks: Annotated[Quantity, WEEKS]


class Freeze(NamedTuple):
    """Days in which nothing may be changed, both ends included."""

    first: dt.date
    last: dt.date


@frozen(kw_only=True)
class Team:
    """Who fixes: `people` at `weekly_rate` minor units each; `capacity_weeks` of the whole team are free for it from the assessment on."""

    people: Annotated[float, PEOPLE]
    weekly_rate: Annotated[Quantity, AMOUNT]
    capacity_weeks: Annotated[float, WEEKS]
    freezes: tuple[Freeze, ...] = ()


@frozen(kw_only=True)
class FrequencyRow:
    """Up to `population` occurrences, the auditor takes `sample` items."""

    population: Annotated[int, POPULATION]
    sample: Annotated[int, ITEMS]


@frozen(kw_only=True)
class AuditorProfile:
    """How the auditor is taken to test. A configurable profile: no standard fixes it.

    `tolerable_rate` is the deviation rate above which a control is ineffective (census) or the tolerable rate of the sample (sample);
    `alpha` the risk of over-reliance; `persistence` the share of the period over which one deviation makes the control ineffective.
    """

    lane: Lane
    alpha: Annotated[float, OPEN_SHARE]
    tolerable_rate: Annotated[float, OPEN_SHARE]
    small_population: Annotated[int, SIZE]
    persistence: Annotated[float, SHARE]
    evidence_gap: Annotated[float, SHARE]
    report_days: Annotated[int, DAYS]
    delay_days: Annotated[int, DAYS]
    frequency_table: tuple[FrequencyRow, ...]


@frozen(kw_only=True)
class Prior:
    """A Beta(a, b) belief about a share."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        return self.a / (self.a + self.b)


@frozen(kw_only=True)
class Assumptions:
    """Everything that is a judgement of ours or the user's; every report prints it."""

    weights: Mapping[Severity, Annotated[float, SHARE]]
    key_weight: Annotated[float, SHARE]
    manual_severity: Severity
    manual_failure_probability: Annotated[float, SHARE]
    no_evidence_failure_probability: Annotated[float, SHARE]
    leak: Annotated[float, SHARE]
    correlation: Annotated[float, SHARE]
    judgement_correlation: Annotated[float, SHARE]
    group_by: Grouping
    automatic_causes: bool
    adverse_share: Annotated[float, SHARE]
    disclaimer_share: Annotated[float, SHARE]
    retainer_if_qualified: Annotated[float, SHARE]
    unobserved_failing: Prior
    unobserved_passing: Prior
    occurrence: Prior
    deadline_confidence: Annotated[float, OPEN_SHARE]
    retest_days: Annotated[int, DAYS]
    effort_weeks: Mapping[Severity, Annotated[float, WEEKS]]
    effort_weeks_per_resource: Annotated[float, WEEKS]


@frozen(kw_only=True)
class Cause:
    """Controls that fail together, because one thing stands behind them."""

    id: str
    controls: tuple[str, ...]


@frozen(kw_only=True)
class Compensation:
    """While `by` works, the auditor accepts it in place of `control` with probability `kappa`."""

    control: str
    by: str
    kappa: Annotated[float, SHARE]


@frozen(kw_only=True)
class Fix:
    """What fixing one check or control takes, and what it does to a running system."""

    weeks: Annotated[float, WEEKS] | None = None
    replaces: bool | None = None
    interrupts: bool | None = None


@frozen(kw_only=True)
class Precedence:
    """`first` must be fixed before `then`."""

    first: str
    then: str


@frozen(kw_only=True)
class TolerancePoint:
    """The board accepts a loss above `loss` with at most this probability."""

    probability: Annotated[float, SHARE]
    loss: Annotated[int, AMOUNT]


@frozen(kw_only=True)
class Sampling:
    """The size of the simulation: `replicates` scramblings of `points` Sobol points (a power of two)."""

    points: Annotated[int, POINTS]
    replicates: Annotated[int, POINTS]
    permutations: Annotated[int, POINTS]


@frozen(kw_only=True)
class ExposureModel:
    """All of exposure.yaml. Without categories and criteria the whole framework is in scope.

    `illustrative` names the settings that are defaults of ours; `digest` is the SHA-256 of the file's data.
    """

    currency: str
    period: Period
    framework: str
    categories: tuple[str, ...]
    criteria: tuple[str, ...]
    contracts: tuple[Contract, ...]
    master_agreements: Mapping[str, MasterAgreement]
    costs: EntityCosts
    team: Team
    auditor: AuditorProfile
    assumptions: Assumptions
    design_deficiencies: tuple[str, ...]
    causes: tuple[Cause, ...]
    compensations: tuple[Compensation, ...]
    fixes: Mapping[str, Fix]
    precedence: tuple[Precedence, ...]
    accepted: tuple[str, ...]
    tolerance: tuple[TolerancePoint, ...]
    fx: tuple[str, ...]
    seed: int
    sampling: Sampling
    illustrative: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    file: str = ""
    digest: str = ""
    places: Mapping[str, str] = field(factory=dict, repr=False)

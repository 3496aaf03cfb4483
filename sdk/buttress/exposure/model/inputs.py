"""What exposure.yaml says, as frozen data. All amounts are minor units of `currency`, all shares lie in 0..1, all spans are days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from buttress.exposure.model.quantities import Quantity
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

    `base` is the value to which the liquidated-damages share applies, `annual` a year's revenue, `margin` its gross margin,
    `churn` the chance that the customer leaves, by opinion.
    """

    id: str
    title: str
    base: int
    basis: Literal["annual", "total"]
    trigger: Trigger
    damages: Quantity | None = None
    cap: int | None = None
    master_agreement: str | None = None
    cure_days: int | None = None
    notice_days: int | None = None
    renewal: dt.date | None = None
    termination: bool | None = None
    annual: int | None = None
    margin: float | None = None
    churn: Mapping[str, float] | None = None
    line: int = 0

    def not_modelled(self) -> tuple[str, ...]:
        """The terms that were not given, each with what that leaves out."""
        absent = {
            "liquidated_damages": (self.damages, "liquidated damages"),
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
    cap: int


@frozen(kw_only=True)
class EntityCosts:
    """What the company itself pays. Amounts are minor units; `monitoring` is a month's, over `months_to_clean_report` months."""

    retainer_forfeiture: Quantity
    remediation_consulting: Quantity
    monitoring: Quantity
    months_to_clean_report: Quantity
    audit_support: Quantity
    engineering_weeks: Quantity


@frozen(kw_only=True)
class Team:
    """Who mends: `people` at `weekly_rate` minor units each; `capacity_weeks` of the whole team are free for it from the assessment on."""

    people: float
    weekly_rate: Quantity
    capacity_weeks: float
    capacity_illustrative: bool = False
    freezes: tuple[tuple[dt.date, dt.date], ...] = ()


@frozen(kw_only=True)
class FrequencyRow:
    """Up to `population` occurrences, the auditor takes `sample` items."""

    population: int
    sample: int


@frozen(kw_only=True)
class AuditorProfile:
    """How the auditor is taken to test. A configurable profile: no standard fixes it.

    `tolerable_rate` is the deviation rate above which a control is ineffective (census) or the tolerable rate of the sample (sample);
    `alpha` the risk of over-reliance; `persistence` the share of the period over which one deviation makes the control ineffective.
    """

    lane: Lane
    alpha: float
    tolerable_rate: float
    small_population: int
    persistence: float
    frequency_table: tuple[FrequencyRow, ...]
    evidence_gap: float
    report_days: int
    delay_days: int


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

    weights: Mapping[Severity, float]
    key_weight: float
    manual_severity: Severity
    manual_failure_probability: float
    no_evidence_failure_probability: float
    leak: float
    correlation: float
    group_by: Grouping
    automatic_causes: bool
    adverse_share: float
    disclaimer_share: float
    retainer_if_qualified: float
    unobserved_failing: Prior
    unobserved_passing: Prior
    occurrence: Prior
    retest_days: int
    effort_weeks: Mapping[Severity, float]
    effort_weeks_per_resource: float


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
    kappa: float


@frozen(kw_only=True)
class Fix:
    """What mending one check or control takes, and what it does to a running system."""

    weeks: float | None = None
    replaces: bool | None = None
    interrupts: bool | None = None


@frozen(kw_only=True)
class Precedence:
    """`first` must be mended before `then`."""

    first: str
    then: str


@frozen(kw_only=True)
class TolerancePoint:
    """The board accepts a loss above `loss` with at most this probability."""

    probability: float
    loss: int


@frozen(kw_only=True)
class Sampling:
    """The size of the simulation: `replicates` scramblings of `points` Sobol points (a power of two)."""

    points: int
    replicates: int
    permutations: int


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

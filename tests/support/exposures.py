"""A small builder of assessments: controls with their checks, and what each check said of each resource."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, evolve, field

from buttress.documents import parse_yaml
from buttress.exposure import ExposureModel, load_model
from buttress.exposure.audit.structure import Group, Profile, Structure
from buttress.model import Assessment, Check, Control, Criterion, Finding, Framework, Outcome, Severity, Stack, StackAssessment

NOW = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
CATEGORIES = {"CC": "security", "A": "availability", "C": "confidentiality", "PI": "processing_integrity", "P": "privacy"}


@define
class Builder:
    """Collects controls and findings; `build` gives the assessment."""

    now: dt.datetime = NOW
    controls: list[Control] = field(factory=list)
    checks: dict[str, Check] = field(factory=dict)
    findings: dict[str, list[Finding]] = field(factory=dict)
    criteria: list[str] = field(factory=list)

    def control(
        self,
        name: str,
        criteria: Sequence[str],
        outcomes: Mapping[str, Sequence[str]] | None = None,
        *,
        severity: str = "high",
        owner: str = "platform",
        key: bool = False,
        kind: Any = "state",
        stack: str = "shop",
        component: str = "",
    ) -> Builder:
        """A control whose checks said `outcomes`: a check id to one outcome a resource; a `check@severity` sets its severity."""
        own = []
        chain = f"{component}$" if component else ""
        for label, found in (outcomes or {}).items():
            check, _, worth = label.partition("@")
            own.append(check)
            grade = Severity(worth or severity)
            known = check in self.checks
            self.checks[check] = Check(
                id=check,
                title=check,
                description="",
                severity=grade,
                scope="resource",
                package=("checks",),
                population=("aws:s3/bucket:Bucket",),
            )
            if known:
                continue
            for position, outcome in enumerate(found):
                urn = f"urn:pulumi:{stack}::p::{chain}aws:s3/bucket:Bucket::r{position}"
                self.findings.setdefault(stack, []).append(
                    Finding(
                        check=check,
                        resource="" if outcome == "none" else urn,
                        outcome=Outcome.NOT_APPLICABLE if outcome == "none" else Outcome(outcome),
                        severity=grade,
                        message="",
                    )
                )
        for criterion in criteria:
            if criterion not in self.criteria:
                self.criteria.append(criterion)
        self.controls.append(
            Control(
                id=name,
                title=name,
                objective="",
                criteria=tuple(criteria),
                owner=owner,
                cadence="daily",
                kind=kind,
                acceptance="",
                checks={check: dict.fromkeys(criteria, "made up") for check in own},
                key=key,
            )
        )
        return self

    def build(self) -> Assessment:
        """The assessment, criteria in the order in which they came up."""
        framework = Framework(
            id="soc2_2017",
            name="SOC 2",
            categories={name: name for name in CATEGORIES.values()},
            title="SOC 2",
            criteria=tuple(
                Criterion(id=name, title=f"About {name}", category=CATEGORIES[name.rstrip("0123456789.")], family="", manual="")
                for name in self.criteria
            ),
            controls=tuple(self.controls),
        )
        return Assessment(
            buttress="0",
            policies="0",
            assessed_at=self.now,
            now=self.now,
            stacks=tuple(
                StackAssessment(stack=Stack(name=name), resources=1, digest="", mode="state", findings=tuple(found))
                for name, found in sorted(self.findings.items())
            ),
            estates=(),
            checks=self.checks,
            frameworks={framework.id: framework},
        )


NO_COSTS = """
entity_costs:
  {retainer_forfeiture: 0, remediation_consulting: 0, monitoring: 0, months_to_clean_report: 0, audit_support: 0, engineering_weeks: 0}
"""


def modelled(text: str = "") -> ExposureModel:
    """A model over the year 2026, small enough to evaluate quickly, with what `text` adds."""
    head = "" if "period:" in text else "period: {start: 2026-01-01, end: 2027-01-01}\n"
    tail = "" if "sampling:" in text else "sampling: {points: 256, replicates: 8}\n"
    return load_model(parse_yaml(head + text + tail, "exposure.yaml"))


def sourced(
    chances: Sequence[float], criteria: Sequence[Sequence[str]], groups: Sequence[tuple[Sequence[int], float]] = (), **given: Any
) -> tuple[Structure, Profile]:
    """Sources that leave their criteria unmet with these chances, weight 1, exceptions alike; the ungrouped ones independent."""
    names = tuple(dict.fromkeys(name for served in criteria for name in served))
    taken = {member for members, _ in groups for member in members}
    alone = tuple(index for index in range(len(chances)) if index not in taken)
    structure = Structure(
        names=tuple(f"CTL-{index}" for index in range(len(chances))),
        players=len(chances),
        criteria=np.array([sum(1 << names.index(name) for name in served) for served in criteria], dtype=np.uint64),
        criterion_names=names,
        categories=(),
        groups=(
            *(Group(name=f"g{number}", rho=rho, members=tuple(members)) for number, (members, rho) in enumerate(groups)),
            Group(name="independent", rho=0.0, members=alone),
        ),
        compensations=given.pop("compensations", ()),
        alike=given.pop("alike", 0.0),
    )
    return structure, profiled(chances, criteria, **given)


def profiled(
    chances: Sequence[float],
    criteria: Sequence[Sequence[str]],
    weights: Sequence[float] | None = None,
    exceptions: Sequence[float] | None = None,
) -> Profile:
    """A profile of seen failures only."""
    failed = np.array(chances, dtype=np.float64)
    nothing = np.zeros_like(failed)
    weight = np.ones_like(failed) if weights is None else np.array(weights, dtype=np.float64)
    names = tuple(dict.fromkeys(name for served in criteria for name in served))
    table = np.array([[float(weight[row]) * (name in served) for name in names] for row, served in enumerate(criteria)])
    masks = np.array([sum(1 << names.index(name) for name in served) for served in criteria], dtype=np.uint64)
    return Profile(
        failed=failed,
        latent=nothing,
        excepted=failed if exceptions is None else np.array(exceptions, dtype=np.float64),
        latent_excepted=nothing,
        weight=table.reshape(len(failed), len(names)),
        latent_weight=table.reshape(len(failed), len(names)),
        reach=masks,
        latent_reach=masks,
    )


def with_chances(profile: Profile, chances: Sequence[float]) -> Profile:
    """The same sources failing, and showing exceptions, with other chances."""
    failed = np.array(chances, dtype=np.float64)
    return evolve(profile, failed=failed, excepted=failed)

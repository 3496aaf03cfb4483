"""The shape of exposure.yaml: which keys there are. Values with units are read, and complained about, in `reading`."""

from __future__ import annotations

from typing import Any


def _object(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": properties}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_ANY: dict[str, Any] = {}
_TEXT = {"type": "string", "minLength": 1}
_TEXTS = _list(_TEXT)

_BY_SEVERITY = _object(critical=_ANY, high=_ANY, medium=_ANY, low=_ANY)

SCHEMA: dict[str, Any] = _object(
    "period",
    currency={"type": "string", "pattern": "^[A-Z]{3}$", "$comment": "a currency is three capital letters, as USD"},
    fx={"type": "object", "additionalProperties": _object("rate", "as_of", rate=_ANY, as_of=_ANY, source=_TEXT)},
    period=_object("start", "end", start=_ANY, end=_ANY),
    scope=_object(framework=_TEXT, categories={**_TEXTS, "minItems": 1}, criteria=_TEXTS),
    contracts=_list(
        _object(
            "id",
            "value",
            "trigger",
            id=_TEXT,
            title=_TEXT,
            value=_ANY,
            value_basis={"enum": ["annual", "total"]},
            liquidated_damages=_ANY,
            cap=_ANY,
            master_agreement=_TEXT,
            trigger=_object(opinion={"enum": ["modified", "adverse"]}, criteria=_TEXTS, exceptions=_TEXTS, report_after=_ANY),
            cure_days=_ANY,
            notice_days=_ANY,
            renewal=_ANY,
            termination={"type": "boolean"},
            annual=_ANY,
            margin=_ANY,
            churn=_object(qualified=_ANY, adverse=_ANY, disclaimer=_ANY),
        )
    ),
    master_agreements=_list(_object("id", "cap", id=_TEXT, cap=_ANY)),
    entity_costs=_object(
        retainer_forfeiture=_ANY,
        remediation_consulting=_ANY,
        monitoring=_ANY,
        months_to_clean_report=_ANY,
        audit_support=_ANY,
        engineering_weeks=_ANY,
    ),
    team=_object(people=_ANY, weekly_rate=_ANY, capacity_weeks=_ANY, freezes=_list(_object("from", "to", **{"from": _ANY, "to": _ANY}))),
    auditor_profile=_object(
        lane={"enum": ["census", "sample"]},
        alpha=_ANY,
        tolerable_rate=_ANY,
        small_population=_ANY,
        persistence=_ANY,
        frequency_table=_list(_object("population", "sample", population=_ANY, sample=_ANY)),
        evidence_gap=_ANY,
        report_days=_ANY,
        delay_days=_ANY,
    ),
    assumptions=_object(
        weights=_BY_SEVERITY,
        key_weight=_ANY,
        manual_severity={"enum": ["critical", "high", "medium", "low"]},
        manual_failure_probability=_ANY,
        no_evidence_failure_probability=_ANY,
        leak=_ANY,
        correlation=_ANY,
        judgement_correlation=_ANY,
        group_by={"enum": ["owner", "component", "stack", "none"]},
        automatic_causes={"type": "boolean"},
        adverse_share=_ANY,
        disclaimer_share=_ANY,
        retainer_if_qualified=_ANY,
        unobserved_failing=_object("beta", beta=_ANY),
        unobserved_passing=_object("beta", beta=_ANY),
        occurrence=_object("beta", beta=_ANY),
        deadline_confidence=_ANY,
        retest_days=_ANY,
        effort_weeks=_BY_SEVERITY,
        effort_weeks_per_resource=_ANY,
    ),
    design_deficiencies=_TEXTS,
    causes=_list(_object("id", "controls", id=_TEXT, controls=_TEXTS)),
    compensations=_list(_object("control", "by", "kappa", control=_TEXT, by=_TEXT, kappa=_ANY)),
    fixes={
        "type": "object",
        "additionalProperties": _object(weeks=_ANY, replaces={"type": "boolean"}, interrupts={"type": "boolean"}),
    },
    precedence=_list(_object("first", "then", first=_TEXT, then=_TEXT)),
    accepted=_TEXTS,
    tolerance=_list(_object("probability", "loss", probability=_ANY, loss=_ANY)),
    seed={"type": "integer", "minimum": 0},
    sampling=_object(points=_ANY, replicates=_ANY, permutations=_ANY),
)

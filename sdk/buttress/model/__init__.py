"""Plain frozen data, without any reading or writing."""

from buttress.model.checks import Case, Check, Effect, Expectation, Parameter, Scope, Severity, UpdateEffect
from buttress.model.controls import Control, Criteria, Criterion, CriterionStatus, Framework, Frameworks, cited, controls_of, joined, labels
from buttress.model.findings import (
    Adjustment,
    Assessment,
    EstateAssessment,
    Finding,
    Outcome,
    Place,
    StackAssessment,
    Waiver,
    WaiverProblem,
)
from buttress.model.paths import PropertyPath
from buttress.model.resources import Justification, Mode, NotEvaluated, Position, Resource, Snapshot, Stack
from buttress.model.urn import Urn

__all__ = [
    "Adjustment",
    "Assessment",
    "Case",
    "Check",
    "Control",
    "Criteria",
    "Criterion",
    "CriterionStatus",
    "Effect",
    "EstateAssessment",
    "Expectation",
    "Finding",
    "Framework",
    "Frameworks",
    "Justification",
    "Mode",
    "NotEvaluated",
    "Outcome",
    "Parameter",
    "Place",
    "Position",
    "PropertyPath",
    "Resource",
    "Scope",
    "Severity",
    "Snapshot",
    "Stack",
    "StackAssessment",
    "UpdateEffect",
    "Urn",
    "Waiver",
    "WaiverProblem",
    "cited",
    "controls_of",
    "joined",
    "labels",
]

"""Plain frozen data, without any reading or writing."""

from buttress.model.checks import Case, Change, Check, Effect, Expectation, Parameter, Scope, Severity
from buttress.model.controls import Control, Criterion, CriterionStatus, Framework
from buttress.model.findings import Assessment, EstateAssessment, Finding, Outcome, StackAssessment, Waiver, WaiverProblem
from buttress.model.resources import Justification, Mode, NotEvaluated, Path, Resource, Snapshot, Stack, dotted
from buttress.model.urn import Urn

__all__ = [
    "Assessment",
    "Case",
    "Change",
    "Check",
    "Control",
    "Criterion",
    "CriterionStatus",
    "Effect",
    "EstateAssessment",
    "Expectation",
    "Finding",
    "Framework",
    "Justification",
    "Mode",
    "NotEvaluated",
    "Outcome",
    "Parameter",
    "Path",
    "Resource",
    "Scope",
    "Severity",
    "Snapshot",
    "Stack",
    "StackAssessment",
    "Urn",
    "Waiver",
    "WaiverProblem",
    "dotted",
]

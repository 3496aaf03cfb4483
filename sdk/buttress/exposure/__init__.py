"""What a failed audit would still cost: evidence and contracts in, four exposures, their causes and a plan out.

Only reading a model is done on import; numpy and scipy are loaded by the first evaluation.
"""

from buttress.exposure.audit.evidence import History, Observed, Span
from buttress.exposure.change import changed_since
from buttress.exposure.evaluation import WhatIf, evaluate, simulate
from buttress.exposure.model.defaults import DEFAULT_YAML, init_text
from buttress.exposure.model.inputs import ExposureModel
from buttress.exposure.model.reading import default_model, load_model
from buttress.exposure.result import Exposure
from buttress.money import money, share

__all__ = [
    "DEFAULT_YAML",
    "Exposure",
    "ExposureModel",
    "History",
    "Observed",
    "Span",
    "WhatIf",
    "changed_since",
    "default_model",
    "evaluate",
    "init_text",
    "load_model",
    "money",
    "share",
    "simulate",
]

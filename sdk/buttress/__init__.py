"""Buttress: compliance as code for Pulumi.

Everything the command line does is here too: `read_state` gives snapshots, `load_catalog` the checks, `open_engine` the engine, `assess` an
`Assessment`, and `render` a report of it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from buttress.assessment import assess
    from buttress.catalog import Catalog, load_catalog
    from buttress.engine import Engine, LocalOpa, open_engine
    from buttress.engine.binary import find_opa
    from buttress.errors import Error
    from buttress.exposure import evaluate, load_model
    from buttress.model import Assessment, Check, Finding, Outcome, Severity, Snapshot
    from buttress.report import render
    from buttress.settings import Settings
    from buttress.state import read_state

# Imported when first asked for: `import buttress` costs nothing.
_HOMES = {
    "Assessment": "buttress.model",
    "Catalog": "buttress.catalog",
    "Check": "buttress.model",
    "Engine": "buttress.engine",
    "Error": "buttress.errors",
    "Finding": "buttress.model",
    "LocalOpa": "buttress.engine",
    "Outcome": "buttress.model",
    "Settings": "buttress.settings",
    "Severity": "buttress.model",
    "Snapshot": "buttress.model",
    "assess": "buttress.assessment",
    "evaluate": "buttress.exposure",
    "find_opa": "buttress.engine.binary",
    "load_catalog": "buttress.catalog",
    "load_model": "buttress.exposure",
    "open_engine": "buttress.engine",
    "read_state": "buttress.state",
    "render": "buttress.report",
}

__all__ = [
    "Assessment",
    "Catalog",
    "Check",
    "Engine",
    "Error",
    "Finding",
    "LocalOpa",
    "Outcome",
    "Settings",
    "Severity",
    "Snapshot",
    "__version__",
    "assess",
    "evaluate",
    "find_opa",
    "load_catalog",
    "load_model",
    "open_engine",
    "read_state",
    "render",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'buttress' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__

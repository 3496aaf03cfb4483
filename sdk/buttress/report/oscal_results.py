"""OSCAL assessment results."""

from __future__ import annotations

from buttress.report.oscal import write_results as write

__all__ = ["write"]

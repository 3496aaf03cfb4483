"""OSCAL component definition."""

from __future__ import annotations

from buttress.report.oscal import write_components as write

__all__ = ["write"]

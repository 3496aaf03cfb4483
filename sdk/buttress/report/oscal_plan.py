"""OSCAL plan of action and milestones."""

from __future__ import annotations

from buttress.report.oscal import write_plan as write

__all__ = ["write"]

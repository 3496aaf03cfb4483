"""Judging stacks: snapshots, the catalog and OPA brought together."""

from buttress.assessment.run import assess

__all__ = ["assess"]

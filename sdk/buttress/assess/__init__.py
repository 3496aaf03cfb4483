"""Judging stacks: snapshots, the catalog and OPA brought together."""

from buttress.assess.run import assess

__all__ = ["assess"]

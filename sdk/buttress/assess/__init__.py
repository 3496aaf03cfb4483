"""Judging stacks: snapshots, the catalog and OPA brought together."""

import sys
import types
from typing import Any

from buttress.assess.run import assess

__all__ = ["assess"]


class _Package(types.ModuleType):
    """The package under the name of its one function: `from buttress import assess` means the same before and after it was imported."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return assess(*arguments, **options)


sys.modules[__name__].__class__ = _Package

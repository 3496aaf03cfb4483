from __future__ import annotations

from tests.cli.conftest import buttress, state

__all__ = ["buttress", "state"]

"""The user's cache: everything in it can be made again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "BUTTRESS_CACHE"
"""Names the folder where it is not to be the platform's own."""


def cache_dir(environ: Mapping[str, str] | None = None) -> Path:
    """The user's cache folder for Buttress, which may not exist yet: what BUTTRESS_CACHE names, or the platform's own place."""
    named = (os.environ if environ is None else environ).get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return platformdirs.user_cache_path("buttress", appauthor=False)

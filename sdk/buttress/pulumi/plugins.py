"""The providers of an offline run: stand-ins first, then what is installed, and for every other package one that knows nothing.

The engine looks for a plugin when the first resource of its package is registered, and finds on `PATH` what was put there just before.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from attrs import field, frozen

GENERIC = "pulumi-stand-in"
"""The executable that plays the provider after which the link to it is named."""

PREFIX = "pulumi-resource-"


@frozen(kw_only=True)
class Plugins:
    """Where the engine of one run finds providers. `path` is its `PATH`, `installed` the user's plugins, `own` this run's directory."""

    path: str
    installed: Path
    own: Path
    _played: set[str] = field(factory=set)

    def supply(self, package: str) -> bool:
        """See to it that there is a provider of a package; whether it is the one that knows nothing of it."""
        if package in self._played:
            return True
        if not package or os.sep in package or shutil.which(f"{PREFIX}{package}", path=self.path) or self._installs(package):
            return False
        generic = shutil.which(GENERIC, path=self.path)
        if generic is None:
            return False
        self.own.mkdir(parents=True, exist_ok=True, mode=0o700)
        link = self.own / f"{PREFIX}{package}"
        if not link.is_symlink():
            link.symlink_to(generic)
        self._played.add(package)
        return True

    def _installs(self, package: str) -> bool:
        return any(found.is_dir() for found in self.installed.glob(f"resource-{package}-v*"))

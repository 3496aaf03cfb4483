"""What the browser tests need besides Python: Debian's chromium, Pango and fonts, and two packages of npm, installed once before them.

Run by make: prints `1` where the tests can run; elsewhere nothing, with one line on stderr that says why. Only root on Debian is installed
for; an installation that fails is an error.

npm's packages are installed into a folder of their own and renamed into `.cache`, under a lock: an installation that was interrupted is
never taken for one that was not, and what has since lost a file is replaced.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = Path(__file__).with_name("package.json")
AXE = Path("axe-core", "axe.min.js")
SARIF = Path("@microsoft", "sarif-multitool-linux", "Sarif.Multitool")
"""Part of a platform package that npm leaves out in silence where it cannot be had."""

_DEBIAN = ("chromium", "chromium-driver", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
_PROGRAMS = ("chromium", "chromedriver")
_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")


class MissingError(Exception):
    """What the browser tests lack on this machine, in one line."""


def packages(cache: Path = ROOT / ".cache" / "browser") -> Path:
    """The `node_modules` that holds what package.json names, which need not be there or whole; other contents are another folder."""
    return cache / hashlib.sha256(MANIFEST.read_bytes()).hexdigest()[:16] / "node_modules"


def whole(folder: Path) -> bool:
    """Whether a folder holds every file that a test uses."""
    return (folder / AXE).is_file() and os.access(folder / SARIF, os.X_OK)


def install_packages(folder: Path) -> None:
    """Fill the folder with npm's packages unless they are there; MissingError where they cannot be had."""
    home = folder.parent
    home.parent.mkdir(parents=True, exist_ok=True)
    with _locked(home.parent / ".lock"):
        if whole(folder):
            return
        npm = shutil.which("npm")
        if npm is None:
            raise MissingError("npm is not on PATH")
        for dead in home.parent.glob(".installing-*"):  # the lock is ours: whoever made these was killed
            shutil.rmtree(dead)
        workshop = Path(tempfile.mkdtemp(prefix=".installing-", dir=home.parent))
        try:
            shutil.copy(MANIFEST, workshop)
            _run(npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error", cwd=workshop)
            if not whole(workshop / folder.name):
                raise MissingError(f"npm installed no {AXE} or no {SARIF} for this platform")
            shutil.rmtree(home, ignore_errors=True)
            workshop.rename(home)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)


def install_programs() -> None:
    """Install Debian's packages unless everything is there; MissingError where that is not ours to do."""
    lacking = [name for name in _PROGRAMS if not shutil.which(name)] + [name for name in _LIBRARIES if not ctypes.util.find_library(name)]
    if not lacking:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise MissingError(f"{', '.join(lacking)} missing; as root on Debian: apt-get install {' '.join(_DEBIAN)}")
    sys.stderr.write(f"browser: installing {' '.join(_DEBIAN)}\n")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    patience = ("-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3")
    _run("apt-get", "update", *patience, environ=environ)
    _run("apt-get", "install", *patience, "-y", "--no-install-recommends", *_DEBIAN, environ=environ)


def main() -> int:
    """The exit code: 0 whether or not the tests can run, 1 where an installation failed."""
    try:
        install_programs()
        install_packages(packages())
    except MissingError as problem:
        sys.stderr.write(f"browser tests are skipped: {problem}\n")
    except subprocess.CalledProcessError as problem:
        sys.stderr.write(f"error: `{' '.join(problem.cmd[:2])}` failed\n{problem.output}")
        return 1
    else:
        sys.stdout.write("1\n")
    return 0


def _run(*command: str, cwd: Path | None = None, environ: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=cwd, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())

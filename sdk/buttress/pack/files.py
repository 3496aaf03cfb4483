"""The pack on disk: one executable file for today's Pulumi, or a directory for older ones."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from buttress import __version__
from buttress.documents import write_atomically
from buttress.errors import PackError

OLDEST_CLI = "3.255"
_LONGEST_SHEBANG = 127


def executable() -> Path:
    """The path of an executable policy pack, written once for each installation into the user's cache.

    It runs this interpreter, apart from the working directory and from `PYTHON*` variables: a program under review must not choose
    what reviews it.
    """
    text = _script()
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    problem: OSError | None = None
    for base in _places():
        file = base / "pack" / digest / "buttress"
        try:
            if not (file.is_file() and file.read_text(encoding="utf-8") == text and os.access(file, os.X_OK)):
                write_atomically(file, text.encode())
                file.chmod(file.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP)
            if file.stat().st_uid == os.getuid():
                return file
        except OSError as refusal:
            problem = refusal
    reason = problem.strerror if problem else "it belongs to somebody else"
    raise PackError(f"the policy pack cannot be written: {reason}", hint="set XDG_CACHE_HOME to a directory that you can write")


def directory(target: Path) -> Path:
    """A directory pack (`PulumiPolicy.yaml` and `__main__.py`) for a CLI before 3.255; it runs where Buttress is installed."""
    if target.exists() and any(target.iterdir()):
        known = target / "PulumiPolicy.yaml"
        if not known.is_file() or "buttress" not in known.read_text(encoding="utf-8"):
            raise PackError("the directory is not empty and holds no pack of ours", where=str(target))
    manifest = f"runtime: python\nversion: {__version__}\ndescription: Buttress, compliance as code for Pulumi\n"
    program = "from buttress.pack.serve import main\n\nraise SystemExit(main())\n"
    try:
        write_atomically(target / "PulumiPolicy.yaml", manifest.encode())
        write_atomically(target / "__main__.py", program.encode())
    except OSError as refusal:
        raise PackError(f"the directory pack cannot be written: {refusal.strerror}", where=str(target)) from None
    return target


def _places() -> list[Path]:
    import platformdirs

    return [Path(platformdirs.user_cache_dir("buttress", appauthor=False)), Path(tempfile.gettempdir()) / f"buttress-{os.getuid()}"]


def _script() -> str:
    import buttress
    import buttress_policies

    places = list(dict.fromkeys(str(Path(str(module.__file__)).parent.parent) for module in (buttress, buttress_policies)))
    first = f"#!{sys.executable} -I\n"
    if len(first) > _LONGEST_SHEBANG or " " in sys.executable:
        first = f"#!/bin/sh\n'''exec' \"{sys.executable}\" -I \"$0\" \"$@\"\n' '''\n"
    return f"{first}import sys\n\nsys.path[:0] = {places!r}\n\nfrom buttress.pack.serve import main\n\nsys.exit(main())\n"

"""Executables that Pulumi starts: the policy pack and the providers that Buttress plays.

They run this interpreter in isolation from the working directory and from `PYTHON*` variables: a program under review must not choose
what reviews it.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from importlib import util
from pathlib import Path

from buttress.cache import VARIABLE, cache_dir, is_private
from buttress.documents import write_atomically
from buttress.errors import ToolError

_PACKAGES = ("buttress", "buttress_policies", "buttress_components", "pulumi")
"""What a launched program may import: isolated, Python would not find what is not installed beside it."""

_LONGEST_SHEBANG = 127
_WRITE, _ANY = 0o022, 0o077
"""The rights that others may not have in a folder of programs: in the user's own cache, and in a temporary place."""


def write_launchers(kind: str, programs: Mapping[str, tuple[str, ...]]) -> Path:
    """A directory of this kind that holds an executable for each program, written once for each installation.

    A program is a file name with the module whose `main` it calls and the arguments of that. The directory lies in the user's cache, or in
    a temporary place where the cache cannot be written; a ToolError says that neither can.
    """
    scripts = {name: _script(*call) for name, call in programs.items()}
    digest = hashlib.sha256("".join(scripts.values()).encode()).hexdigest()[:16]
    reason = ""
    # Where the cache lies is the user's choice, a link too. A place in the folder that all share may be anybody's.
    for base, mask in ((Path(os.path.realpath(cache_dir())), _WRITE), (Path(tempfile.gettempdir()) / f"buttress-{os.getuid()}", _ANY)):
        directory = base / kind / digest
        try:
            base.parent.mkdir(parents=True, exist_ok=True)
            for place in (base, base / kind, directory):
                place.mkdir(exist_ok=True, mode=0o700)
            if not all(is_private(place, mask=mask) for place in (base, base / kind, directory)):
                reason = f"{base} is a link, belongs to somebody else or is open to others"
                continue
            for name, text in scripts.items():
                _write(directory / name, text)
        except OSError as refusal:
            reason = str(refusal.strerror)
            continue
        return directory
    raise ToolError(
        f"the programs that Pulumi starts cannot be written: {reason}",
        where=str(cache_dir() / kind),
        hint=f"set {VARIABLE} to a directory that you can write",
    )


def _script(module: str, *arguments: str) -> str:
    specs = filter(None, map(util.find_spec, _PACKAGES))
    places = dict.fromkeys(str(Path(place).parent) for spec in specs for place in list(spec.submodule_search_locations or ())[:1])
    first = f"#!{sys.executable} -I\n"
    if len(first) > _LONGEST_SHEBANG or " " in sys.executable:
        first = f"#!/bin/sh\n'''exec' \"{sys.executable}\" -I \"$0\" \"$@\"\n' '''\n"
    call = ", ".join(map(repr, arguments))
    return f"{first}import sys\n\nsys.path[:0] = {list(places)!r}\n\nfrom {module} import main\n\nsys.exit(main({call}))\n"


def _write(file: Path, text: str) -> None:
    """Write an executable whole or not at all; one that is right already is left alone."""
    if is_private(file) and file.read_text(encoding="utf-8") == text and os.access(file, os.X_OK):
        return
    file.unlink(missing_ok=True)
    write_atomically(file, text.encode())
    file.chmod(stat.S_IRWXU)

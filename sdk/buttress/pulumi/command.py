"""The Pulumi CLI: which one is meant, and that it is new enough."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from buttress.errors import ToolError
from buttress.toolchain.pins import is_built

OLDEST = (3, 255, 0)
"""The first CLI that starts a policy pack which is one executable file."""

VARIABLE = "BUTTRESS_PULUMI"

_HINT = "run `make tools`, install the CLI from https://www.pulumi.com/docs/install/, or name it in BUTTRESS_PULUMI"
_PATIENCE_SECONDS = 60


@frozen
class Pulumi:
    """A CLI that can be run, and its version."""

    path: Path
    version: str


def find_pulumi(path: str | os.PathLike[str] | None = None, environment: Mapping[str, str] | None = None) -> Pulumi:
    """The CLI: the one that is named, else `BUTTRESS_PULUMI`, else `.tools/bin` of this directory or one above, else `PATH`.

    One in `.tools/bin` counts only if it is a link to what was built in the user's cache: the project must not bring what previews it.

    A `ToolError` says that there is none, that it does not run, or that it is older than `OLDEST`.
    """
    env = os.environ if environment is None else environment
    named = os.fspath(path) if path is not None else env.get(VARIABLE, "")
    if named:
        file: Path | None = Path(named).expanduser().absolute()
    else:
        here = Path.cwd()
        candidates = (directory / ".tools" / "bin" / "pulumi" for directory in (here, *here.parents))
        file = next((one for one in candidates if os.access(one, os.X_OK) and is_built(one, env)), None)
        if file is None:
            found = shutil.which("pulumi", path=env.get("PATH"))
            file = Path(found).absolute() if found else None
    if file is None:
        raise ToolError("the Pulumi CLI was not found", hint=_HINT)
    if not (file.is_file() and os.access(file, os.X_OK)):
        raise ToolError("is not an executable file", where=str(file), hint=_HINT)
    version = _version(file, env)
    if tuple(map(int, version.split("."))) < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise ToolError(f"is Pulumi {version}, and {wanted} or newer is needed", where=str(file), hint=_HINT)
    return Pulumi(file, version)


def _version(file: Path, environment: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(
            [file, "version"],
            env={**environment, "PULUMI_SKIP_UPDATE_CHECK": "true"},
            capture_output=True,
            text=True,
            check=True,
            timeout=_PATIENCE_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as problem:
        raise ToolError(f"does not run as the Pulumi CLI: {problem}", where=str(file), hint=_HINT) from None
    match = re.match(r"v?(\d+\.\d+\.\d+)", done.stdout.strip())
    if not match:
        raise ToolError(f"prints no version but {done.stdout.strip()!r}", where=str(file), hint=_HINT)
    return match[1]

"""What OPA's compiler says of a folder of Rego: every complaint at its place, before anything is built of it."""

from __future__ import annotations

import json
import subprocess
import tempfile
from importlib.resources import as_file
from pathlib import Path
from typing import Any

from attrs import frozen

from buttress.errors import CatalogError
from buttress.toolchain import confinement
from buttress_policies import bundle

_SECONDS = 60
_MOST = 1_000


@frozen(kw_only=True)
class Complaint:
    """One thing that does not compile. `file` is below the folder that was given, and named with it; `line` counts from 1."""

    file: str
    line: int
    message: str

    @property
    def where(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.line}"


def complaints(folder: Path, opa: Path, *, strict: bool = False) -> tuple[Complaint, ...]:
    """What does not compile in a folder of checks beside our shared Rego, by file and line; `strict` adds what is only untidy.

    Raises CatalogError where OPA gives no answer.
    """
    with as_file(bundle.library() / "lib") as shared, tempfile.TemporaryDirectory() as scratch:
        capabilities = Path(scratch) / "capabilities.json"
        confinement.write_capabilities(opa, capabilities)
        command = [str(opa), "check", "--format", "json", "--max-errors", str(_MOST), "--ignore", "*_test.rego"]
        command += ["--capabilities", str(capabilities), *(["--strict"] if strict else []), str(shared), str(folder)]
        ran = subprocess.run(command, capture_output=True, env=confinement.environment(), timeout=_SECONDS, check=False)
    if ran.returncode == 0:
        return ()
    try:
        # OPA leaves out the errors where there are none that it can place.
        listed = json.loads(ran.stdout or ran.stderr)["errors"]
    except (ValueError, KeyError, TypeError):
        reason = (ran.stderr or ran.stdout).decode(errors="replace").strip()
        raise CatalogError(f"OPA cannot read the policies: {reason.partition(chr(10))[0]}", where=str(folder)) from None
    return tuple(sorted(map(_complaint, listed), key=lambda one: (one.file, one.line)))


def _complaint(error: Any) -> Complaint:
    place = error.get("location") or {}
    return Complaint(
        file=str(place.get("file", "")), line=int(place.get("row", 0)), message=" ".join(str(error.get("message", "")).split())
    )

"""The licences of what is linked into a tool, which whoever passes the binary on must pass on too."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from buttress.toolchain.go import Go, go_environment, go_failure
from buttress.toolchain.pins import Tool, read

_LICENSE = re.compile(r"(LICEN[CS]E|NOTICE|COPYING|PATENTS)([.-].*)?$", re.IGNORECASE)


def licences_path(binary: Path) -> Path:
    """Where the licences of everything that is linked into a built tool stand: beside it."""
    return binary.with_name(f"{binary.name}.licenses.txt")


def gather_licences(tool: Tool, go: Go, workshop: Path, environ: Mapping[str, str]) -> str:
    """The licence and notice files of every Go module in the tool, which whoever passes the binary on must pass on too."""
    form = "{{with .Module}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}"
    command = [str(go.path), "list", "-mod=readonly", "-deps", "-f", form, tool.package]
    done = subprocess.run(command, cwd=workshop, env=go_environment(environ), capture_output=True, text=True, check=False)
    if done.returncode:
        raise go_failure(f"the licences of {tool.name} could not be gathered", done.stderr)
    parts = []
    for line in sorted(set(filter(None, done.stdout.splitlines()))):
        module, _, folder = line.partition("\t")
        texts = [read(path).decode(errors="replace").strip() for path in sorted(Path(folder).iterdir()) if _LICENSE.match(path.name)]
        parts.append("\n\n".join([f"==== {module}", *(texts or ["(the module carries no licence file)"])]))
    return "\n\n\n".join(parts) + "\n"

"""The interpreter of a Python program: the project's own, as Pulumi's language host would choose it, else this one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

from buttress.pulumi.projects import Project

_PATIENCE_SECONDS = 60


@frozen
class Interpreter:
    """A Python that has the Pulumi SDK. `packages` are the directories of what is installed there; `warning` says why it is not another."""

    path: Path
    packages: tuple[Path, ...] = ()
    warning: str = ""


def interpreter_of(project: Project, environment: Mapping[str, str] | None = None) -> Interpreter:
    """The interpreter that a project names or brings; this one, with a warning, where that is missing or lacks the Pulumi SDK."""
    env = os.environ if environment is None else environment
    for place in _environments(project, env):
        found = _inspect(place)
        if found is not None:
            return found
        if place.is_dir() or _named(project) is not None:
            why = "has no Pulumi SDK" if place.is_dir() else "does not exist"
            shown = os.path.relpath(place, project.directory) if place.is_relative_to(project.directory) else str(place)
            return Interpreter(Path(sys.executable), warning=f"the virtual environment {shown} {why}, and another Python runs the program")
    return Interpreter(Path(sys.executable))


def _named(project: Project) -> str | None:
    """`runtime.options.virtualenv`, where it is given."""
    name = _options(project).get("virtualenv")
    return name if isinstance(name, str) and name else None


def _options(project: Project) -> Mapping[str, object]:
    runtime = project.document.data.get("runtime")
    options = runtime.get("options") if isinstance(runtime, dict) else None
    return options if isinstance(options, dict) else {}


def _environments(project: Project, env: Mapping[str, str]) -> Iterator[Path]:
    """The virtual environments to look at, the most wanted first."""
    named, toolchain = _named(project), _options(project).get("toolchain")
    if named is not None:
        yield project.directory / Path(named).expanduser()
        return
    if toolchain == "uv" and env.get("UV_PROJECT_ENVIRONMENT"):
        yield project.directory / env["UV_PROJECT_ENVIRONMENT"]
    if toolchain == "poetry" and not (project.directory / ".venv").is_dir():
        told = _poetry(project.directory)
        if told:
            yield told
    # uv and poetry put it beside pyproject.toml, which may lie above the program.
    for directory in (project.directory, *(project.directory.parents if toolchain in {"uv", "poetry"} else ())):
        if (directory / ".venv").is_dir():
            yield directory / ".venv"
            return


def _poetry(directory: Path) -> Path | None:
    tool = shutil.which("poetry")
    if tool is None:
        return None
    try:
        done = subprocess.run(
            [tool, "env", "info", "--path"], cwd=directory, capture_output=True, text=True, check=True, timeout=_PATIENCE_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return Path(done.stdout.strip()) if done.stdout.strip() else None


def _inspect(place: Path) -> Interpreter | None:
    """The interpreter of a virtual environment, if it has the SDK."""
    path = next((file for name in ("bin/python", "Scripts/python.exe") if os.access(file := place / name, os.X_OK)), None)
    if path is None:
        return None
    code = "import json, sys, pulumi.runtime; print(json.dumps([entry for entry in sys.path if entry]))"
    # Isolated: what lies in the current directory is not what is installed.
    try:
        done = subprocess.run([path, "-I", "-c", code], capture_output=True, text=True, check=True, timeout=_PATIENCE_SECONDS)
        entries = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return Interpreter(path, tuple(Path(entry) for entry in entries))

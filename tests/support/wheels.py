"""Wheels built from a copy of the checkout, without asking a registry for anything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pathspec
from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"buttress": "sdk", "buttress_policies": "policies", "buttress_components": "components"}
SHIPPED = (*PACKAGES.values(), "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile", "constraints.txt", ".gitignore")
PLANTED = "planted-by-a-test"


@frozen(kw_only=True)
class Tree:
    """A copy of the checkout, the files in it, and a file planted in each place that .gitignore names."""

    root: Path
    files: frozenset[PurePosixPath]


def copy_of_the_checkout(to: Path) -> Tree:
    ignored = pathspec.GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text().splitlines())
    files = set()
    for name in SHIPPED:
        for path in (ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name]:
            relative = PurePosixPath(path.relative_to(ROOT))
            if path.is_file() and not ignored.match_file(relative):
                files.add(relative)
                (to / relative).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, to / relative)
    for pattern in (ROOT / ".gitignore").read_text().split():
        name = pattern.strip("/").replace("*", "any")
        homes = [to / name] if "/" in name else [to / source / package / name for package, source in PACKAGES.items()]
        if not pattern.startswith("/"):
            for home in homes:
                path = home / f"{PLANTED}.py" if pattern.endswith("/") else home.with_name(f"{home.name}-{PLANTED}"[-200:])
                if ignored.match_file(path.relative_to(to)):
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text("secret = 1\n")
    return Tree(root=to, files=frozenset(files))


def run(*command: str | Path, cwd: Path, environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), cwd=cwd, env=environ, capture_output=True, text=True, check=False)


def built(*arguments: str | Path, source: Path, out: Path, **environ: str) -> Path:
    """What `python -m build` makes of a source tree, without asking a registry for anything."""
    done = run(
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        *arguments,
        "--outdir",
        out,
        source,
        cwd=out.parent,
        environ={**os.environ, **environ},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (product,) = out.iterdir()
    return product

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import frozen
from tests.support import pipelines
from tests.support.wheels import ROOT, built, copy_of_the_checkout

from buttress.pulumi.command import find_pulumi
from buttress.toolchain.pins import TOOLS

_OWN = ("BUTTRESS_", "PULUMI_", "AWS_", "AZURE_", "ARM_", "PYTHON", "VIRTUAL_ENV")


@frozen(kw_only=True)
class Machine:
    """A machine of somebody who has the wheel and the Pulumi CLI, and nothing else of ours.

    `environ` is what a shell there has; the stubs for what only a network has come first on its path.
    """

    wheel: Path
    venv: Path
    stubs: Path
    environ: Mapping[str, str]


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """The wheel that carries OPA in a fresh environment, which borrows all other packages from the running one."""
    folder = tmp_path_factory.mktemp("machine")
    tree = copy_of_the_checkout(tmp_path_factory.mktemp("tree"))
    (folder / "dist").mkdir()
    opa = (ROOT / ".tools" / "bin" / "opa").resolve()
    wheel = built("--wheel", source=tree.root, out=folder / "dist", BUTTRESS_WHEEL_OPA=str(opa))
    venv = folder / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    (site,) = venv.glob("lib/python*/site-packages")
    # What lies there is imported, and what is installed there for editing is not: its own path files count only in a directory of sites.
    others = {str(Path(str(importlib.metadata.distribution("attrs").locate_file(""))))}
    (site / "others.pth").write_text("".join(f"{one}\n" for one in sorted(others)))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(venv / "bin" / "python")]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", "--ignore-installed", str(wheel)], check=True)
    stubs = pipelines.write_stubs(folder / "stubs", find_pulumi().path)
    for name in (tool.name for tool in TOOLS):
        host = find_pulumi().path.with_name(name)
        if name.startswith("pulumi-language-") and host.exists():
            (stubs / name).symlink_to(host)
    programs = {
        "pytest": f"#!{venv}/bin/python\nimport sys, pytest\nsys.exit(pytest.main())\n",
        "make": f'#!/bin/sh\nexec grep -q "^$1:" {ROOT}/Makefile\n',
        "opa": f'#!/bin/sh\nexec {site}/buttress/engine/_bin/opa "$@"\n',
    }
    for name, text in programs.items():
        (stubs / name).write_text(text)
        (stubs / name).chmod(0o755)
    home = folder / "home"
    home.mkdir()
    environ = {
        **{key: value for key, value in os.environ.items() if not key.startswith(_OWN) and key not in {"CI", "XDG_CACHE_HOME"}},
        "PATH": os.pathsep.join([str(stubs), str(venv / "bin"), "/usr/local/bin", "/usr/bin", "/bin"]),
        "HOME": str(home),
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "PYTHONUTF8": "1",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_ACCESS_TOKEN": "secret",
        "STUB_STATE": str(ROOT / "examples/01-checkout/expected-state.json"),
        "CI_DEFAULT_BRANCH": pipelines.BASE,
    }
    return Machine(wheel=wheel, venv=venv, stubs=stubs, environ=environ)

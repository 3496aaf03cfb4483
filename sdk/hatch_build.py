"""Adds to a wheel what a copy of the three packages lacks.

* the pinned Go modules, so that `buttress engine install` works without a checkout;
* with BUTTRESS_WHEEL_OPA=<path>, that OPA binary and the licences of what is linked into it (`<path>.licenses.txt`, as `make tools`
  writes it); the wheel is then tagged for the platform the binary runs on.

Only files named here are added: whole folders would carry along whatever else lies in them.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MODULES = ("opa", "pulumi", "yaml")
_MACHINES = {62: "x86_64", 183: "aarch64"}
_INTERPRETER = 3  # PT_INTERP: the program asks for a dynamic loader
_EXECUTABLE = 0o755


class WheelHook(BuildHookInterface[Any]):
    """Hatchling calls `initialize` before it writes a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the added files and, where OPA is among them, the platform; a bad OPA stops the build."""
        if version == "editable":
            return
        root = Path(self.root)
        added = build_data["force_include"]
        for module in _MODULES:
            for name in ("go.mod", "go.sum"):
                added[str(root / "sdk" / "toolchain" / module / name)] = f"buttress/toolchain/_modules/{module}/{name}"
        opa = os.environ.get("BUTTRESS_WHEEL_OPA")
        if opa:
            binary = Path(opa).resolve()
            _check(binary)
            added[str(binary)] = "buttress/engine/_bin/opa"
            added[f"{binary}.licenses.txt"] = "buttress/engine/_bin/opa.licenses.txt"
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{_platform_tag(binary)}"


def _check(binary: Path) -> None:
    if not binary.is_file() or binary.stat().st_mode & _EXECUTABLE != _EXECUTABLE:
        message = f"BUTTRESS_WHEEL_OPA names {binary}, which is not an executable file with mode 755"
        raise SystemExit(message)
    try:
        answer = subprocess.run([str(binary), "version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        answer = ""
    if not answer.startswith("Version: "):
        message = f"BUTTRESS_WHEEL_OPA names {binary}, which does not answer `version` as OPA does"
        raise SystemExit(message)
    if not Path(f"{binary}.licenses.txt").is_file():
        message = f"{binary}.licenses.txt is missing: OPA is not passed on without the licences of its parts"
        raise SystemExit(message)


def _platform_tag(binary: Path) -> str:
    """The wheel platforms on which the binary runs: every Linux of its machine if it is static, else only systems like this one."""
    head = binary.read_bytes()[:8192]
    own = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    if head[:6] != b"\x7fELF\x02\x01":
        return own
    machine = _MACHINES.get(struct.unpack_from("<H", head, 18)[0])
    (offset,) = struct.unpack_from("<Q", head, 32)
    size, count = struct.unpack_from("<HH", head, 54)
    segments = [struct.unpack_from("<I", head, offset + size * number)[0] for number in range(count)]
    if machine is None or _INTERPRETER in segments:
        return own
    return f"manylinux_2_17_{machine}.manylinux2014_{machine}.musllinux_1_1_{machine}"

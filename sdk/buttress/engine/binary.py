"""Which OPA is used, and why.

Looked for in this order; the first that is new enough is taken:

1. `BUTTRESS_OPA`: the user chose it, hence a bad one is an error and nothing else is tried;
2. the binary inside a platform wheel;
3. `.tools/bin/opa` of a checkout, as `make tools` links it;
4. the user's cache, as `buttress engine install` fills it;
5. PATH.

A `.tools/bin/opa` above the working directory is only taken if it leads into the user's cache: whoever can put a file into
a repository must not choose the program that judges it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve, frozen

from buttress.cache import cache_dir
from buttress.documents import write_atomically
from buttress.errors import EngineError
from buttress.toolchain import confinement
from buttress.toolchain.pins import OPA, built_path, dotted, is_built, pinned_version

MINIMUM = (1, 22)
"""The oldest OPA, as (major, minor): the minor that the toolchain pins and every check was tested with."""

_VERSION_SECONDS = 30.0
_SCHEMA = "buttress.opa-versions/1"
_REMEMBERED = 50


@frozen(kw_only=True)
class OpaBinary:
    """The OPA that will judge, where it came from and why it was chosen."""

    path: Path
    origin: str
    version: str
    reason: str


@frozen(kw_only=True)
class Candidate:
    """One place where an OPA may be, and what is there. `path` is None where the place names none."""

    origin: str
    path: Path | None
    version: str = ""
    problem: str = ""
    """Why it cannot be used; empty if it can."""
    used: bool = False
    reason: str = ""


def find_opa(environ: Mapping[str, str] | None = None, *, cwd: Path | None = None) -> OpaBinary:
    """The first OPA in the order above that is new enough; EngineError with what was found where if there is none."""
    environ = os.environ if environ is None else environ
    seen: list[Candidate] = []
    for place in _places(environ, cwd or Path.cwd()):
        candidate = _judged(place, environ)
        if not candidate.problem and candidate.path is not None:
            return OpaBinary(path=candidate.path, origin=candidate.origin, version=candidate.version, reason=_why(candidate, seen))
        seen.append(candidate)
        if candidate.origin == "BUTTRESS_OPA":
            raise EngineError(
                f"BUTTRESS_OPA names {candidate.path}, which cannot be used: {candidate.problem}",
                hint=f"point BUTTRESS_OPA at an OPA of {dotted(MINIMUM)} or newer, or unset it",
            )
    found = "".join(f"\n  {candidate.origin}: {f'{candidate.path}: ' if candidate.path else ''}{candidate.problem}" for candidate in seen)
    raise EngineError(
        f"no OPA of {dotted(MINIMUM)} or newer was found{found}",
        hint=(f"run `buttress engine install` to build OPA {pinned_version(OPA)} once, or set BUTTRESS_OPA to a binary of your own"),
    )


def describe(environ: Mapping[str, str] | None = None, *, cwd: Path | None = None) -> tuple[Candidate, ...]:
    """Every place in the order above with what is there; at most one is `used`, and each says why or why not."""
    environ = os.environ if environ is None else environ
    judged: list[Candidate] = []
    decided = ""
    for place in _places(environ, cwd or Path.cwd()):
        candidate = _judged(place, environ)
        if decided:
            candidate = evolve(candidate, reason=candidate.problem or f"not needed: {decided}")
        elif not candidate.problem:
            candidate = evolve(candidate, used=True, reason=_why(candidate, judged))
            decided = f"{candidate.origin} comes first"
        else:
            candidate = evolve(candidate, reason=candidate.problem)
            if candidate.origin == "BUTTRESS_OPA":
                decided = "BUTTRESS_OPA decides alone"
        judged.append(candidate)
    return tuple(judged)


def _places(environ: Mapping[str, str], cwd: Path) -> Iterator[Candidate]:
    """Each place in order, unjudged. Lazy: the later ones cost file reads that the first hit saves."""
    named = environ.get("BUTTRESS_OPA")
    if named:
        found = shutil.which(named, path=environ.get("PATH")) if os.sep not in named else None
        yield Candidate(origin="BUTTRESS_OPA", path=Path(found or named).expanduser().absolute())
    here = Path(__file__).resolve().parent
    yield _present("wheel", here / "_bin" / "opa", "this installation carries none")
    yield from _checkouts(here, cwd.absolute(), environ)
    yield _present("cache", built_path(OPA, environ), "not built: `buttress engine install` would")
    on_path = shutil.which("opa", path=environ.get("PATH"))
    yield Candidate(origin="PATH", path=Path(on_path).absolute() if on_path else None, problem="" if on_path else "no opa on PATH")


def _checkouts(here: Path, cwd: Path, environ: Mapping[str, str]) -> Iterator[Candidate]:
    """`.tools/bin/opa` of the checkout this code runs from, and of the nearest folder above the working directory that has one."""
    source = here.parents[2]
    own = source / ".tools" / "bin" / "opa" if (source / "sdk" / "toolchain").is_dir() else None
    if own is not None:
        yield _present(".tools/bin", own, "not built: `make tools` would")
    near = next((path for folder in (cwd, *cwd.parents) if os.path.lexists(path := folder / ".tools" / "bin" / "opa")), None)
    if near is None or near == own:
        return
    trusted = is_built(near, environ)
    yield Candidate(
        origin=".tools/bin",
        path=near,
        problem="" if trusted else "not trusted: it lies in the working directory and was not put there by `make tools`",
    )


def _present(origin: str, path: Path, otherwise: str) -> Candidate:
    return Candidate(origin=origin, path=path, problem="" if os.path.lexists(path) else otherwise)


def _judged(candidate: Candidate, environ: Mapping[str, str]) -> Candidate:
    """The candidate with its version, and with the problem that rules it out, if any."""
    if candidate.problem or candidate.path is None:
        return candidate
    version, problem = _version(candidate.path, environ)
    if not problem and _minor(version) < MINIMUM:
        problem = f"version {version} is older than {dotted(MINIMUM)}"
    return evolve(candidate, version=version, problem=problem)


def _version(path: Path, environ: Mapping[str, str]) -> tuple[str, str]:
    """(version, "") or ("", what is wrong). An answer is remembered until the file changes: asking costs a process."""
    try:
        stat = path.stat()
    except OSError as failure:
        return "", f"cannot be read: {failure.strerror}"
    memory = cache_dir(environ) / "opa-versions.json"
    known = _remembered(memory)
    key, print_ = str(path.resolve()), [stat.st_size, stat.st_mtime_ns]
    entry = known.get(key)
    if isinstance(entry, list) and entry[:2] == print_ and len(entry) == len(print_) + 1 and isinstance(entry[2], str):
        return entry[2], ""
    version, problem = _asked(path)
    if not problem:
        known.pop(key, None)
        recent = dict([*known.items(), (key, [*print_, version])][-_REMEMBERED:])
        with contextlib.suppress(OSError):  # a home that cannot be written only costs the time to ask again
            write_atomically(memory, json.dumps({"schema": _SCHEMA, "versions": recent}, indent=1).encode())
    return version, problem


def _asked(path: Path) -> tuple[str, str]:
    try:
        done = subprocess.run(
            [str(path), "version"],
            capture_output=True,
            text=True,
            errors="replace",
            env=confinement.environment(),
            timeout=_VERSION_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "", f"`opa version` gave no answer within {_VERSION_SECONDS:.0f} s"
    except OSError as problem:
        return "", f"cannot be run: {problem.strerror}"
    match = re.search(r"^Version: v?(\d+\.\d+\.\d+\S*)$", done.stdout, re.MULTILINE)
    if done.returncode or match is None:
        printed = (done.stderr or done.stdout).strip().splitlines()
        return "", f"does not answer `version` as OPA does: {printed[0][:120] if printed else f'exit {done.returncode}'}"
    return match[1], ""


def _remembered(memory: Path) -> dict[str, object]:
    """What was asked before; nothing if the file is missing, damaged or of another kind."""
    try:
        data = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return {}
    versions = data.get("versions") if isinstance(data, dict) and data.get("schema") == _SCHEMA else None
    return versions if isinstance(versions, dict) else {}


def _why(candidate: Candidate, before: list[Candidate]) -> str:
    if candidate.origin == "BUTTRESS_OPA":
        return "BUTTRESS_OPA names it"
    passed_over = [f"{other.path} ({other.problem})" for other in before if other.path is not None and os.path.lexists(other.path)]
    reason = f"the first of {dotted(MINIMUM)} or newer"
    return f"{reason}; passed over: {', '.join(passed_over)}" if passed_over else reason


def _minor(version: str) -> tuple[int, int]:
    major, minor = version.split(".")[:2]
    return int(major), int(minor)

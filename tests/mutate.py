"""Deletes and negates each expression of each check, and drops each rule: some case of the check must notice.

Run: python tests/mutate.py [CHECK ...] [--processes 2]. Each mutant is loaded into an OPA beside the shared library and the check's cases
are run against it, each with twins of its resources of a type that the check does not read, where these are nothing to it. A mutant that
does not compile does not count. A survivor is a line that no case needs: it needs a case, or to go.
tests/mutants.yaml excuses those that change nothing that a case could see: {check id: [{line: text, reason: why}]}.
Prints the survivors and the totals; exits 1 if one is not excused, or if an excuse excuses nothing.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import requests
import yaml
from attrs import evolve, frozen

from buttress.assessment import cases as running
from buttress.catalog import Catalog, load_catalog
from buttress.catalog.cases import cases_of
from buttress.engine import RemoteOpa
from buttress.engine.binary import find_opa
from buttress.model import Case, Check
from buttress_policies import bundle

EXCUSES = Path(__file__).with_name("mutants.yaml")
STRANGER = "stranger:index/resource:Resource"
_START_SECONDS = 60
_UPLOAD_SECONDS = 60
_IMPORTED = re.compile(r"\bdata\.lib\.(\w+)")


@frozen
class Mutant:
    """A module with one thing changed: `line` is the changed source, `how` what was done to it."""

    line: str
    how: str
    row: int
    text: str


@frozen
class Tally:
    """What became of a check's mutants."""

    check: str
    noticed: int
    survivors: tuple[Mutant, ...]
    uncompiled: int
    problem: str = ""


class Server:
    """An OPA that holds these modules and takes a check, and its mutants one after the other, through its policy API."""

    def __init__(self, binary: Path, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        token = secrets.token_urlsafe(32)
        authz = Path(__file__).with_name("support") / "mutant_authz.rego"
        self._child = subprocess.Popen(
            [
                str(binary),
                "run",
                "--server",
                f"--addr=127.0.0.1:{port}",
                "--authentication=token",
                "--authorization=basic",
                "--log-level=error",
                "--skip-version-check",
                str(authz),
                str(folder),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"GOGC": "400", **os.environ, "BUTTRESS_OPA_TOKEN": token},
        )
        self._url = f"http://127.0.0.1:{port}"
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"
        self.opa = _Unversioned(self._url, "", token=token)

    def __enter__(self) -> Self:
        started = time.monotonic()
        while time.monotonic() - started < _START_SECONDS and self._child.poll() is None:
            with contextlib.suppress(requests.ConnectionError):
                if self._session.get(f"{self._url}/health", timeout=1).ok:
                    return self
            time.sleep(0.02)
        raise SystemExit("mutate: OPA did not start")

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.opa.stop()
        self._session.close()
        self._child.send_signal(signal.SIGTERM)
        self._child.wait(10)

    def load(self, text: str) -> bool:
        """Put a module in the place of the last one; False if it does not compile."""
        answer = self._session.put(f"{self._url}/v1/policies/mutant", data=text.encode(), timeout=_UPLOAD_SECONDS)
        if answer.status_code in {401, 403}:
            raise SystemExit(f"mutate: OPA takes no policy ({answer.status_code})")
        return answer.ok


class _Unversioned(RemoteOpa):
    """A server whose library is never the released one."""

    def wait(self) -> None:
        return


class _Joins:
    """The part of a catalog that a case needs, worked out once."""

    def __init__(self, catalog: Catalog) -> None:
        self._joins = catalog.joins()

    def joins(self) -> dict[str, frozenset[str]]:
        return self._joins


def mutants(text: str, tree: Mapping[str, Any]) -> Iterator[Mutant]:
    """Every module that differs from this one in a single expression or rule. `tree` is OPA's, with locations."""
    starts = [0]
    for line in text.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    raw = text.encode()
    seen: set[tuple[int, int]] = set()

    def changed(location: Mapping[str, Any], to: bytes, how: str, *, shown: str = "") -> Mutant | None:
        span = base64.b64decode(location.get("text", ""))
        # OPA counts columns in characters.
        row = raw[starts[location["row"] - 1] : starts[location["row"]]].decode()
        start = starts[location["row"] - 1] + len(row[: location["col"] - 1].encode())
        if not span or raw[start : start + len(span)] != span:
            return None
        line = shown or " ".join(span.decode().split())
        return Mutant(line, how, location["row"], (raw[:start] + to + raw[start + len(span) :]).decode())

    for rule in tree.get("rules", []):
        span = base64.b64decode(rule["location"].get("text", "")).decode()
        if made := changed(rule["location"], b"", "drop the rule", shown=span.splitlines()[0] if span else ""):
            yield made
        for expression in _expressions(rule):
            place = (expression["location"]["row"], expression["location"]["col"])
            if place in seen or expression.get("generated"):
                continue
            seen.add(place)
            written = base64.b64decode(expression["location"].get("text", "")).decode()
            for to, how in _changes(written, expression):
                if made := changed(expression["location"], to.encode(), how):
                    yield made


def _changes(written: str, expression: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "true", "delete"
    if expression.get("negated"):
        yield written.removeprefix("not "), "negate"
    elif not written.startswith(("some ", "every ", "else")) and not _assigns(expression):
        yield f"not {written}", "negate"


def _assigns(expression: Mapping[str, Any]) -> bool:
    terms = expression.get("terms")
    if not isinstance(terms, list) or not terms:
        return False
    value = terms[0].get("value")
    return bool(isinstance(value, list) and value and value[0].get("value") in {"assign", "eq"})


def _expressions(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every expression of every body below a node: of rules, comprehensions and `every`."""
    if isinstance(node, dict):
        for key, member in node.items():
            if key == "body" and isinstance(member, list):
                yield from (one for one in member if "location" in one)
            yield from _expressions(member)
    elif isinstance(node, list):
        for member in node:
            yield from _expressions(member)


def parse(binary: Path, text: str) -> dict[str, Any]:
    """OPA's tree of a module, with locations."""
    with tempfile.NamedTemporaryFile("w", suffix=".rego", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        done = subprocess.run(
            [str(binary), "parse", "--format", "json", "--json-include", "locations", file.name], capture_output=True, check=True
        )
    return dict(json.loads(done.stdout))


def source(check: Check) -> str:
    """The Rego of a check of ours."""
    return bundle.library().joinpath(*check.file.split("buttress_policies/", 1)[1].split("/")).read_text(encoding="utf-8")


def beside_strangers(case: Case) -> Case:
    """The case with a twin of each resource, of a type that no check judges: a check that no longer asks for the type denies a twin."""
    return evolve(case, resources=(*case.resources, *({**one, "type": STRANGER, "name": f"{one['name']} twin"} for one in case.resources)))


def tried(check: Check, catalog: Catalog, server: Server, binary: Path) -> Tally:
    """What the cases of a check say to its mutants."""
    text = source(check)
    asked = evolve(check, reads={**check.reads, STRANGER: ()})

    def notices(case: Case) -> bool:
        return running.outcome_of(running.run_case(asked, case, catalog, server.opa)) != case.expect

    if not server.load(text):
        return Tally(check.id, 0, (), 0, "it does not compile")
    # To a check that asks whether anything at all refers to a resource, a stranger that does is no stranger.
    cases = [case if notices(beside_strangers(case)) else beside_strangers(case) for case in cases_of(check)]
    if any(notices(case) for case in cases):
        return Tally(check.id, 0, (), 0, "its own cases do not pass")
    noticed, uncompiled, survivors = 0, 0, []
    for mutant in mutants(text, parse(binary, text)):
        if not server.load(mutant.text):
            uncompiled += 1
            continue
        killer = next((case for case in cases if notices(case)), None)
        if killer is None:
            survivors.append(mutant)
            continue
        noticed += 1
        # The case that noticed one change is likely to notice the next.
        cases.remove(killer)
        cases.insert(0, killer)
    return Tally(check.id, noticed, tuple(survivors), uncompiled)


def needed(text: str, shared: Mapping[str, str]) -> dict[str, str]:
    """The modules of the shared library that a module imports, and theirs: OPA compiles all that it holds for each mutant."""
    found: dict[str, str] = {}
    queue = [text, shared["route"]]
    while queue:
        for name in _IMPORTED.findall(queue.pop()):
            if name not in found:
                found[name] = shared[name]
                queue.append(shared[name])
    return {**found, "route": shared["route"]}


def excuses(known: Sequence[str]) -> dict[str, set[str]]:
    """The excused lines of each check."""
    listed = yaml.safe_load(EXCUSES.read_text(encoding="utf-8")) if EXCUSES.is_file() else None
    found: dict[str, set[str]] = {}
    for check, entries in (listed or {}).items():
        if check not in known:
            raise SystemExit(f"mutate: {EXCUSES.name} names {check}, which does not exist")
        for entry in entries:
            if set(entry) != {"line", "reason"} or not entry["reason"]:
                raise SystemExit(f"mutate: {EXCUSES.name}: an excuse of {check} is not {{line, reason}}")
            found.setdefault(check, set()).add(" ".join(entry["line"].split()))
    return found


def main(arguments: list[str] | None = None) -> int:
    """Try every mutant of the wanted checks, and print the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checks", nargs="*", metavar="CHECK", help="only these checks")
    parser.add_argument("--processes", type=int, default=2, help="how many OPA servers work at once")
    given = parser.parse_args(arguments)
    binary = find_opa().path
    catalog = load_catalog((), opa=lambda: binary)
    if strange := sorted(set(given.checks) - set(catalog.checks)):
        parser.error(f"no such check: {', '.join(strange)}")
    excused = excuses(list(catalog.checks))
    wanted = [catalog.checks[one] for one in given.checks] or list(catalog.checks.values())
    slim = cast("Catalog", _Joins(catalog))
    shared = {
        name.rpartition("/")[2].removesuffix(".rego"): content.decode()
        for name, content in bundle.modules(bundle.library())
        if not name.startswith("checks/")
    }

    def work(check: Check) -> Tally:
        with tempfile.TemporaryDirectory(prefix="buttress-mutate-") as folder:
            for name, text in needed(source(check), shared).items():
                (Path(folder) / f"{name}.rego").write_text(text, encoding="utf-8")
            with Server(binary, Path(folder)) as server:
                return tried(check, slim, server, binary)

    totals = {"noticed": 0, "survived": 0, "excused": 0, "not compiled": 0}
    bad = 0
    with ThreadPoolExecutor(given.processes) as pool:
        for done, tally in enumerate(pool.map(work, wanted), 1):
            if tally.problem:
                print(f"{tally.check}: {tally.problem}", flush=True)
                bad += 1
                continue
            totals["noticed"] += tally.noticed
            totals["not compiled"] += tally.uncompiled
            used = set()
            for mutant in tally.survivors:
                if mutant.line in excused.get(tally.check, ()):
                    used.add(mutant.line)
                    totals["excused"] += 1
                    continue
                totals["survived"] += 1
                print(f"{tally.check}:{mutant.row}: {mutant.how}: {mutant.line}", flush=True)
            for line in sorted(excused.get(tally.check, set()) - used):
                print(f"{tally.check}: excused, but noticed by a case or gone: {line}", flush=True)
                bad += 1
            if sys.stderr.isatty():
                print(f"\r{done} of {len(wanted)} checks", end="", file=sys.stderr, flush=True)
    print(", ".join(f"{count:,} {what}" for what, count in totals.items()) + f" in {len(wanted)} checks")
    return int(bool(bad or totals["survived"]))


if __name__ == "__main__":
    sys.exit(main())

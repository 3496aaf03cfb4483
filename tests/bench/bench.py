"""Prints one table of every performance budget: what was allowed, what this machine took, and the ratio, all from one run.

Run: python tests/bench/bench.py [--quick] [--only ROW ...] [--skip-side-by-side]. It asserts nothing: a time depends on who else uses the
machine, so CPU time stands beside wall time, and comparisons are ratios of what was measured within the same minute.
What cannot be run says so, and why, and gives no number.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import functools
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

# Run as a file, so that the folders above are not on the path yet.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import stack

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CACHE = ROOT / ".cache" / "bench"
NOW = "2026-01-31"
_MESSAGE_BYTES = 400 * 1024 * 1024
_TRIVIAL_POLICIES = 464
_SAMPLE_SECONDS = 0.02


class NotRunError(Exception):
    """Why a row has no number."""


@frozen(kw_only=True)
class Line:
    """One line of the table. `ratio` is measured over budget (1 or less keeps it), or None where there is no budget to divide by."""

    work: str
    budget: str
    measured: str
    ratio: float | None = None
    note: str = ""


@frozen(kw_only=True)
class Ran:
    """One process run: wall and processor seconds (its children's too), and the peak of resident memory of all together, in MB."""

    wall: float
    cpu: float
    peak: float
    code: int
    out: bytes = b""
    err: str = ""


@frozen(kw_only=True)
class Bench:
    """The options of a run and a place for its files. `runs` is how often what is short is repeated."""

    scratch: Path
    runs: int = 5
    quick: bool = False
    beside: bool = True
    kept: dict[str, Any] = field(factory=dict)

    def state(self, size: int, *, aws_only: bool = False) -> Path:
        """The file of a generated stack."""
        file = self.scratch / f"{'aws' if aws_only else 'mixed'}-{size}.json"
        if not file.exists():
            file.write_text(json.dumps(stack.export(size, azure=not aws_only, examples=not aws_only)))
        return file

    def check(self, state: Path, runs: int) -> Ran:
        """The median of cold runs of `buttress check`; the figures of one state are measured once."""
        if str(state) not in self.kept:
            command = [sys.executable, "-m", "buttress", "check", str(state), "--format", "json", "--now", NOW]
            run(command, cwd=self.scratch)  # fills the catalog's cache and the page cache
            self.kept[str(state)] = median([run(command, cwd=self.scratch) for _ in range(runs)], codes={0, 1})
        found: Ran = self.kept[str(state)]
        return found


def run(command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run a command to its end, with what it and its descendants took."""
    # A session of its own, without a project's settings or a server of the user's.
    own = {key: value for key, value in os.environ.items() if not key.startswith(("BUTTRESS_OPA_", "PULUMI_", "GOGC"))}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=cwd, env={**own, **(env or {})}, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        peak = 0.0
        while True:
            peak = max(peak, _resident(child.pid))
            ended, status, used = os.wait4(child.pid, os.WNOHANG)
            if ended:
                break
            time.sleep(_SAMPLE_SECONDS)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Ran(
            wall=wall,
            cpu=used.ru_utime + used.ru_stime,
            peak=peak,
            code=child.returncode,
            out=out.read(),
            err=err.read().decode(errors="replace"),
        )


def median(found: Sequence[Ran], *, codes: set[int]) -> Ran:
    """The run with the median wall time, its CPU and memory the medians of all; a run that failed is no measurement."""
    for one in found:
        if one.code not in codes:
            raise NotRunError(f"it ended with {one.code}: {_last(one.err)}")
    return evolve(
        found[0],
        wall=statistics.median(one.wall for one in found),
        cpu=statistics.median(one.cpu for one in found),
        peak=max(one.peak for one in found),
    )


def _resident(pid: int) -> float:
    """The resident memory of a process and all below it, in MB; 0 where the kernel does not tell."""
    total, queue = 0.0, [pid]
    while queue:
        current = queue.pop()
        with contextlib.suppress(OSError, ValueError, IndexError):
            total += int(Path(f"/proc/{current}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
            for task in Path(f"/proc/{current}/task").iterdir():
                queue += map(int, (task / "children").read_text().split())
    return total


def _last(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1][:160] if lines else "it printed nothing"


def _spent(found: Ran) -> str:
    return f"{found.wall:.2f} s (cpu {found.cpu:.2f} s), {found.peak:.0f} MB"


# -- buttress check ---------------------------------------------------------------------------------------------------------------


def check(bench: Bench) -> Iterator[Line]:
    """A cold `buttress check` of 1,000 and of 10,000 resources, and what ten times as many cost."""
    small = bench.check(bench.state(1000), bench.runs)
    told = json.loads(small.out)
    findings = sum(told["totals"].values())
    yield Line(
        work="buttress check, 1,000 resources, cold",
        budget="1.0 s, 300 MB",
        measured=_spent(small),
        ratio=max(small.wall / 1.0, small.peak / 300),
        note=f"{findings:,} findings",
    )
    large = bench.check(bench.state(10_000), 1 if bench.quick else 3)
    yield Line(
        work="buttress check, 10,000 resources, cold",
        budget="4.0 s, 1.2 GB",
        measured=_spent(large),
        ratio=max(large.wall / 4.0, large.peak / 1200),
        note=f"{sum(json.loads(large.out)['totals'].values()):,} findings",
    )
    yield Line(
        work="cost of 10,000 over cost of 1,000",
        budget="10 x",
        measured=f"{large.wall / small.wall:.1f} x (cpu {large.cpu / small.cpu:.1f} x)",
        ratio=large.wall / small.wall / 10,
    )


# -- the policy pack --------------------------------------------------------------------------------------------------------------


def analyze(bench: Bench) -> Iterator[Line]:
    """The pack's own answers, over gRPC, from the process that Pulumi would start."""
    import grpc
    from google.protobuf import empty_pb2, struct_pb2
    from pulumi.runtime.proto import analyzer_pb2 as pb
    from pulumi.runtime.proto import analyzer_pb2_grpc

    from buttress.catalog import load_catalog
    from buttress.engine.binary import find_opa
    from buttress.pack import files

    catalog = load_catalog((), opa=lambda: find_opa().path)
    judged = {kind for one in catalog.checks.values() if one.scope == "resource" for kind in one.population}
    listed = json.loads(bench.state(1000).read_text())["deployment"]["resources"]

    def struct(props: Mapping[str, Any]) -> Any:
        made = struct_pb2.Struct()
        made.update({key: value for key, value in props.items() if not key.startswith("__")})
        return made

    def asked(one: Mapping[str, Any]) -> Any:
        provider = pb.AnalyzerProviderResource(urn=one.get("provider", "").rpartition("::")[0])
        return pb.AnalyzeRequest(
            urn=one["urn"],
            type=one["type"],
            name=one["urn"].rpartition("::")[2],
            properties=struct(one.get("inputs", {})),
            provider=provider,
        )

    whole = pb.AnalyzeStackRequest(
        resources=[
            pb.AnalyzerResource(
                urn=one["urn"],
                type=one["type"],
                name=one["urn"].rpartition("::")[2],
                properties=struct(one.get("outputs", {})),
                provider=pb.AnalyzerProviderResource(urn=one.get("provider", "").rpartition("::")[0]),
                propertyDependencies={
                    key: pb.AnalyzerPropertyDependencies(urns=urns) for key, urns in one.get("propertyDependencies", {}).items()
                },
            )
            for one in listed
        ]
    )
    child = subprocess.Popen(
        [str(files.executable()), "127.0.0.1:1"], cwd=bench.scratch, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        port = child.stdout.readline().strip() if child.stdout else ""
        if not port.isdigit():
            raise NotRunError(f"the pack did not start: {_last(child.communicate(timeout=10)[1])}")
        options = [("grpc.max_receive_message_length", _MESSAGE_BYTES), ("grpc.max_send_message_length", _MESSAGE_BYTES)]
        with grpc.insecure_channel(f"127.0.0.1:{port}", options=options) as channel:
            calls = analyzer_pb2_grpc.AnalyzerStub(channel)
            calls.ConfigureStack(pb.AnalyzerStackConfigureRequest(stack="prod", project="shop", organization="acme", dry_run=True))
            calls.GetAnalyzerInfo(empty_pb2.Empty())
            times = []
            for one in listed:
                request = asked(one)
                start = time.perf_counter()
                calls.Analyze(request)
                if one["type"] in judged:
                    times.append((time.perf_counter() - start) * 1000)
            # The first question pays for what OPA and Python set up once.
            times = times[1:]
            wholes = []
            for _ in range(bench.runs):
                start = time.perf_counter()
                calls.AnalyzeStack(whole)
                wholes.append(time.perf_counter() - start)
    finally:
        child.terminate()
        child.communicate(timeout=20)
    middle, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    yield Line(
        work="Analyze of one resource",
        budget="p50 3 ms, p95 8 ms",
        measured=f"p50 {middle:.1f} ms, p95 {most:.1f} ms",
        ratio=max(middle / 3, most / 8),
        note=f"{len(times)} resources of the types that resource checks judge",
    )
    yield Line(
        work="AnalyzeStack of 1,000 resources",
        budget="0.5 s",
        measured=f"{statistics.median(wholes):.2f} s",
        ratio=statistics.median(wholes) / 0.5,
        note=f"median of {len(wholes)}",
    )


def question(bench: Bench) -> Iterator[Line]:
    """One question to our own OPA over the kept connection, and the same through opa-python-client (ADR 0015)."""
    from buttress.catalog import load_catalog
    from buttress.engine import Engine, LocalOpa, RemoteOpa
    from buttress.engine.binary import find_opa

    catalog = load_catalog((), opa=lambda: find_opa().path)
    asked = {"aws-s3-bucket-versioning-enabled": ["checks", "aws", "s3", "bucket_versioning_enabled"]}
    document = {"by_type": {"aws:s3/bucket:Bucket": {"u": {"urn": "u", "props": {"tags": {"owner": "data"}}}}}}

    def spent(engine: Engine) -> float:
        """Milliseconds of our own processor time that a question costs."""
        engine.decide(document, asked)
        times = []
        for _ in range(bench.runs):
            start = time.process_time()
            for _ in range(100):
                engine.decide(document, asked)
            times.append((time.process_time() - start) * 10)
        return statistics.median(times)

    with LocalOpa(find_opa().path, catalog.bundles) as own:
        mine = spent(own)
        client = own._client
        if client is None:
            raise NotRunError("OPA did not start")
        with RemoteOpa(f"http://127.0.0.1:{client._port}", catalog.revision, token=client._token) as server:
            theirs = spent(server)
    yield Line(
        work="A question to our own OPA, processor time",
        budget="0.25 ms",
        measured=f"{mine:.2f} ms",
        ratio=mine / 0.25,
        note=f"{theirs:.2f} ms through opa-python-client, as to a server of the user's",
    )


_EMPTY = """#!{python}
from concurrent import futures
import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as pb, analyzer_pb2_grpc, plugin_pb2

class Empty(analyzer_pb2_grpc.AnalyzerServicer):
    def Handshake(self, request, context): return pb.AnalyzerHandshakeResponse()
    def ConfigureStack(self, request, context): return pb.AnalyzerStackConfigureResponse()
    def GetAnalyzerInfo(self, request, context): return pb.AnalyzerInfo(name="empty", displayName="empty", version="1.0.0")
    def GetPluginInfo(self, request, context): return plugin_pb2.PluginInfo(version="1.0.0")
    def Configure(self, request, context): return empty_pb2.Empty()
    def Remediate(self, request, context): return pb.RemediateResponse()
    def Analyze(self, request, context): return pb.AnalyzeResponse()
    def AnalyzeStack(self, request, context): return pb.AnalyzeResponse()
    def Cancel(self, request, context): return empty_pb2.Empty()

server = grpc.server(futures.ThreadPoolExecutor(4), options=[("grpc.max_receive_message_length", 400 << 20)])
analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Empty(), server)
print(server.add_insecure_port("127.0.0.1:0"), flush=True)
server.start()
try:
    server.wait_for_termination()
except KeyboardInterrupt:
    pass
"""

_TRIVIAL = """#!{python}
from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy

def validate(args, report_violation):
    if args.props.get("no-such-property") == "bad":
        report_violation("bad")

PolicyPack("trivial", [
    ResourceValidationPolicy(f"policy-{{number}}", "a trivial policy", validate, enforcement_level=EnforcementLevel.ADVISORY)
    for number in range({count})
])
"""


def policy_analyze(bench: Bench) -> Iterator[Line]:
    """`pulumi policy analyze` of 1,000 resources: our pack, an empty one, and one of pulumi_policy."""
    from buttress.errors import Error
    from buttress.pack import files
    from buttress.pulumi.command import find_pulumi

    try:
        pulumi = str(find_pulumi().path)
    except Error as problem:
        raise NotRunError(problem.message) from None
    state = bench.state(1000)

    def timed(pack: Path, runs: int) -> Ran:
        command = [pulumi, "policy", "analyze", "--file", str(state), "--policy-pack", str(pack), "--json"]
        env = {"PULUMI_HOME": str(bench.scratch / "home"), "PULUMI_SKIP_UPDATE_CHECK": "true"}
        # A mandatory denial ends it with a code other than 0; that the pack ran shows in its not having failed to load.
        found = [run(command, cwd=bench.scratch, env=env) for _ in range(runs)]
        for one in found:
            if b'"policyEvent"' not in one.out and one.code:
                raise NotRunError(f"pulumi policy analyze ended with {one.code}: {_last(one.err)}")
        return median(found, codes={one.code for one in found})

    def script(name: str, text: str) -> Path:
        file = bench.scratch / name
        file.write_text(text)
        file.chmod(0o755)
        return file

    empty = timed(script("empty", _EMPTY.format(python=sys.executable)), min(3, bench.runs))
    ours = timed(files.executable(), min(3, bench.runs))
    over = ours.wall - empty.wall
    yield Line(
        work="pulumi policy analyze --file, 1,000 resources, over an empty pack",
        budget="1.5 s",
        measured=f"{over:.2f} s",
        ratio=over / 1.5,
        note=f"{ours.wall:.2f} s (cpu {ours.cpu:.2f} s); empty pack {empty.wall:.2f} s (cpu {empty.cpu:.2f} s)",
    )
    work = f"the same with {_TRIVIAL_POLICIES} trivial policies of pulumi_policy"
    if not bench.beside:
        yield Line(work=work, budget=">= 10 x ours", measured="not run: --skip-side-by-side")
        return
    python = environment("pulumi-policy")
    theirs = timed(script("trivial", _TRIVIAL.format(python=python, count=_TRIVIAL_POLICIES)), 1)
    slower = (theirs.wall - empty.wall) / over if over > 0 else float("inf")
    yield Line(
        work=work,
        budget=">= 10 x ours",
        measured=f"{theirs.wall - empty.wall:.2f} s: {slower:.1f} x",
        ratio=10 / slower,
        note="both over the empty pack, same file",
    )


# -- another checker --------------------------------------------------------------------------------------------------------------


def checkov(bench: Bench) -> Iterator[Line]:
    """Checkov on the Terraform twin of 1,000 and of 10,000 AWS resources, and `buttress check` on their state."""
    for size, least in {1000: 7, 10_000: 15}.items():
        work = f"checkov on the Terraform twin of {size:,} AWS resources"
        budget = f">= {least} x ours"
        if not bench.beside:
            yield Line(work=work, budget=budget, measured="not run: --skip-side-by-side")
        elif bench.quick and size > 1000:
            yield Line(work=work, budget=budget, measured="not run: --quick")
        else:
            yield _beside_checkov(bench, size, least, Line(work=work, budget=budget, measured=""))


def _beside_checkov(bench: Bench, size: int, least: int, line: Line) -> Line:
    python = environment("checkov")
    ours = bench.check(bench.state(size, aws_only=True), bench.runs)
    folder = bench.scratch / f"terraform-{size}"
    folder.mkdir(exist_ok=True)
    text = stack.terraform(size)
    (folder / "main.tf").write_text(text)
    command = [str(python.parent / "checkov"), "--directory", str(folder), "--framework", "terraform", "--output", "json", "--quiet"]
    env = {"CHECKOV_RUN_SCA_PACKAGE_SCAN_V2": "false", "LOG_LEVEL": "ERROR", "BC_SKIP_MAPPING": "TRUE"}
    theirs = median([run([*command, "--skip-download"], cwd=bench.scratch, env=env)], codes={0, 1})
    try:
        told = json.loads(theirs.out)["summary"]
    except (ValueError, KeyError, TypeError):
        raise NotRunError(f"checkov gave no summary: {_last(theirs.err)}") from None
    return evolve(
        line,
        measured=f"{theirs.wall:.1f} s (cpu {theirs.cpu:.1f} s): {theirs.wall / ours.wall:.0f} x (cpu {theirs.cpu / ours.cpu:.0f} x)",
        ratio=least * ours.wall / theirs.wall,
        note=f"{told['resource_count']} resources, {told['passed'] + told['failed']:,} evaluations; buttress check {_spent(ours)}, "
        f"{sum(json.loads(ours.out)['totals'].values()):,} findings",
    )


# -- exposure and report ----------------------------------------------------------------------------------------------------------


def exposure(bench: Bench) -> Iterator[Line]:
    """The exposure engine's own benchmark, in a process of its own."""
    command = [sys.executable, str(HERE / "exposure_bench.py"), "--json", *([] if bench.quick else ["--draws", "--forty"])]
    done = run(command, cwd=bench.scratch)
    if done.code:
        raise NotRunError(f"exposure_bench.py ended with {done.code}: {_last(done.err)}")
    for one in map(json.loads, done.out.decode().splitlines()):
        yield Line(
            work=f"exposure: {one['work']}",
            budget=one["budget"],
            measured=f"{one['wall']:.2f} s (cpu {one['cpu']:.2f} s), {one['peak']:.0f} MB",
            ratio=one["wall"] / float(one["budget"].split()[0]),
            note=one["note"],
        )


def html(bench: Bench) -> Iterator[Line]:
    """The HTML report of 2,000 failing findings."""
    from buttress.assessment import assess
    from buttress.catalog import load_catalog
    from buttress.engine import LocalOpa
    from buttress.engine.binary import find_opa
    from buttress.model import Outcome
    from buttress.report import render
    from buttress.state import read_state

    catalog = load_catalog((), opa=lambda: find_opa().path)
    now = dt.datetime.fromisoformat(NOW).replace(tzinfo=dt.UTC)
    with LocalOpa(find_opa().path, catalog.bundles) as opa:
        whole = assess(read_state(str(bench.state(2000))), catalog=catalog, opa=opa, now=now)
    failing = tuple(one for one in whole.stacks[0].findings if one.outcome is Outcome.FAIL)[:2000]
    if len(failing) < 2000:
        raise NotRunError(f"the generated stack has only {len(failing)} failing findings")
    report = evolve(whole, stacks=(evolve(whole.stacks[0], findings=failing),))
    times = []
    size = 0
    for _ in range(bench.runs):
        start = time.perf_counter()
        size = len(render(report, "html"))
        times.append(time.perf_counter() - start)
    seconds = statistics.median(times)
    yield Line(
        work="HTML report of 2,000 failing findings",
        budget="1 s, 2 MB",
        measured=f"{seconds:.2f} s, {size / 1e6:.2f} MB",
        ratio=max(seconds, size / 2e6),
    )


# -- the run ----------------------------------------------------------------------------------------------------------------------


def environment(name: str) -> Path:
    """The Python of a virtual environment with what `<name>.txt` pins, made on demand and kept in .cache/bench."""
    requirements = HERE / f"{name}.txt"
    folder = CACHE / name
    python = folder / "bin" / "python"
    stamp = folder / "installed.txt"
    if stamp.is_file() and stamp.read_text() == requirements.read_text():
        return python
    print(f"bench: installing {name} into {folder.relative_to(ROOT)} (once)", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", str(requirements)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotRunError(f"{name} could not be installed: {_last(done.stderr)}")
    stamp.write_text(requirements.read_text())
    return python


ROWS: Mapping[str, Callable[[Bench], Iterator[Line]]] = {
    "check": check,
    "analyze": analyze,
    "question": question,
    "policy-analyze": policy_analyze,
    "checkov": checkov,
    "exposure": exposure,
    "html": html,
}


def lines(name: str, bench: Bench) -> Iterator[Line]:
    """The lines of one row; one that cannot be measured is a line that says why."""
    from buttress.errors import Error

    try:
        yield from ROWS[name](bench)
    except NotRunError as problem:
        yield Line(work=name, budget="", measured=f"not run: {problem}")
    except Error as problem:
        yield Line(work=name, budget="", measured=f"not run: {problem.message}")
    except (ImportError, OSError, subprocess.SubprocessError) as problem:
        yield Line(work=name, budget="", measured=f"not run: {type(problem).__name__}: {problem}")


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, and no million draws or forty candidates")
    parser.add_argument("--only", action="append", choices=list(ROWS), help="only this row (may be given more than once)")
    parser.add_argument("--skip-side-by-side", action="store_true", help="no checkov and no pulumi_policy")
    given = parser.parse_args(arguments)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}"
    print(f"{machine}, load before {os.getloadavg()[0]:.1f}")
    shape = "{:<66} {:<20} {:<46} {:>6}  {}"
    print(shape.format("work", "budget", "measured", "ratio", "note"))
    with tempfile.TemporaryDirectory(prefix="buttress-bench-") as scratch:
        bench = Bench(scratch=Path(scratch), runs=3 if given.quick else 5, quick=given.quick, beside=not given.skip_side_by_side)
        show = functools.partial(print, flush=True)
        for name in ROWS:
            if given.only and name not in given.only:
                continue
            for line in lines(name, bench):
                ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
                show(shape.format(line.work, line.budget, line.measured, ratio, line.note).rstrip())
    print("ratio: measured over budget, of the worst part; 1 or less keeps the budget")
    return 0


if __name__ == "__main__":
    sys.exit(main())

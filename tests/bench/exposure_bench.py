"""Times the exposure engine against its budgets and, on a model that all can express, beside pyfair and a plain Python loop.

Run: python tests/bench/exposure_bench.py [--draws] [--forty] [--pyfair PYTHON]. Prints a table; asserts nothing about time.
`--pyfair` names the Python of an environment that has pyfair installed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from attrs import evolve

from buttress.documents import parse_yaml
from buttress.exposure import ExposureModel, evaluate, load_model
from buttress.exposure.audit.deviations import Clock
from buttress.exposure.audit.evidence import gather
from buttress.exposure.loss.losses import Losses, compile_losses
from buttress.exposure.loss.scenarios import NEVER, Scenario, prepare
from buttress.exposure.loss.simulation import draw
from buttress.exposure.model.defaults import default_document
from buttress.model import Assessment, Check, Control, Criterion, Finding, Framework, Outcome, Severity, Stack, StackAssessment

NOW = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
AS_JSON = "--json" in sys.argv
OWNERS = ("platform", "network", "security", "data", "payments")
SEVERITIES = tuple(Severity)


def estate(controls: int, failing: int, *, seed: int = 1) -> Assessment:
    """An assessment with this many controls over 33 criteria, of which `failing` fail on some of their resources."""
    chance = random.Random(seed)  # noqa: S311  (made-up data)
    criteria = [f"CC{1 + index // 4}.{1 + index % 4}" for index in range(33)]
    made, checks, findings = [], {}, []
    for index in range(controls):
        check = f"check-{index}"
        severity = SEVERITIES[chance.choices(range(4), (1, 3, 4, 2))[0]]
        checks[check] = Check(
            id=check, title=check, description="", severity=severity, scope="resource", package=(), population=("aws:s3/bucket:Bucket",)
        )
        served = tuple(chance.sample(criteria, chance.choice((1, 1, 2))))
        made.append(
            Control(
                id=f"CTL-{index:02d}",
                title="",
                objective="",
                criteria=served,
                owner=OWNERS[index % len(OWNERS)],
                cadence="daily",
                kind="state",
                acceptance="",
                checks={check: dict.fromkeys(served, "made up")},
            )
        )
        resources = chance.randint(1, 12)
        bad = chance.randint(1, resources) if index < failing else 0
        findings += [
            Finding(
                check=check,
                resource=f"urn:pulumi:shop::p::aws:s3/bucket:Bucket::{index}-{number}",
                outcome=Outcome.FAIL if number < bad else Outcome.PASS,
                severity=severity,
                message="",
            )
            for number in range(resources)
        ]
    framework = Framework(
        id="soc2_2017",
        name="SOC 2",
        title="",
        categories={name: name for name in default_document().data["scope"]["categories"]},
        criteria=tuple(Criterion(id=name, title=name, category="security", family="", manual="") for name in criteria),
        controls=tuple(made),
    )
    return Assessment(
        buttress="0",
        policies="0",
        assessed_at=NOW,
        now=NOW,
        stacks=(StackAssessment(stack=Stack(name="shop"), resources=1, digest="", mode="state", findings=tuple(findings)),),
        estates=(),
        checks=checks,
        frameworks={framework.id: framework},
    )


def portfolio(contracts: int, *, extra: str = "") -> ExposureModel:
    """A model with this many contracts: every kind of trigger, every third under one of four master agreements."""
    lines = ["period: {start: 2026-01-01, end: 2027-01-01}", "contracts:"]
    triggers = (
        "{opinion: modified}",
        "{criteria: [CC6.1, CC7.2]}",
        "{opinion: adverse}",
        "{criteria: [CC8.1]}",
        "{report_after: 2027-03-15}",
    )
    for index in range(contracts):
        lines.append(
            f"  - {{id: c{index}, value: {100_000 * (1 + index % 9)}, liquidated_damages: {{pert: [0.05, 0.1, 0.15]}}, "
            f"trigger: {triggers[index % len(triggers)]}"
            + (f", master_agreement: m{index % 4}" if index % 3 == 0 else "")
            + (", cap: 60000}" if index % 2 else "}")
        )
    lines += ["master_agreements:", *(f"  - {{id: m{index}, cap: 150000}}" for index in range(4))]
    lines += ["tolerance: [{probability: 0.1, loss: 1000000}]"]
    return load_model(parse_yaml("\n".join(lines) + f"\n{extra}", "exposure.yaml"))


def timed(work: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    """Wall and processor seconds of one run, and what it gave."""
    start, busy = time.perf_counter(), time.process_time()
    found = work()
    return (time.perf_counter() - start, time.process_time() - busy), found


def row(name: str, taken: tuple[float, float], budget: str, note: str = "") -> None:
    """One line of the table, or one JSON object where `AS_JSON` is set."""
    seconds, busy = taken
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if AS_JSON:
        print(json.dumps({"work": name, "wall": seconds, "cpu": busy, "budget": budget, "peak": peak, "note": note}))
        return
    print(f"{name:<52} {seconds:7.2f} s  cpu {busy:6.2f} s  budget {budget:<8} peak {peak:5.0f} MB  {note}")


def budgets(*, draws: bool, forty: bool) -> None:
    """The engine's own budgets."""
    model = portfolio(40)
    whole = estate(60, 20)
    seconds, found = timed(lambda: evaluate(whole, model))
    row("60 controls, 40 contracts, four exposures: cold", seconds, "2 s", f"{found.draws} points, plan {found.plan.method}")
    large = evolve(model, sampling=evolve(model.sampling, points=2048, replicates=10), team=evolve(model.team, capacity_weeks=100.0))
    seconds, found = timed(lambda: evaluate(whole, large))
    row("the same warm, 20k Sobol points, no plan to choose", seconds, "2 s", f"residual {found.money(found.residual.mean)}")
    for count, budget in ((18, "5 s"), (25, "5 s"), *(((40, "60 s"),) if forty else ())):
        held = evolve(model, team=evolve(model.team, capacity_weeks=count * 0.09))
        planned = estate(60, count)
        seconds, found = timed(functools.partial(evaluate, planned, held))
        gap = "-" if found.plan.gap is None else f"{found.plan.gap:.2%}"
        row(f"plan of {count} candidates", seconds, budget, f"{found.plan.method}, {len(found.plan.items)} chosen, gap {gap}")
    if draws:
        million = evolve(
            model, sampling=evolve(model.sampling, points=1 << 16, replicates=16), team=evolve(model.team, capacity_weeks=100.0)
        )
        seconds, found = timed(lambda: evaluate(whole, million))
        row("1,048,576 draws", seconds, "15 s", "memory budget 500 MB")


SCENARIOS = 10
SIMULATIONS = 131_072
_PYFAIR = """
import json, time
import numpy, pandas
from pyfair import FairModel, FairMetaModel
start = time.perf_counter()
models = []
for index in range({scenarios}):
    model = FairModel(name=str(index), n_simulations={simulations}, random_seed=index + 1)
    model.input_data("Loss Event Frequency", mean=0.3, stdev=1e-9)
    model.input_data("Loss Magnitude", low=50000, mode=125000, high=200000)
    models.append(model)
meta = FairMetaModel(name="all", models=models)
meta.calculate_all()
print(json.dumps([time.perf_counter() - start, float(meta.export_results()["Risk"].mean())]))
"""


def small_model() -> tuple[Losses, Scenario]:
    """The model that all three can express, compiled for the engine: ten key controls, a criterion and a contract each."""
    lines = ["period: {start: 2026-01-01, end: 2027-01-01}", "assumptions: {manual_failure_probability: 0.3, group_by: none}", "contracts:"]
    lines += [
        f"  - {{id: c{index}, value: 1000000, liquidated_damages: {{pert: [0.05, 0.125, 0.2]}}, trigger: {{criteria: [CC1.{index}]}}}}"
        for index in range(SCENARIOS)
    ]
    lines += ["entity_costs: {retainer_forfeiture: 0, remediation_consulting: 0, monitoring: 0, audit_support: 0, engineering_weeks: 0}"]
    model = load_model(parse_yaml("\n".join(lines) + "\n", "exposure.yaml"))
    usual = estate(SCENARIOS, 0)
    framework = usual.frameworks["soc2_2017"]
    criteria = tuple(Criterion(id=f"CC1.{index}", title="", category="security", family="", manual="") for index in range(SCENARIOS))
    controls = tuple(
        evolve(control, criteria=(criterion.id,), checks={}, key=True)
        for control, criterion in zip(framework.controls, criteria, strict=True)
    )
    assessment = evolve(usual, stacks=(), frameworks={framework.id: evolve(framework, criteria=criteria, controls=controls)})
    clock = Clock(start=model.period.start, now=NOW.date(), end=model.period.end)
    inputs = prepare(gather(assessment, model), model, clock, {})
    losses = compile_losses(model, inputs.structure)
    return losses, inputs.scenario(losses, [NEVER] * SCENARIOS)


def comparison(pyfair: str | None) -> None:
    """Ten independent events of probability 0.3, each costing PERT(50k, 125k, 200k): exact, ours, a plain loop, pyfair."""
    from buttress.exposure.model.quantities import pert

    exact = SCENARIOS * 0.3 * pert(50_000, 125_000, 200_000).mean
    print(f"\n{SCENARIOS} independent events x {SIMULATIONS:,} simulations; exact mean {exact:,.0f}")

    def ours() -> float:
        """The engine itself: ten controls, a criterion and a contract each."""
        return float(draw(losses, [scenario], seed=1, points=SIMULATIONS // 16, replicates=16).losses.mean()) / 100

    losses, scenario = small_model()

    def loop() -> float:
        chance = random.Random(1)  # noqa: S311
        total = 0.0
        for _ in range(SIMULATIONS):
            for _ in range(SCENARIOS):
                if chance.random() < 0.3:
                    total += 50_000 + 150_000 * chance.betavariate(3, 3)
        return total / SIMULATIONS

    results = []
    for name, work in (("ours, the engine", ours), ("plain Python loop", loop)):
        (seconds, _), mean = timed(work)
        results.append((name, seconds, mean))
    if pyfair:
        script = _PYFAIR.format(scenarios=SCENARIOS, simulations=SIMULATIONS)
        done = subprocess.run([pyfair, "-W", "ignore", "-c", script], capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"pyfair did not run: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}")
        else:
            seconds, mean = json.loads(done.stdout.strip().splitlines()[-1])
            results.append(("pyfair meta-model", seconds, mean))
    for name, seconds, mean in results:
        print(f"{name:<20} {seconds:8.3f} s   {seconds / results[0][1]:6.1f} x   mean {mean:,.0f} ({(mean - exact) / exact:+.3%})")


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", action="store_true", help="the million draws too")
    parser.add_argument("--forty", action="store_true", help="the plan of forty candidates too")
    parser.add_argument("--pyfair", help="a Python with pyfair")
    parser.add_argument("--json", action="store_true", help="the budgets only, one JSON object a line")
    given = parser.parse_args()
    budgets(draws=given.draws, forty=given.forty)
    if not given.json:
        comparison(given.pyfair)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The guided tour: preview a weak shop under the policy pack, deploy it, judge it, and set its report beside that of a hardened one.

Everything is real but the cloud: the Pulumi CLI, the program, OPA and the checks. The providers are stand-ins that create nothing.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import export

from buttress import LocalOpa, assess, evaluate, find_opa, load_catalog, load_model, offline, render
from buttress.documents import parse_yaml, write_atomically
from buttress.errors import ConfigError
from buttress.exposure import Exposure, ExposureModel, init_text
from buttress.model import Assessment, Outcome, controls_of
from buttress.money import money
from buttress.pack import files
from buttress.pulumi import automation
from buttress.report import file_name, formats
from buttress.settings import find_settings
from buttress.state import read_bytes

HERE = Path(__file__).parent
OUT = HERE.parent / "out"
NEXT_AUDIT = dt.timedelta(weeks=26)
WEEKS = 24  # three people for eight weeks
SHOWN = 6
OPTIONS = {"aws_region": "eu-central-1"}

Result = TypeVar("Result")


def main() -> int:
    """Run the tour; 1 if the weak shop does not come out worse than the hardened one."""
    started = time.monotonic()
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)  # noqa: TID251  (a tour reads the clock, as the command line does)
    binary = find_opa()
    catalog = load_catalog(opa=lambda: binary.path)
    criteria = sum(len(framework.criteria) for framework in catalog.frameworks.values())
    say(f"OPA {binary.version}: {len(catalog.checks)} checks, {len(controls_of(catalog.frameworks))} controls, {criteria} criteria")
    model = load_model(
        parse_yaml(init_text(now.date() + NEXT_AUDIT).replace("capacity_weeks: 8", f"capacity_weeks: {WEEKS}"), "exposure.yaml")
    )
    results = {}
    # Reports are written beside the tour, for paper takes its time.
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool, LocalOpa(binary.path, catalog.bundles) as opa:
        written = []
        for name, title in (("01-checkout", "the weak shop"), ("02-hardened-checkout", "the hardened shop")):
            heading(f"{name}: {title}")
            preview(HERE / name)
            state = timed("pulumi up, twice", functools.partial(export.deployed, HERE / name))
            snapshot = read_bytes(json.dumps(state).encode(), name)
            assessment = assess([snapshot], catalog=catalog, opa=opa, now=now, settings=find_settings(HERE / name), estate=True)
            exposure = evaluate(assessment, model)
            results[name] = (assessment, exposure)
            written.append(pool.submit(report, name, assessment, exposure.to_dict()))
            totals = assessment.totals()
            say("  " + ", ".join(f"{totals[outcome]} {outcome.value.replace('_', ' ')}" for outcome in Outcome))
        heading("03-yaml: a YAML program with a hardened component")
        preview(HERE / "03-yaml")
        failed = compare(results, model)
        heading("The reports of both shops, in every format")
        for done in written:
            for line in done.result():
                say(line)
    say(f"\ndone in {time.monotonic() - started:.0f} s")
    return failed


def preview(directory: Path) -> None:
    """Preview a project with the real CLI under the pack, and show what a developer sees."""
    seen = timed(
        'pulumi preview --policy-pack "$pack"',
        lambda: automation.preview(directory, stack="prod", stand_ins=offline.environment(), pack=files.executable()),
    )
    levels = Counter(one["level"] for one in seen.policies)
    changes = ", ".join(f"{count} to {what}" for what, count in seen.changes.items())
    later = sum(one["message"].startswith("cannot be judged yet") for one in seen.policies)
    known = f", {later} of these because a value is not known before the update" if later else ""
    verdict = "fails" if seen.failed else "passes"
    say(f"  {changes}; {levels['mandatory']} mandatory and {levels['advisory']} advisory findings{known}: the preview {verdict}")
    for one in [one for one in seen.policies if one["level"] == "mandatory"][:SHOWN]:
        say(f"    {one['policy']}  {one['resource'].rpartition('::')[2]}: {one['message'].partition('. ')[0]}")
    if levels["mandatory"] > SHOWN:
        say(f"    and {levels['mandatory'] - SHOWN} more")


def report(name: str, assessment: Assessment, exposure: Mapping[str, Any]) -> list[str]:
    """Write the report in every format there is, and the exposure by itself; what to say of it."""
    folder = OUT / name
    lines = [str(folder)]
    write_atomically(folder / "exposure.json", (json.dumps(exposure, indent=2, sort_keys=True) + "\n").encode())
    for form in formats():
        try:
            content = render(assessment, form, exposure=exposure, options=OPTIONS, program=f"examples/{name}/__main__.py", width=100)
        except ConfigError as problem:
            lines.append(f"  {form:<17} not written: {problem.message}; {problem.hint}")
            continue
        write_atomically(folder / file_name(form), content)
        lines.append(f"  {form:<17} {file_name(form):<24} {len(content) / 1000:>7,.0f} kB")
    return lines


def compare(results: dict[str, tuple[Assessment, Exposure]], model: ExposureModel) -> int:
    """The two shops side by side, and the way from one to the other; 1 if the weak one does not come out worse."""
    (_, weak), (_, hard) = results.values()
    heading("What failing the next audit, half a year from now, would still cost")
    say(f"  {'':<10}{'weak':>16}{'hardened':>16}")
    for before, after in zip(weak.levels, hard.levels, strict=True):
        say(f"  {before.name:<10}{money(before.expected.mean, model.currency):>16}{money(after.expected.mean, model.currency):>16}")
    say("  (inherent: no control works; residual: as things stand; planned: after the plan; floor: everything fixed today)")
    plan = weak.plan
    heading(f"The way there: {len(plan.items)} steps in {plan.effort_weeks:.3g} of {plan.capacity_weeks:g} weeks, {plan.proof}")
    for sentence in weak.summary:
        say(f"  {sentence}")
    say(f"\n  {'':<34}{'weeks':>6}{'worth':>14}{'criteria unmet':>16}{'loss left':>16}  owner")
    say(f"  {'today':<34}{'':>6}{'':>14}{plan.criteria_before:>16.1f}{money(weak.residual.mean, model.currency):>16}")
    for item in plan.items:
        worth, left = money(item.share, model.currency), money(item.after, model.currency)
        step = f"  {item.position:>2}. {item.control:<30}{item.effort_weeks:>6.2g}{worth:>14}"
        say(f"{step}{item.criteria_left:>16.1f}{left:>16}  {item.owner}")
    say("  worth: the step's fair share of all that can be avoided; the loss itself falls only once the last criteria are met")
    if plan.left_out:
        say(f"  beyond the capacity: {', '.join(plan.left_out)}")
    say("\nplanning estimate, not legal advice; readiness evidence, not an auditor's opinion")
    worse = residual(weak) > residual(hard)
    if not worse:
        sys.stderr.write("error: the weak shop does not come out worse than the hardened one\n")
    return 0 if worse else 1


def residual(exposure: Exposure) -> int:
    """The expected loss as things stand, in minor units."""
    return next(level.expected.mean for level in exposure.levels if level.name == "residual")


def timed(what: str, work: Callable[[], Result]) -> Result:
    """The result of some work, after printing how long it took."""
    started = time.monotonic()
    result = work()
    say(f"  $ {what}  ({time.monotonic() - started:.1f} s)")
    return result


def heading(text: str) -> None:
    """A title with a line under it."""
    say(f"\n{text}\n{'-' * len(text)}")


def say(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

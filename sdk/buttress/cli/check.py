"""`buttress check` and `buttress report`: judge stacks, and write what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from buttress.cli import delivery, options, terminal
from buttress.cli.session import judge, moment, settings_of
from buttress.model import Assessment
from buttress.settings import Settings

_EXPOSURE = "exposure.yaml"


@click.command()
@options.sources
@options.outputs
def check(**given: Any) -> int:
    r"""Judge the given stacks and print what was found.

    STATE is a file from `pulumi stack export` or `pulumi preview --json`, a directory of them, or a backend URL.

    \b
    Examples:
      buttress check state.json
      buttress check --estate prod.json network.json --format json
      buttress check s3://acme-pulumi-state -o sarif=buttress.sarif -o junit=buttress.xml
      buttress check state.json --baseline baseline.json --fail-on new --summary
      buttress check --estate prod.json --format asff --option aws_region=eu-central-1
    """
    return _run(given, default="text", exposure=None)


@click.command()
@options.sources
@options.outputs
@click.option(
    "--exposure", type=click.Path(exists=True, dir_okay=False), help="The exposure model; exposure.yaml in this directory if it is there."
)
def report(**given: Any) -> int:
    r"""Write a compliance report, with the penalty exposure where a model is given.

    \b
    Examples:
      buttress report --estate prod.json -o report.html
      buttress report prod.json --exposure exposure.yaml -o report.html -o report.json
      buttress report prod.json -o report.pdf -o html=report/
    """
    exposure = given.pop("exposure") or (_EXPOSURE if Path(_EXPOSURE).is_file() else None)
    if not given["outputs"] and not given["formats"]:
        given["outputs"] = ("html=buttress-report.html",)
    return _run(given, default="html", exposure=exposure)


def _run(given: dict[str, Any], *, default: str, exposure: str | None) -> int:
    settings = settings_of(given["config"], given["policies"], given["waivers"], given["sources"])
    plan = delivery.targets(given["formats"], given["outputs"], default)
    delivery.extra_options(given["extra"], plan)
    baseline = baseline_for(given, settings)
    assessment = judge(
        settings,
        given["sources"],
        given["stacks"],
        now=moment(given["now"]),
        estate=given["estate"],
        timeout=given["timeout"],
    )
    return finish(assessment, settings, plan, given, exposure=exposure, baseline=baseline)


def baseline_for(given: Mapping[str, Any], settings: Settings) -> Mapping[str, Any] | None:
    """The earlier assessment that a command is to compare with, read before anything is judged."""
    _, only_new = delivery.threshold(given["fail_on"], only_new=given["fail_on_new"])
    return delivery.baseline_of(given["baseline"], settings, needed=only_new)


def finish(
    assessment: Assessment,
    settings: Settings,
    plan: Sequence[delivery.Target],
    given: Mapping[str, Any],
    *,
    exposure: str | None,
    baseline: Mapping[str, Any] | None,
) -> int:
    """Write an assessment as the options say; the exit code."""
    named = options.chosen_frameworks(given["frameworks"], [*assessment.frameworks])
    valued = None
    if exposure:
        from buttress.exposure import evaluate, load_model

        with terminal.progress("valuing the exposure"):
            valued = evaluate(assessment, load_model(exposure))
    for stack in assessment.stacks:
        for warning in stack.warnings:
            terminal.note(f"warning: {stack.stack.label}: {warning}")
    delivery.write(
        assessment.within(named) if given["frameworks"] else assessment,
        plan,
        exposure=valued,
        baseline=baseline,
        show=given["show"],
        summary=given["summary"],
        no_color=given["no_color"],
        extra=delivery.extra_options(given["extra"], plan),
    )
    fail_on, only_new = delivery.threshold(given["fail_on"], only_new=given["fail_on_new"])
    fresh = None
    if only_new and baseline is not None:
        from buttress.report import compare

        fresh = compare(assessment, baseline).fresh()
    return delivery.exit_code(assessment, settings, fail_on=fail_on, fail_on_unknown=given["fail_on_unknown"], fresh=fresh)

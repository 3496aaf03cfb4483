"""`buttress check` and `buttress report`: judge stacks, and write what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from buttress.cli import options, terminal, writing
from buttress.cli.session import judge, moment, settings_of
from buttress.errors import ConfigError
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
    """
    exposure = given.pop("exposure") or (_EXPOSURE if Path(_EXPOSURE).is_file() else None)
    if not given["outputs"] and not given["formats"]:
        given["outputs"] = ("html=buttress-report.html",)
    return _run(given, default="html", exposure=exposure)


def _run(given: dict[str, Any], *, default: str, exposure: str | None) -> int:
    settings = settings_of(given["config"], given["policies"], given["waivers"], given["sources"])
    plan = writing.targets(given["formats"], given["outputs"], default)
    if given["fail_on_new"] and not given["baseline"]:
        raise ConfigError("--fail-on-new needs --baseline")
    assessment = judge(
        settings,
        given["sources"],
        given["stacks"],
        now=moment(given["now"]),
        estate=given["estate"],
        timeout=given["timeout"],
    )
    return finish(assessment, settings, plan, given, exposure=exposure)


def finish(
    assessment: Assessment, settings: Settings, plan: Sequence[tuple[str, Path | None]], given: dict[str, Any], *, exposure: str | None
) -> int:
    """Write an assessment as the options say; the exit code."""
    valued = None
    if exposure:
        from buttress.exposure import evaluate, load_model

        with terminal.progress("valuing the exposure"):
            valued = evaluate(assessment, load_model(exposure))
    for stack in assessment.stacks:
        for warning in stack.warnings:
            terminal.note(f"warning: {stack.stack.label}: {warning}")
    writing.write(assessment, plan, exposure=valued, baseline=given["baseline"], show=given["show"], no_color=given["no_color"])
    return writing.exit_code(
        assessment,
        settings,
        fail_on=given["fail_on"],
        fail_on_unknown=given["fail_on_unknown"],
        new=writing.new_pairs(assessment, given["baseline"]) if given["fail_on_new"] else None,
    )

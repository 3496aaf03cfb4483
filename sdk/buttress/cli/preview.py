"""`buttress preview`: judge what a Pulumi program would do, before it does."""

from __future__ import annotations

import json
from typing import Any

import click

from buttress.cli import delivery, options, terminal
from buttress.cli.check import baseline_for, finish
from buttress.cli.session import moment, session, settings_of


@click.command()
@click.argument("directory", type=click.Path(exists=True, file_okay=False), default=".")
@click.option("--stack", help="The stack to preview; the project's only one if absent.")
@click.option(
    "--offline", is_flag=True, help="Use stand-ins for the aws and azure-native providers: no credentials, no network, nothing created."
)
@click.option(
    "--config-value", "-c", "values", multiple=True, metavar="KEY=VALUE", help="Offline only: a plain configuration value; repeatable."
)
@click.option("--estate", is_flag=True, help="Judge what the plan holds of each account or subscription as well.")
@click.option("--now", metavar="TIME", help="The moment to judge by; the clock if absent.")
@click.option("--waivers", type=click.Path(dir_okay=False), help="The waiver file, instead of buttress-waivers.yaml.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=120.0, show_default=True, help="Seconds that OPA may take.")
@options.project
@options.outputs
def preview(directory: str, **given: Any) -> int:
    r"""Preview the Pulumi project in DIRECTORY and report on the plan.

    \b
    Examples:
      buttress preview .
      buttress preview services/checkout --offline --format markdown
    """
    from buttress.errors import ConfigError

    settings = settings_of(given["config"], given["policies"], given["waivers"], (directory,))
    plan = delivery.targets(given["formats"], given["outputs"], "text")
    baseline = baseline_for(given, settings)
    config = {}
    for value in given["values"]:
        key, equals, text = value.partition("=")
        if not equals:
            raise ConfigError(f"--config-value {value} is not of the form KEY=VALUE")
        config[key] = text
    with session(settings, timeout=given["timeout"]) as running:
        from buttress import offline
        from buttress.assessment import assess
        from buttress.pulumi import automation
        from buttress.state.preview import read_digest

        with terminal.progress(f"previewing {directory}"):
            stand_ins = offline.environment() if given["offline"] else None
            planned = automation.preview(directory, stack=given["stack"], stand_ins=stand_ins, config=config or None)
        for warning in planned.warnings:
            terminal.note(f"warning: {warning}")
        # An offline preview has no state to be the same as; a real one lists every step, unchanged resources too.
        raw = json.dumps(planned.digest, sort_keys=True, separators=(",", ":")).encode()
        snapshot = read_digest(planned.digest, directory, raw)
        assessment = assess(
            [snapshot], catalog=running.catalog, opa=running.opa, now=moment(given["now"]), settings=settings, estate=given["estate"]
        )
    return finish(assessment, settings, plan, given, exposure=None, baseline=baseline)

"""`buttress preview`: judge what a Pulumi program would do, before it does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import click

from buttress.cli import options, terminal
from buttress.cli.delivery import deliver, prepare
from buttress.cli.options import Command, Output, Terms
from buttress.cli.run import load_settings, run_assessment
from buttress.errors import ConfigError
from buttress.model import Snapshot


@click.command(cls=Command)
@click.argument("directory", type=click.Path(exists=True, file_okay=False), default=".")
@click.option("--stack", metavar="STACK", help="The stack, where the project has several.")
@click.option("--offline", is_flag=True, help="With stand-ins for the clouds: no credentials.")
@click.option("--config-value", "-c", "values", multiple=True, metavar="K=V", help="Offline: a configuration value; repeatable.")
@options.terms
@options.output
def preview(directory: str, stack: str | None, values: tuple[str, ...], terms: Terms, output: Output, *, offline: bool) -> int:
    r"""Preview the Pulumi project in DIRECTORY and report on the plan.

    \b
    Examples:
      buttress preview .
      buttress preview services/checkout --offline --format markdown
    """
    settings = load_settings(terms, near=(directory,))
    delivery = prepare(output, settings, default="text", project=directory)
    planned = planned_in(directory, stack, config_of(values), offline=offline)
    return deliver(run_assessment(planned, terms, settings, doing=f"previewing {directory}"), delivery)


def config_of(values: tuple[str, ...]) -> dict[str, str]:
    """The values of `--config-value`; a ConfigError for one that is not of the form `KEY=VALUE`."""
    config = {}
    for value in values:
        key, equals, text = value.partition("=")
        if not equals:
            raise ConfigError(f"--config-value {value} is not of the form KEY=VALUE")
        config[key] = text
    return config


def planned_in(directory: str, stack: str | None, config: Mapping[str, str], *, offline: bool) -> Iterator[Snapshot]:
    """The plan, made when it is asked for: by then OPA is starting."""
    from buttress.offline import environment
    from buttress.pulumi import automation
    from buttress.state.preview import read_digest

    planned = automation.preview(directory, stack=stack, stand_ins=environment() if offline else None, config=config or None)
    for warning in planned.warnings:
        terminal.note(f"warning: {warning}")
    # An offline preview has no state to be the same as; a real one lists every step, unchanged resources too.
    raw = json.dumps(planned.digest, sort_keys=True, separators=(",", ":")).encode()
    yield read_digest(planned.digest, directory, raw)

"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from buttress.engine.server import EVALUATE_SECONDS
from buttress.errors import ConfigError
from buttress.settings import nearest

Command = TypeVar("Command", bound=Callable[..., Any])


def sources(command: Command) -> Command:
    """Where the state comes from, and how it is judged."""
    for option in reversed(
        (
            click.argument("sources", nargs=-1, metavar="[STATE]..."),
            click.option(
                "--stack", "stacks", multiple=True, metavar="ORG/PROJECT/STACK", help="A live stack, read with the Pulumi CLI; repeatable."
            ),
            click.option("--estate", is_flag=True, help="Judge the stacks of each cloud account or subscription together as well."),
            click.option("--now", metavar="TIME", help="The moment to judge by (2026-01-31 or with a time); the clock if absent."),
            click.option("--waivers", type=click.Path(dir_okay=False), help="The waiver file, instead of buttress-waivers.yaml."),
            click.option(
                "--timeout",
                type=click.FloatRange(min=0.1),
                default=EVALUATE_SECONDS,
                show_default=True,
                help="Seconds that OPA may take for a stack.",
            ),
        )
    ):
        command = option(command)
    return project(command)


def project(command: Command) -> Command:
    """The project's own settings and checks."""
    command = click.option("--policies", multiple=True, metavar="DIR", help="A directory of your own checks; repeatable.")(command)
    return click.option(
        "--config", type=click.Path(exists=True, dir_okay=False), help="The buttress.yaml to use; else the nearest one upwards."
    )(command)


def framework(told: str) -> Callable[[Command], Command]:
    """The choice of frameworks, by their ids."""
    return click.option("--framework", "frameworks", multiple=True, metavar="ID", help=told)


def chosen_frameworks(given: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """What `--framework` names, or all that are known; an unknown one is an error."""
    for name in given:
        if name not in known:
            raise ConfigError(
                f"--framework {name}: there is no such framework", hint=nearest(name, [*known]) or f"known: {', '.join(known)}"
            )
    return given or known


def outputs(command: Command) -> Command:
    """What is written, and where."""
    for option in reversed(
        (
            click.option(
                "--format",
                "formats",
                multiple=True,
                metavar="FORMAT",
                help="text, concise, json, html, pdf, sarif, junit, csv, markdown, …; repeatable.",
            ),
            click.option(
                "--output",
                "-o",
                "outputs",
                multiple=True,
                metavar="[FORMAT=]FILE",
                help="Write to a file instead of stdout; repeatable. The format follows from the ending if it is not given. "
                "html=DIR/ writes a folder of pages.",
            ),
            click.option(
                "--show", multiple=True, metavar="OUTCOME", help="List findings of this outcome too (pass, not_applicable); repeatable."
            ),
            framework("Report against this framework alone; repeatable. Default: all that are loaded."),
            click.option("--summary", is_flag=True, help="In text and markdown: only the summary, no finding by itself."),
            click.option(
                "--option",
                "extra",
                multiple=True,
                metavar="KEY=VALUE",
                help="What single formats ask for (aws_region and aws_account for asff, program for sarif and github); repeatable.",
            ),
            click.option(
                "--baseline",
                type=click.Path(dir_okay=False),
                help="An earlier assessment as JSON, to tell what is new; else baseline: in buttress.yaml.",
            ),
            click.option(
                "--fail-on",
                type=click.Choice(["critical", "high", "medium", "low", "never", "new"]),
                help="Lowest severity that makes the exit code 1 (default: low); new: whatever a baseline does not cover.",
            ),
            click.option("--fail-on-unknown", is_flag=True, help="Let unknown outcomes count like failing ones."),
            click.option("--fail-on-new", is_flag=True, help="With a baseline: only what is new or regressed makes the exit code 1."),
            click.option("--no-color", is_flag=True, help="No colour, as with NO_COLOR."),
        )
    ):
        command = option(command)
    return command

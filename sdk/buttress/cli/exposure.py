"""`buttress exposure`: what failing the audit would still cost, what drives it, and what to mend first."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from buttress.cli import terminal
from buttress.documents import write_atomically
from buttress.errors import ConfigError

if TYPE_CHECKING:
    from buttress.exposure import Exposure, ExposureModel

_FILE = "exposure.yaml"


class _ByDefault(click.Group):
    """A group whose first command runs when the arguments do not name another one: `buttress exposure state.json`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in {"-h", "--help"}:
            args = ["value", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ByDefault)
def exposure() -> None:
    """Say what failing the audit would still cost, which control drives it, and what to fix first.

    \b
    Examples:
      buttress exposure init
      buttress exposure --estate prod.json --config exposure.yaml
      buttress exposure prod.json --fix CTL-ENCRYPTION-AT-REST --date 2026-03-01
      buttress exposure prod.json --format json -o exposure.json

    `buttress exposure STATE...` is short for `buttress exposure value STATE...`.
    """  # noqa: D301  (click reads \b as "do not rewrap")


@exposure.command()
@click.argument("sources", nargs=-1, metavar="[STATE]...")
@click.option("--stack", "stacks", multiple=True, metavar="ORG/PROJECT/STACK", help="A live stack, read with the Pulumi CLI; repeatable.")
@click.option("--estate", is_flag=True, help="Judge the stacks of each cloud account or subscription together as well.")
@click.option(
    "--config",
    "--exposure",
    "model_file",
    type=click.Path(dir_okay=False),
    help="The exposure model; exposure.yaml in this directory if it is there, else illustrative defaults.",
)
@click.option("--fix", multiple=True, metavar="CTL-…", help="What if this control were mended, today or on --date; repeatable.")
@click.option("--accept", multiple=True, metavar="CTL-…", help="Leave this control as it is and out of the plan; repeatable.")
@click.option("--date", metavar="DAY", help="The day on which --fix is done; without --fix, on which everything is.")
@click.option("--now", metavar="TIME", help="The moment to judge by (2026-01-31 or with a time); the clock if absent.")
@click.option("--settings", type=click.Path(exists=True, dir_okay=False), help="The buttress.yaml to use; else the nearest one upwards.")
@click.option("--policies", multiple=True, metavar="DIR", help="A directory of your own checks; repeatable.")
@click.option("--waivers", type=click.Path(dir_okay=False), help="The waiver file, instead of buttress-waivers.yaml.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=None, help="Seconds that OPA may take for a stack.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="For people or for programs."
)
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to a file instead of stdout.")
@click.option("--fail-above-tolerance", is_flag=True, help="Exit with 1 if the residual exposure lies above the board's tolerance.")
def value(**given: Any) -> int:
    r"""Value the exposure of the given stacks.

    \b
    Examples:
      buttress exposure value --estate prod.json --config exposure.yaml
      buttress exposure value prod.json --fail-above-tolerance
    """
    from buttress.exposure import WhatIf, default_model, evaluate, load_model, simulate
    from buttress.report.exposure_text import render

    path = given["model_file"] or (_FILE if Path(_FILE).is_file() else None)
    model: ExposureModel | None = load_model(path) if path else None
    date = _day(given["date"])
    assessment = _assess(given)
    if model is None:
        model = default_model(assessment.now.date())
        terminal.note(f"no {_FILE}: illustrative defaults are used; write one with `buttress exposure init`")
    with terminal.progress("valuing the exposure"):
        what_if = WhatIf(fix=given["fix"], accept=given["accept"], date=date)
        # Only the text tells the difference; JSON is the what-if alone.
        base: Exposure | None = evaluate(assessment, model) if what_if != WhatIf() and given["form"] == "text" else None
        found = simulate(assessment, what_if, model)
    if given["form"] == "json":
        content = (json.dumps(found.to_dict(), indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
    else:
        content = (render(found, base=base, width=terminal.width()) + "\n").encode()
    if given["output"]:
        _write(Path(given["output"]), content)
    else:
        terminal.emit(content)
    return int(given["fail_above_tolerance"] and any(point.exceeded for point in found.residual.tolerance))


@exposure.command()
@click.option("--output", "-o", type=click.Path(dir_okay=False), default=_FILE, show_default=True, help="Where to write it.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--now", metavar="DAY", help="The day in whose month the period starts; today if absent.")
def init(output: str, now: str | None, *, force: bool) -> None:
    r"""Write a first exposure.yaml, commented, its ranges labelled as illustrative defaults.

    \b
    Example:
      buttress exposure init
    """
    from buttress.cli.session import moment
    from buttress.exposure import init_text

    path = Path(output)
    if path.exists() and not force:
        raise ConfigError("is already there", where=output, hint="give another --output, or --force to replace it")
    _write(path, init_text(moment(now).date()).encode())


def _assess(given: dict[str, Any]) -> Any:
    from buttress.cli.session import judge, moment, settings_of
    from buttress.engine.server import EVALUATE_SECONDS

    settings = settings_of(given["settings"], given["policies"], given["waivers"])
    return judge(
        settings,
        given["sources"],
        given["stacks"],
        now=moment(given["now"]),
        estate=given["estate"],
        timeout=EVALUATE_SECONDS if given["timeout"] is None else given["timeout"],
    )


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--date {text!r} is not a day", hint="write it as 2026-01-31") from None


def _write(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except OSError as problem:
        raise ConfigError(f"cannot be written: {problem.strerror}", where=str(path)) from None
    terminal.note(f"wrote {path}")

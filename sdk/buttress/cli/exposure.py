"""`buttress exposure`: what failing the audit would still cost, what drives it, and what to fix first."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from buttress.cli import options, terminal
from buttress.cli.delivery import keep_apart, write_file
from buttress.cli.options import Group, Request, parse_day
from buttress.cli.run import load_settings, read_sources, run_assessment
from buttress.documents import find_file
from buttress.errors import ConfigError
from buttress.settings import EXPOSURE


class _ByDefault(Group):
    """A group whose first command runs when the arguments do not name another one: `buttress exposure state.json`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in {"-h", "--help"}:
            args = ["value", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ByDefault)
def exposure() -> None:
    r"""Say what failing the audit would still cost, which control drives it, and what to fix first.

    \b
    Examples:
      buttress exposure init
      buttress exposure --estate prod.json --exposure exposure.yaml
      buttress exposure prod.json --fix CTL-ENCRYPTION-AT-REST --date 2026-03-01
      buttress exposure prod.json --format json -o exposure.json

    `buttress exposure STATE...` is short for `buttress exposure value STATE...`, and `buttress exposure value --help` lists its options.
    """


@exposure.command()
@options.request
@click.option(
    "--exposure", "file", metavar="FILE", type=click.Path(dir_okay=False), help="The model; else exposure.yaml here, else defaults."
)
@click.option("--contracts", metavar="FILE.csv", type=click.Path(dir_okay=False), help="The contracts, in place of those of the model.")
@click.option("--since", metavar="FILE", type=click.Path(dir_okay=False), help="What changed since this exposure.json.")
@click.option("--fix", multiple=True, metavar="CTL-…", help="What if this control were fixed? Repeatable.")
@click.option("--accept", multiple=True, metavar="CTL-…", help="Leave this control as it is, out of the plan.")
@click.option("--date", metavar="DAY", help="When --fix is done; without --fix, everything.")
@options.form()
@click.option("--full", is_flag=True, help="In text: all that stands behind the page.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to a file instead of stdout.")
@click.option("--fail-above-tolerance", is_flag=True, help="Exit with 1 above the board's tolerance.")
def value(
    request: Request,
    file: str | None,
    *,
    contracts: str | None,
    since: str | None,
    fix: tuple[str, ...],
    accept: tuple[str, ...],
    date: str | None,
    form: str,
    full: bool,
    output: str | None,
    fail_above_tolerance: bool,
) -> int:
    r"""Value the exposure of the given stacks.

    \b
    Examples:
      buttress exposure value --estate prod.json --exposure exposure.yaml
      buttress exposure value prod.json --fail-above-tolerance
    """
    from buttress.exposure import WhatIf, changed_since, default_model, evaluate, load_model, simulate
    from buttress.report.exposure_front import WIDEST
    from buttress.report.exposure_text import render

    path = file or find_file(Path(), EXPOSURE)
    if contracts and not path:
        raise ConfigError("--contracts needs a model", hint="write one with `buttress exposure init --contracts FILE.csv`")
    model = load_model(path, contracts=contracts) if path else None
    what_if = WhatIf(fix=fix, accept=accept, date=parse_day(date))
    settings = load_settings(request, near=request.sources)
    read = [str(one) for one in (path, contracts, since) if one]
    keep_apart([Path(output)] if output else [], [*request.sources, *read], settings)
    assessment = run_assessment(read_sources(request), request, settings)
    if model is None:
        model = default_model(assessment.now.date())
        terminal.note(f"no {EXPOSURE}: illustrative defaults are used; write one with `buttress exposure init`")
    with terminal.progress("valuing the exposure"):
        # Only the text tells the difference; JSON is the what-if alone.
        base = evaluate(assessment, model) if what_if != WhatIf() and form == "text" else None
        valued = simulate(assessment, what_if, model)
        if since:
            valued = changed_since(since, valued)
    if form == "json":
        content = json.dumps(valued.to_dict(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    else:
        content = render(valued, base=base, width=terminal.width(elsewhere=WIDEST), full=full) + "\n"
    if output:
        write_file(Path(output), content.encode())
    else:
        terminal.emit(content.encode())
    return int(fail_above_tolerance and any(point.exceeded for point in valued.residual.tolerance))


@exposure.command()
@click.option("--output", "-o", type=click.Path(dir_okay=False), default=EXPOSURE, show_default=True, help="Where to write it.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--ask", is_flag=True, help="Ask for contracts, period and team on the terminal.")
@click.option(
    "--contracts", metavar="FILE.csv", type=click.Path(dir_okay=False), help="Contracts kept in a sheet, in place of made-up ones."
)
@options.now("The day in whose month the period starts; today if absent.")
def init(output: str, contracts: str | None, now: dt.datetime, *, force: bool, ask: bool) -> None:
    r"""Write a first exposure.yaml, commented, its ranges labelled as illustrative defaults.

    \b
    Examples:
      buttress exposure init
      buttress exposure init --ask
      buttress exposure init --contracts contracts.csv
    """
    from buttress.exposure.model.first import Answers, first_text
    from buttress.exposure.model.sheet import read_sheet

    path = Path(output)
    if path.exists() and not force:
        raise ConfigError("is already there", where=output, hint="give another --output, or --force to replace it")
    if ask and contracts:
        raise ConfigError("--ask and --contracts both give the contracts", hint="leave one of the two out")
    answers = Answers(contracts=read_sheet(contracts).data["contracts"] if contracts else None)
    if ask:
        from buttress.cli.exposure_questions import ask as asked

        answers = asked(now.date())
    write_file(path, first_text(now.date(), answers).encode())

"""`buttress check` and `buttress report`: judge stacks, and write what was found."""

from __future__ import annotations

from pathlib import Path

import click
from attrs import evolve

from buttress.cli import options, terminal
from buttress.cli.delivery import deliver, prepare
from buttress.cli.options import Command, Output, Request
from buttress.cli.run import load_settings, read_sources, run_assessment
from buttress.documents import find_file
from buttress.settings import EXPOSURE


@click.command(cls=Command)
@options.request
@options.output
def check(request: Request, output: Output) -> int:
    r"""Judge the given stacks and print what was found.

    \b
    Examples:
      buttress check state.json
      buttress check --estate prod.json network.json --format json
      buttress check s3://acme-pulumi-state -o sarif=buttress.sarif
      buttress check state.json --baseline baseline.json --fail-on new

    STATE is a file from `pulumi stack export` or `pulumi preview --json`, a directory of them, or a backend URL.
    """
    settings = load_settings(request, near=request.sources)
    delivery = prepare(output, settings, default="text", read=request.sources)
    return deliver(run_assessment(read_sources(request), request, settings), delivery)


@click.command(cls=Command)
@options.request
@options.output
@click.option(
    "--exposure", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="The model; else exposure.yaml, if it is here."
)
def report(request: Request, output: Output, exposure: str | None) -> int:
    r"""Write a compliance report, with the penalty exposure where a model is given.

    \b
    Examples:
      buttress report --estate prod.json -o report.html
      buttress report prod.json --exposure exposure.yaml -o report.html
      buttress report prod.json -o report.pdf -o html=report/
    """
    if not output.outputs and not output.formats:
        output = evolve(output, outputs=("html=buttress-report.html",))
    settings = load_settings(request, near=request.sources)
    path = exposure or find_file(Path(), EXPOSURE)
    delivery = prepare(output, settings, default="html", read=(*request.sources, *([str(path)] if path else [])))
    if path is None:
        return deliver(run_assessment(read_sources(request), request, settings), delivery)
    from buttress.exposure import evaluate, load_model

    model = load_model(path)
    assessment = run_assessment(read_sources(request), request, settings)
    with terminal.progress("valuing the exposure"):
        valued = evaluate(assessment, model)
    return deliver(assessment, delivery, exposure=valued)

"""`buttress test`: run the cases of checks, and the tests that follow from their METADATA, in the real OPA."""

from __future__ import annotations

import itertools
from pathlib import Path

import click
from attrs import evolve

from buttress.cli import options, terminal
from buttress.cli.options import Command, Project
from buttress.cli.run import load_catalog, load_settings
from buttress.engine import open_engine
from buttress.errors import CatalogError
from buttress.text import nearest

_USUAL = "policies"


@click.command(cls=Command)
@click.argument("directory", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--check", "wanted", multiple=True, metavar="ID", shell_complete=options.complete_checks, help="Only this check; repeatable.")
@click.option("--verbose", "-v", is_flag=True, help="List what passes, too.")
@options.project
def test(directory: str | None, wanted: tuple[str, ...], project: Project, *, verbose: bool) -> int:
    r"""Run the cases of the checks in DIRECTORY, else of the project's (policies: in buttress.yaml, policies/), else of our own library.

    \b
    Examples:
      buttress test policies/
      buttress test --check aws-s3-bucket-versioning-enabled -v

    With the cases run the tests that follow from a check's METADATA.
    """
    settings = load_settings(evolve(project, policies=(*project.policies, *filter(None, [directory]))))
    if not settings.policies and not wanted and any(Path(_USUAL).rglob("*.rego")):
        settings = evolve(settings, policies=(_USUAL,))
    catalog = load_catalog(settings)
    for name in wanted:
        if name not in catalog.checks:
            raise CatalogError(f"there is no check {name}", hint=nearest(name, catalog.checks) or "`buttress catalog` lists them")
    root = "custom" if settings.policies else "checks"
    chosen = [check for check in catalog.checks.values() if (check.id in wanted if wanted else check.package[0] == root)]
    if not chosen:
        raise CatalogError("there is no check to test", where=directory, hint="`buttress new check ID --policies DIR` starts one")
    from buttress.assessment.cases import run_cases, run_generated
    from buttress.catalog.cases import cases_of

    passed = failed = 0
    with open_engine(catalog.bundles, catalog.revision) as opa, terminal.progress("testing") as show:
        for check in chosen:
            show(check.id)
            cases = cases_of(check)
            for result in itertools.chain(run_cases(check, cases, catalog, opa), run_generated(check, cases, catalog, opa)):
                if result.problem:
                    failed += 1
                    click.echo(f"FAIL  {result.check}: {result.name}\n      {result.problem}")
                    continue
                passed += 1
                if verbose:
                    click.echo(f"PASS  {result.check}: {result.name}")
    click.echo(f"{passed} passed, {failed} failed")
    return int(failed > 0)

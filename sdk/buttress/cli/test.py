"""`buttress test`: run the cases of checks, and the tests that follow from their METADATA, in the real OPA."""

from __future__ import annotations

import click

from buttress.cli import options, terminal
from buttress.cli.session import catalog_of, settings_of
from buttress.engine.choice import engine_for
from buttress.errors import CatalogError


@click.command()
@click.argument("directory", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--check", "wanted", multiple=True, metavar="ID", help="Only this check; repeatable.")
@click.option("--verbose", "-v", is_flag=True, help="List what holds, too.")
@options.project
def test(directory: str | None, wanted: tuple[str, ...], verbose: bool, config: str | None, policies: tuple[str, ...]) -> int:  # noqa: FBT001  (click passes it by name)
    r"""Run the cases of the checks in DIRECTORY (or of our own library) and the tests generated from their METADATA.

    \b
    Example:
      buttress test policies/
    """
    settings = settings_of(config, (*policies, *((directory,) if directory else ())))
    catalog = catalog_of(settings)
    root = "custom" if directory or policies or settings.policies else "checks"
    chosen = [check for check in catalog.checks.values() if (check.id in wanted if wanted else check.package[0] == root)]
    if not chosen:
        raise CatalogError("there is no check to test", where=directory, hint="`buttress new check ID --policies DIR` starts one")
    from buttress.assessment.cases import run_cases, run_generated
    from buttress.catalog.cases import cases_of

    held = broken = 0
    with engine_for(catalog.bundles, catalog.revision) as opa, terminal.progress("testing") as told:
        for check in chosen:
            told(check.id)
            cases = cases_of(check)
            for result in (*run_cases(check, cases, catalog, opa), *run_generated(check, cases, catalog, opa)):
                held, broken = held + (not result.problem), broken + bool(result.problem)
                if result.problem:
                    click.echo(f"BROKEN  {result.check}: {result.name}\n        {result.problem}")
                elif verbose:
                    click.echo(f"holds   {result.check}: {result.name}")
    click.echo(f"{len(chosen)} checks: {held} claims hold, {broken} are broken")
    return 1 if broken else 0

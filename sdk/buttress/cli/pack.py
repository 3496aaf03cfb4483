"""`buttress pack`: where the policy pack is."""

from __future__ import annotations

from pathlib import Path

import click

from buttress.cli.options import Command, Project
from buttress.cli.run import load_catalog, load_settings


@click.command(cls=Command)
@click.option("--directory", type=click.Path(file_okay=False), help="Write a directory pack there, for a Pulumi CLI before 3.255.")
def pack(directory: str | None) -> int:
    r"""Print the path of the policy pack, for `pulumi preview --policy-pack`.

    \b
    Example:
      pulumi preview --policy-pack "$(buttress pack)"
    """
    from buttress.pack import files

    # What would stop the pack is better reported here than inside a preview.
    load_catalog(load_settings(Project()))
    click.echo(files.directory(Path(directory)) if directory else files.executable())
    return 0

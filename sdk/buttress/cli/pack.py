"""`buttress pack`: where the policy pack is."""

from __future__ import annotations

from pathlib import Path

import click

from buttress.cli.options import Command, Project
from buttress.cli.run import load_catalog, load_settings

_NO_PACK = "/dev/null/no-policy-pack"
"""Where nothing can be. Pulumi runs without policies where it is given no path at all, and fails where it finds nothing at a path."""


class _PackCommand(Command):
    """A command whose output is an argument of `pulumi`, hence never empty."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError:
            click.echo(_NO_PACK)
            raise


@click.command(cls=_PackCommand)
@click.option("--directory", type=click.Path(file_okay=False), help="Write a directory pack there, for a Pulumi CLI before 3.255.")
def pack(directory: str | None) -> int:
    r"""Print the path of the policy pack, for `pulumi preview --policy-pack`.

    A path is printed whatever happens: a pack that cannot judge fails the preview. The exit code is 2 then, and the reason on stderr.

    \b
    Example:
      pack="$(buttress pack)" && pulumi preview --policy-pack "$pack"
    """
    from buttress.pack import files

    try:
        path = files.directory(Path(directory)) if directory else files.executable()
    except Exception:
        click.echo(_NO_PACK)
        raise
    click.echo(path)
    # What will stop the pack is reported before it stops a preview.
    load_catalog(load_settings(Project()))
    return 0

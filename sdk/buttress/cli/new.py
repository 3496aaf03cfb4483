"""`buttress new check`: the two files of a check, ready to be filled in."""

from __future__ import annotations

from pathlib import Path

import click

from buttress.cli import terminal
from buttress.cli.options import Group, Project
from buttress.cli.run import load_catalog, load_settings
from buttress.cli.type_tokens import resolve
from buttress.errors import ConfigError
from buttress.scaffold import check_files


@click.group(cls=Group)
def new() -> None:
    """Start a check of your own."""


@new.command()
@click.argument("identity", metavar="ID")
@click.option("--type", "kind", required=True, metavar="TOKEN", help="The Pulumi type that is judged, as aws:s3/bucket:Bucket.")
@click.option("--property", "path", default="tags", show_default=True, help="The property that is read first.")
@click.option("--policies", metavar="DIR", help="The policy directory; the first one of buttress.yaml, else policies/.")
def check(identity: str, kind: str, path: str, policies: str | None) -> int:
    r"""Start the check ID: its Rego and its cases, ready to be filled in.

    \b
    Example:
      buttress new check aws-s3-bucket-owner-tag --type aws:s3/bucket:Bucket

    An ID says cloud, service and state; the files go into a policy directory of yours.
    """
    settings = load_settings(Project())
    root = Path(policies or next(iter(settings.policies), "policies"))
    token = resolve(kind, load_catalog(settings).types())
    if token != kind:
        terminal.note(f"{kind} is {token} in states")
    files = check_files(identity, token, path)
    for name in files:
        if (root / name).exists():
            raise ConfigError("already exists", where=str(root / name))
    from buttress.documents import write_together

    write_together(root, {name: text.encode() for name, text in files.items()})
    for name in files:
        click.echo(root / name)
    terminal.note(f"write the check and its cases, then run: buttress test {root}")
    return 0

"""`buttress init`: the files a Pulumi project needs, none of them over what is there."""

from __future__ import annotations

from pathlib import Path

import click

from buttress.cli import terminal
from buttress.cli.ci_providers import PROVIDERS, detect, pipeline, repository
from buttress.cli.options import Command, parse_now
from buttress.documents import write_together
from buttress.errors import ConfigError
from buttress.settings import EXPOSURE, NAME, WAIVERS

_SETTINGS = """\
# Settings of Buttress for this project; `buttress config show` shows where each value comes from.

# The lowest severity that makes `buttress check` exit with 1: critical, high, medium, low or never.
fail_on: low

# Your own checks: directories made by `buttress new check`.
# policies: [policies]

# Thresholds, for all checks that have the parameter or for one of them.
# parameters:
#   all: {min_days: 400}
#   aws-rds-backup-retention: {min_days: 30}

# Which stacks share a cloud account or subscription, so that checks about the whole account can be judged.
# estates:
#   aws:123456789012: ["acme/*/prod"]

# An assessment to measure against (`buttress check STATE --format json -o baseline.json`): what it holds is advice during
# `pulumi preview`, what is new is mandatory unless `levels` says otherwise.
# baseline: baseline.json

# Enforcement during `pulumi preview` by check id, severity or all: mandatory, advisory or disabled.
# levels: {medium: mandatory}
"""

_WAIVERS = """\
# Approved, reasoned, expiring acceptances. `buttress waivers add` writes one; an expired or unmatched one is a finding itself.
waivers: []
"""


@click.command(cls=Command)
@click.argument("directory", type=click.Path(exists=True, file_okay=False), default=".")
@click.option(
    "--ci", "chosen", type=click.Choice(list(PROVIDERS)), multiple=True, help="Write the pipeline of this service in any case; repeatable."
)
def init(directory: str, chosen: tuple[str, ...]) -> int:
    r"""Write buttress.yaml, exposure.yaml, the waiver file and a pipeline into a Pulumi project; what exists is left as it is.

    \b
    Examples:
      buttress init
      buttress init services/checkout --ci codebuild

    The pipeline is that of the service whose files are in the repository, else of the one it is cloned from: GitHub Actions, GitLab CI,
    AWS CodeBuild or Azure DevOps. A pipeline that is there is not touched: ours is written beside it.
    """
    from buttress.exposure import init_text

    root = Path(directory)
    if not (root / "Pulumi.yaml").is_file():
        raise ConfigError("there is no Pulumi.yaml here", where=str(root), hint="run it in a Pulumi project, or make one with `pulumi new`")
    files = {NAME: _SETTINGS, EXPOSURE: init_text(parse_now(None).date()), WAIVERS: _WAIVERS, **_pipelines(root, chosen)}
    kept = [name for name in files if (root / name).exists()]
    write_together(root, {name: text.encode() for name, text in files.items() if name not in kept})
    for name in files:
        if name in kept:
            terminal.note(f"kept {root / name}")
        else:
            click.echo(root / name)
    return 0


def _pipelines(root: Path, chosen: tuple[str, ...]) -> dict[str, str]:
    if chosen:
        return dict(pipeline(name, root) for name in chosen)
    top = repository(root) or root
    names = detect(top)
    if not names:
        terminal.note(f"no pipeline: nothing in the repository shows where it is built; name it: --ci {'|'.join(PROVIDERS)}")
        return {}
    if top.resolve() != root.resolve():
        titles = ", ".join(PROVIDERS[name].title for name in names)
        terminal.note(f"no pipeline: that of {titles} belongs into {top}; `--ci {names[0]}` writes it here, to be adapted")
        return {}
    return dict(pipeline(name, root) for name in names)

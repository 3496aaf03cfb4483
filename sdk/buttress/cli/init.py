"""`buttress init`: the files a Pulumi project needs, none of them over what is there."""

from __future__ import annotations

from pathlib import Path

import click

from buttress.cli import terminal
from buttress.cli.session import moment
from buttress.documents import write_atomically
from buttress.errors import ConfigError
from buttress.settings import NAME, WAIVERS

_SETTINGS = """\
# Settings of Buttress for this project; `buttress config show` tells where each value comes from.

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

_GITHUB = """\
name: compliance
on: [pull_request]
permissions: {contents: read, security-events: write}
jobs:
  buttress:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {python-version: "3.12"}
      - uses: pulumi/actions@v6
      - run: pip install "buttress[all]" -r requirements.txt && buttress engine install
      - run: buttress preview . --offline -o sarif=buttress.sarif -o markdown=buttress.md
      - if: always()
        run: cat buttress.md >> "$GITHUB_STEP_SUMMARY"
      - if: always()
        uses: github/codeql-action/upload-sarif@v3
        with: {sarif_file: buttress.sarif}
"""

_GITLAB = """\
# Include this from .gitlab-ci.yml.
buttress:
  image: python:3.12
  script:
    - pip install "buttress[all]" -r requirements.txt && buttress engine install
    - buttress preview . --offline -o junit=buttress.xml
  artifacts:
    when: always
    reports: {junit: buttress.xml}
"""


@click.command()
@click.argument("directory", type=click.Path(exists=True, file_okay=False), default=".")
def init(directory: str) -> int:
    """Write buttress.yaml, exposure.yaml, the waiver file and a CI file into a Pulumi project; what exists is left as it is."""
    from buttress.exposure import init_text

    root = Path(directory)
    if not (root / "Pulumi.yaml").is_file():
        raise ConfigError("there is no Pulumi.yaml here", where=str(root), hint="run it in a Pulumi project, or make one with `pulumi new`")
    files = {NAME: _SETTINGS, "exposure.yaml": init_text(moment(None).date()), WAIVERS: _WAIVERS, **_ci(root)}
    for name, text in files.items():
        if (root / name).exists():
            terminal.note(f"kept {root / name}")
            continue
        write_atomically(root / name, text.encode())
        click.echo(root / name)
    return 0


def _ci(root: Path) -> dict[str, str]:
    for folder in (root.resolve(), *root.resolve().parents):
        if (folder / ".github").is_dir() and folder == root.resolve():
            return {".github/workflows/buttress.yml": _GITHUB}
        if (folder / ".gitlab-ci.yml").is_file() and folder == root.resolve():
            return {"buttress.gitlab-ci.yml": _GITLAB}
    return {}

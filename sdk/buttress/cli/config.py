"""`buttress config`: what is set, and where."""

from __future__ import annotations

import click

from buttress.assessment import levels, parameters
from buttress.cli import options
from buttress.cli.options import Group, Project
from buttress.cli.run import load_catalog, load_settings
from buttress.settings import LONGEST_WAIVER, Settings


@click.group(cls=Group)
def config() -> None:
    """The project's settings."""


@config.command()
@options.project
def show(project: Project) -> int:
    r"""Show every setting with its value and where it comes from.

    \b
    Examples:
      buttress config show
      buttress config show --config services/checkout/buttress.yaml
    """
    settings = load_settings(project)
    catalog = load_catalog(settings)
    levels.validate(catalog, settings)
    click.echo(f"settings     {settings.file or 'no buttress.yaml; defaults throughout'}")
    for name, value in _rows(settings):
        click.echo(f"{name:<12} {value}  ({_origin(settings, name)})")
    for check, values in parameters.resolve(catalog, settings).items():
        for name, value in values.items():
            for target in (check, parameters.ALL):
                if name in settings.parameters.get(target, {}):
                    where = settings.document.where(("parameters", target, name))
                    click.echo(f"parameter    {check} {name} = {value!r}  ({where})")
                    break
    return 0


_IN_CODE = {
    "allow": "allowed, in a preview in CI only by a file that was named",
    "forbid": "forbidden",
    "default": "allowed, but not in a preview in CI",
}


def _rows(settings: Settings) -> list[tuple[str, str]]:
    return [
        ("fail_on", settings.fail_on + (", unknown too" if settings.fail_on_unknown else "")),
        ("baseline", str(settings.baseline or "none")),
        ("policies", ", ".join(settings.policies) or "none of your own"),
        ("waivers", f"{settings.waivers_file or 'none'}; in code: {_IN_CODE[settings.waivers_in_code]}"),
        ("approvers", ", ".join(settings.approvers) or "anybody, and nobody in CI"),
        ("longest", ", ".join(f"{severity} {settings.longest_waiver[severity]} days" for severity in LONGEST_WAIVER)),
        ("estates", ", ".join(settings.estates) or "none named"),
        (
            "levels",
            ", ".join(f"{key}: {level}" for key, level in settings.levels.items()) or "critical and high mandatory, others advisory",
        ),
    ]


def _origin(settings: Settings, name: str) -> str:
    key = {"longest": "waivers", "approvers": "waivers"}.get(name, name)
    data = settings.document.data or {}
    return settings.document.where((key,)) if isinstance(data, dict) and key in data else "default"

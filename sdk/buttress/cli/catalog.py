"""`buttress catalog` and `buttress explain`: which checks there are, and what one of them means."""

from __future__ import annotations

import json
from typing import Any

import click

from buttress.catalog.pages import as_text, page_of
from buttress.catalog.snippets import fix_of
from buttress.catalog.topics import find_topics, topic_names
from buttress.cli import options
from buttress.cli.options import Command, Project
from buttress.cli.run import load_catalog, load_settings
from buttress.errors import CatalogError
from buttress.model import Check, Severity
from buttress.text import nearest


@click.command(cls=Command)
@click.option("--cloud", type=click.Choice(["aws", "azure", "custom"]), help="Only the checks of one cloud.")
@click.option("--service", help="Only the checks of one service.")
@click.option("--severity", type=click.Choice([one.value for one in Severity]), help="Only the checks of one severity.")
@click.option("--criterion", help="Only the checks that support a criterion, by its id.")
@options.framework("Only the checks that support this framework; repeatable.")
@options.form()
@options.project
def catalog(
    cloud: str | None,
    service: str | None,
    severity: str | None,
    criterion: str | None,
    frameworks: tuple[str, ...],
    form: str,
    project: Project,
) -> int:
    r"""List the checks.

    \b
    Examples:
      buttress catalog --cloud aws --severity critical
      buttress catalog --criterion CC6.1 --format json
    """
    loaded = load_catalog(load_settings(project))
    named = options.chosen_frameworks(frameworks, [*loaded.frameworks])
    for option, name, known in (
        ("--criterion", criterion, [one.id for framework in named for one in loaded.frameworks[framework].criteria]),
        ("--service", service, sorted({check.package[2] for check in loaded.checks.values()})),
    ):
        if name is not None and name not in known:
            hint = nearest(name, known) or f"known: {', '.join(known)}"
            raise CatalogError(f"{option} {name}: there is none of this name", hint=hint)
    chosen = [
        check
        for check in loaded.checks.values()
        if cloud in {None, "custom" if check.package[0] == "custom" else check.cloud}
        and service in {None, check.package[2]}
        and severity in {None, check.severity.value}
        and (criterion is None or any(criterion in check.criteria.get(framework, ()) for framework in named))
        and (not frameworks or any(framework in check.criteria for framework in frameworks))
    ]
    if form == "json":
        click.echo(json.dumps([describe(check) for check in chosen], indent=2, sort_keys=True))
        return 0
    for check in chosen:
        click.echo(f"{check.severity.value:<9} {check.id:<55} {check.title}")
    click.echo(f"{len(chosen)} of {len(loaded.checks)} checks", err=True)
    return 0


@click.command(cls=Command)
@click.argument("identity", metavar="ID", shell_complete=options.complete_explained)
@options.project
def explain(identity: str, project: Project) -> int:
    r"""Explain what a report names: a check by its id or by what another tool calls it (CKV_AWS_19), a criterion, a control, a component.

    \b
    Examples:
      buttress explain aws-s3-bucket-versioning-enabled
      buttress explain CC6.1
      buttress explain CTL-BACKUPS
      buttress explain EncryptedBucket
    """
    loaded = load_catalog(load_settings(project))
    found = loaded.find(identity)
    if not found and (topics := find_topics(identity, loaded)):
        click.echo("\n\n".join(topic.as_text() for topic in topics))
        return 0
    if not found:
        known = [*loaded.checks, *loaded.aliases, *topic_names(loaded)]
        raise CatalogError(
            f"there is no check, criterion, control or component {identity}",
            hint=nearest(identity, known) or "`buttress catalog` lists the checks",
        )
    if len(found) > 1:
        click.echo(f"{identity} is covered by {len(found)} checks:\n")
        for check in found:
            click.echo(f"  {check.id:<55} {check.title}")
        click.echo(f"\nbuttress explain {found[0].id}")
        return 0
    click.echo(as_text(page_of(found[0], loaded), fix_of(found[0])))
    return 0


def describe(check: Check) -> dict[str, Any]:
    """A check as JSON: its METADATA, the criteria and controls it supports, and its aliases."""
    return {
        "id": check.id,
        "title": check.title,
        "description": check.description,
        "severity": check.severity.value,
        "severity_absent": check.severity_absent and check.severity_absent.value,
        "opt_in": check.opt_in,
        "subsumes": list(check.subsumes),
        "not_applicable": check.not_applicable,
        "scope": check.scope,
        "cloud": check.cloud,
        "service": check.package[2],
        "tier": check.tier,
        "population": list(check.population),
        "companions": {kind: list(names) for kind, names in check.companions.items()},
        "reads": {kind: list(paths) for kind, paths in check.reads.items()},
        "presence": {kind: list(paths) for kind, paths in check.presence.items()},
        "parameters": {
            one.name: {"type": one.type, "items": one.items or None, "default": one.default, "description": one.description}
            for one in check.parameters
        },
        "remediation": check.remediation,
        "live": check.live,
        "aliases": list(check.aliases),
        "references": list(check.references),
        "criteria": {name: list(ids) for name, ids in check.criteria.items()},
        "controls": list(check.controls),
        "file": check.file,
    }

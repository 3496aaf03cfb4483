"""`buttress waivers`: list them, hold them against a state, and add one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
from attrs import evolve

from buttress.assessment.waivers import GLOB, can_match, load_waivers
from buttress.catalog import Catalog
from buttress.cli import options, terminal
from buttress.cli.options import Group, Project, Request
from buttress.cli.run import load_catalog, load_settings, read_sources, run_assessment
from buttress.cli.waiver_file import extended
from buttress.documents import write_atomically
from buttress.errors import ConfigError
from buttress.model import Check
from buttress.settings import WAIVERS
from buttress.text import nearest, plural


@click.group(cls=Group)
def waivers() -> None:
    """Approved, reasoned, expiring acceptances of failing checks."""


@waivers.command("list")
@options.now("The moment to count days from; the clock if absent.")
@options.waivers()
@options.project
def list_(now: dt.datetime, waivers: str | None, project: Project) -> int:
    r"""List the waivers with the days they have left.

    \b
    Example:
      buttress waivers list
    """
    settings = load_settings(evolve(project, waivers=waivers))
    if not settings.waivers_file:
        click.echo("no waivers", err=True)
        return 0
    today = now.date()
    for one in load_waivers(settings.waivers_file, load_catalog(settings)):
        left = (one.expires - today).days if one.expires else 0
        state = f"{left} days left" if left >= 0 else f"expired {-left} days ago"
        click.echo(f"{one.check}  {one.resource}")
        click.echo(f"  {one.category}, {state}; owner {one.owner}, approved by {one.approver}, {one.ticket}: {one.reason}")
    return 0


@waivers.command()
@options.request
def check(request: Request) -> int:
    r"""Hold the waivers against a state: expired, unmatched, over-long, self-approved and unapproved ones make the exit code 1.

    \b
    Example:
      buttress waivers check --estate prod.json
    """
    assessment = run_assessment(read_sources(request), request, load_settings(request, near=request.sources))
    for problem in assessment.waiver_problems:
        click.echo(f"{problem.kind:<14} {problem.message}  ({problem.waiver.source})")
    terminal.note(plural(len(assessment.waiver_problems), "problem"))
    return int(bool(assessment.waiver_problems))


@waivers.command()
@click.argument("check_id", metavar="CHECK", shell_complete=options.complete_checks)
@click.argument("resource", metavar="RESOURCE")
@click.option("--owner", required=True, help="Who answers for the resource.")
@click.option("--approver", required=True, help="Who accepted it; not the owner.")
@click.option("--reason", required=True, help="Why it may stay as it is.")
@click.option("--ticket", required=True, help="Where the decision is kept.")
@click.option(
    "--category",
    type=click.Choice(["waiver", "mitigated"]),
    default="waiver",
    show_default=True,
    help="mitigated: something else does what the check asks for.",
)
@click.option("--days", type=click.IntRange(1, 3650), help="How long it lives at most.")
@options.now("The day it is created; today if absent.")
@options.project
def add(
    check_id: str,
    resource: str,
    *,
    owner: str,
    approver: str,
    reason: str,
    ticket: str,
    category: str,
    days: int | None,
    now: dt.datetime,
    project: Project,
) -> int:
    r"""Add a waiver of CHECK for RESOURCE (a URN, or glob: and a glob over URNs) to the project's waiver file.

    CHECK is an id, or what another tool calls a check that only one of ours covers (CKV_AWS_21).

    \b
    Example:
      buttress waivers add aws-s3-bucket-versioning-enabled "glob:*::cache" \
        --owner "data team" --approver "head of security" --ticket SEC-104 \
        --reason "rebuilt every night" --days 30
    """
    settings = load_settings(project)
    catalog = load_catalog(settings)
    chosen = _check_of(check_id, catalog)
    if owner.strip().casefold() == approver.strip().casefold():
        raise ConfigError("--approver is the owner", hint="somebody else must accept the risk")
    if settings.approvers and not settings.approves(approver):
        listed = f"{settings.file} lists {', '.join(settings.approvers)}"
        raise ConfigError(f"--approver {approver} is not among the approvers", hint=listed)
    longest = settings.longest_waiver[chosen.severity.value]
    if days is not None and days > longest:
        raise ConfigError(f"--days {days} is longer than the {longest} that a {chosen.severity.value} check allows")
    for one in load_waivers(settings.waivers_file, catalog) if settings.waivers_file else ():
        if (one.check, one.resource) == (chosen.id, resource):
            raise ConfigError(f"{chosen.id} is waived for {resource} already", where=one.source, hint="change that entry, or remove it")
    created = now.date()
    file = settings.waivers_file or Path(WAIVERS)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    entry = {
        "check": chosen.id,
        "resource": resource,
        "owner": owner,
        "approver": approver,
        "reason": reason,
        "ticket": ticket,
        "category": category,
        "created": created,
        "expires": created + dt.timedelta(days=days or longest),
    }
    write_atomically(file, extended(text, entry, str(file)).encode())
    if {"*", "?"} & set(resource) and not resource.startswith(GLOB):
        terminal.note(f"warning: this names one URN, letter by letter; {GLOB} before it makes * and ? stand for others")
    elif not can_match(resource, chosen):
        terminal.note(f"warning: this matches nothing: {chosen.id} judges {' and '.join(chosen.population)}")
    click.echo(f"{file}: {chosen.id} is waived for {resource} until {entry['expires']}")
    return 0


def _check_of(name: str, catalog: Catalog) -> Check:
    """The one check of this name, by its own id or another tool's."""
    found = catalog.find(name)
    if len(found) > 1:
        raise ConfigError(f"{name} is covered by {len(found)} checks", hint=f"name one: {', '.join(check.id for check in found)}")
    if not found:
        hint = nearest(name, [*catalog.checks, *catalog.aliases]) or "`buttress catalog` lists them"
        raise ConfigError(f"there is no check {name}", hint=hint)
    return found[0]

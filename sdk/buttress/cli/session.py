"""What every judging command needs: settings, the catalog, and an OPA that starts while the state is read."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from buttress.catalog import Catalog, load_catalog
from buttress.engine import Opa
from buttress.engine.binary import find_opa
from buttress.engine.choice import engine_for
from buttress.errors import ConfigError
from buttress.model import Assessment, Snapshot
from buttress.settings import Settings, find_settings, read_settings


@frozen(kw_only=True)
class Session:
    """One command's settings, catalog and running OPA."""

    settings: Settings
    catalog: Catalog
    opa: Opa


def settings_of(config: str | None, policies: Sequence[str] = (), waivers: str | None = None, near: Sequence[str] = ()) -> Settings:
    """The project's settings, with what the command line says on top.

    Without `--config` they are looked for from the working directory upwards, then from the first of `near` (a state file or a project)
    upwards: a state that lies in a project is judged by that project's settings.
    """
    settings = read_settings(Path(config)) if config else find_settings(Path.cwd())
    if not config and settings.file is None and settings.waivers_file is None and near and "://" not in near[0]:
        place = Path(near[0]).resolve()
        settings = find_settings(place if place.is_dir() else place.parent)
    if waivers:
        settings = evolve(settings, waivers_file=Path(waivers))
    return evolve(settings, policies=(*settings.policies, *policies))


def catalog_of(settings: Settings) -> Catalog:
    """Our checks and those of the project's policy directories."""
    return load_catalog(settings.policies, opa=lambda: find_opa().path)


@contextlib.contextmanager
def session(settings: Settings, *, timeout: float) -> Iterator[Session]:
    """A session whose OPA ends with it. `BUTTRESS_OPA_URL` names a server to use instead of a child of ours."""
    catalog = catalog_of(settings)
    with engine_for(catalog.bundles, catalog.revision, timeout=timeout) as opa:
        yield Session(settings=settings, catalog=catalog, opa=opa)


def moment(text: str | None) -> dt.datetime:
    """The moment to judge by: what `--now` says, in UTC unless it names a zone, else the clock."""
    if text is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--now {text!r} is not a time", hint="write it as 2026-01-31 or 2026-01-31T12:00:00Z") from None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def read_sources(sources: Sequence[str], stacks: Sequence[str]) -> Iterator[Snapshot]:
    """Every snapshot of the given files, directories, backends and live stacks, in that order."""
    from buttress.state import read_state

    if not sources and not stacks:
        raise ConfigError("no state was given", hint="give a file from `pulumi stack export`, a backend URL, or --stack ORG/PROJECT/STACK")
    for source in sources:
        yield from read_state(source)
    for name in stacks:
        yield from read_state(name, stack=True)


def judge(
    settings: Settings,
    sources: Sequence[str],
    stacks: Sequence[str],
    *,
    now: dt.datetime,
    estate: bool,
    timeout: float,
) -> Assessment:
    """The assessment of these sources."""
    from buttress.cli.terminal import progress

    with session(settings, timeout=timeout) as running:
        from buttress.assessment import assess

        with progress("reading") as told:
            return assess(
                read_sources(sources, stacks),
                catalog=running.catalog,
                opa=running.opa,
                now=now,
                settings=settings,
                estate=estate,
                on_stack=lambda snapshot: told(f"judging {snapshot.stack.label} ({len(snapshot.resources)} resources)"),
            )

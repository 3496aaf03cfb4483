"""From a request to an assessment: settings, the catalog, and an OPA that starts while the state is read."""

from __future__ import annotations

import contextlib
import itertools
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import evolve

from buttress import catalog
from buttress.cli.options import Project, Request, Terms
from buttress.cli.terminal import progress
from buttress.engine import open_engine
from buttress.engine.binary import find_opa
from buttress.errors import ConfigError
from buttress.model import Assessment, Snapshot
from buttress.settings import Settings, find_settings, read_settings

_SMALL = 500_000
"""Bytes of a state that is read before OPA starts; a larger one is read while OPA compiles."""


def load_settings(project: Project, near: Sequence[str] = ()) -> Settings:
    """The project's settings, with what the command line says on top.

    Without `--config` they are looked for from the working directory upwards, then from the first of `near` (a state file or a project)
    upwards: a state that lies in a project is judged by that project's settings.
    """
    settings = read_settings(Path(project.config), named=True) if project.config else find_settings(Path.cwd())
    if not project.config and settings.file is None and settings.waivers_file is None and near and "://" not in near[0]:
        place = Path(os.path.realpath(near[0]))
        settings = find_settings(place if place.is_dir() else place.parent)
    if project.waivers:
        settings = evolve(settings, waivers_file=Path(project.waivers))
    # A directory that the settings and the command line both name is one directory, by the name that was given last.
    named = {os.path.realpath(one): one for one in (*settings.policies, *project.policies)}
    return evolve(settings, policies=tuple(named.values()))


def load_catalog(settings: Settings) -> catalog.Catalog:
    """Our checks and those of the project's policy directories."""
    return catalog.load_catalog(settings.policies, opa=lambda: find_opa().path)


def read_sources(request: Request) -> Iterable[Snapshot]:
    """Every snapshot of the files, directories, backends and live stacks asked for, in that order, each read when it is its turn."""
    from buttress.state import read_state

    if not request.sources and not request.stacks:
        raise ConfigError("no state was given", hint="give a file from `pulumi stack export`, a backend URL, or --stack ORG/PROJECT/STACK")
    files = (read_state(source) for source in request.sources)
    live = (read_state(name, stack=True) for name in request.stacks)
    return itertools.chain.from_iterable(itertools.chain(files, live))


def run_assessment(snapshots: Iterable[Snapshot], terms: Terms, settings: Settings, *, doing: str = "reading") -> Assessment:
    """The assessment of these snapshots; `doing` is what a terminal shows until the first of them is there."""
    loaded = load_catalog(settings)
    with contextlib.ExitStack() as cleaning:
        bundles = loaded.bundles
        if _is_small(terms, settings):
            snapshots = list(snapshots)
            kinds = {resource.type for snapshot in snapshots for resource in snapshot.resources}
            bundles = loaded.bundles_for(kinds, Path(cleaning.enter_context(tempfile.TemporaryDirectory(prefix="buttress-"))))
        opa = cleaning.enter_context(open_engine(bundles, loaded.revision, timeout=terms.timeout))
        from buttress.assessment import assess

        with progress(doing) as show:
            return assess(
                snapshots,
                catalog=loaded,
                opa=opa,
                now=terms.now,
                settings=settings,
                estate=terms.estate,
                on_stack=lambda snapshot: show(f"judging {snapshot.stack.label} ({len(snapshot.resources)} resources)"),
            )


def _is_small(terms: Terms, settings: Settings) -> bool:
    """Whether it pays to read what is asked about first, and to have OPA compile only what that can need: one small file, and no estate."""
    if not isinstance(terms, Request) or terms.estate or settings.estates or terms.stacks or len(terms.sources) != 1:
        return False
    file = Path(terms.sources[0])
    return file.is_file() and file.stat().st_size <= _SMALL

"""Judging stacks in one call, as `buttress check` does: the project's settings, the catalog and an OPA come by themselves."""

from __future__ import annotations

import datetime as dt
import itertools
import os
from pathlib import Path

from buttress.assessment import assess
from buttress.catalog import load_catalog
from buttress.engine import open_engine
from buttress.engine.binary import find_opa
from buttress.model import Assessment
from buttress.settings import Settings, find_settings
from buttress.state import read_state


def check(
    *sources: str | os.PathLike[str], estate: bool = False, settings: Settings | None = None, now: dt.datetime | None = None
) -> Assessment:
    """The assessment of the stacks in these files, directories and backends.

    Without `settings` those of the nearest `buttress.yaml` hold, without `now` it is judged by the clock. `estate` judges each cloud
    account as a whole, too. Raises a `buttress.Error`; no finding is one.
    """
    chosen = settings or find_settings(Path.cwd())
    catalog = load_catalog(chosen.policies, opa=lambda: find_opa().path)
    moment = now or dt.datetime.now(dt.UTC)  # noqa: TID251  (who names no moment means this one)
    snapshots = itertools.chain.from_iterable(read_state(os.fspath(source)) for source in sources)
    with open_engine(catalog.bundles, catalog.revision) as opa:
        return assess(snapshots, catalog=catalog, opa=opa, now=moment.replace(microsecond=0), settings=chosen, estate=estate)

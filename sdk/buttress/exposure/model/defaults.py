"""The numbers that hold where exposure.yaml is silent, and the text of a first exposure.yaml: both are `exposure.default.yaml`.

The money ranges are the usual order of magnitude for a mid-sized e-commerce company; none of them is a statistic. The weights,
thresholds and priors are judgements. All are printed with every result and all can be overridden.
"""

from __future__ import annotations

import datetime as dt
import functools
from importlib import resources

from buttress.documents import Document, parse_yaml

MODEL_VERSION = "1.0"

_FILE = "exposure.default.yaml"
_SILENT = "#? "
"""Before a default that a first exposure.yaml shows as a comment, so that it counts as ours until somebody writes it."""


def init_text(today: dt.date) -> str:
    """A commented exposure.yaml for an e-commerce shop; the period is that of `default_period`, every default is labelled as one."""
    return _text(today).replace(_SILENT, "# ")


def default_period(today: dt.date) -> tuple[dt.date, dt.date]:
    """Twelve months from the first of the month of `today`: start, and the first day after the end."""
    start = today.replace(day=1)
    return start, start.replace(year=start.year + 1)


@functools.cache
def default_document() -> Document:
    """All defaults as exposure.yaml would say them; period and contracts stand for nothing."""
    return parse_yaml(_text(_SOME_DAY).replace(_SILENT, ""), _FILE)


def _text(today: dt.date) -> str:
    start, end = default_period(today)
    text = resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    for name, value in {"start": start, "end": end, "year": start.year, "next": start.year + 1}.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


_SOME_DAY = dt.date(2026, 1, 1)

DEFAULT_YAML = init_text(_SOME_DAY)

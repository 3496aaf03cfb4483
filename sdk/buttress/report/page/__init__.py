"""The report as one HTML file: no script, no request, light and dark, print and small screens.

The templates and the style sheet are in `templates/`; `view.py` prepares what they show and `charts.py` draws. Everything that comes from
outside passes `printable` and then Jinja's escaping, so that a name is text and nothing else.
"""

from __future__ import annotations

import functools
from typing import Any

from buttress.model import Outcome
from buttress.report.context import Context, instant
from buttress.report.inert import dotted, printable, slug
from buttress.report.page.view import Page
from buttress.report.wording import DISCLAIMER, ESTIMATE, GLYPHS, LABELS, STATUS_GLYPHS, WORDS, plural


def write(context: Context) -> bytes:
    """The page, UTF-8."""
    return rendered(context).encode()


def rendered(context: Context, *, printed: str = "") -> str:
    """The page as text; `printed` is the style of a page on paper, without what only a browser has a use for."""
    template = _environment().get_template("report.html.j2")
    text: str = template.render(page=Page(context), context=context, assessment=context.assessment, printed=printed)
    return f"{text}\n"


@functools.cache
def _environment() -> Any:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("buttress.report.page", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_inert,
    )
    environment.globals.update(
        DISCLAIMER=DISCLAIMER,
        ESTIMATE=ESTIMATE,
        GLYPHS=GLYPHS,
        LABELS=LABELS,
        STATUS_GLYPHS=STATUS_GLYPHS,
        WORDS=WORDS,
        plural=plural,
        instant=instant,
    )
    environment.filters.update(as_outcome=Outcome, dotted=dotted, slug=slug)
    return environment


def _inert(value: Any) -> Any:
    return printable(value, lines=True) if type(value) is str else value

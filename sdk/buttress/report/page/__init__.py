"""The report as HTML, one file or a folder of them: no request, light and dark, print and small screens, whole without a script.

The one script is ours, stands in the page and is named in its policy by its hash: it searches the findings and keeps what was asked in
the address.

The templates and the style sheet are in `templates/`; `view.py` prepares what they show and `charts.py` draws. Everything that comes from
outside passes `printable` and then Jinja's escaping, so that a name is text and nothing else.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources
from typing import Any

from buttress.assessment.baseline import SCHEMA
from buttress.model import Outcome
from buttress.report.context import Context, instant
from buttress.report.page.exports import DATA, WORDY
from buttress.report.page.layout import Layout, folder, single
from buttress.report.page.view import Page
from buttress.report.wording import DISCLAIMER, GLYPHS, LABELS, STATUS_GLYPHS, TONES, WORDS
from buttress.text import ESTIMATE, plural, printable, slug


def write(context: Context) -> bytes:
    """The page, UTF-8."""
    return rendered(context).encode()


def write_folder(context: Context) -> dict[str, bytes]:
    """The report as a folder, for more findings than one page should hold: an index, a page a criterion, one by resource, and the data."""
    page = Page(context)
    pages = {layout.name: _render(page, layout).encode() for layout in folder(page)}
    return {**pages, **{name: write_data(context) for name, write_data in {**DATA, **WORDY}.items()}}


def rendered(context: Context, *, printed: str = "") -> str:
    """The page as text; `printed` is the style of a page on paper, without what only a browser has a use for."""
    page = Page(context)
    return _render(page, single(page), printed=printed)


def _render(page: Page, layout: Layout, *, printed: str = "") -> str:
    context = page.context
    template = _environment().get_template("report.html.j2")
    text: str = template.render(page=page, layout=layout, context=context, assessment=context.assessment, printed=printed)
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
    script = (resources.files("buttress.report.page") / "templates" / "report.js").read_text(encoding="utf-8")
    environment.globals.update(
        SCRIPT=script,
        SCRIPT_HASH=f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}",
        DISCLAIMER=DISCLAIMER,
        ESTIMATE=ESTIMATE,
        GLYPHS=GLYPHS,
        LABELS=LABELS,
        STATUS_GLYPHS=STATUS_GLYPHS,
        TONES=TONES,
        WORDS=WORDS,
        SCHEMA=SCHEMA,
        plural=plural,
        instant=instant,
    )
    environment.filters.update(as_outcome=Outcome, slug=slug)
    return environment


def _inert(value: Any) -> Any:
    return printable(value, lines=True) if type(value) is str else value

"""The report as PDF, from the same page as the HTML, with page numbers and the digest of the assessment at the foot of every page.

It needs WeasyPrint (the extra `pdf`) and the Pango library of the system. Nothing is fetched: a page that asks for anything is refused.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from typing import Any, NoReturn

from buttress.assessment.baseline import SCHEMA
from buttress.errors import ConfigError
from buttress.report import json_document
from buttress.report.context import Context

_EPOCH = "SOURCE_DATE_EPOCH"
_STYLE = """\
@page {{
  size: A4; margin: 16mm 14mm 18mm;
  @bottom-left {{ content: "Buttress · assessment sha256 {digest}"; font: 6.5pt monospace; color: #505c6b; }}
  @bottom-right {{ content: "page " counter(page) " of " counter(pages); font: 7.5pt sans-serif; color: #505c6b; }}
}}
html {{ font-size: 8.5pt; }}
body {{ font-size: 1rem; line-height: 1.4; }}
h1 {{ font-size: 2rem; }}
table {{ font-size: 0.875rem; }}
th, td {{ padding: 0.25rem 0.5rem; }}
.frame {{ padding: 0; }}
.masthead {{ padding: 1rem; }}
.facts, .facts dt, .facts dd {{ display: inline; }}
.facts div {{ display: inline-block; margin-right: 1.5rem; }}
.facts dt {{ margin-right: 0.375rem; }}
.tiles {{ grid-template-columns: repeat(6, 1fr); }}
.four {{ grid-template-columns: repeat(4, 1fr); }}
.heat th.wide {{ width: 75mm; }}
.heat .state {{ display: block; min-width: 0; }}
.heat .state .small {{ display: block; }}
.heat td.num {{ min-width: 0; }}
details > summary {{ min-height: 0; padding: 0.375rem 0.5rem; }}
.rows, .tests {{ table-layout: fixed; }}
.rows th:first-child {{ width: 18mm; }}
.tests th:nth-child(1) {{ width: 25%; }}
.tests th:nth-child(3), .tests th:nth-child(5) {{ width: 17mm; }}
.tests th:nth-child(4) {{ width: 20%; }}
"""


def write(context: Context) -> bytes:
    """The PDF; the assessment's JSON is attached to it. A ConfigError says what is missing to write one."""
    weasyprint = _weasyprint()
    from buttress.report.page import rendered

    data = json_document.write(context)
    style = _STYLE.format(digest=hashlib.sha256(data).hexdigest())
    moment = context.assessment.assessed_at.astimezone(dt.UTC)
    attached = weasyprint.Attachment(
        string=data,
        name="assessment.json",
        description=f"The assessment as JSON, schema {SCHEMA}",
        created=moment,
        modified=moment,
    )
    page = weasyprint.HTML(string=rendered(context, printed=style), url_fetcher=_refuse)
    with _dated(moment):
        pdf: bytes = page.write_pdf(attachments=[attached], pdf_identifier=hashlib.sha256(data).digest()[:16])
    return pdf


@contextlib.contextmanager
def _dated(moment: dt.datetime) -> Iterator[None]:
    """Fonts bear the moment of the assessment: without HarfBuzz-Subset, fontTools cuts them and would write the time of day."""
    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        os.environ.pop(_EPOCH)
        if before is not None:
            os.environ[_EPOCH] = before


def _weasyprint() -> Any:
    try:
        import weasyprint
    except ImportError:
        raise ConfigError("PDF needs WeasyPrint", hint='pip install "buttress[pdf]", or print the HTML report from a browser') from None
    except OSError as problem:
        # WeasyPrint loads Pango when it is imported.
        reason = str(problem).split("\n", 1)[0]
        hint = "install it (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0), or print the HTML report from a browser"
        raise ConfigError(f"PDF needs the Pango library: {reason}", hint=hint) from None
    return weasyprint


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"the report asks for {url[:80]}, and nothing may be fetched")

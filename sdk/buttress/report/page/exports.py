"""The other formats as one ZIP archive inside the page, so that whoever gets the page has the data too."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping

from buttress.report import action_plan, csv_table, json_document, oscal, sarif
from buttress.report.context import Context
from buttress.report.registry import Writer

BULKY = 500
"""The most listed findings with which a page carries the wordy formats too: beyond, they would take it over its two megabytes."""

DATA: Mapping[str, Writer] = {
    "assessment.json": json_document.write,
    "findings.csv": csv_table.write,
    "action-plan.csv": action_plan.write,
}

WORDY: Mapping[str, Writer] = {
    "buttress.sarif": sarif.write,
    "oscal-assessment-results.json": oscal.write_results,
}


def archive(context: Context, *, wordy: bool) -> str:
    """A `data:` address of the archive, the same for the same assessment."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as files:
        for name, write in {**DATA, **(WORDY if wordy else {})}.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, so that the bytes do not change with the clock
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            files.writestr(entry, write(context))
    return f"data:application/zip;base64,{base64.b64encode(stream.getvalue()).decode()}"

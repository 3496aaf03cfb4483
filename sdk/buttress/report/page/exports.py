"""The other formats as one ZIP archive inside the page, so that whoever gets the page has the data too."""

from __future__ import annotations

import base64
import io
import zipfile

from buttress.report import action_plan, csv_table, json_document
from buttress.report.context import Context

DATA = {
    "assessment.json": json_document.write,
    "findings.csv": csv_table.write,
    "action-plan.csv": action_plan.write,
}


def archive(context: Context) -> str:
    """A `data:` address of the archive, the same for the same assessment."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as files:
        for name, write in DATA.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, so that the bytes do not change with the clock
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            files.writestr(entry, write(context))
    return f"data:application/zip;base64,{base64.b64encode(stream.getvalue()).decode()}"

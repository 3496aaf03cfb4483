"""Every format of the small and the empty assessment, byte for byte; a change shows as a diff to be read.

To accept one, run with BUTTRESS_UPDATE_GOLDEN=1 and look at what git shows.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from buttress.model import Assessment
from buttress.report import render
from buttress.report.registry import FORMATS

HERE = Path(__file__).parent / "golden"
FILES = {
    "action-plan": "plan.csv",
    "asff": "asff.json",
    "concise": "concise.txt",
    "csv": "csv",
    "github": "github.txt",
    "html": "html",
    "json": "json",
    "junit": "junit.xml",
    "markdown": "md",
    "ocsf": "ocsf.json",
    "oscal": "oscal.json",
    "oscal-poam": "poam.json",
    "sarif": "sarif",
    "text": "txt",
}


@pytest.mark.parametrize("name", ["empty", "small"])
@pytest.mark.parametrize("form", sorted(FILES))
def test_report_is_the_one_that_was_looked_at(request: pytest.FixtureRequest, exposure: dict[str, Any], name: str, form: str) -> None:
    found: Assessment = request.getfixturevalue(name)
    money = exposure if name == "small" else None
    written = render(found, form, exposure=money, options={"aws_region": "eu-central-1"})
    golden = HERE / f"{name}.{FILES[form]}"
    # The compressed archive in the page depends on the machine's zlib; what is in it has golden files of its own.
    written = re.sub(rb"(data:application/zip;base64,)[A-Za-z0-9+/=]+", rb"\1", written)
    if os.environ.get("BUTTRESS_UPDATE_GOLDEN"):
        golden.write_bytes(written)
    assert written == golden.read_bytes()


def test_every_format_has_its_golden_file() -> None:
    assert sorted(FILES) == sorted(set(FORMATS) - {"pdf", "oscal-components"})  # those depend on the machine's fonts and on the components

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
MACHINE = {"pdf", "oscal-components"}
"""What depends on the machine's fonts and on the components."""
FORMS = sorted(set(FORMATS) - MACHINE)
NAMES = ("empty", "small")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FORMS)
def test_report_is_the_one_that_was_looked_at(request: pytest.FixtureRequest, exposure: dict[str, Any], name: str, form: str) -> None:
    found: Assessment = request.getfixturevalue(name)
    money = exposure if name == "small" else None
    written = render(found, form, exposure=money, options={"aws_region": "eu-central-1"})
    golden = HERE / f"{name}.{FORMATS[form].file_name}"
    # The compressed archive in the page depends on the machine's zlib; what is in it has golden files of its own.
    written = re.sub(rb"(data:application/zip;base64,)[A-Za-z0-9+/=]+", rb"\1", written)
    if os.environ.get("BUTTRESS_UPDATE_GOLDEN"):
        golden.write_bytes(written)
    assert written == golden.read_bytes()


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in HERE.iterdir()} == {f"{name}.{FORMATS[form].file_name}" for name in NAMES for form in FORMS}

"""Names that try to break out of a format are text and nothing else."""

from __future__ import annotations

import re
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.assessments import HOSTILE

from buttress.model import Assessment
from buttress.report import render
from buttress.report.escaping import spreadsheet
from buttress.report.registry import FORMATS
from buttress.text import printable, slug

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pdf"}))
def test_no_format_lets_control_or_direction_characters_through(hostile: Assessment, name: str) -> None:
    written = render(hostile, name, options={"aws_account": "1" * 12, "aws_region": "eu-central-1"}).decode("utf-8").replace("\r\n", "\n")
    assert RAW.findall(written) == []


def test_page_gains_no_element_and_no_attribute(hostile: Assessment) -> None:
    page: Any = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(render(hostile, "html").decode())
    assert [script.attrib for script in page.iter("script")] == [{}]  # the one that the policy names by its hash
    assert list(page.iter("img")) == []
    assert [name for element in page.iter() for name in element.attrib if name.startswith("on")] == []
    said = "".join(page.itertext())
    assert '"><script>alert(1)</script>' in said
    assert "{{ 7*7 }}{% raw %}" in said
    assert "49" not in [part.strip() for part in said.split("{{")]


def test_terminal_line_cannot_be_forged(hostile: Assessment) -> None:
    for name in ("text", "concise"):
        assert not any(line.startswith("FAIL forged") for line in render(hostile, name).decode().splitlines())


@given(st.text())
def test_printable_text_is_printable_and_stays_put(text: str) -> None:
    clean = printable(text)
    assert RAW.findall(clean) == []
    assert "\n" not in clean
    assert printable(clean) == clean
    assert printable(text, ascii_only=True).isascii()


@given(st.text())
def test_spreadsheet_cells_never_start_a_formula(text: str) -> None:
    assert not spreadsheet(text).lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text())
def test_slugs_fit_selectors(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))


def test_the_hostile_names_are_hostile() -> None:
    assert any(RAW.search(name) for name in HOSTILE)

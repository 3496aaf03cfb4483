"""Writers by name, ours and those of other packages."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import Any

import pytest

from buttress.cli import delivery
from buttress.errors import ConfigError
from buttress.model import Assessment
from buttress.report import Context, file_name, formats, render
from buttress.report.registry import FORMATS, GROUP, writer


def slides(context: Context) -> bytes:
    """A writer as another package would bring it."""
    return f"{len(context.criteria)} slides".encode()


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        importlib.metadata.EntryPoint("slides", f"{__name__}:slides", GROUP),
        importlib.metadata.EntryPoint("broken", "no_such_module_anywhere:write", GROUP),
        importlib.metadata.EntryPoint("number", f"{__name__}:GROUP", GROUP),
        importlib.metadata.EntryPoint("failing", "words:fail", GROUP),
        importlib.metadata.EntryPoint("wordy", "words:text", GROUP),
        importlib.metadata.EntryPoint("json", f"{__name__}:slides", GROUP),
    ]
    found: Any = lambda group: entries if group == GROUP else []  # noqa: E731
    monkeypatch.setattr(importlib.metadata, "entry_points", found)
    monkeypatch.setattr(
        importlib.metadata.EntryPoint, "load", lambda entry: slides if entry.value.endswith(":slides") else _load(entry.value)
    )


def _fail(_: Context) -> bytes:
    raise KeyError("nothing")


def _load(value: str) -> Any:
    if value.startswith("words:"):
        return {"words:fail": _fail, "words:text": lambda _: "text"}[value]
    if value.startswith("no_such"):
        raise ModuleNotFoundError("No module named 'no_such_module_anywhere'")
    return GROUP


def test_every_format_of_ours_writes_every_assessment(empty: Assessment, small: Assessment) -> None:
    for name in FORMATS:
        assert writer(name).__module__.startswith("buttress.report.")
        options = {"aws_region": "eu-central-1"}
        assert render(small, name, options=options) == render(small, name, options=options)
        assert isinstance(render(empty, name), bytes)


def test_formats_are_sorted_and_hold_ours() -> None:
    assert list(formats()) == sorted(formats())
    assert set(FORMATS) <= set(formats())


def test_unknown_format_names_the_nearest(small: Assessment) -> None:
    with pytest.raises(ConfigError) as problem:
        render(small, "jsn")
    assert problem.value.hint == "did you mean json?"


def test_unknown_outcome_is_refused(small: Assessment) -> None:
    with pytest.raises(ConfigError, match="clean"):
        render(small, "text", show=["clean"])


@pytest.mark.usefixtures("plugin")
def test_another_package_can_add_a_format(small: Assessment) -> None:
    assert "slides" in formats()
    assert render(small, "slides") == b"8 slides"


@pytest.mark.usefixtures("plugin")
def test_another_package_cannot_take_a_name_of_ours(small: Assessment) -> None:
    assert render(small, "json").startswith(b"{")


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("broken", "could not be loaded"),
        ("number", "is not a function"),
        ("failing", "'failing' failed: KeyError: 'nothing'"),
        ("wordy", "'wordy' gave str instead of bytes"),
    ],
)
def test_broken_addition_is_an_error_that_names_it(small: Assessment, name: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        render(small, name)


def test_a_file_name_leads_back_to_its_format_where_the_command_line_goes_by_endings() -> None:
    for ending in {one.ending for one in FORMATS.values()}:
        (target,) = delivery._targets((), (f"any.{ending}",), "text")
        assert Path(file_name(target.format)).suffix == f".{ending}"
    names = [file_name(form) for form in formats()]
    assert len(set(names)) == len(names)
    assert {"report.html", "report.pdf", "report.sarif", "junit.xml", "oscal-poam.json", "action-plan.csv"} <= set(names)
    assert file_name("slides") == "report.slides"

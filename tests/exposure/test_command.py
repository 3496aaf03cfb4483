"""`buttress exposure`: what it writes, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from tests.support.exposures import Builder

from buttress.cli.exposure import exposure
from buttress.errors import ConfigError
from buttress.exposure import DEFAULT_YAML, load_model
from buttress.report import exposure_text


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shop instead of OPA's answer."""
    shop = Builder().control("CTL-ENC", ["CC6.1"], {"kms": ["fail", "pass"]}).control("CTL-NET", ["CC6.6"], {"sg@critical": ["fail"]})
    for number in range(2, 6):
        shop.control(f"CTL-{number}", [f"CC7.{number}", "CC6.7", "PI1.2"], {f"check-{number}": ["pass"]})
    monkeypatch.setattr("buttress.cli.exposure.run_assessment", lambda *_: shop.build())


def run(*arguments: str) -> Any:
    """The result of the command, called as the whole program calls it: click keeps the help option of a command's first call."""
    names = ["-h", "--help"]
    return CliRunner().invoke(exposure, list(arguments), standalone_mode=False, catch_exceptions=False, help_option_names=names)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("judged")
def test_the_text_starts_with_the_four_numbers_and_ends_with_what_it_is_not(folder: Path) -> None:
    (folder / "exposure.yaml").write_text(DEFAULT_YAML, encoding="utf-8")
    page, text = run("state.json").output, run("state.json", "--full").output
    assert text.startswith(page[: page.index("A planning estimate")])
    for word in ("inherent", "residual", "planned", "floor", "What drives", "CTL-ENC", "illustrative default", "Not modelled"):
        assert word in text
    for word in (
        "Plan:",
        "no better plan exists",
        "owner:",
        "criterion:",
        "Fréchet bounds",
        "no simulation error",
        "the worst 5 % of outcomes",
    ):
        assert word in text
    assert "not legal advice" in text
    assert "What if" not in text


@pytest.mark.usefixtures("judged")
def test_without_more_the_text_is_one_page_for_who_pays(folder: Path) -> None:
    (folder / "exposure.yaml").write_text(DEFAULT_YAML, encoding="utf-8")
    page = run("state.json").output
    lines = page.splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 100
    assert lines[0].startswith("Exposure to a failed audit (illustrative)")
    assert "made up for illustration" in "".join(lines[1:5])
    headings = [line for line in lines if line.startswith(("What drives", "What to fix first", "What is assumed"))]
    assert len(headings) == 3
    assert [line.split()[0] for line in lines if line.startswith("  ") and line.split()[0] in {"inherent", "residual", "planned", "floor"}]
    assert "--full" in lines[-1]
    assert "Shapley" not in page


@pytest.mark.usefixtures("judged")
def test_a_what_if_shows_what_changes(folder: Path) -> None:
    (folder / "mine.yaml").write_text(DEFAULT_YAML, encoding="utf-8")
    text = run("state.json", "--exposure", "mine.yaml", "--fix", "CTL-NET", "--date", "2026-02-05").output
    assert "What if" in text
    residual = next(line for line in text.splitlines()[text.splitlines().index("What if") :] if line.strip().startswith("residual"))
    assert "-USD" in residual
    assert "as things would stand, USD" in text


@pytest.mark.usefixtures("judged")
def test_a_day_without_fixes_is_the_day_of_the_floor(folder: Path) -> None:
    (folder / "exposure.yaml").write_text(DEFAULT_YAML, encoding="utf-8")
    text = run("state.json", "--date", "2026-11-01").output
    assert "floor: all fixed on 2026-11-01" in text
    assert "Fixing everything on 2026-11-01 would take off" in text
    assert "with everything fixed on 2026-11-01, USD" in text
    assert "today" in run("state.json").output


@pytest.mark.usefixtures("judged", "folder")
def test_the_json_is_the_exposure_document() -> None:
    result = run("value", "state.json", "--format", "json", "-o", "out/exposure.json")
    document = json.loads(Path("out/exposure.json").read_text(encoding="utf-8"))
    assert document["schema"] == "buttress.exposure/1"
    assert "illustrative defaults are used" in result.stderr


@pytest.mark.usefixtures("judged", "folder")
def test_above_the_boards_tolerance_the_exit_code_can_say_so(folder: Path) -> None:
    (folder / "exposure.yaml").write_text(DEFAULT_YAML, encoding="utf-8")
    assert run("state.json").return_value == 0
    assert run("state.json", "--fail-above-tolerance").return_value == 1


def test_init_writes_a_file_that_reads_and_replaces_none(folder: Path) -> None:
    run("init", "--now", "2026-03-05")
    model = load_model(folder / "exposure.yaml")
    assert model.period.start.isoformat() == "2026-03-01"
    with pytest.raises(ConfigError, match="already there"):
        run("init")
    run("init", "--force", "--now", "2026-04-05")
    assert load_model(folder / "exposure.yaml").period.start.isoformat() == "2026-04-01"


@pytest.mark.usefixtures("judged", "folder")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("state.json", "--fix", "CTL-X"), "no control CTL-X"),
        (("state.json", "--date", "soon"), "is not a day"),
        (("state.json", "--exposure", "absent.yaml"), "cannot be read"),
    ],
)
def test_bad_use_is_refused(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        run(*arguments)
    assert message in str(caught.value)


def test_an_unknown_option_is_a_usage_error() -> None:
    with pytest.raises(click.UsageError):
        run("state.json", "--fixx", "CTL-A")


@pytest.mark.parametrize(
    ("replaces", "interrupts", "said"),
    [
        (True, None, "replaces"),
        (True, True, "replaces"),
        (False, True, "interrupts"),
        (None, True, "interrupts"),
        (False, False, "in place"),
        (False, None, "effect not known"),
        (None, False, "effect not known"),
        (None, None, "effect not known"),
    ],
)
def test_what_a_step_does_to_what_is_live_is_never_left_open(replaces: bool | None, interrupts: bool | None, said: str) -> None:
    assert exposure_text._moved(replaces=replaces, interrupts=interrupts) == said

"""Dates as text, contradictions, contracts from a sheet, the questions of `init --ask`, and what changed since."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner
from tests.support.exposures import NO_COSTS, Builder, modelled

from buttress.cli.exposure import exposure
from buttress.documents import parse_yaml
from buttress.errors import ConfigError
from buttress.exposure import WhatIf, changed_since, evaluate, load_model, simulate
from buttress.exposure.model.sheet import COLUMNS, read_sheet

PERIOD = "period: {start: 2026-01-01, end: 2027-01-01}\n"
AGREEMENT = "master_agreements: [{id: group, cap: 300000}]\n"
SHEET = """\
id,title,value,liquidated_damages,cap,trigger,cure_days,renewal,termination,annual,margin,churn_adverse,master_agreement
shop,"Shop, checkout","4,000,000",5 % / 10 % / 15 %,500000,modified,30,2027-07-01,yes,2000000,35%,0.25,
pay,,1500000 USD,0.1,,criteria CC6.1 CC6.7,,,,,,,group

late,,100,10%,,report after 2027-02-15,,,no,,,,
"""


def refused(text: str) -> ConfigError:
    """What is said of a model."""
    with pytest.raises(ConfigError) as caught:
        load_model(parse_yaml(text, "exposure.yaml"))
    return caught.value


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_date_may_be_text(quote: str) -> None:
    period = load_model(parse_yaml(f"period: {{start: {quote}2026-01-01{quote}, end: {quote}2027-01-01{quote}}}\n", "exposure.yaml")).period
    assert (period.start, period.end) == (dt.date(2026, 1, 1), dt.date(2027, 1, 1))


def test_json_can_give_dates() -> None:
    document = {
        "period": {"start": "2026-01-01", "end": "2027-01-01"},
        "team": {"freezes": [{"from": "2026-11-20", "to": "2026-12-02"}]},
        "contracts": [{"id": "a", "value": 1, "trigger": {"report_after": "2027-03-31"}, "renewal": "2027-07-01"}],
    }
    model = load_model(parse_yaml(json.dumps(document, indent=2), "exposure.json"))
    assert model.contracts[0].renewal == dt.date(2027, 7, 1)
    assert model.contracts[0].trigger.date == dt.date(2027, 3, 31)
    assert model.team.freezes[0].first == dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("period:\n  start: 2026-01-01\n  end: '2027-02-30'\n", 3, "no day of the calendar"),
        ("period:\n  start: 2026-01-01\n  end: 2027-02-30\n", 3, "2027-02-30"),
        ("period:\n  start: 2026-01-01\n  end: 1. 1. 2027\n", 3, "not a date"),
        (PERIOD + "team:\n  people: 0\n", 3, "0 people have no"),
        (PERIOD + "team:\n  capacity_weeks: 4\n  people: 0\n", 4, "0 people have no 4 weeks"),
    ],
)
def test_every_error_has_its_line(text: str, line: int, words: str) -> None:
    found = refused(text)
    assert found.where == f"exposure.yaml:{line}"
    assert words in found.message


def test_nobody_without_weeks_is_no_contradiction() -> None:
    assert load_model(parse_yaml(PERIOD + "team: {people: 0, capacity_weeks: 0}\n", "exposure.yaml")).team.people == 0


def test_the_scope_and_an_agreement_are_pointed_at_where_they_stand(shop: Builder) -> None:
    """They are found wrong only with the controls at hand."""
    text = PERIOD + "scope:\n  criteria: [CC6.9]\n"
    shop.control("CTL-A", ["CC6.1"], {"check": ["pass"]}).criteria.append("CC6.9")
    with pytest.raises(ConfigError) as caught:
        evaluate(shop.build(), load_model(parse_yaml(text, "exposure.yaml")))
    assert caught.value.where == "exposure.yaml:2"


def test_fixed_and_accepted_at_once_is_refused(shop: Builder) -> None:
    shop.control("CTL-A", ["CC6.1"], {"check": ["fail"]})
    with pytest.raises(ConfigError, match="CTL-A cannot be fixed and accepted at once"):
        simulate(shop.build(), WhatIf(fix=("CTL-A",), accept=("CTL-A",)), modelled())


def test_a_day_beyond_the_period_and_an_assessment_after_it_are_said_in_words(shop: Builder) -> None:
    shop.control("CTL-A", ["CC6.1"], {"check": ["fail"]})
    beyond = simulate(shop.build(), WhatIf(date=dt.date(2027, 2, 1)), modelled())
    assert any("2027-02-01 lies beyond the period, which ends on 2027-01-01" in line for line in beyond.warnings)
    after = evaluate(evolve(shop, now=dt.datetime(2027, 3, 1, tzinfo=dt.UTC)).build(), modelled())
    assert any("the period ended on 2027-01-01" in line for line in after.warnings)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_sheet_gives_contracts(tmp_path: Path, separator: str) -> None:
    text = SHEET
    if separator != ",":
        text = text.replace('"Shop, checkout"', "Shop").replace('"4,000,000"', "4000000").replace(",", separator)
    (tmp_path / "contracts.csv").write_text(f"\ufeff{text}", encoding="utf-8")
    model = load_model(parse_yaml(PERIOD + AGREEMENT, "exposure.yaml"), contracts=tmp_path / "contracts.csv")
    shop, pay, late = model.contracts
    assert (shop.value, shop.cap, shop.cure_days, shop.termination) == (400_000_000, 50_000_000, 30, True)
    assert shop.liquidated_damages is not None
    assert (shop.liquidated_damages.low, shop.liquidated_damages.mode, shop.liquidated_damages.high) == (0.05, 0.10, 0.15)
    assert (shop.renewal, shop.margin, dict(shop.churn or {})) == (dt.date(2027, 7, 1), 0.35, {"adverse": 0.25})
    assert (pay.trigger.criteria, pay.master_agreement, pay.cap) == (("CC6.1", "CC6.7"), "group", None)
    assert (late.trigger.kind, late.trigger.date, late.termination) == ("late", dt.date(2027, 2, 15), False)
    assert not any(one.illustrative for one in model.contracts)
    assert model.file == "exposure.yaml"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, "is empty"),
        ("id,value\n", 1, "has no column trigger"),
        ("id,value,trigger,vallue\n", 1, "unknown column 'vallue'"),
        ("id,value,trigger,id\n", 1, "appears twice"),
        ("id,value,trigger\na,1,modified\nb,1 million,modified\n", 3, "value: '1 million' cannot be read"),
        ("id,value,trigger\na,1.000.000,modified\n", 2, "cannot be read"),
        ("id,value,trigger\na,1,whatever\n", 2, "trigger: 'whatever' cannot be read"),
        ("id,value,trigger\n,1,modified\n", 2, "id is empty"),
        ("id,value,trigger\na,1,modified,2\n", 2, "has 4 cells"),
        ("id,value,trigger,margin\na,1,modified,150%\n", 2, "above 1"),
        ("id,value,trigger,renewal\na,1,modified,2027-02-30\n", 2, "no day of the calendar"),
        ("id,value,trigger,cure_days\na,1,modified,ten\n", 2, "a whole number of days"),
        ("id,value,trigger\na,1,modified\na,1,modified\n", 3, "appears twice"),
        ("id,value,trigger,master_agreement\na,1,modified,nobody\n", 2, "no master agreement nobody"),
        ("id,value,trigger\na,1 EUR,modified\n", 2, "is in EUR"),
        ('id,value,trigger\na,1,"modified\n', 2, "is not CSV"),
    ],
)
def test_what_is_wrong_in_a_sheet_is_pointed_at_there(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "contracts.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_model(parse_yaml(PERIOD + AGREEMENT, "exposure.yaml"), contracts=path)
    assert words in f"{caught.value.message} {caught.value.hint}"
    assert caught.value.where == (f"{path}:{line}" if line else str(path))


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_sheet(tmp_path / "none.csv")


def test_every_column_is_one_that_a_contract_has() -> None:
    """A sheet can say what exposure.yaml can, exceptions and ranges of ours aside."""
    from attrs import fields

    from buttress.exposure.model.inputs import Contract

    flat = {name.split("_")[0] if name.startswith("churn_") else name for name in COLUMNS}
    assert flat == {one.name for one in fields(Contract)}


def run(*arguments: str, answers: str = "") -> Any:
    """The result of the command."""
    names = ["-h", "--help"]
    return CliRunner().invoke(
        exposure, list(arguments), input=answers, standalone_mode=False, catch_exceptions=False, help_option_names=names
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_first_file_takes_its_contracts_from_a_sheet(folder: Path) -> None:
    (folder / "contracts.csv").write_text(SHEET.replace(",group\n", ",\n"), encoding="utf-8")
    run("init", "--contracts", "contracts.csv", "--now", "2026-02-03")
    model = load_model("exposure.yaml")
    assert [one.id for one in model.contracts] == ["shop", "pay", "late"]
    assert model.contracts == load_model(parse_yaml(PERIOD, "x"), contracts="contracts.csv").contracts
    assert not any("contracts." in line for line in model.illustrative)
    assert model.period.start == dt.date(2026, 2, 1)


@pytest.mark.usefixtures("folder")
def test_questions_need_a_terminal() -> None:
    with pytest.raises(ConfigError, match="--ask needs a terminal"):
        run("init", "--ask")


def test_questions_write_a_file_of_the_users_own_numbers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong answer is asked again, an empty one leaves the term out, an empty name ends the list."""
    monkeypatch.setattr("buttress.cli.exposure_questions._on_terminal", lambda: True)
    answers = [
        *("euro", "EUR", "2026-03-01", "2026-02-01", "2027-03-01"),
        *("shop", "a lot", "4,000,000", "5%/10%/15%", "", "modified", "30", "", ""),
        "shop",
        *("pay", "1000000", "", "", "criteria CC6.1", "", "", ""),
        "",
        *("0", "4", "5000", "6"),
    ]
    result = run("init", "--ask", answers="\n".join(answers) + "\n")
    assert "three capital letters" in result.stderr
    assert "there is a contract shop already" in result.stderr
    model = load_model(folder / "exposure.yaml")
    assert (model.currency, model.period.start, model.period.end) == ("EUR", dt.date(2026, 3, 1), dt.date(2027, 3, 1))
    assert [(one.id, one.value, one.cure_days) for one in model.contracts] == [("shop", 400_000_000, 30), ("pay", 100_000_000, None)]
    assert (model.team.people, model.team.weekly_rate.mean, model.team.capacity_weeks) == (4, 500_000, 6)
    assert not [line for line in model.illustrative if line.startswith(("contracts.", "team.", "currency"))]


def test_what_changed_since_an_earlier_assessment_is_said(folder: Path) -> None:
    """One control fixed, one that newly fails, a contract that came; nothing is mistaken for progress."""
    text = "contracts: [{id: a, value: 1000000, liquidated_damages: 0.1, trigger: {opinion: modified}}]\n"
    before = Builder().control("CTL-A", ["CC6.1"], {"a@high": ["fail"]}).control("CTL-B", ["CC7.1"], {"b@low": ["pass"]})
    first = evaluate(before.build(), modelled(text + NO_COSTS))
    (folder / "old.json").write_text(json.dumps(first.to_dict()), encoding="utf-8")
    later = Builder(now=dt.datetime(2026, 2, 10, tzinfo=dt.UTC))
    later.control("CTL-A", ["CC6.1"], {"a@high": ["pass"]}).control("CTL-B", ["CC7.1"], {"b@low": ["fail"]})
    more = text.replace("}}]", "}}, {id: b, value: 1, trigger: {opinion: adverse}}]")
    found = changed_since("old.json", evaluate(later.build(), modelled(more + NO_COSTS + "assumptions: {correlation: 0.3}\n")))
    change = found.change
    assert change is not None
    assert (change.newly_failing, change.no_longer_failing) == (("CTL-B",), ("CTL-A",))
    assert change.levels["residual"].before == first.residual.mean
    assert change.levels["residual"].now == found.residual.mean
    assert "contract b is new" in change.inputs
    assert "assumption now: correlation: 0.3" in change.inputs
    assert "fell by USD" in found.summary[-1]
    assert found.to_dict()["change"]["no_longer_failing"] == ["CTL-A"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not JSON"),
        ("[]", "is no buttress.exposure/1 document"),
        ('{"schema": "buttress.exposure/1", "currency": "EUR"}', "is in EUR"),
        ('{"schema": "buttress.exposure/1", "currency": "USD", "now": "2027-01-01T00:00:00Z"}', "after this assessment"),
        ('{"schema": "buttress.exposure/1", "currency": "USD", "now": "2025-01-01T00:00:00Z"}', "another version"),
    ],
)
def test_an_earlier_assessment_that_cannot_be_compared_is_refused(folder: Path, content: str, words: str) -> None:
    (folder / "old.json").write_text(content, encoding="utf-8")
    found = evaluate(Builder().control("CTL-A", ["CC6.1"], {"a": ["pass"]}).build(), modelled())
    with pytest.raises(ConfigError, match=words):
        changed_since("old.json", found)

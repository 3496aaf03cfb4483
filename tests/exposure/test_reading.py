"""exposure.yaml: what is accepted, and what each mistake is answered with."""

from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from buttress.documents import parse_yaml
from buttress.errors import ConfigError
from buttress.exposure import DEFAULT_YAML, default_model, init_text, load_model
from buttress.exposure.model.defaults import default_document

PERIOD = "period: {start: 2026-01-01, end: 2027-01-01}\n"
CONTRACT = PERIOD + "contracts:\n  - id: one\n    value: 100\n    trigger: {opinion: modified}\n"

BAD = [
    ("", "exposure.yaml", "empty"),
    ("[1]\n", "exposure.yaml:1", "not a mapping"),
    ("currency: USD\n", "exposure.yaml:1", "'period' is a required property"),
    ("period: {start: 2026-01-01}\n", "exposure.yaml:1", "'end' is a required property"),
    ("period:\n  start: 2026-01-01\n  end: 2025-01-01\n", "exposure.yaml:3", "does not come after"),
    ("period:\n  start: January\n  end: 2027-01-01\n", "exposure.yaml:2", "not a date"),
    (PERIOD + "currency: dollars\n", "exposure.yaml:2", "does not match"),
    (PERIOD + "contract: []\n", "exposure.yaml:2", "unknown key contract"),
    (PERIOD + "scope:\n  categories: []\n", "exposure.yaml:3", "scope.categories"),
    (CONTRACT + "    liquidated_damages: 15\n", "exposure.yaml:6", "15 is above 1"),
    (CONTRACT + "    liquidated_damages: 10%\n", "exposure.yaml:6", "'10%' is not a share"),
    (CONTRACT + "    liquidated_damages: {pert: [0.15, 0.10, 0.05]}\n", "exposure.yaml:6", "out of order"),
    (CONTRACT + "    liquidated_damages:\n      pert: [0.05, 0.10]\n", "exposure.yaml:7", "needs 3 numbers"),
    (CONTRACT + "    liquidated_damages: {pert: [0, 0, 1], fixed: 1}\n", "exposure.yaml:6", "exactly one"),
    (CONTRACT + "    liquidated_damages:\n      pert: [0.05, 0.10, 0.15]\n      sauce: mine\n", "exposure.yaml:8", "unknown key"),
    (CONTRACT + "    liquidated_damages: {ci90: [0, 0.2]}\n", "exposure.yaml:6", "cannot bound a lognormal"),
    (CONTRACT + "    cap: -1\n", "exposure.yaml:6", "-1 is negative"),
    (CONTRACT + "    cap: a lot\n", "exposure.yaml:6", "'a lot' is not an amount"),
    (CONTRACT + "    cap: 100 EUR\n", "exposure.yaml:6", "is in EUR, the model in USD"),
    (CONTRACT + "    cap: .inf\n", "exposure.yaml:6", "not a finite number"),
    (CONTRACT + "    cure_days: 30 days\n", "exposure.yaml:6", "'30 days' is not a whole number of days"),
    (CONTRACT + "    cure_days: 4.5\n", "exposure.yaml:6", "not a whole number of days"),
    (CONTRACT + "    cure_days: -3\n", "exposure.yaml:6", "-3 is below 0"),
    (CONTRACT + "    termination: perhaps\n", "exposure.yaml:6", "must be true or false, not text"),
    (CONTRACT + "    churn: {qualified: 1.5}\n", "exposure.yaml:6", "1.5 is above 1"),
    (CONTRACT + "    renewal: soon\n", "exposure.yaml:6", "not a date"),
    (CONTRACT + "    master_agreement: m\n", "exposure.yaml:6", "no master agreement m"),
    (CONTRACT + "    liquidated_damage: 0.1\n", "exposure.yaml:6", "unknown key contracts.0.liquidated_damage"),
    (CONTRACT + "  - {id: one, value: 1, trigger: {opinion: modified}}\n", "exposure.yaml:6", "appears twice"),
    (PERIOD + "contracts:\n  - {id: one, value: 1, trigger: {opinion: bad}}\n", "exposure.yaml:3", "is not one of"),
    (PERIOD + "contracts:\n  - {id: one, value: 1, trigger: {}}\n", "exposure.yaml:3", "exactly one"),
    (PERIOD + "contracts:\n  - {id: one, value: 1, trigger: {criteria: []}}\n", "exposure.yaml:3", "names no criterion"),
    (PERIOD + "entity_costs:\n  monitoring: {pert: [20000, 5000, 12500]}\n", "exposure.yaml:3", "out of order"),
    (PERIOD + "entity_costs:\n  months_to_clean_report: 100000\n", "exposure.yaml:3", "above 520"),
    (PERIOD + "entity_costs:\n  lawyers: 1\n", "exposure.yaml:3", "unknown key entity_costs.lawyers"),
    (PERIOD + "team: {people: -2}\n", "exposure.yaml:2", "below 0"),
    (PERIOD + "team:\n  freezes:\n    - from: 2026-12-02\n      to: 2026-11-20\n", "exposure.yaml:5", "comes before"),
    (PERIOD + "auditor_profile: {tolerable_rate: 15}\n", "exposure.yaml:2", "15 is above 1"),
    (PERIOD + "auditor_profile: {tolerable_rate: 0}\n", "exposure.yaml:2", "strictly between"),
    (PERIOD + "auditor_profile: {lane: guess}\n", "exposure.yaml:2", "is not one of"),
    (
        PERIOD + "auditor_profile:\n  frequency_table: [{population: 9, sample: 2}, {population: 4, sample: 1}]\n",
        "exposure.yaml:3",
        "must rise",
    ),
    (PERIOD + "assumptions:\n  retainer_if_qualified: 15\n", "exposure.yaml:3", "15 is above 1"),
    (PERIOD + "assumptions:\n  weights: {critical: 0.1}\n", "exposure.yaml:3", "must not weigh less"),
    (PERIOD + "assumptions:\n  correlation: 1\n", "exposure.yaml:3", "fail as one"),
    (PERIOD + "assumptions:\n  unobserved_failing: {beta: [1]}\n", "exposure.yaml:3", "two parameters"),
    (PERIOD + "assumptions:\n  unobserved_failing: {beta: [1, -1]}\n", "exposure.yaml:3", "below"),
    (PERIOD + "causes:\n  - {id: a, controls: [X]}\n  - {id: b, controls: [X]}\n", "exposure.yaml:4", "already belongs"),
    (PERIOD + "compensations: [{control: A, by: B, kappa: 15}]\n", "exposure.yaml:2", "15 is above 1"),
    (PERIOD + "compensations: [{control: A, by: A, kappa: 0.5}]\n", "exposure.yaml:2", "for itself"),
    (PERIOD + "precedence:\n  - {first: A, then: B}\n  - {first: B, then: A}\n", "exposure.yaml:4", "before itself"),
    (PERIOD + "tolerance:\n  - {probability: 15, loss: 1}\n", "exposure.yaml:3", "15 is above 1"),
    (PERIOD + "tolerance: [{probability: 0.1, loss: 1}, {probability: 0.2, loss: 2}]\n", "exposure.yaml:2", "greater probability"),
    (PERIOD + "fx: {EURO: {rate: 1, as_of: 2026-01-01}}\n", "exposure.yaml:2", "not a currency"),
    (PERIOD + "fx: {EUR: {rate: 0, as_of: 2026-01-01}}\n", "exposure.yaml:2", "above 0"),
    (PERIOD + "fx: {EUR: {rate: 1}}\n", "exposure.yaml:2", "'as_of' is a required property"),
    (PERIOD + "seed: -1\n", "exposure.yaml:2", "less than the minimum"),
    (PERIOD + "sampling: {points: 1000}\n", "exposure.yaml:2", "not a power of two"),
    (PERIOD + "seed: 1\nseed: 2\n", "exposure.yaml:3", "appears twice"),
    (PERIOD + "seed: [1\n", "exposure.yaml:3", "not valid YAML"),
]


@pytest.mark.parametrize(("text", "where", "message"), BAD, ids=[f"{message}-{number}" for number, (_, _, message) in enumerate(BAD)])
def test_a_mistake_is_answered_with_its_place(text: str, where: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_model(parse_yaml(text, "exposure.yaml"))
    assert caught.value.where == where
    assert message in caught.value.message


def test_a_percentage_is_answered_with_how_to_write_it() -> None:
    with pytest.raises(ConfigError) as caught:
        load_model(parse_yaml(CONTRACT + "    liquidated_damages: 15\n", "exposure.yaml"))
    assert "15 % is written 0.15" in (caught.value.hint or "")


def test_the_first_file_reads_and_labels_every_default() -> None:
    model = load_model(parse_yaml(DEFAULT_YAML, "exposure.yaml"))
    assert not model.warnings
    assert len(model.contracts) == 3
    labelled = " ".join(model.illustrative)
    for name in (
        "retainer_forfeiture",
        "remediation_consulting",
        "monitoring",
        "audit_support",
        "engineering_weeks",
        "liquidated_damages",
        "weights",
    ):
        assert name in labelled
    costs = model.costs
    assert (costs.retainer_forfeiture.low, costs.retainer_forfeiture.high) == (50_000_00, 200_000_00)
    assert (costs.remediation_consulting.low, costs.remediation_consulting.high) == (100_000_00, 500_000_00)
    assert (costs.monitoring.low, costs.monitoring.high) == (5_000_00, 20_000_00)
    assert (costs.audit_support.low, costs.audit_support.high) == (50_000_00, 150_000_00)
    assert (costs.engineering_weeks.low, costs.engineering_weeks.high) == (4, 8)


def test_what_a_first_file_shows_as_a_comment_is_what_holds() -> None:
    first, everything = load_model(parse_yaml(DEFAULT_YAML, "exposure.yaml")), load_model(default_document())
    for section in ("costs", "team", "auditor", "assumptions", "sampling", "seed"):
        assert getattr(first, section) == getattr(everything, section)
    data = copy.deepcopy(default_document().data)
    del data["team"]["source"], data["auditor_profile"]["source"]
    own = load_model(evolve(default_document(), data=data))
    assert not [line for line in own.illustrative if line.startswith(("auditor", "assumptions", "team.people"))]


def test_a_labelled_default_is_listed_with_its_own_numbers() -> None:
    text = PERIOD + "entity_costs: {engineering_weeks: {fixed: 3, source: illustrative default}, monitoring: }\n"
    listed = load_model(parse_yaml(text, "exposure.yaml")).illustrative
    assert "entity_costs.engineering_weeks: 3" in listed
    assert "entity_costs.monitoring: PERT(5000, 12500, 20000)" in listed


@pytest.mark.parametrize("today", [dt.date(2026, 1, 31), dt.date(2024, 2, 29), dt.date(2025, 12, 1)])
def test_a_first_file_of_any_day_reads(today: dt.date) -> None:
    model = load_model(parse_yaml(init_text(today), "exposure.yaml"))
    assert model.period.start <= today < model.period.end


def test_a_term_that_was_not_given_is_named_not_defaulted() -> None:
    model = load_model(parse_yaml(CONTRACT, "exposure.yaml"))
    contract = model.contracts[0]
    assert contract.liquidated_damages is None
    assert [term.split(":")[0] for term in contract.not_modelled()] == [
        "liquidated_damages", "cap", "cure_days", "notice_days", "renewal", "termination", "margin", "churn"
    ]  # fmt: skip


def test_a_users_own_number_is_not_called_a_default() -> None:
    text = PERIOD + "entity_costs: {audit_support: {fixed: 70000, source: offer, as_of: 2026-01-15, confidence: high}}\n"
    model = load_model(parse_yaml(text, "exposure.yaml"))
    assert not any("audit_support" in line for line in model.illustrative)
    assert model.costs.audit_support.as_of == dt.date(2026, 1, 15)


def test_foreign_amounts_follow_the_given_rate_and_date() -> None:
    contract = "contracts: [{id: one, value: 250000 EUR, cap: 10 USD, trigger: {opinion: modified}}]\n"
    text = PERIOD + "fx: {EUR: {rate: 1.08, as_of: 2026-01-02}}\n" + contract
    model = load_model(parse_yaml(text, "exposure.yaml"))
    assert (model.contracts[0].value, model.contracts[0].cap) == (270_000_00, 10_00)
    assert model.fx == ("1 EUR = 1.08 USD on 2026-01-02",)


def test_amounts_follow_the_currencys_own_minor_unit() -> None:
    model = load_model(parse_yaml(PERIOD + "currency: JPY\nentity_costs: {audit_support: 5000000}\n", "exposure.yaml"))
    assert model.costs.audit_support.mode == 5_000_000
    assert model.costs.monitoring.low == 5_000


def test_a_wide_lognormal_warns() -> None:
    text = PERIOD + "entity_costs: {remediation_consulting: {ci90: [1, 100000]}}\n"
    assert any("remediation_consulting" in warning for warning in load_model(parse_yaml(text, "exposure.yaml")).warnings)


def test_a_file_is_read_from_its_path_and_named_in_complaints(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(PERIOD + "seed: x\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_model(path)
    assert caught.value.where == f"{path}:2"
    with pytest.raises(ConfigError, match="cannot be read"):
        load_model(tmp_path / "absent.yaml")


def test_without_a_file_the_defaults_say_so() -> None:
    model = default_model(dt.date(2026, 5, 17))
    assert (model.period.start, model.period.end) == (dt.date(2026, 5, 1), dt.date(2027, 5, 1))
    assert any("no exposure.yaml" in warning for warning in model.warnings)
    assert not model.contracts


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["pert", "fixed", "ci90", "source", "as_of", "beta", "id"]), inner, max_size=3)
        ),
        max_leaves=6,
    ),
    st.sampled_from(
        [
            ("entity_costs", "monitoring"),
            ("team", "weekly_rate"),
            ("assumptions", "occurrence"),
            ("assumptions", "leak"),
            ("tolerance",),
            ("causes",),
            ("contracts",),
            ("fx",),
            ("period",),
        ]
    ),
)
def test_any_value_anywhere_either_reads_or_is_a_config_error(value: object, place: tuple[str, ...]) -> None:
    import json

    data: dict[str, object] = {"period": None}
    inner: object = value
    for key in reversed(place):
        inner = {key: inner}
    assert isinstance(inner, dict)
    data |= inner
    text = json.dumps(data)
    if place != ("period",):
        text = text.replace('"period": null', '"period": {"start": 2026-01-01, "end": 2027-01-01}')
    where = "exposure.yaml"
    try:
        load_model(parse_yaml(text, "exposure.yaml"))
    except ConfigError as problem:
        where = problem.where or ""
    assert where.startswith("exposure.yaml")


def test_an_unedited_first_file_says_of_every_number_that_it_is_ours() -> None:
    """Contracts, caps, team, tolerance: whatever the user has not given."""
    model = load_model(parse_yaml(DEFAULT_YAML, "exposure.yaml"))
    listed = "\n".join(model.illustrative)
    for name in (
        "contracts.marketplace.value: USD 4,000,000",
        "contracts.marketplace.cap: USD 500,000",
        "contracts.marketplace.cure_days: 30",
        "contracts.marketplace.notice_days: 10",
        "contracts.marketplace.annual: USD 2,000,000",
        "contracts.marketplace.margin: 0.35",
        "contracts.marketplace.churn: qualified 0.05",
        "contracts.payments.value",
        "contracts.storefront.value",
        "master_agreements.retail-group.cap: USD 200,000",
        "team.people: 3",
        "team.capacity_weeks: 8",
        "auditor_profile.tolerable_rate: 0.05",
        "tolerance: a loss above USD 500,000 with a chance of 0.1",
    ):
        assert name in listed
    assert all(one.illustrative for one in model.contracts)


def test_what_the_user_has_made_his_own_is_not_listed() -> None:
    text = DEFAULT_YAML.replace("    source: illustrative default  ", "    # ").replace("  source: illustrative default  ", "  # ")
    model = load_model(parse_yaml(text.replace(", source: illustrative default", ""), "exposure.yaml"))
    assert not [line for line in model.illustrative if line.startswith(("contracts.", "team.", "tolerance", "master_agreements"))]
    assert not any(one.illustrative for one in model.contracts)

"""The money on the page and in the other reports."""

from __future__ import annotations

import re
from typing import Any

import html5lib
import pytest
from attrs import evolve
from babel.numbers import get_currency_precision, list_currencies
from hypothesis import given
from hypothesis import strategies as st

from buttress.exposure import default_model, evaluate
from buttress.model import Assessment
from buttress.report import exposure_text, render, render_folder
from buttress.report.exposure_view import exposure_view
from buttress.report.page.charts import Scale, Series, chance_beyond, loss_exceedance, y


def section(found: Assessment, document: dict[str, Any], name: str = "exposure") -> Any:
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(render(found, "html", exposure=document).decode())
    return next(element for element in page.iter("section") if element.get("id") == name)


def text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_four_exposures_are_at_the_head_and_in_the_section(small: Assessment, exposure: dict[str, Any]) -> None:
    told = text(section(small, exposure))
    for amount in ("USD 1,800,000", "USD 612,000", "USD 204,000", "USD 90,000"):
        assert amount in told
        assert render(small, "html", exposure=exposure).decode().count(amount) >= 2
    assert "illustrative default" in told
    assert "Exceeds tolerance: a loss above USD 1,000,000 may have a chance of 5%; as the evidence stands it is 21%." in told
    assert "Marketplace agreement: notice period" in told
    assert "D / N = 368 / 3,312" in told


def test_sentences_proof_bounds_groups_and_the_worst_are_told(small: Assessment, exposure: dict[str, Any]) -> None:
    full = {
        **exposure,
        "summary": ["As things stand, it costs a lot."],
        "dependence": {"lowest": 0.1, "independent": 0.3, "modelled": 0.25, "highest": 0.6},
        "groups": [{"by": "owner", "name": "platform lead", "shapley": 12_300_000, "shapley_error": 100_000}],
        "criteria": [{"id": "CC6.1", "shapley": 4_560_000}],
        "plan": {
            **exposure["plan"],
            "proof": "no better plan exists",
            "left_out": ["CTL-LATER"],
            "items": [{**item, "acceptance": ["aws-x"], "interrupts": True} for item in exposure["plan"]["items"]],
        },
    }
    told = text(section(small, full))
    assert "As things stand, it costs a lot." in text(section(small, full, "money"))
    for part in (
        "25% as modelled",
        "between 10% and 60% (Fréchet bounds)",
        "platform leadUSD 123,000 ± USD 1,960",
        "criterionCC6.1USD 45,600",
        "(no better plan exists); beyond the capacity: CTL-LATER",
        "done when these pass: aws-x interrupts",
    ):
        assert part in told


def test_story_says_what_may_be_lost_and_what_the_plan_leaves(small: Assessment, exposure: dict[str, Any]) -> None:
    now = "As the evidence stands, the expected loss is USD 612,000, with a chance of 64% of a modified opinion."
    plan = "The plan, 1 step in 2.5 weeks of work, done by 2026-02-18, leaves USD 204,000."
    assert exposure_view(exposure).story == f"{now} {plan}"
    assert exposure_view({**exposure, "plan": None}).story == now
    assert exposure_view({"schema": "buttress.exposure/1"}).story == ""
    assert f"{now} {plan}" in render(small, "html", exposure=exposure).decode()


def test_the_page_for_who_pays_stands_first_and_holds_answer_numbers_drivers_fixes_and_assumptions(
    small: Assessment, exposure: dict[str, Any]
) -> None:
    plan = exposure["plan"]
    steps = [{**plan["items"][0], "position": number, "title": f"Step {number}"} for number in range(1, 8)]
    residual = {**exposure["residual"], "spread": {"low": 50_000_000, "high": 70_000_000}, "if_it_happens": 99_000_000}
    full = {
        **exposure,
        "residual": residual,
        "label": "illustrative",
        "summary": ["The contracts are made up.", "It costs a lot."],
        "assumed": ["The contracts are made up.", "Nothing changes."],
        "plan": {**plan, "items": steps, "cost": {"total": 1_000_000}, "removes": 5_000_000, "net": 4_000_000},
    }
    page = render(small, "html", exposure=full).decode()
    assert page.index('id="money"') < page.index('id="summary"') < page.index('id="exposure"')
    told = text(section(small, full, "money"))
    for part in ("USD 500,000 to USD 700,000 as assumptions move", "USD 990,000 if a loss happens", "residual exposure, illustrative"):
        assert part in told
    assert (
        "What to fix first: the first 5 of 7 steps of the plan, which costs USD 10,000, takes off USD 50,000 and leaves USD 40,000 net"
        in told
    )
    assert [f"{number}. Step {number}" in told for number in range(1, 8)] == [True] * 5 + [False] * 2
    assert told.count("The contracts are made up.") == 1
    behind = {**full["plan"], "return": 5.0, "delays": [{"days": 7, "exposure": 100_000_000}]}
    behind["items"] = [{**step, "cost_of_delay": 12_300} for step in steps]
    told_behind = text(section(small, {**full, "plan": behind}))
    assert "It takes off USD 50,000, 5 times its cost. Left if all of it finishes later by 7 days: USD 1,000,000." in told_behind
    assert told_behind.count("USD 123 a day later") == 7
    assert "What is assumed Nothing changes." in told
    assert "What to fix first: worst severity" not in page


def test_what_moves_where_the_mean_does_not_is_shown(small: Assessment, exposure: dict[str, Any]) -> None:
    point = {"weeks": 1.5, "exposure": 50_000_000, "p_modified": 1.0, "p_severe": 0.4, "criteria": 7.5, "planned": True}
    outlook: dict[str, Any] = {
        "saturated": True,
        "capacity": [point, {**point, "weeks": 9.0, "exposure": 100_000_000, "planned": False}],
        "starts": [{"start": "2026-04-01", "end": "2027-04-01", "residual": 300_000_00, "planned": 200_000_00, "floor": 100_000_00}],
        "least": {"target": 0.1, "controls": ["CTL-A", "CTL-B"], "weeks": 8.0, "reached": 0.08, "enough": True},
    }
    told = text(section(small, {**exposure, "outlook": outlook}))
    assert "What moves as the weeks go by, though the mean hardly does" in told
    assert "1.5USD 500,000100%40%7.5" in told
    assert "9beyond the planUSD 1,000,000" in told
    assert "under 10%: CTL-A, CTL-B, 8 weeks, 8% then." in told
    assert "from 2026-04-01, residual USD 300,000, planned USD 200,000, floor USD 100,000." in told
    least = {**outlook["least"], "enough": False}
    assert "Not even all fixes" in text(section(small, {**exposure, "outlook": {**outlook, "least": least}}))


def test_bars_of_assumptions_share_one_width() -> None:
    rows = [
        {"assumption": "a", "low": 100, "high": 300},
        {"assumption": "b", "low": 250, "high": 200},
        {"assumption": "c", "low": 0, "high": 9, "apart": True},
    ]
    assert [(row["assumption"], left, width) for row, left, width in exposure_view({"tornado": rows}).tornado] == [
        ("a", 0, 100),
        ("b", 50, 25),
    ]


def test_controls_lead_to_their_tests(small: Assessment, exposure: dict[str, Any]) -> None:
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(render(small, "html", exposure=exposure).decode())
    ids = [element.get("id") for element in page.iter() if (element.get("id") or "").startswith("control-")]
    assert ids == [*dict.fromkeys(ids)]
    money = next(element for element in page.iter("section") if element.get("id") == "exposure")
    links = {link.get("href") for link in money.iter("a") if link.get("href").startswith("#control-")}
    assert links
    assert links <= {f"#{name}" for name in ids}
    files = render_folder(small, exposure=exposure)
    leading = re.findall(r'href="(criterion-[\w-]+\.html)#(control-[\w-]+)"', files["index.html"].decode())
    assert {f"#{anchor}" for _, anchor in leading} == links
    assert all(f'id="{anchor}"' in files[file].decode() for file, anchor in leading)


def test_totals_of_the_lines_are_their_sums(small: Assessment, exposure: dict[str, Any]) -> None:
    table = next(element for element in section(small, exposure).iter("table") if text(element).startswith("By loss line"))
    assert text(list(table.iter("tr"))[-1]) == "Totalsum of the linesUSD 1,800,000USD 612,000USD 204,000USD 90,000"


@pytest.mark.parametrize(
    "missing",
    ["lines", "contracts", "controls", "plan", "tornado", "arithmetic", "planned", "avoidable", "draws", "illustrative", "period_start"],
)
def test_missing_part_is_left_out(small: Assessment, exposure: dict[str, Any], missing: str) -> None:
    assert section(small, {key: value for key, value in exposure.items() if key != missing}) is not None


def test_nothing_but_the_schema_is_enough(small: Assessment) -> None:
    assert "three significant digits" in text(section(small, {"schema": "buttress.exposure/1"}))


def test_without_curves_no_chart_is_drawn(small: Assessment, exposure: dict[str, Any]) -> None:
    flat = {key: {**value, "curve": []} if isinstance(value, dict) and "curve" in value else value for key, value in exposure.items()}
    assert list(section(small, flat).iter("{http://www.w3.org/2000/svg}svg")) == []
    assert len(list(section(small, exposure).iter("{http://www.w3.org/2000/svg}svg"))) == 1


def test_text_and_markdown_tell_the_four(small: Assessment, exposure: dict[str, Any]) -> None:
    assert "  residual      USD 612,000\n" in render(small, "text", exposure=exposure).decode()
    assert "residual **USD 612,000**" in render(small, "markdown", exposure=exposure).decode()


def test_object_with_to_dict_is_taken(small: Assessment, exposure: dict[str, Any]) -> None:
    class Exposure:
        def to_dict(self) -> dict[str, Any]:
            return exposure

    assert render(small, "html", exposure=Exposure()) == render(small, "html", exposure=exposure)


def test_hostile_texts_in_an_exposure_stay_text(small: Assessment, exposure: dict[str, Any]) -> None:
    nasty = '"><script>alert(1)</script>{{ 7*7 }}\u202e'
    bad = {
        **exposure,
        "currency": nasty,
        "warnings": [nasty],
        "lines": [{**each, "title": nasty, "basis": nasty} for each in exposure["lines"]],
        "arithmetic": {"control": nasty, "steps": [{"label": nasty, "formula": nasty, "value": nasty}]},
    }
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(render(small, "html", exposure=bad).decode())
    assert [script.get("type") for script in page.iter("script")] == [None]
    assert "\u202e" not in render(small, "html", exposure=bad).decode()


def test_curves_have_different_dashes_and_their_names_beside_them(exposure: dict[str, Any]) -> None:
    view = exposure_view(exposure)
    series = [
        Series(name=name, points=tuple((each["loss"], each["probability"]) for each in view.level(name)["curve"]))
        for name, _ in view.exposures
    ]
    drawn = loss_exceedance(series, "USD")
    dashes = re.findall(r'<polyline class="k-(\w+)"[^>]*?(?:stroke-dasharray="([^"]+)")?/>', drawn)
    assert [name for name, _ in dashes] == ["inherent", "residual", "planned", "floor"]
    assert len({dash for _, dash in dashes}) == 4
    assert re.findall(r'class="k-(\w+) halo"', drawn) == [name for name, _ in dashes]
    assert 'role="img"' in drawn
    assert drawn.count('fill="none"') == 4


def test_curve_falls_on_the_screen_as_it_falls_in_the_numbers(exposure: dict[str, Any]) -> None:
    points = tuple((each["loss"], each["probability"]) for each in exposure["residual"]["curve"])
    drawn = loss_exceedance([Series(name="residual", points=points)], "USD")
    placed = [tuple(map(float, pair.split(","))) for pair in re.search(r'points="([^"]+)"', drawn).group(1).split()]  # type: ignore[union-attr]
    assert placed == sorted(placed)
    assert [height for _, height in placed] == sorted(height for _, height in placed)


def test_curves_that_are_the_same_share_one_label(exposure: dict[str, Any]) -> None:
    points = tuple((each["loss"], each["probability"]) for each in exposure["residual"]["curve"])
    other = tuple((loss * 2, chance) for loss, chance in points)
    curves = {"inherent": points, "residual": points, "planned": other, "floor": points}
    drawn = loss_exceedance([Series(name=name, points=each) for name, each in curves.items()], "USD")
    assert drawn.count("<polyline") == 4
    assert re.findall(r'class="k-(\w+) halo"[^>]*>([^<]+)<', drawn) == [("planned", "planned"), ("floor", "inherent, residual, floor")]


def test_names_of_curves_that_almost_lie_on_each_other_do_not(exposure: dict[str, Any]) -> None:
    points = tuple((each["loss"], each["probability"]) for each in exposure["residual"]["curve"])
    near = {
        name: tuple((loss, chance * part) for loss, chance in points)
        for name, part in (("residual", 1), ("planned", 0.999), ("floor", 0.998))
    }
    drawn = loss_exceedance([Series(name=name, points=each) for name, each in near.items()], "USD")
    places = re.findall(r'halo" x="([\d.]+)" y="([\d.]+)"', drawn)
    assert len(set(places)) == 3


@given(st.lists(st.tuples(st.floats(0, 1e12), st.floats(0, 1)), max_size=8), st.sampled_from(["inherent", "residual", "tolerance"]))
def test_any_curve_draws_inside_the_picture(points: list[tuple[float, float]], name: str) -> None:
    drawn = loss_exceedance([Series(name=name, points=tuple(sorted(points)))], "USD")
    numbers = [float(each) for each in re.findall(r'(?<=[ ,"])-?\d+\.\d(?=[ ,"])', " ".join(re.findall(r'points="[^"]*"', drawn)))]
    assert all(0 <= number <= 720 for number in numbers)


@given(st.floats(1, 1e12), st.floats(1.5, 1e6))
def test_ticks_lie_on_the_axis(low: float, ratio: float) -> None:
    scale = Scale(low=low, high=low * ratio)
    ticks = scale.ticks()
    assert ticks == sorted(ticks)
    assert all(scale.low <= tick <= scale.high for tick in ticks)
    assert (scale.x(low), y(0) > y(1)) == (52, True)


@pytest.mark.parametrize(("loss", "chance"), [(1, 0.9), (10, 0.9), (15, 0.7), (20, 0.5), (30, 0.1), (31, 0.0)])
def test_chance_is_read_off_the_curve(loss: float, chance: float) -> None:
    assert chance_beyond(((10, 0.9), (20, 0.5), (30, 0.1)), loss) == pytest.approx(chance)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "exposure"])
def test_every_format_writes_the_same_amount_of_every_currency(small: Assessment, form: str) -> None:
    valued = evaluate(small, evolve(default_model(small.now.date()), categories=())) if form == "exposure" else None
    judged = evolve(small, stacks=(), estates=())
    for currency in sorted(list_currencies()):
        amount = f"{currency} {250_000 // 10 ** get_currency_precision(currency):,}"
        if valued is not None:
            expected = evolve(valued.residual.expected, mean=250_000)
            told = exposure_text.render(evolve(valued, currency=currency, residual=evolve(valued.residual, expected=expected)))
        else:
            told = render(judged, form, exposure={"currency": currency, "residual": {"expected": {"mean": 250_000}}}).decode()
        assert amount in told

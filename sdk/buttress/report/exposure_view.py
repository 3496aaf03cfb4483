"""An exposure document (schema buttress.exposure/1) as reports show it; parts that are missing are simply not shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from buttress.money import money, share
from buttress.text import plural

NAMES = ("inherent", "residual", "planned", "floor")

_MEANINGS = {
    "inherent": "if no control worked",
    "residual": "as the evidence stands",
    "planned": "once the plan is done",
    "floor": "if everything were fixed today",
}


_QUANTILES = frozenset({0.5, 0.9, 0.95})
_WORST = 0.95
_FRONT = 5


@frozen(kw_only=True)
class ExposureView:
    """The four exposures in minor units, and the document they are from. Lists that the document lacks are empty here."""

    currency: str
    exposures: tuple[tuple[str, int], ...]
    document: Mapping[str, Any]

    def money(self, minor: float | None) -> str:
        """An amount with its currency and three significant digits; a dash where there is none."""
        return "–" if minor is None else money(minor, self.currency)

    def meaning(self, name: str) -> str:
        """What one of the four exposures stands for."""
        return _MEANINGS[name]

    def level(self, name: str) -> Mapping[str, Any]:
        """One of the four with its distribution; empty if it is missing."""
        found = self.document.get(name)
        return found if isinstance(found, Mapping) else {}

    def rows(self, name: str) -> list[Any]:
        """A list of the document."""
        found = self.document.get(name)
        return list(found) if isinstance(found, (list, tuple)) else []

    def text(self, name: str) -> str:
        """A text or number of the document."""
        found = self.document.get(name)
        return "" if found is None else str(found)

    @property
    def steps(self) -> list[Mapping[str, Any]]:
        """The steps of the plan, in order."""
        plan = self.document.get("plan")
        found = plan.get("items") if isinstance(plan, Mapping) else None
        return list(found) if isinstance(found, (list, tuple)) else []

    @property
    def drivers(self) -> list[Mapping[str, Any]]:
        """The controls with the greatest shares, at most five: those that the document names, else the first of the ranking."""
        named = self.rows("drivers")
        by_id = {row.get("id"): row for row in self.ranking}
        return [by_id[name] for name in named if name in by_id] if named else self.ranking[:_FRONT]

    @property
    def first_fixes(self) -> list[Mapping[str, Any]]:
        """The first five steps of the plan: the one order of fixes."""
        return self.steps[:_FRONT]

    @property
    def answer(self) -> list[str]:
        """What it comes to, in sentences: those of the document, else two of ours."""
        return [str(sentence) for sentence in self.rows("summary")] or [self.story]

    @property
    def assumed(self) -> list[str]:
        """What the numbers rest on most, without what the answer has said."""
        return [str(sentence) for sentence in self.rows("assumed") if sentence not in self.rows("summary")]

    def spread(self, name: str) -> str:
        """Where one of the four lies while the assumptions move; empty where none was moved."""
        found = self.level(name).get("spread")
        return f"{self.money(found['low'])} to {self.money(found['high'])}" if isinstance(found, Mapping) else ""

    @property
    def tornado(self) -> list[tuple[Mapping[str, Any], float, float]]:
        """The assumptions, each with where its bar begins and how wide it is, as hundredths of the whole width that all of them share."""
        rows = [row for row in self.rows("tornado") if not row.get("apart")]
        ends = [row[key] for row in rows for key in ("low", "high")]
        least, width = (min(ends), max(max(ends) - min(ends), 1)) if ends else (0, 1)
        return [(row, 100 * (min(row["low"], row["high"]) - least) / width, 100 * abs(row["high"] - row["low"]) / width) for row in rows]

    @property
    def story(self) -> str:
        """What it comes to, in two sentences: what may be lost as things stand, and what the plan leaves of it."""
        amounts = dict(self.exposures)
        sentences = []
        if "residual" in amounts:
            chance = self.level("residual").get("p_modified")
            beside = "" if chance is None else f", with a chance of {self.share(chance)} of a modified opinion"
            sentences.append(f"As the evidence stands, the expected loss is {self.money(amounts['residual'])}{beside}.")
        if "planned" in amounts and self.steps:
            weeks = self.document["plan"].get("effort_weeks")
            work = "" if weeks is None else f" in {weeks:.3g} weeks of work"
            ends = max((str(step["finish"]) for step in self.steps if step.get("finish")), default="")
            until = f", done by {ends}" if ends else ""
            sentences.append(f"The plan, {plural(len(self.steps), 'step')}{work}{until}, leaves {self.money(amounts['planned'])}.")
        return " ".join(sentences)

    @property
    def ranking(self) -> list[Mapping[str, Any]]:
        """The controls by their share in what can be avoided, the greatest first, and only those that have one."""
        shares = [row for row in self.rows("controls") if row.get("shapley")]
        return sorted(shares, key=lambda row: (-row["shapley"], str(row.get("id"))))

    @property
    def levels_of_quantiles(self) -> list[float]:
        """The quantiles that are shown and that every exposure has."""
        known = [{round(each["level"], 6) for each in self.level(name).get("quantiles", ())} for name, _ in self.exposures]
        return sorted(level for level in set.intersection(*known) if level in _QUANTILES) if known else []

    def quantile(self, name: str, level: float) -> int | None:
        """One quantile of one exposure."""
        for each in self.level(name).get("quantiles", ()):
            if round(each["level"], 6) == level:
                return int(each["value"])
        return None

    def shortfall(self, name: str) -> int | None:
        """The mean of the worst twentieth of the losses of one exposure."""
        return next((int(each["value"]) for each in self.level(name).get("shortfall", ()) if round(each["level"], 6) == _WORST), None)

    @property
    def has_shortfall(self) -> bool:
        """Whether every exposure has one."""
        return all(self.shortfall(name) is not None for name, _ in self.exposures)

    @property
    def groups(self) -> list[Mapping[str, Any]]:
        """The shares of owners, stacks, components and criteria that have one, the greatest of each first."""
        found = [row for row in self.rows("groups") if row.get("shapley")]
        criteria = [
            {"by": "criterion", "name": row.get("id"), "shapley": row["shapley"]} for row in self.rows("criteria") if row.get("shapley")
        ]
        return found + sorted(criteria, key=lambda row: -row["shapley"])

    def share(self, probability: float | None) -> str:
        """A probability as a percentage with three significant digits, never rounded to certainty; a dash where there is none."""
        return "–" if probability is None else share(probability)


def exposure_view(document: Mapping[str, Any]) -> ExposureView:
    """What there is to show of a document."""
    found = []
    for name in NAMES:
        level = document.get(name)
        expected = level.get("expected") if isinstance(level, Mapping) else None
        mean = expected.get("mean") if isinstance(expected, Mapping) else None
        if isinstance(mean, (int, float)):
            found.append((name, round(mean)))
    return ExposureView(currency=str(document.get("currency", "USD")), exposures=tuple(found), document=document)

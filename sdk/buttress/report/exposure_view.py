"""An exposure document (schema buttress.exposure/1) as reports show it; parts that are missing are simply not shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from buttress.report.wording import money

NAMES = ("inherent", "residual", "planned", "floor")

_MEANINGS = {
    "inherent": "if no control worked",
    "residual": "as the evidence stands",
    "planned": "once the plan is done",
    "floor": "if everything were fixed today",
}


@frozen(kw_only=True)
class ExposureView:
    """The four exposures in minor units, and the document they are from."""

    currency: str
    exposures: tuple[tuple[str, int], ...]
    document: Mapping[str, Any]

    def money(self, minor: float) -> str:
        """An amount with its currency and three significant digits."""
        return money(minor, self.currency)

    def meaning(self, name: str) -> str:
        """What one of the four exposures stands for."""
        return _MEANINGS[name]


def exposure_view(document: Mapping[str, Any]) -> ExposureView:
    """What there is to show of a document."""
    exposures = document.get("exposures", document)
    found = []
    for name in NAMES:
        value = exposures.get(name)
        if isinstance(value, Mapping):
            value = value.get("expected", value.get("mean", value.get("total")))
        if isinstance(value, int | float):
            found.append((name, round(value)))
    return ExposureView(currency=str(document.get("currency", "USD")), exposures=tuple(found), document=document)

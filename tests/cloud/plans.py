"""What is tried of each component in an account of one's own, `runs.yaml`."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

FILE = Path(__file__).with_name("runs.yaml")
WAY_OUT = {"deletion_protection": False, "justification": "Made for a test and destroyed after it."}
"""What lets a destroy through, where the component has it."""


@frozen(kw_only=True)
class Plan:
    """One component: what it is given, what a second update changes, and what it may cost and take.

    `hourly` is in US dollars, the most that it costs an hour; `minutes` is when a run is cut off.
    """

    component: str
    cloud: str
    args: Mapping[str, Any]
    change: Mapping[str, Any]
    hourly: Decimal
    price: str
    minutes: int
    needs: tuple[str, ...] = ()
    stays: str = ""

    @property
    def spend(self) -> Decimal:
        """The most that a run can cost, in US dollars."""
        return self.hourly * self.minutes / 60

    @property
    def component_class(self) -> Any:
        """The class."""
        return getattr(importlib.import_module(f"buttress_components.{self.cloud}"), self.component)

    @property
    def inputs(self) -> frozenset[str]:
        """The names of its arguments."""
        return frozenset(self.component_class.__init__.__annotations__["args"].__annotations__)

    def names(self) -> set[str]:
        """What it takes from the ground."""
        return set(re.findall(r"\$([A-Z_]+)", repr([self.args, self.change])))

    def arguments(self, ground: Mapping[str, Any], *, changed: bool) -> dict[str, Any]:
        """The component's arguments on this ground, before or after the change."""
        given = filled({**self.args, **(self.change if changed else {})}, ground)
        return {**given, **(WAY_OUT if "deletion_protection" in self.inputs else {})}


def plans() -> tuple[Plan, ...]:
    """All, by cloud and name."""
    given = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Plan(
            component=name,
            cloud=cloud,
            args=one["args"],
            change=one["change"],
            hourly=Decimal(str(one["hourly"])),
            price=one["price"],
            minutes=one["minutes"],
            needs=tuple(one.get("needs", ())),
            stays=one.get("stays", ""),
        )
        for cloud, components in given.items()
        for name, one in components.items()
    )


def chosen(cloud: str, names: Sequence[str] = ()) -> tuple[Plan, ...]:
    """Those of a cloud, or those that are named; a ValueError names what is unknown."""
    found = {plan.component: plan for plan in plans() if plan.cloud == cloud}
    if unknown := sorted(set(names) - set(found)):
        raise ValueError(f"there is no component {', '.join(unknown)} of {cloud}; there are {', '.join(found)}")
    return tuple(found[name] for name in names) if names else tuple(found.values())


def filled(value: Any, ground: Mapping[str, Any]) -> Any:
    """The value with each `$NAME` replaced by what the ground has under it."""
    if isinstance(value, Mapping):
        return {key: filled(member, ground) for key, member in value.items()}
    if isinstance(value, list):
        return [filled(member, ground) for member in value]
    return ground[value[1:]] if isinstance(value, str) and value.startswith("$") else value

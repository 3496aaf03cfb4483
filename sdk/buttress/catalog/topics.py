"""What a criterion, a control and a component mean, for the terminal: the other things besides checks that a report names."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from buttress.catalog.components import Component, components
from buttress.catalog.library import Catalog
from buttress.catalog.pages import Section, lines_of
from buttress.model import Control, Criterion, Framework, labels


@frozen(kw_only=True)
class Topic:
    """A thing that can be explained: its id, a line on it, and its sections."""

    id: str
    title: str
    facts: str
    sections: tuple[Section, ...]

    def as_text(self) -> str:
        """The topic for a terminal, without empty sections."""
        parts = [f"{self.id}\n{self.title}\n", *([f"{self.facts}\n"] if self.facts else [])]
        return "\n".join([*parts, *("\n".join(lines_of(section)) + "\n" for section in self.sections if not section.empty)]).rstrip("\n")


def find_topics(name: str, catalog: Catalog) -> tuple[Topic, ...]:
    """The criteria, controls and components of this name, whatever its case; of a criterion one for each framework that has the id.

    A control is found without `CTL-` before its id, too.
    """
    wanted = name.casefold()
    found = [
        _criterion(one, framework, catalog)
        for framework in catalog.frameworks.values()
        for one in framework.criteria
        if one.id.casefold() == wanted
    ]
    controls = {one.id: one for framework in catalog.frameworks.values() for one in framework.controls}
    found += [_control(one, catalog) for one in controls.values() if wanted in {one.id.casefold(), one.id.casefold().removeprefix("ctl-")}]
    found += [_component(one, catalog) for one in components() if one.name.casefold() == wanted]
    return tuple(found)


def topic_names(catalog: Catalog) -> tuple[str, ...]:
    """The ids of all criteria, controls and components."""
    frameworks = catalog.frameworks.values()
    ids = [one.id for each in frameworks for one in each.criteria] + [one.id for each in frameworks for one in each.controls]
    return tuple(dict.fromkeys([*ids, *(one.name for one in components())]))


def _criterion(one: Criterion, framework: Framework, catalog: Catalog) -> Topic:
    mine = [control for control in framework.controls if one.id in control.criteria]
    checks = {
        check: reasons[one.id]
        for control in mine
        for check, reasons in control.checks.items()
        if one.id in reasons and check in catalog.checks
    }
    return Topic(
        id=one.id,
        title=one.title,
        facts=f"{framework.title} · {framework.category(one)}",
        sections=(
            Section(
                heading="Controls that meet it", points=tuple((control.id, _sentence(control.title)) for control in mine), literal=False
            ),
            Section(
                heading="Checks that support it", points=tuple((check, _sentence(why)) for check, why in checks.items()), literal=False
            ),
            Section(heading="What a person must bring", text=_plain(one.manual)),
        ),
    )


def _control(one: Control, catalog: Catalog) -> Topic:
    held = {name: next((each for each in framework.controls if each.id == one.id), None) for name, framework in catalog.frameworks.items()}
    criteria = [label for name, each in held.items() if each for label in labels({name: each.criteria}, catalog.frameworks)]
    checks = list(dict.fromkeys(check for each in held.values() if each for check in each.checks if check in catalog.checks))
    return Topic(
        id=one.id,
        title=one.title,
        facts=f"owner {one.owner} · {one.cadence} · {' '.join(criteria)}",
        sections=(
            Section(heading="What it is for", text=_plain(one.objective)),
            Section(heading="When it is met", text=_plain(one.acceptance)),
            Section(
                heading="Checks that support it", points=tuple((check, catalog.checks[check].title) for check in checks), literal=False
            ),
            Section(heading="What a person must bring", text=_plain(one.manual), points=tuple((each, "") for each in one.evidence)),
        ),
    )


def _component(one: Component, catalog: Catalog) -> Topic:
    known = [catalog.checks[check] for check in one.satisfies if check in catalog.checks]
    return Topic(
        id=one.name,
        title=one.title,
        facts=f"component for {one.cloud}",
        sections=(
            Section(
                heading="How to use it",
                points=(
                    ("Python", f"from buttress_components.{one.cloud} import {one.name}"),
                    ("Pulumi YAML", f"type: buttress:{one.name}"),
                ),
            ),
            _listed("Checks that it passes", {check.id: check.title for check in known}),
        ),
    )


def _listed(heading: str, said: Mapping[str, str]) -> Section:
    return Section(heading=heading, points=tuple(said.items()), literal=False)


def _sentence(text: str) -> str:
    return _plain(text).removesuffix(".")


def _plain(text: str) -> str:
    return " ".join(text.split())

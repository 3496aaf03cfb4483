"""Which part of a report stands in which file: all in one, or a folder with an index, a page for each criterion and one by resource."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from buttress.assessment.criteria import CriterionResult
from buttress.report.page.view import CriterionGroup, Page
from buttress.text import slug

INDEX = "index.html"
RESOURCES = "resources.html"

Part = Literal["all", "index", "criterion", "resources"]


@frozen(kw_only=True)
class Layout:
    """One file. `files` maps an anchor to the file that has it, where that is not the index; it is empty for a report in one file."""

    part: Part = "all"
    name: str = INDEX
    heading: str = ""
    results: tuple[CriterionResult, ...] = ()
    sections: tuple[CriterionGroup, ...] = ()
    files: Mapping[str, str] = field(factory=dict)

    @property
    def main(self) -> bool:
        """Whether the summary and what concerns the whole report stand here."""
        return self.part in {"all", "index"}

    def href(self, anchor: str) -> str:
        """The address of an anchor, as seen from here."""
        if self.part == "all":
            return f"#{anchor}"
        file = self.files.get(anchor, INDEX)
        return f"#{anchor}" if file == self.name else f"{file}#{anchor}"


def single(page: Page) -> Layout:
    """Everything in one file."""
    return Layout(results=page.context.criteria, sections=page.by_criterion)


def folder(page: Page) -> tuple[Layout, ...]:
    """The files of a folder: their names follow from the criteria alone, so that a second run leaves no page behind."""
    listed = {section.result.key if section.result else None: section for section in page.by_criterion}
    pages: list[tuple[str, str, tuple[CriterionResult, ...], CriterionGroup | None]] = [
        (f"{page.anchor(result)}.html", f"{page.context.label(result)} {result.criterion.title}", (result,), listed.get(result.key))
        for result in page.context.criteria
    ]
    pages.append(("criterion-none.html", "Under no criterion", (), listed.get(None)))
    files: dict[str, str] = {"findings": RESOURCES}
    for name, _, results, section in pages:
        files.update({page.anchor(result): name for result in results})
        files.update({f"control-{slug(control)}": name for control, home in page.home.items() for each in results if each.key == home})
        for group in section.groups if section else ():
            files[group.anchor] = name
            files.update({row.anchor: name for row in group.rows})
    return (
        Layout(part="index", files=files),
        Layout(part="resources", name=RESOURCES, heading="Findings by resource", files=files),
        *(
            Layout(part="criterion", name=name, heading=heading, results=results, sections=(section,) if section else (), files=files)
            for name, heading, results, section in pages
        ),
    )

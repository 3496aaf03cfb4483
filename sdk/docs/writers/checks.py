"""A page for each check, the index of them, and the table of the policies folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from buttress.catalog import Catalog
from buttress.catalog.pages import CheckPage, Section, effects_of, facts_of, page_of
from buttress.model import Check, labels
from writers.markdown import anchor, code, criterion_link, document, fenced, prose, table

CLOUDS = {"aws": "AWS", "azure": "Azure"}

_READING = """\
In the examples `props` are a resource's properties as its provider names them.
`refs` are properties that another resource's output fills, by the name of that resource.
`<unknown>` is a value that is known only after the update, `<secret>` an encrypted one."""


def pages(catalog: Catalog, components: Sequence[str]) -> dict[str, str]:
    """The files below `checks/` by name."""
    found = {f"{check.id}.md": _page(page_of(check, catalog, components=components), catalog) for check in catalog.checks.values()}
    return {"README.md": _index(catalog), **found}


def _groups(catalog: Catalog) -> Iterator[tuple[str, str, list[Check]]]:
    def place(check: Check) -> tuple[str, str]:
        return check.package[1], check.package[2]

    for (cloud, service), checks in groupby(sorted(catalog.checks.values(), key=lambda one: (*place(one), one.id)), key=place):
        yield cloud, service, list(checks)


def _index(catalog: Catalog) -> str:
    parts = [
        f"{len(catalog.checks)} checks by cloud and service, each with an example that fails, one that passes, and how to fix it.",
        _READING,
    ]
    for cloud, service, checks in _groups(catalog):
        rows = [(f"[{code(one.id)}]({one.id}.md)", prose(one.title), one.severity.value, one.scope) for one in checks]
        parts += [f"## {CLOUDS[cloud]} · {service}", table(("check", "what holds", "severity", "scope"), rows)]
    return document("Checks", *parts)


def _page(page: CheckPage, catalog: Catalog) -> str:
    check = page.check
    facts = [code(check.id), *facts_of(check)]
    parts = [" · ".join(facts)]
    for section in page.sections:
        parts.append(f"## {section.heading}")
        if section.heading == "What it checks":
            parts += [prose(section.text), _reads(check)]
        elif section.heading == "Why it matters":
            parts += [prose(section.text)] if section.text else []
            parts.append("A resource that fails counts against these criteria:\n\n" + _criteria(section))
        elif section.heading == "How to fix":
            parts += [prose(section.text), _effects(check), *(_component(name, check) for name in page.components)]
        elif section.heading == "Criteria and controls":
            parts.append(_controls(check, catalog))
        elif section.heading == "References":
            parts.append("\n".join(f"* <{link}>" for link, _ in section.points))
        elif section.empty:
            parts.append("None.")
        else:
            parts += _plain(section)
    return document(prose(check.title), *parts)


def _plain(section: Section) -> list[str]:
    parts = [prose(section.text)] if section.text else []
    if section.points:
        lines = [f"* {code(term) if section.literal else term}: {_names(meaning, section)}" for term, meaning in section.points]
        parts.append("\n".join(lines))
    if section.code:
        parts += [f"{prose(section.caption).capitalize() if section.literal else prose(section.caption)}:"] if section.caption else []
        parts.append(fenced(section.code, "yaml"))
    return parts


def _effects(check: Check) -> str:
    """What the fix does to what is live; a list where it depends on the type."""
    sentences = effects_of(check)
    return prose(sentences[""]) if "" in sentences else "\n".join(f"* {code(kind)}: {prose(one)}" for kind, one in sentences.items())


def _names(names: str, section: Section) -> str:
    if section.heading == "Elsewhere called":
        return ", ".join(code(name) for name in names.split(", "))
    return prose(names)


def _reads(check: Check) -> str:
    kinds = sorted({*check.population, *check.companions, *check.reads}, key=lambda one: (one not in check.population, one))
    rows = [
        (
            code(kind),
            "checked" if kind in check.population else "also read",
            ", ".join(code(path) for path in check.reads.get(kind, ())) or "whether there is one",
        )
        for kind in kinds
    ]
    return table(("type", "", "what is read of it"), rows)


def _criteria(section: Section) -> str:
    return "\n".join(f"* {criterion_link(term, '../controls.md')}: {prose(meaning)}" for term, meaning in section.points)


def _controls(check: Check, catalog: Catalog) -> str:
    rows = [
        (
            f"[{code(one.id)}](../controls.md#{anchor(one.id)})",
            prose(one.title),
            ", ".join(labels({name: tuple(one.checks[check.id])}, catalog.frameworks)),
            prose(one.owner),
            one.cadence,
        )
        for name, framework in catalog.frameworks.items()
        for one in framework.controls_of(check.id)
    ]
    return table(("control", "what the organisation does", "criteria", "owner", "cadence"), rows)


def _component(name: str, check: Check) -> str:
    module = {"aws": "buttress_components.aws", "azure": "buttress_components.azure"}[check.cloud]
    return f"[{code(name)}](../components/{name}.md) of {code(module)} is built this way."


def by_control(catalog: Catalog) -> Mapping[str, list[Check]]:
    """Each check once, under the first of its controls in file order; under an empty id where no control names it."""
    found: dict[str, list[Check]] = {}
    for check in catalog.checks.values():
        found.setdefault(check.controls[0] if check.controls else "", []).append(check)
    return found

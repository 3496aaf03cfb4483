"""The page of a check: the same sections for the terminal and for the written reference, in one fixed order."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence

import yaml
from attrs import frozen

from buttress.catalog.cases import cases_of
from buttress.catalog.library import Catalog
from buttress.catalog.snippets import FixHelp
from buttress.model import Case, Check, Parameter, labels

HEADINGS = (
    "What it checks",
    "Why it matters",
    "Failing example",
    "Passing example",
    "How to fix",
    "When it says nothing",
    "Criteria and controls",
    "Parameters",
    "Elsewhere called",
    "References",
)

_FIX = "How to fix"
_TEXT_WIDTH = 92
_CODE_WIDTH = 88


@frozen(kw_only=True)
class Section:
    """One heading with, in this order: prose, points (a term and what it means), and code with a caption.

    `literal` says that the terms are names to be typed as they stand, not words.
    """

    heading: str
    text: str = ""
    points: tuple[tuple[str, str], ...] = ()
    literal: bool = True
    caption: str = ""
    code: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say under the heading."""
        return not (self.text or self.points or self.code)


@frozen(kw_only=True)
class CheckPage:
    """A check's page. `components` are the hardened components that its remediation names."""

    check: Check
    sections: tuple[Section, ...]
    cases: tuple[Case, ...]
    components: tuple[str, ...] = ()


def page_of(check: Check, catalog: Catalog, *, components: Sequence[str] = ()) -> CheckPage:
    """The page of a check, with every heading of `HEADINGS` in order; a section without content is `empty`."""
    cases = cases_of(check)
    named = tuple(one for one in components if one in check.remediation.replace(",", " ").replace(".", " ").split())
    return CheckPage(
        check=check,
        sections=(
            _what(check),
            _why(check, catalog),
            _example("Failing example", "fail", cases),
            _example("Passing example", "pass", cases),
            Section(heading="How to fix", text=_plain(check.remediation)),
            _silence(check, catalog),
            _mapping(check, catalog),
            _parameters(check),
            _aliases(check),
            Section(heading="References", points=tuple((one, "") for one in check.references), literal=False),
        ),
        cases=cases,
        components=named,
    )


def facts_of(check: Check) -> tuple[str, ...]:
    """How much the check matters, what it is asked of, and whether somebody has to ask for it."""
    absent = f", {check.severity_absent.value} where nothing is stated" if check.severity_absent else ""
    return (f"severity {check.severity.value}{absent}", f"scope {check.scope}", *(["opt-in"] if check.opt_in else []))


def _silence(check: Check, catalog: Catalog) -> Section:
    wider = sorted(one.id for one in catalog.checks.values() if check.id in one.subsumes)
    parts = [f"Not applicable: {check.not_applicable}."] if check.not_applicable else []
    parts += ["It is off unless a level or a parameter of it in buttress.yaml asks for it."] if check.opt_in else []
    parts += [f"Where it fails, it says this too: {', '.join(check.subsumes)}."] if check.subsumes else []
    parts += [f"Where one of these fails, that says this too: {', '.join(wider)}."] if wider else []
    return Section(heading="When it says nothing", text=" ".join(parts))


def as_text(page: CheckPage, fix: FixHelp | None = None) -> str:
    """A page for a terminal, without empty sections, with the names of all cases at the end; `fix` adds code that passes."""
    check = page.check
    parts = [f"{check.id}\n{check.title}\n\n{' · '.join(facts_of(check))}\n"]
    for section in page.sections:
        if section.empty:
            continue
        lines = lines_of(section)
        if section.heading == _FIX and fix:
            lines += _help(check, fix)
        parts.append("\n".join(lines) + "\n")
    parts.append("Cases\n" + "\n".join(f"  {one.expect:<15} {one.name}" for one in page.cases))
    return "\n".join(parts)


def lines_of(section: Section) -> list[str]:
    """A section for a terminal."""
    lines = [section.heading]
    if section.text:
        lines.append(textwrap.indent(textwrap.fill(section.text, _TEXT_WIDTH), "  "))
    width = max((len(term) for term, meaning in section.points if meaning), default=0)
    for term, meaning in section.points:
        lines.append(_point(f"  {term:<{width}}  ", meaning, wrapped=not section.literal) if meaning else f"  {term}")
    if section.code:
        lines += [f"  # {section.caption}"] if section.caption else []
        lines.append(textwrap.indent(section.code, "  "))
    return lines


def _point(head: str, meaning: str, *, wrapped: bool) -> str:
    if not wrapped:
        return head + meaning
    return textwrap.fill(meaning, max(_TEXT_WIDTH, len(head) + _TEXT_WIDTH // 2), initial_indent=head, subsequent_indent=" " * len(head))


def _help(check: Check, fix: FixHelp) -> list[str]:
    lines = [
        line
        for kind, sentence in effects_of(check).items()
        for line in textwrap.wrap(
            f"{kind}: {sentence}" if kind else sentence, _TEXT_WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
        )
    ]
    for one in fix.components:
        lines.append(f"  {one.name} passes: from buttress_components.{one.cloud} import {one.name}")
    if fix.snippet:
        lines.append(f"  What passes, with only the properties that the check reads ({fix.snippet.case}):")
        for name, code in (("Pulumi YAML", fix.snippet.yaml), ("Python", fix.snippet.python)):
            lines += ["", f"    # {name}", textwrap.indent(code, "    ")]
    return lines


def effects_of(check: Check) -> dict[str, str]:
    """What the fix does to a live resource: one sentence, under an empty key, if it is the same for all types, else one by type."""
    sentences = {kind: effect.sentence for kind, effect in sorted(check.effects.items())}
    return sentences if len(set(sentences.values())) > 1 else {"": check.effect().sentence}


def setting(check: Check, parameter: Parameter) -> str:
    """The lines of `buttress.yaml` that set a parameter of a check to its default."""
    return f"parameters:\n  {check.id}:\n    {parameter.name}: {json.dumps(parameter.default, ensure_ascii=False)}"


def _what(check: Check) -> Section:
    text = _plain(check.description)
    if check.live:
        text += f" Needs live data: {_plain(check.live).removesuffix('.')}."
    points = []
    for kind in sorted({*check.population, *check.companions, *check.reads}, key=lambda one: (one not in check.population, one)):
        read = ", ".join(check.reads.get(kind, ())) or "whether there is one"
        points.append((kind, f"checked: {read}" if kind in check.population else f"also read: {read}"))
    return Section(heading="What it checks", text=text, points=tuple(points))


def _why(check: Check, catalog: Catalog) -> Section:
    """The risk in one sentence, then the criteria with what else there is to say about each."""
    risk, points = "", []
    for name, framework in catalog.frameworks.items():
        reasons = framework.reasons(check.id)
        for one in framework.criteria:
            listed = [f"{reason}." for reason in reasons.get(one.id, ())]
            if not listed:
                continue
            risk = risk or listed[0]
            said = [f"{one.title}.", *(sentence for sentence in listed if sentence != risk)]
            points.append((labels({name: (one.id,)}, catalog.frameworks)[0], " ".join(said)))
    return Section(heading="Why it matters", text=risk, points=tuple(points), literal=False)


def _mapping(check: Check, catalog: Catalog) -> Section:
    points = tuple(
        (one.id, f"{one.title} ({one.owner}, {one.cadence}): {', '.join(labels({name: tuple(one.checks[check.id])}, catalog.frameworks))}")
        for name, framework in catalog.frameworks.items()
        for one in framework.controls_of(check.id)
    )
    return Section(heading="Criteria and controls", points=points)


def _parameters(check: Check) -> Section:
    points = tuple(
        (one.name, f"{_kind(one)}, default {json.dumps(one.default, ensure_ascii=False)}: {_plain(one.description).removesuffix('.')}")
        for one in check.parameters
    )
    code = setting(check, check.parameters[0]) if check.parameters else ""
    return Section(heading="Parameters", points=points, caption="in `buttress.yaml`, with the default" if code else "", code=code)


def _kind(one: Parameter) -> str:
    """The type of a parameter with its bounds, and whether taking something away from it needs a reason."""
    least = f" from {one.minimum:g}" if one.minimum is not None else ""
    most = f" to {one.maximum:g}" if one.maximum is not None else ""
    return f"{one.type}{least}{most}{', less only with a `reason`' if one.sought else ''}"


def _aliases(check: Check) -> Section:
    tools: dict[str, list[str]] = {}
    for alias in check.aliases:
        tool, colon, name = alias.partition(":")
        tools.setdefault(tool if colon else "", []).append(name if colon else alias)
    return Section(
        heading="Elsewhere called",
        points=tuple((tool or "also", ", ".join(names)) for tool, names in sorted(tools.items())),
        literal=False,
    )


def _example(heading: str, wanted: str, cases: tuple[Case, ...]) -> Section:
    fitting = [one for one in cases if one.expect == wanted]
    found = next((one for one in fitting if one.resources), None)
    if found is None:
        return Section(heading=heading, text=f"A stack without any such resource: {fitting[0].name}." if fitting else "")
    code = yaml.safe_dump(
        [dict(one) for one in found.resources], sort_keys=False, default_flow_style=False, allow_unicode=True, width=_CODE_WIDTH
    )
    return Section(heading=heading, caption=found.name, code=code.rstrip("\n"))


def _plain(text: str) -> str:
    return " ".join(text.split())

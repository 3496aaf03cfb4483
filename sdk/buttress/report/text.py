"""The report for a terminal: plain text that fits the width, with colour only when asked.

The summary comes first: one line a stack, the verdict, all totals, criteria, money and what the verdict does not cover. Then what is not a
pass, grouped by check in the order of severity, outcome and number of resources, the criteria, what was not evaluated, and what is wrong
with waivers. Without `full` each check has an entry of two or three lines, and only the criteria with most against them have a line.
A report longer than a screen ends with the totals again, where whoever ran it is looking. Where no finding is to be listed, some ten lines
say how it stands.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from buttress.assessment.criteria import CriterionResult, by_status
from buttress.model import CriterionStatus, Finding, Outcome, Severity, StackAssessment, Urn, Waiver, WaiverProblem, joined
from buttress.money import money
from buttress.report.context import Context, Part
from buttress.report.exposure_view import exposure_view
from buttress.report.wording import (
    ASCII_GLYPHS,
    ASCII_TONES,
    DISCLAIMER,
    GLYPHS,
    LABELS,
    STATUS_GLYPHS,
    TONES,
    WORDS,
    Tone,
    count,
    headline,
)
from buttress.text import ESTIMATE, plural, printable

_STYLES = {
    Outcome.FAIL: "31;1",
    Outcome.ERROR: "35;1",
    Outcome.UNKNOWN: "33",
    Outcome.WAIVED: "36",
    Outcome.NOT_APPLICABLE: "2",
    Outcome.PASS: "32",
}
_TONES: Mapping[Tone, str] = {"fail": "31;1", "error": "35;1", "unknown": "33;1", "waived": "33;1", "pass": "32;1", "none": "1"}

SCREEN = 24
"""The most lines after the summary that leave it in sight."""

LINES = 60
"""The most lines of a short report, where what is critical or high leaves it that: checks that matter less are then named and no more."""

_NAMED = 6
"""How many resources with the same finding are named where the text is to be short."""

_JUDGED = 3
"""The most stacks and estates that a summary names one by one."""

_MOST = 4
"""How many criteria a summary names."""

_URGENT = (Severity.CRITICAL, Severity.HIGH)

_COLUMNS = (Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED, Outcome.PASS)


def write(context: Context) -> bytes:
    """The report as UTF-8, or as ASCII when the terminal can show no more."""
    if not context.show:
        return ("\n".join(_standing(context)) + "\n").encode()
    summary = [*_summary(context), ""]
    after = [*_criteria(context), *_not_evaluated(context), *_waiver_problems(context), *_exposure(context)]
    if not context.full:
        after += _wrap(context, "--full shows every place, fix, control and criterion; buttress explain CHECK what a check asks", "")
    details = [*_findings(context, room=LINES - len(summary) - len(after) - 1), *after]
    if len(details) > SCREEN:
        details.append(totals_line(context))
    return ("\n".join([*summary, *details]).rstrip("\n") + "\n").encode()


def totals_line(context: Context) -> str:
    """Every outcome with its number, zeros too: `141 passed, 3 failed, …`, and when the next waiver ends if the width has room for it."""
    totals = context.assessment.totals()
    words = {outcome: count(outcome, totals[outcome]) for outcome in WORDS}
    left = [
        days
        for finding in context.assessment.findings()
        if finding.outcome is Outcome.WAIVED and finding.waiver and (days := context.days_left(finding.waiver.expires)) is not None
    ]
    note = f" ({_ends(min(left))})" if left else ""
    if len(", ".join(words.values())) + len(note) <= context.width:
        words[Outcome.WAIVED] += note
    return ", ".join(_style(context, written, _STYLES[outcome] if totals[outcome] else "2") for outcome, written in words.items())


def _summary(context: Context) -> Iterator[str]:
    for label, part in context.parts():
        yield from _part(context, label, part)
        yield from _aside(context, part)
    if any(context.parts()):
        yield ""
    yield from _verdict(context)
    yield from _not_covered(context)
    yield from _wrap(context, DISCLAIMER, "")


def _standing(context: Context) -> Iterator[str]:
    """How it stands, in some ten lines: what was judged, the verdict with the criteria that have most against them, what it leaves open."""
    parts = list(context.parts())
    for label, part in parts if len(parts) <= _JUDGED else ():
        yield from _part(context, label, part)
    if len(parts) > _JUDGED:
        resources = sum(stack.resources for stack in context.assessment.stacks)
        held = [plural(len(context.assessment.stacks), "stack"), plural(len(context.assessment.estates), "estate")]
        yield from _wrap(context, f"{', '.join(held)}, {plural(resources, 'resource')}  {_library(context)}", "", "  ")
        if warnings := sum(len(stack.warnings) for stack in context.assessment.stacks):
            yield from _wrap(context, f"{plural(warnings, 'warning')} about what was read, each in the whole report", "  ")
    yield from _verdict(context, most=_MOST)
    yield from _not_covered(context)
    yield from _wrap(context, DISCLAIMER, "")


def _verdict(context: Context, most: int = 0) -> Iterator[str]:
    """The verdict, all totals, the criteria, of which the `most` with most against them by name, the money, and what changed."""
    tone, sentence = headline(context.assessment)
    sign = (ASCII_TONES if context.ascii_only else TONES)[tone]
    first, *rest = _wrap(context, f"{sign} {sentence}", "", "  ")
    yield _style(context, first, _TONES[tone])
    yield from rest
    yield totals_line(context)
    for framework, results in context.by_framework:
        counted = ", ".join(f"{number} {status}" for status, number in by_status(results).items())
        yield from _wrap(context, f"Of {context.counted(framework)}: {counted}", "", "  ")
        if most and (against := _against(results)):
            more = f" and {len(against) - most} more" if len(against) > most else ""
            yield from _wrap(context, f"most exceptions: {', '.join(against[:most])}{more}", "  ")
    if context.exposure is not None and (story := exposure_view(context.exposure).story):
        yield from _wrap(context, story, "", "  ")
    yield from _comparison(context)


def _not_covered(context: Context) -> Iterator[str]:
    if context.adjusted:
        yield from _wrap(context, f"Adjusted by the project: {context.adjusted}", "", "  ")
    if context.not_covered:
        yield from _wrap(context, f"Not covered by it: {', '.join(context.not_covered)}", "", "  ")
    problems = context.assessment.waiver_problems
    if problems:
        yield from _wrap(context, f"Waivers: {plural(len(problems), 'problem')}, listed below", "", "  ")


def _part(context: Context, label: str, part: Part) -> Iterator[str]:
    policies = _library(context)
    if isinstance(part, StackAssessment):
        head = f"{label}  {plural(part.resources, 'resource')}  {part.mode}  snapshot {_short(part.digest)}  {policies}"
    else:
        head = f"estate {label}  {plural(len(part.stacks), 'stack')}  {policies}"
    if len(head) > context.width:
        head = head.rpartition(",")[0]
    first, *rest = _wrap(context, head, "", "  ")
    yield _style(context, first, "1")
    yield from rest
    for warning in part.warnings if isinstance(part, StackAssessment) else ():
        yield from _wrap(context, f"warning: {warning}", "  ", "           ")


def _library(context: Context) -> str:
    return f"policies {_short(context.assessment.policies)}, {plural(len(context.assessment.checks), 'check')}"


def _aside(context: Context, part: Part) -> Iterator[str]:
    """How many checks are not applicable for want of a resource of their types."""
    known = plural(len(context.assessment.checks), "check")
    aside = sum(not each.resource for each in part.findings if each.outcome is Outcome.NOT_APPLICABLE)
    if aside:
        yield from _wrap(
            context, f"{aside:,} of {known} found nothing of {'its' if aside == 1 else 'their'} types here (not applicable)", "  "
        )


def _findings(context: Context, room: int) -> Iterator[str]:
    """Every group of findings of every stack and estate; in a short report those of one part within its share of `room` lines."""
    parts = list(context.parts())
    for label, part in parts:
        # What is not applicable for want of a resource is a number above.
        listed = [each for each in context.listed(part) if each.resource or each.outcome is not Outcome.NOT_APPLICABLE]
        if listed and len(parts) > 1:
            yield _style(context, printable(f"In {label}", ascii_only=context.ascii_only), "1;4")
            yield ""
        groups = _grouped(context, label, listed)
        if context.full:
            for findings in groups:
                yield from _group(context, label, findings)
                yield ""
        elif groups:
            yield from _fitted(context, label, groups, room // len(parts))
            yield ""


def _group(context: Context, label: str, findings: list[Finding], *, fixes: Sequence[Severity] = _URGENT) -> Iterator[str]:
    if len({each.check for each in findings}) > 1:
        yield from _waiting(context, findings)
    elif context.full:
        yield from _check(context, label, findings)
    else:
        yield from _brief(context, label, findings, fixes=fixes)


def _fitted(context: Context, label: str, groups: Sequence[list[Finding]], room: int) -> list[str]:
    """The entries of a part that leave room for all: checks of least weight as names alone, then none but critical ones with their fix."""
    for fixes in (_URGENT, _URGENT[:1]):
        entries = [list(_group(context, label, findings, fixes=fixes)) for findings in groups]
        urgent = sum(findings[0].severity in _URGENT or context.is_fresh(label, findings[0]) for findings in groups)
        for whole in range(len(groups), urgent - 1, -1):
            lines = [line for entry in entries[:whole] for line in entry] + _names(context, groups[whole:])
            if len(lines) < room:
                return lines
    return lines


def _names(context: Context, groups: Iterable[list[Finding]]) -> list[str]:
    """The checks that have no entry, one paragraph for each severity and outcome."""
    named: dict[tuple[Severity, Outcome], dict[str, list[str]]] = {}
    for finding in (finding for group in groups for finding in group):
        resources = named.setdefault((finding.severity, finding.outcome), {}).setdefault(finding.check, [])
        resources.append(Urn.parse(finding.resource).name if finding.resource else "")
    lines = []
    for (severity, outcome), checks in named.items():
        sign = f"{_glyph(context, outcome)} "
        word = "" if outcome is Outcome.FAIL else f"{LABELS[outcome]} "
        listed = ", ".join(f"{check} ({_few(names)})" if any(names) else check for check, names in checks.items())
        first, *rest = _wrap(context, f"{severity.upper()}  {word}{listed}", " " * len(sign), "    ")
        lines += [_style(context, sign, _STYLES[outcome]) + first[len(sign) :], *rest]
    return lines


def _grouped(context: Context, label: str, findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings of each check, and as one group those of several checks that wait for the same value; what is new, then what matters."""
    waiting: dict[str, list[Finding]] = {}
    by_check: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.outcome is Outcome.UNKNOWN and finding.waits_for:
            waiting.setdefault(finding.waits_for, []).append(finding)
        else:
            by_check.setdefault(finding.check, []).append(finding)
    groups = []
    for group in waiting.values():
        if len({finding.check for finding in group}) > 1:
            groups.append(group)
        else:
            by_check.setdefault(group[0].check, []).extend(group)
    groups += by_check.values()
    for group in groups:
        group.sort(key=lambda each: (not context.is_fresh(label, each), each.order))
    return sorted(groups, key=lambda group: (not context.is_fresh(label, group[0]), _weight(group)))


def _weight(group: list[Finding]) -> tuple[bool, int, int, int, str]:
    first = group[0]
    worst = [each for each in group if each.outcome is first.outcome]
    return (not first.resource, *first.order[:2], -len({each.resource for each in worst}), first.check)


def _waiting(context: Context, findings: list[Finding]) -> Iterator[str]:
    """Checks that have no verdict until one value is known."""
    first = findings[0]
    checks = list(dict.fromkeys(each.check for each in findings))
    head, *rest = _wrap(
        context, f"{first.severity.upper()}  {first.waits_for} is not known yet: {len(checks)} checks wait for it", "", "  "
    )
    yield _style(context, head, "1")
    yield from rest
    sign = _sign(context, Outcome.UNKNOWN)
    start, *more = _wrap(context, ", ".join(checks), " " * len(sign))
    yield _style(context, sign, _STYLES[Outcome.UNKNOWN]) + start[len(sign) :]
    yield from more


def _check(context: Context, label: str, findings: list[Finding]) -> Iterator[str]:
    first = findings[0]
    check = first.check
    head, *rest = _wrap(context, f"{first.severity.upper()}  {check}  {context.title(check)}", "", "  ")
    yield _style(context, head, "1")
    yield from rest
    for finding in findings:
        yield from _finding(context, label, finding)
    dot = " | " if context.ascii_only else " · "
    owners = ", ".join(dict.fromkeys(owner for each in findings for owner in context.owners(each))) or "no owner named"
    criteria = context.cited(joined(each.criteria for each in findings)) or "no criterion"
    controls = " ".join(dict.fromkeys(control for each in findings for control in each.controls))
    yield from _wrap(context, dot.join(part for part in (criteria, controls, f"owner {owners}") if part), "  ")
    if context.fix(check):
        effect = context.effect(check, findings[0].resource)
        yield from _wrap(context, f"fix: {context.fix(check)}{f' {effect}' if effect else ''}", "  ", "       ")
    yield from _wrap(context, f"buttress explain {check}", "  ")


def _finding(context: Context, label: str, finding: Finding) -> Iterator[str]:
    sign = _sign(context, finding.outcome)
    subject = f"{Urn.parse(finding.resource).label}: " if finding.resource else ""
    several = len(finding.places) > 1
    place = f" [{finding.places[0].label}]" if finding.path and not several else ""
    start, *more = _wrap(context, f"{subject}{finding.message}{place}{_change(context, label, finding)}", " " * len(sign))
    yield _style(context, sign, _STYLES[finding.outcome]) + start[len(sign) :]
    yield from more
    if finding.resource.startswith("urn:"):
        yield from _wrap(context, finding.resource, " " * len(sign))
    if position := context.position(finding):
        yield from _wrap(context, f"made in {position.label}", " " * len(sign))
    for each in finding.places:
        if several:
            message = each.message if each.message != finding.message else ""
            where = f"[{each.label}]" if each.path else ""
            yield from _wrap(context, " ".join(part for part in ("-", message, where) if part), " " * len(sign), " " * (len(sign) + 2))
        if each.at and each.at != finding.resource:
            yield from _wrap(context, f"at {each.at}", " " * (len(sign) + 2 * several))
    if too := context.says_too(label, finding):
        yield from _wrap(context, f"with it: {', '.join(too)}", " " * len(sign))
    if finding.waiver:
        yield from _wrap(context, _waived(context, finding.waiver), " " * len(sign))


def _brief(context: Context, label: str, findings: list[Finding], *, fixes: Sequence[Severity]) -> Iterator[str]:
    """What is critical or high under its check and, of `fixes`, with its fix; the rest as one entry, one for the same message."""
    check, severity = findings[0].check, findings[0].severity
    urgent = findings[0].outcome is Outcome.FAIL and severity in _URGENT
    head = f"{severity.upper()}  {check}"
    if urgent:
        yield _style(context, head, "1")
    for number, (outcome, entry) in enumerate(_entries(context, label, findings)):
        indent = 2 if urgent or number else 0
        sign = f"{' ' * indent}{_glyph(context, outcome)} "
        first, *following = _wrap(context, f"{'' if indent else f'{head}  '}{entry}", " " * len(sign), "    ")
        yield _style(context, sign, _STYLES[outcome]) + first[len(sign) :]
        yield from following
    if urgent and severity in fixes and context.fix(check):
        yield from _wrap(context, f"fix: {context.fix(check)}", "    ")


def _entries(context: Context, label: str, findings: Iterable[Finding]) -> Iterator[tuple[Outcome, str]]:
    same: dict[tuple[Outcome, str], list[Finding]] = {}
    for finding in findings:
        what = _waived(context, finding.waiver) if finding.waiver else finding.message
        same.setdefault((finding.outcome, f"{what}{_change(context, label, finding)}"), []).append(finding)
    for (outcome, message), group in same.items():
        first = group[0]
        subject = f"{_few([_named(context, each) for each in group if each.resource])}: " if first.resource else ""
        more = len(first.places) - 1
        place = f" [{first.places[0].label}{f' and {more} more' if more else ''}]" if first.path and len(group) == 1 else ""
        too = sorted({check for each in group for check in context.says_too(label, each)})
        part = f" (with it: {', '.join(too) if len(too) == 1 else f'{len(too)} narrower checks'})" if too else ""
        yield outcome, f"{subject}{message}{place}{part}"


def _named(context: Context, finding: Finding) -> str:
    """The name of a resource and the line that makes it."""
    position = context.position(finding)
    return f"{Urn.parse(finding.resource).name}{f' ({position.label})' if position else ''}"


def _few(names: Sequence[str]) -> str:
    """The first names, and how many there are beside them."""
    rest = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])}{f' and {rest} more' if rest > 0 else ''}"


def _glyph(context: Context, outcome: Outcome) -> str:
    return (ASCII_GLYPHS if context.ascii_only else GLYPHS)[outcome]


def _sign(context: Context, outcome: Outcome) -> str:
    return f"  {_glyph(context, outcome)} {LABELS[outcome]:<8}"


def _waived(context: Context, waiver: Waiver) -> str:
    days = context.days_left(waiver.expires)
    ends = "without an end date" if days is None else f"until {waiver.expires} ({_ends(days)})"
    ticket = f", {waiver.ticket}" if waiver.ticket else ""
    return f"waived {ends} by {waiver.approver or 'nobody named'}: {waiver.reason}{ticket}"


def _change(context: Context, label: str, finding: Finding) -> str:
    return f" ({context.change(label, finding)})" if context.is_fresh(label, finding) else ""


def _criteria(context: Context) -> Iterator[str]:
    for framework, results in context.by_framework:
        if context.several:
            yield from _wrap(context, framework.title, "")
        if not context.full:
            yield from _worst(context, results)
            continue
        rows = [result for result in results if result.tests]
        if rows:
            heading = f"  {'criterion':<10} {'status':<15}" + "".join(f"{LABELS[outcome].lower():>9}" for outcome in _COLUMNS)
            yield _style(context, heading.rstrip(), "4")
            for result in rows:
                yield _row(context, result)
            yield from _wrap(context, "- means not tested, 0 that nothing was found among what was tested", "  ")
        manual = [result.criterion.id for result in results if not result.tests]
        if manual:
            known = plural(len(manual), "criterion", "criteria")
            yield from _wrap(context, f"no automated test supports {known}: {' '.join(manual)}", "  ", "    ")
        yield ""
    if not context.criteria:
        yield ""


def _worst(context: Context, results: Iterable[CriterionResult]) -> Iterator[str]:
    """The criteria with something against them and how much, those with most first; the whole table is a question away."""
    found = _against(results)
    if not found:
        return
    sign = "" if context.ascii_only else f"{STATUS_GLYPHS[CriterionStatus.EXCEPTIONS]} "
    yield from _wrap(context, f"{sign}Exceptions by criterion: {', '.join(found)}", "", "    ")
    yield ""


def _against(results: Iterable[CriterionResult]) -> list[str]:
    """The criteria with something against them and how much, those with most first."""
    found = [result for result in results if result.status is CriterionStatus.EXCEPTIONS]
    against = {result.criterion.id: result.counts[Outcome.FAIL] + result.counts[Outcome.ERROR] for result in found}
    return [f"{identifier} ({number})" for identifier, number in sorted(against.items(), key=lambda each: -each[1])]


def _row(context: Context, result: CriterionResult) -> str:
    cells = "".join(f"{result.counts[outcome]:>9,}" if result.tested else f"{'-':>9}" for outcome in _COLUMNS)
    sign = "" if context.ascii_only else f"{STATUS_GLYPHS[result.status]} "
    status = f"{sign}{result.status.value}"
    style = {CriterionStatus.EXCEPTIONS: "31;1", CriterionStatus.SUPPORTED: "32", CriterionStatus.PARTIAL: "33"}.get(result.status, "2")
    identifier = printable(result.criterion.id, ascii_only=context.ascii_only)
    return f"  {identifier:<10} {_style(context, f'{status:<15}', style)}{cells}"


def _not_evaluated(context: Context) -> Iterator[str]:
    if not context.not_evaluated:
        return
    yield _style(context, f"Not evaluated: {context.unread_by_type}", "1")
    if not context.full:
        yield from _wrap(context, _few(sorted({kind.type for _, kind in context.not_evaluated})), "  ")
        yield ""
        return
    several = len(context.assessment.stacks) > 1
    for label, kind in context.not_evaluated:
        yield from _wrap(context, f"{kind.count:>5,}  {kind.type}  {kind.reason}{f'  ({label})' if several else ''}", "  ", "         ")
    yield ""


def _waiver_problems(context: Context) -> Iterator[str]:
    problems: Iterable[WaiverProblem] = context.assessment.waiver_problems
    if not problems:
        return
    yield _style(context, f"Waivers: {plural(len(context.assessment.waiver_problems), 'problem')}", "1")
    for problem in sorted(problems, key=lambda each: (each.severity.rank, each.kind, each.waiver.check, each.waiver.resource)):
        source = f"{problem.waiver.source}: " if problem.waiver.source else ""
        line = f"{problem.kind}  {problem.severity}  {problem.waiver.check} on {problem.waiver.resource}: {problem.message}"
        yield from _wrap(context, f"{source}{line}", "  ", "    ")
    yield ""


def _comparison(context: Context) -> Iterator[str]:
    if context.comparison is None:
        return
    counts = ", ".join(f"{number:,} {change}" for change, number in context.comparison.counts().items())
    yield from _wrap(context, f"Since the baseline of {context.comparison.assessed_at or 'an unknown time'}: {counts}", "", "  ")


def _exposure(context: Context) -> Iterator[str]:
    if context.exposure is None:
        return
    view = exposure_view(context.exposure)
    yield _style(context, f"Exposure ({view.currency})", "1")
    for name, amount in view.exposures:
        yield f"  {name:<10} {money(amount, view.currency):>14}"
    yield from _wrap(context, ESTIMATE, "  ")
    yield ""


def _wrap(context: Context, text: str, indent: str, following: str | None = None) -> list[str]:
    """At least one line, each within the width; names are made printable before they are measured."""
    clean = printable(text, ascii_only=context.ascii_only)
    wrapped = textwrap.wrap(
        clean,
        context.width,
        initial_indent=indent,
        subsequent_indent=indent if following is None else following,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
    return wrapped or [indent.rstrip()]


def _style(context: Context, text: str, codes: str) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m" if context.color else text


def _short(digest: str) -> str:
    bare = digest.removeprefix("sha256:")
    return bare[:8] if bare else "none"


def _ends(days: int) -> str:
    if days < 0:
        return f"ended {plural(-days, 'day')} ago"
    return "ends today" if days == 0 else f"ends in {plural(days, 'day')}"

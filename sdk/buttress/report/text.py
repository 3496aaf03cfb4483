"""The report for a terminal: plain text that fits the width, with colour only when asked.

First one line a stack, then what is not a pass, grouped by check in the order of severity and id, then the table by criterion, what was not
evaluated, what is wrong with waivers, and on the last line all totals.
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterable, Iterator

from buttress.model import CriterionStatus, Finding, Outcome, StackAssessment, WaiverProblem
from buttress.report.baseline import Change
from buttress.report.context import Context, Part, split_urn
from buttress.report.criteria import CriterionResult
from buttress.report.inert import dotted, printable
from buttress.report.wording import ASCII_GLYPHS, DISCLAIMER, ESTIMATE, GLYPHS, LABELS, STATUS_GLYPHS, WORDS, count, money, plural

_STYLES = {
    Outcome.FAIL: "31;1",
    Outcome.ERROR: "35;1",
    Outcome.UNKNOWN: "33",
    Outcome.WAIVED: "36",
    Outcome.NOT_APPLICABLE: "2",
    Outcome.PASS: "32",
}
_COLUMNS = (Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED, Outcome.PASS)


def write(context: Context) -> bytes:
    """The report as UTF-8, or as ASCII when the terminal can show no more."""
    lines: list[str] = []
    for label, part in context.parts():
        lines += [*_part(context, label, part), ""]
    lines += _criteria(context)
    lines += _not_evaluated(context)
    lines += _waiver_problems(context)
    lines += _comparison(context)
    lines += _exposure(context)
    lines += [*_wrap(context, DISCLAIMER, ""), totals_line(context)]
    return ("\n".join(lines) + "\n").encode()


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


def _part(context: Context, label: str, part: Part) -> Iterator[str]:
    policies = f"policies {_short(context.assessment.policies)} ({plural(len(context.assessment.checks), 'check')})"
    if isinstance(part, StackAssessment):
        head = f"{label}  {plural(part.resources, 'resource')}  {part.mode}  snapshot {_short(part.digest)}  {policies}"
    else:
        head = f"estate {label}  {plural(len(part.stacks), 'stack')}  {policies}"
    first, *rest = _wrap(context, head, "", "  ")
    yield _style(context, first, "1")
    yield from rest
    for warning in part.warnings if isinstance(part, StackAssessment) else ():
        yield from _wrap(context, f"warning: {warning}", "  ", "           ")
    listed = sorted((each for each in part.findings if each.outcome in context.show and each.resource), key=lambda each: each.order)
    for check, group in itertools.groupby(listed, key=lambda each: each.check):
        yield ""
        yield from _check(context, label, check, list(group))
    aside = sum(not each.resource for each in part.findings if each.outcome is Outcome.NOT_APPLICABLE)
    if aside:
        yield ""
        yield from _wrap(context, f"{plural(aside, 'check')} found nothing of their types here (not applicable)", "  ")
    loose = [
        each for each in part.findings if not each.resource and each.outcome is not Outcome.NOT_APPLICABLE and each.outcome in context.show
    ]
    for check, group in itertools.groupby(sorted(loose, key=lambda each: each.order), key=lambda each: each.check):
        yield ""
        yield from _check(context, label, check, list(group))


def _check(context: Context, label: str, check: str, findings: list[Finding]) -> Iterator[str]:
    first = findings[0]
    head, *rest = _wrap(context, f"{first.severity.upper()}  {check}  {context.title(check)}", "", "  ")
    yield _style(context, head, "1")
    yield from rest
    for finding in findings:
        kind, name = split_urn(finding.resource) if finding.resource else ("", "")
        glyph = (ASCII_GLYPHS if context.ascii_only else GLYPHS)[finding.outcome]
        sign = f"  {glyph} {LABELS[finding.outcome]:<8}"
        place = f" [{dotted(finding.path)}]" if finding.path else ""
        subject = f"{kind} {name}: " if finding.resource else ""
        start, *more = _wrap(context, f"{subject}{finding.message}{place}{_change(context, label, finding)}", " " * len(sign))
        yield _style(context, sign, _STYLES[finding.outcome]) + start[len(sign) :]
        yield from more
        if finding.resource.startswith("urn:"):
            yield from _wrap(context, finding.resource, " " * len(sign))
        if finding.at and finding.at != finding.resource:
            yield from _wrap(context, f"at {finding.at}", " " * len(sign))
        if finding.waiver:
            waiver = finding.waiver
            days = context.days_left(waiver.expires)
            ends = "no end date" if days is None else f"{waiver.expires} ({_ends(days)})"
            ticket = f", {waiver.ticket}" if waiver.ticket else ""
            yield from _wrap(
                context, f"waived until {ends} by {waiver.approver or 'nobody named'}: {waiver.reason}{ticket}", " " * len(sign)
            )
    dot = " | " if context.ascii_only else " · "
    owners = ", ".join(dict.fromkeys(owner for each in findings for owner in context.owners(each))) or "no owner named"
    criteria = " ".join(dict.fromkeys(criterion for each in findings for criterion in each.criteria)) or "no criterion"
    controls = " ".join(dict.fromkeys(control for each in findings for control in each.controls))
    yield from _wrap(context, dot.join(part for part in (criteria, controls, f"owner {owners}") if part), "  ")
    if context.fix(check):
        told = context.effect(check, findings[0].resource)
        yield from _wrap(context, f"fix: {context.fix(check)}{f' {told}' if told else ''}", "  ", "       ")
    yield from _wrap(context, f"buttress explain {check}", "  ")


def _change(context: Context, label: str, finding: Finding) -> str:
    if context.comparison is None:
        return ""
    change = context.comparison.changes.get((label, finding.check, finding.resource))
    return f" ({change})" if change in {Change.NEW, Change.REGRESSED} else ""


def _criteria(context: Context) -> Iterator[str]:
    rows = [result for result in context.criteria if result.tests]
    if rows:
        heading = f"  {'criterion':<10} {'status':<15}" + "".join(f"{LABELS[outcome].lower():>9}" for outcome in _COLUMNS)
        yield _style(context, heading.rstrip(), "4")
        for result in rows:
            yield _row(context, result)
        yield from _wrap(context, "- means not tested, 0 that nothing was found among what was tested", "  ")
    manual = [result.criterion.id for result in context.criteria if not result.tests]
    if manual:
        yield from _wrap(
            context, f"no automated test supports {plural(len(manual), 'criterion', 'criteria')}: {' '.join(manual)}", "  ", "    "
        )
    yield ""


def _row(context: Context, result: CriterionResult) -> str:
    cells = "".join(f"{result.counts[outcome]:>9,}" if result.tested else f"{'-':>9}" for outcome in _COLUMNS)
    sign = "" if context.ascii_only else f"{STATUS_GLYPHS[result.status]} "
    status = f"{sign}{result.status.value}"
    style = {CriterionStatus.EXCEPTIONS: "31;1", CriterionStatus.SUPPORTED: "32", CriterionStatus.PARTIAL: "33"}.get(result.status, "2")
    identifier = printable(result.criterion.id, ascii_only=context.ascii_only)
    return f"  {identifier:<10} {_style(context, f'{status:<15}', style)}{cells}"


def _not_evaluated(context: Context) -> Iterator[str]:
    kinds = [(label, kind) for label, part in context.parts() if isinstance(part, StackAssessment) for kind in part.not_evaluated]
    if not kinds:
        return
    total = sum(kind.count for _, kind in kinds)
    yield _style(context, f"Not evaluated: {plural(total, 'resource')} of {plural(len({kind.type for _, kind in kinds}), 'type')}", "1")
    several = len(context.assessment.stacks) > 1
    for label, kind in sorted(kinds, key=lambda pair: (pair[0], pair[1].type, pair[1].reason)):
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
    told = ", ".join(f"{number:,} {change}" for change, number in context.comparison.counts().items())
    yield from _wrap(context, f"Since the baseline of {context.comparison.assessed_at or 'an unknown time'}: {told}", "", "  ")
    yield ""


def _exposure(context: Context) -> Iterator[str]:
    from buttress.report.exposure_view import exposure_view

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

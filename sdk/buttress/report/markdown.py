"""A summary in GitHub's and GitLab's Markdown, for a job's page or a comment on a merge request.

Findings are listed until the text reaches the size that a comment may have; the last line of a list says how many are left out. Names are
written with character references wherever Markdown would read something into them, so that they mention nobody and link to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from buttress.assessment.criteria import by_status
from buttress.model import CriterionStatus, Outcome
from buttress.report.context import OPEN, Context
from buttress.report.escaping import markdown as escape
from buttress.report.exposure_view import exposure_view
from buttress.report.view import View
from buttress.report.wording import DISCLAIMER, GLYPHS, LABELS, STATUS_GLYPHS, TONES, WORDS, count, headline
from buttress.text import ESTIMATE, plural

ROOM = 55_000
"""Characters before the lists are cut: a comment on GitHub holds 65,536."""

LISTED = 20
"""The most waiver problems and types that are listed."""

_SPARE = 400


def write(context: Context) -> bytes:
    """The summary, UTF-8."""
    view = View(context)
    tone, sentence = headline(context.assessment)
    totals = view.totals
    lines = [
        f"## {TONES[tone]} {escape(sentence)}",
        "",
        f"{escape(view.title)} · {DISCLAIMER}",
        "",
        "| " + " | ".join(f"{GLYPHS[outcome]} {word}" for outcome, word in WORDS.items()) + " |",
        "|" + " ---: |" * len(WORDS),
        "| " + " | ".join(f"{totals[outcome]:,}" for outcome in WORDS) + " |",
        "",
    ]
    if context.adjusted:
        lines += [f"Adjusted by the project: {escape(context.adjusted)}.", ""]
    if context.not_covered:
        lines += [f"Not covered by it: {escape(', '.join(context.not_covered))}.", ""]
    if context.comparison is not None:
        counts = ", ".join(f"**{number:,}** {change}" for change, number in context.comparison.counts().items())
        lines += [f"Since the baseline of {escape(context.comparison.assessed_at or 'an unknown time')}: {counts}", ""]
    lines += _exposure(context)
    tail = [
        *_criteria(context),
        *_waivers(context),
        *_not_evaluated(context),
        f"Policies {escape(context.assessment.policies[:16])}, {_scope(context)}.",
    ]
    room = ROOM - sum(map(len, tail)) - sum(map(len, lines))
    lines += [*_findings(view, max(room, 2_000)), *tail]
    return ("\n".join(lines) + "\n").encode()


def _scope(context: Context) -> str:
    """How much was looked at."""
    resources = sum(stack.resources for stack in context.assessment.stacks)
    return (
        f"{plural(len(context.assessment.checks), 'check')}, {plural(resources, 'resource')}, judged as of {context.assessment.now.date()}"
    )


def _findings(view: View, room: int) -> list[str]:
    groups = [group for group in view.checks.values() if group.deviating]
    if not groups or not view.context.show:
        return []
    lines = ["### Findings", ""]
    left = sum(group.deviating for group in groups)
    for group in groups:
        rows = [row for row in group.rows if row.finding.outcome in OPEN]
        criteria, owners = view.context.cited(group.criteria), ", ".join(group.owners)
        block = [
            f"<details><summary><b>{group.severity}</b> {escape(group.title)}: {escape(_counts(group.counts))}</summary>",
            "",
            f"{escape(group.check)} · {escape(criteria) or 'no criterion'} · owner {escape(owners) or 'not named'}",
            "",
        ]
        fix = view.context.fix(group.check)
        block += [f"**Fix:** {escape(fix)}", ""] if fix else []
        block += ["| outcome | resource | what was found |", "| --- | --- | --- |"]
        if room < sum(map(len, block)) + _SPARE:
            break
        for row in rows:
            new = f" ({row.change})" if row.fresh else ""
            too = view.context.says_too(row.label, row.finding)
            part = f"; with it: {', '.join(too)}" if too else ""
            outcome = f"{GLYPHS[row.finding.outcome]} {LABELS[row.finding.outcome]}{new}"
            about = ", ".join([row.type, *([row.position.label] if row.position else [])])
            line = f"| {outcome} | {escape(f'{row.name} ({about})')} | {escape(row.finding.sentence + part)} |"
            if sum(map(len, block)) + len(line) + _SPARE > room:
                block += [f"| | {len(rows) - sum(part.startswith('| ') for part in block) + 2} more | |"]
                break
            block.append(line)
            left -= 1
        block += ["", "</details>", ""]
        room -= sum(map(len, block)) + len(block)
        lines += block
    if left:
        lines += [
            f"**{plural(left, 'finding is', 'findings are')} left out here for want of room; the JSON, CSV and HTML reports hold all.**",
            "",
        ]
    return lines


def _counts(counts: Mapping[Outcome, int]) -> str:
    return ", ".join(count(outcome, counts[outcome]) for outcome in WORDS if counts[outcome] and outcome is not Outcome.NOT_APPLICABLE)


def _criteria(context: Context) -> list[str]:
    lines = []
    for framework, results in context.by_framework:
        found = [result for result in results if result.status is CriterionStatus.EXCEPTIONS]
        counted = ", ".join(f"{STATUS_GLYPHS[status]} {number} {status}" for status, number in by_status(results).items())
        lines += [f"### {escape(framework.name)} criteria" if context.several else "### Criteria", "", counted, ""]
        if not found:
            continue
        lines += ["| criterion | | failing | errors | unknown | waived | passed |", "| --- | --- | ---: | ---: | ---: | ---: | ---: |"]
        for result in found:
            numbers = " | ".join(
                f"{result.counts[each]:,}" for each in (Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED, Outcome.PASS)
            )
            lines.append(f"| {escape(result.criterion.id)} | {escape(result.criterion.title)} | {numbers} |")
        lines.append("")
    return lines


def _waivers(context: Context) -> list[str]:
    problems = context.assessment.waiver_problems
    if not problems:
        return []
    lines = ["### Waivers", ""]
    lines += [f"* {problem.kind}: {escape(problem.waiver.check)}: {escape(problem.message)}" for problem in problems[:LISTED]]
    lines += [f"* and {len(problems) - LISTED} more"] if len(problems) > LISTED else []
    return [*lines, ""]


def _not_evaluated(context: Context) -> list[str]:
    kinds = context.not_evaluated
    if not kinds:
        return []
    lines = ["### Not evaluated", "", f"{context.unread_by_type}, neither good nor bad:", ""]
    lines += [f"* {kind.count:,} × {escape(kind.type)}: {escape(kind.reason)}" for _, kind in kinds[:LISTED]]
    lines += [f"* and {len(kinds) - LISTED} more types"] if len(kinds) > LISTED else []
    return [*lines, ""]


def _exposure(context: Context) -> list[str]:
    if context.exposure is None:
        return []
    view = exposure_view(context.exposure)
    amounts = " · ".join(f"{name} **{escape(view.money(amount))}**" for name, amount in view.exposures)
    return [f"Exposure: {amounts}. {ESTIMATE}", ""] if amounts else []

"""The ids of findings for services that keep them from run to run and let a later one replace an earlier."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from buttress.model import Finding
from buttress.report.context import Context
from buttress.report.sarif import fingerprint


def marked(context: Context) -> Iterator[tuple[str, Finding, str]]:
    """Each finding in the order of stacks and findings, with the label of its stack and 64 hexadecimal digits of its own.

    They are the same in every run. Findings that differ by a position in a list alone count on from the first.
    """
    seen: Counter[str] = Counter()
    for label, part in context.parts():
        for finding in sorted(part.findings, key=lambda each: each.order):
            mark = fingerprint(label, finding)
            seen[mark] += 1
            again = seen[mark]
            yield label, finding, mark if again == 1 else hashlib.sha256(f"{mark}:{again}".encode()).hexdigest()

"""The page of how right the findings of ordinary programs are."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from writers.markdown import code, document, prose, table

PROGRAMS = Path("tests/programs")
_WORDS = ("true", "debatable", "noise", "wrong")


def page(root: Path) -> str:
    """The page, from the judgements beside the programs."""
    judged: dict[str, Any] = {
        file.parent.name: json.loads(file.read_text(encoding="utf-8")) for file in sorted((root / PROGRAMS).glob("*/expected.json"))
    }
    counts = {program: Counter(finding["judgement"] for finding in found["findings"]) for program, found in judged.items()}
    total = sum(counts.values(), Counter[str]())
    doubtful = [
        (code(program), code(one["check"]), code(one["resource"].rpartition("::")[2]), one["judgement"])
        for program, found in judged.items()
        for one in found["findings"]
        if one["judgement"] != "true"
    ]
    missed = [(code(program), code(one["resource"]), prose(one["what"])) for program, found in judged.items() for one in found["missed"]]
    return document(
        "Precision",
        "Small programs as people write them, in `tests/programs/`, are previewed offline. Each finding was read beside the program and "
        "judged with one word: *true* is right and worth a developer's time, *debatable* is right but many would leave it, *noise* is "
        "not worth the line, *wrong* is not so. A test holds the findings to the judged ones, and each report to 60 lines.",
        f"Of {total.total()} findings {total['true']} are true, {total['true'] / total.total():.0%}.",
        table(
            ("Program", *(word.capitalize() for word in _WORDS)),
            ((code(program), *(str(count[word]) for word in _WORDS)) for program, count in counts.items()),
        ),
        "## Doubtful findings",
        table(("Program", "Check", "Resource", "Judgement"), doubtful),
        "## Missed",
        "What is bad in the programs and no check finds yet.",
        table(("Program", "Resource", "What"), missed),
    )

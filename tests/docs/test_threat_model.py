"""The threat model promises nothing that no test holds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "sdk" / "docs" / "guide" / "threat-model.md"
_PROMISE = re.compile(r"^\| (?P<promise>[A-Z][^|]*\.) \| `(?P<file>[\w/]+\.py)::(?P<test>\w+)` \|$", re.MULTILINE)


def test_each_promise_of_the_threat_model_is_held_by_a_test_that_exists() -> None:
    section = PAGE.read_text().partition("## What we promise")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][2:]
    promises = list(_PROMISE.finditer(section))
    assert len(promises) == len(rows) > 0
    for one in promises:
        functions = {node.name for node in ast.parse((ROOT / one["file"]).read_text()).body if isinstance(node, ast.FunctionDef)}
        assert one["test"] in functions, one["promise"]

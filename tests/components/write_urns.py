"""Writes the URNs of all that each component makes: `python tests/components/write_urns.py`.

Run it when a component makes something new. Where something is gone that stays under another name, give the child an alias first.
"""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from buttress.testing import record

GOLDEN = Path(__file__).with_name("urns.json")


def urns(sample: Any) -> list[str]:
    """What a component called `shop` makes, at its least and in every fullest form: the types down to each child, and its name."""
    found: set[str] = set()
    for args in (sample.least, *sample.fullest):
        made = {one.urn: one for one in record(sample.program(args))}
        found |= {f"{'$'.join(_types(one, made))}::{one.name}" for one in made.values() if one.token != "pulumi:pulumi:Stack"}
    return sorted(found)


def _types(one: Any, made: Mapping[str, Any]) -> list[str]:
    """The types from the component to the child, as the engine writes them into a URN; mocks write the last two only."""
    if one.token == "pulumi:pulumi:Stack":
        return []
    return [*(_types(made[one.parent], made) if one.parent in made else []), one.token]


def text(samples: Iterable[Any]) -> str:
    """The file's content."""
    return f"{json.dumps({one.name: urns(one) for one in samples}, indent=1, sort_keys=True)}\n"


if __name__ == "__main__":
    GOLDEN.write_text(text(runpy.run_path(str(Path(__file__).with_name("conftest.py")))["SAMPLES"]))
    sys.stderr.write(f"{GOLDEN}\n")

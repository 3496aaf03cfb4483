"""Source positions of a state's entries: only the project's own files count, the nearest component else."""

from __future__ import annotations

from typing import Any

import pytest

from buttress.model import Position, Resource
from buttress.state.positions import by_urn, own


def frames(*positions: Any) -> list[dict[str, Any]]:
    return [{"sourcePosition": one} if one else {} for one in positions]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({}, None),
        ({"sourcePosition": "project:///index.ts#10,5"}, "index.ts:10"),
        ({"sourcePosition": "project:///src/two%20words.py#3"}, "src/two words.py:3"),
        ({"sourcePosition": "project:///.venv/lib/python3.11/site-packages/acme/store.py#4"}, None),
        ({"sourcePosition": "project:///node_modules/@acme/store/index.js#4,1"}, None),
        ({"sourcePosition": "project:///../../usr/lib/acme.py#4"}, None),
        ({"sourcePosition": "plugin:///acme/store.py#4"}, None),
        ({"sourcePosition": "project:///a.py#0"}, None),
        ({"sourcePosition": "project:///a.py"}, None),
        ({"sourcePosition": 7}, None),
        ({"stackTrace": "no list"}, None),
        ({"stackTrace": [None, 7]}, None),
        (
            {
                "sourcePosition": "project:///venv/lib/python3.11/site-packages/acme/store.py#4",
                "stackTrace": frames("project:///venv/lib/python3.11/site-packages/acme/store.py#4", None, "project:///shop.py#7"),
            },
            "shop.py:7",
        ),
        ({"stackTrace": frames("project:///parts.py#2", "project:///__main__.py#9")}, "parts.py:2"),
    ],
)
def test_the_innermost_frame_in_the_project_counts(entry: dict[str, Any], found: str | None) -> None:
    position = own(entry)
    assert (position and position.label) == found


def test_what_has_no_line_is_where_the_component_around_it_is() -> None:
    outer = Resource(urn="outer", type="t", name="o", custom=False, position=Position(file="a.py", line=1))
    inner = Resource(urn="inner", type="t", name="i", custom=False, parent="outer")
    leaf = Resource(urn="leaf", type="t", name="l", parent="inner", successor="urn")
    lone = Resource(urn="lone", type="t", name="x", parent="gone")
    assert {urn: one.label for urn, one in by_urn([outer, inner, leaf, lone]).items()} == {
        "outer": "a.py:1",
        "inner": "a.py:1",
        "urn": "a.py:1",
    }

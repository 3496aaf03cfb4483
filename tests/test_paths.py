"""Places inside a resource's properties."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.model import PropertyPath
from buttress.model.paths import WILDCARD

KEYS = st.text(min_size=1).filter(lambda key: not set(key) & set(".[]"))
STEPS = st.lists(KEYS | st.integers(min_value=0) | st.just(WILDCARD)).map(PropertyPath)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("", ()),
        ("rules", ("rules",)),
        ("rules[].kmsKeyId", ("rules", "[]", "kmsKeyId")),
        ("rules[0].kmsKeyId", ("rules", 0, "kmsKeyId")),
        ("a[][].b", ("a", "[]", "[]", "b")),
    ],
)
def test_a_path_is_written_as_it_is_read(text: str, steps: tuple[str | int, ...]) -> None:
    path = PropertyPath.parse(text)
    assert path == steps
    assert str(path) == text
    assert path.head == text.partition("[")[0].partition(".")[0]


@given(STEPS)
def test_what_is_written_reads_back(path: PropertyPath) -> None:
    assert PropertyPath.parse(str(path)) == path
    assert path.general().general() == path.general()


@pytest.mark.parametrize(
    ("read", "other", "expected"),
    [
        ("", ("a",), True),
        ("a.b", ("a",), True),
        ("a", ("a", "b"), True),
        ("a.b", ("a", "c"), False),
        ("a[].b", ("a", 3, "b"), True),
        ("a[].b", ("a", 3, "c"), False),
        ("a.b", ("a", 0), True),
        ("a[].b", ("a", "b"), True),
    ],
)
def test_a_path_touches_what_is_at_above_or_below_it(read: str, other: tuple[str | int, ...], expected: bool) -> None:
    assert PropertyPath.parse(read).touches(other) is expected


@pytest.mark.parametrize(
    ("path", "other", "expected"), [("a[0]", "a", True), ("a", "a[0].b", True), ("a[0]", "a[1]", False), ("", "a", True)]
)
def test_paths_nest_position_by_position(path: str, other: str, expected: bool) -> None:
    assert PropertyPath.parse(path).nests(PropertyPath.parse(other)) is expected


@pytest.mark.parametrize(
    ("path", "value"), [("", {"a": [{"b": 1}]}), ("a[0].b", 1), ("a[1].b", None), ("a.b", None), ("c", None), ("a[0].b.c", None)]
)
def test_what_stands_at_a_path(path: str, value: Any) -> None:
    assert PropertyPath.parse(path).value_in({"a": [{"b": 1}]}) == value

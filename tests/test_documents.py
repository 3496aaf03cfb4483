from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.documents import load_yaml, parse_yaml, validate, write_atomically
from buttress.errors import ConfigError

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {"name": {"type": "string"}, "days": {"type": "integer"}},
}


def test_every_part_of_a_document_knows_its_line() -> None:
    document = parse_yaml("a: 1\nb:\n  - x: 2\n    y: 3\n", "f.yaml")
    assert document.where(("b", 0, "y")) == "f.yaml:4"
    assert document.where(("b", 0, "nowhere", "deep")) == "f.yaml:3"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: a\nname: b\n", "f.yaml:2: the key name appears twice"),
        ("name: [1\nb", "f.yaml:3: not valid YAML"),
        ("name: a\ndyas: 3\n", "f.yaml:2: unknown key dyas"),
        ("days: 3\n", "f.yaml:1: the document: 'name' is a required property"),
        ("name: a\ndays: soon\n", "f.yaml:2: days must be a whole number, not text"),
        ("name: !!python/object:os.system x\n", "f.yaml"),
        ("name: a\ndays: &a [*a]\n", "f.yaml:2: an anchor holds an alias of itself"),
        ("name: a\ndays:\n  &a\n  name: {deep: *a}\n", "f.yaml:3: an anchor holds an alias of itself"),
        ("name: a\ndays: &a {<<: *a}\n", "f.yaml:2: an anchor holds an alias of itself"),
        ("name: a\n? [days]\n: 3\n", "f.yaml:2: a key is neither text nor a number"),
        ("name: a\n1: b\n", "f.yaml:2: unknown key 1"),
        ("name: a\ndays: !!set {x, y}\n", "f.yaml:2: the tag !!set has no meaning here"),
        ("name: a\ndays: !!binary eHg=\n", "f.yaml:2: the tag !!binary has no meaning here"),
        ("name: a\ndays: =\n", "f.yaml:2: the tag !!value has no meaning here"),
        ("name: a\ndays: !!bool foo\n", "f.yaml:2: 'foo' is no bool"),
        ("name: a\ndays: !!int ''\n", "f.yaml:2: '' is no int"),
        ("name: a\ndays: !!timestamp soon\n", "f.yaml:2: 'soon' is no timestamp"),
        ("name: a\ndays: 2026-13-45\n", "f.yaml:2: '2026-13-45' is no timestamp (month must be in 1..12)"),
        ("name: a\ndays: 0x" + "f" * 5000, "f.yaml:2: '0xfff"),
        ("name: a\ndays: 1" + ":59" * 3000 + ".5", "f.yaml:2: '1:59"),
        ("name: a\ndays: \x00\n", "f.yaml:2: not valid YAML: control characters are not allowed"),
        ("name: a\ndays: " + "[" * 200 + "]" * 200, "f.yaml:2: is nested more than 100 levels deep"),
    ],
)
def test_a_malformed_document_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        validate(parse_yaml(text, "f.yaml"), SCHEMA)
    assert str(caught.value).startswith(message)


def test_a_key_is_the_text_that_is_written() -> None:
    text = "1: a\n0x1: b\nyes: c\n~: d\n2026-01-01: {1.0: e}\n!!binary x: f\n"
    assert parse_yaml(text, "f.yaml").data == {"1": "a", "0x1": "b", "yes": "c", "~": "d", "2026-01-01": {"1.0": "e"}, "x": "f"}


def test_a_message_does_not_repeat_a_long_value() -> None:
    cases = {
        f"name: a\ndays: {'a' * 5000}": "days must be a whole number, not text",
        f"{'a' * 500}: 1": "is no name that is known",
    }
    for text, said in cases.items():
        with pytest.raises(ConfigError) as caught:
            validate(parse_yaml(text, "f.yaml"), SCHEMA)
        assert said in str(caught.value)
        assert "aaa" not in caught.value.diagnostics()
    with pytest.raises(ConfigError, match=r"f\.yaml:1: aaa.* … .*a$") as caught:
        raise parse_yaml("a: 1", "f.yaml").fail("a" * 5000)
    assert len(str(caught.value)) < 400


def test_a_misspelt_key_is_answered_with_the_nearest_known_one() -> None:
    with pytest.raises(ConfigError) as caught:
        validate(parse_yaml("name: a\ndyas: 3\n", "f.yaml"), SCHEMA)
    assert caught.value.hint == "did you mean days?"


def test_files_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load_yaml(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"name: \xe9\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_yaml(tmp_path / "latin.yaml")


LAUGHS = {
    "lists": ("[x]", "[" + ", ".join(["*{}"] * 9) + "]"),
    "mappings": ("{x: 1}", "{" + ", ".join(f"k{number}: *{{}}" for number in range(9)) + "}"),
    "merged": ("{x: 1}", "{<<: [" + ", ".join(["*{}"] * 9) + "]}"),
}


@pytest.mark.parametrize("kind", LAUGHS)
def test_aliases_that_multiply_are_refused_before_they_grow(kind: str) -> None:
    first, further = LAUGHS[kind]
    lines = [f"a0: &a0 {first}"] + [f"a{level}: &a{level} {further.replace('{}', f'a{level - 1}')}" for level in range(1, 12)]
    tracemalloc.start()
    try:
        with pytest.raises(ConfigError, match=r"its aliases repeat more than 100,000 parts") as caught:
            parse_yaml("\n".join(lines), "f.yaml")
        assert tracemalloc.get_traced_memory()[1] < 100 * 2**20
    finally:
        tracemalloc.stop()
    assert str(caught.value.where).startswith("f.yaml:")


VALUES = st.recursive(
    st.integers() | st.booleans() | st.text("abc", max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("xyz", min_size=1, max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.integers(1, 5))
def test_ordinary_anchors_stand_for_what_they_name(value: object, times: int) -> None:
    repeated = ", ".join(["*one"] * times)
    document = parse_yaml(
        f"first: &one {json.dumps(value)}\nthen: [{repeated}]\nbase: &base {{a: 1}}\nmerged: {{<<: *base, b: 2}}\n", "f.yaml"
    )
    assert document.data == {"first": value, "then": [value] * times, "base": {"a": 1}, "merged": {"a": 1, "b": 2}}
    assert document.where(("merged", "b")) == "f.yaml:4"


@given(st.text(max_size=60))
def test_any_text_parses_or_is_refused_with_its_file(text: str) -> None:
    try:
        parse_yaml(text, "f.yaml")
    except ConfigError as problem:
        assert str(problem).startswith("f.yaml")


def test_a_name_may_be_as_long_as_names_may_be(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("n" * 255), b"x")
    assert [len(one.name) for one in tmp_path.iterdir()] == [255]


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "run-1").write_text("old")
    (tmp_path / "latest").symlink_to("run-1")
    write_atomically(tmp_path / "latest", b"new")
    assert (tmp_path / "latest").is_symlink()
    assert (tmp_path / "run-1").read_text() == "new"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "new" / "file"
    write_atomically(target, b"whole")
    assert target.read_bytes() == b"whole"
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory") as caught:
        write_atomically(tmp_path / "folder", b"x")
    assert caught.value.filename == str(tmp_path / "folder")
    with pytest.raises(OSError, match="below") as caught:
        write_atomically(target / "below", b"x")
    assert caught.value.filename == str(target / "below")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder", "new"]

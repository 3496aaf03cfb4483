from __future__ import annotations

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
        ("name: a\nname: b\n", "f.yaml:2: the key name stands twice"),
        ("name: [1\nb", "f.yaml:3: not valid YAML"),
        ("name: a\ndyas: 3\n", "f.yaml:2: unknown key dyas"),
        ("days: 3\n", "f.yaml:1: the document: 'name' is a required property"),
        ("name: a\ndays: soon\n", "f.yaml:2: days: 'soon' is not of type 'integer'"),
        ("name: !!python/object:os.system x\n", "f.yaml"),
    ],
)
def test_a_malformed_document_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        validate(parse_yaml(text, "f.yaml"), SCHEMA)
    assert str(caught.value).startswith(message)


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


@given(st.text(max_size=60))
def test_any_text_parses_or_is_refused_with_its_file(text: str) -> None:
    try:
        parse_yaml(text, "f.yaml")
    except ConfigError as problem:
        assert str(problem).startswith("f.yaml")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "new" / "file"
    write_atomically(target, b"whole")
    assert target.read_bytes() == b"whole"
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_atomically(tmp_path / "folder", b"x")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder", "new"]

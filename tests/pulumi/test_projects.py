from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from buttress.errors import ConfigError, StateError
from buttress.pulumi.projects import PLACEHOLDER, copy_project, read_project

SETTINGS = """
secretsprovider: awskms://alias/x
encryptedkey: abc
config:
  aws:region: eu-west-1
  p:password: {secure: v1:a:b}
  p:nested:
    open: 1
    hidden: [{secure: v1:c:d}]
"""


def project(tmp_path: Path, text: str = "name: p\nruntime: python\n", **files: str) -> Path:
    (tmp_path / "Pulumi.yaml").write_text(text)
    for name, content in files.items():
        (tmp_path / f"Pulumi.{name}.yaml").write_text(content)
    return tmp_path


def data(file: Path) -> Any:
    return yaml.safe_load(file.read_text())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("runtime: python", "Pulumi.yaml:1: has no name"),
        ("name: p", "Pulumi.yaml:1: has no runtime"),
        ("name: p\nruntime: {}", "Pulumi.yaml:2: has no runtime"),
        ("[1]", "Pulumi.yaml:1: is not a mapping"),
        ("name: p\nruntime: python\nmain: 3", "Pulumi.yaml:3: main is not a path"),
        ("name: [", "not valid YAML"),
    ],
)
def test_a_broken_project_file_is_reported_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(StateError, match=words):
        read_project(project(tmp_path, text))


def test_a_directory_without_a_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"has no Pulumi\.yaml"):
        read_project(tmp_path)
    with pytest.raises(StateError, match="is not a directory"):
        read_project(tmp_path / "missing")


def test_the_runtime_may_have_options_and_the_program_a_place(tmp_path: Path) -> None:
    found = read_project(project(tmp_path, "name: p\nruntime: {name: python, options: {virtualenv: venv}}\nmain: src\n"))
    assert (found.runtime, found.main) == ("python", tmp_path / "src")


def test_the_only_stack_needs_no_name(tmp_path: Path) -> None:
    assert read_project(project(tmp_path)).stack(None, "offline") == "offline"
    assert read_project(project(tmp_path, dev="config: {}")).stack(None, "offline") == "dev"
    several = read_project(project(tmp_path, prod="config: {}"))
    assert several.stack("prod", "offline") == "prod"
    with pytest.raises(ConfigError, match="several stacks: dev, prod"):
        several.stack(None, "offline")


def test_encrypted_values_become_placeholders_and_the_project_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    found = read_project(project(tmp_path / "in", dev=SETTINGS))
    copied = copy_project(found, "dev", tmp_path / "out", {"size": "3", "aws:profile": "x"}, {})
    assert data(tmp_path / "out" / "Pulumi.dev.yaml") == {"config": {"aws:region": "eu-west-1", "p:size": "3", "aws:profile": "x"}}
    assert copied.secrets == {"p:password": PLACEHOLDER, "p:nested": f'{{"open": 1, "hidden": ["{PLACEHOLDER}"]}}'}
    assert [warning.split()[0] for warning in copied.warnings] == ["p:password", "p:nested"]
    assert (tmp_path / "in" / "Pulumi.dev.yaml").read_text() == SETTINGS


def test_encrypted_values_stay_where_their_passphrase_is_at_hand(tmp_path: Path) -> None:
    text = "encryptionsalt: v1:s\nconfig:\n  p:password: {secure: v1:a}\n"
    copied = copy_project(read_project(project(tmp_path, dev=text)), "dev", tmp_path / "out", {}, {"PULUMI_CONFIG_PASSPHRASE": "x"})
    assert data(tmp_path / "out" / "Pulumi.dev.yaml") == yaml.safe_load(text)
    assert copied.secrets == {}
    assert copied.warnings == ()


def test_the_copy_has_no_backend_and_its_plugins_stay_where_they_are(tmp_path: Path) -> None:
    text = "name: p\nruntime: python\nmain: src\nbackend: {url: s3://b}\nplugins: {providers: [{name: x, path: ./bin}]}\n"
    copy_project(read_project(project(tmp_path, text)), "dev", tmp_path / "out", {}, {})
    assert data(tmp_path / "out" / "Pulumi.yaml") == {
        "name": "p",
        "runtime": "python",
        "plugins": {"providers": [{"name": "x", "path": str(tmp_path / "bin")}]},
    }


@pytest.mark.parametrize("plugins", ["{providers: true}", "{1: 2}", "{providers: [3]}", "x"])
def test_what_is_not_ours_to_judge_is_handed_on(tmp_path: Path, plugins: str) -> None:
    copied = copy_project(
        read_project(project(tmp_path, f"name: p\nruntime: python\nplugins: {plugins}\n", dev="config: {p:a: [2026-01-31, {secure: x}]}")),
        "dev",
        tmp_path / "out",
        {},
        {},
    )
    assert "plugins" in data(tmp_path / "out" / "Pulumi.yaml")
    assert copied.secrets == {"p:a": f'["2026-01-31", "{PLACEHOLDER}"]'}


@pytest.mark.parametrize("runtime", ["yaml", "python"])
def test_a_program_finds_the_files_beside_it(tmp_path: Path, runtime: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "policy.json").write_text("{}")
    (tmp_path / "in" / "gone.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in" / "Pulumi.other.yaml").write_text("config: {}")
    place = read_project(project(tmp_path / "in", f"name: p\nruntime: {runtime}\n"))
    # A kept home is copied into again.
    for _ in range(2):
        copy_project(place, "dev", tmp_path / "out", {}, {})
    assert (tmp_path / "out" / "policy.json").read_text() == "{}"
    assert not (tmp_path / "out" / "Pulumi.other.yaml").exists()


@pytest.mark.parametrize("main", ["infra", "infra/app.py"])
def test_the_files_are_those_beside_the_program(tmp_path: Path, main: str) -> None:
    (tmp_path / "in" / "infra").mkdir(parents=True)
    (tmp_path / "in" / "infra" / "app.py").write_text("")
    (tmp_path / "in" / "infra" / "page.html").write_text("hello")
    copy_project(read_project(project(tmp_path / "in", f"name: p\nruntime: python\nmain: {main}\n")), "dev", tmp_path / "out", {}, {})
    assert (tmp_path / "out" / "page.html").read_text() == "hello"


@pytest.mark.parametrize(("text", "words"), [("[1]", "is not a mapping"), ("config: 3", "config is not a mapping")])
def test_a_broken_stack_file_is_reported(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=rf"Pulumi.dev.yaml:1: {words}"):
        copy_project(read_project(project(tmp_path, dev=text)), "dev", tmp_path / "out", {}, {})


def test_a_value_that_the_project_declares_as_secret_is_set_as_one(tmp_path: Path) -> None:
    text = "name: p\nruntime: yaml\nconfig:\n  password: {type: string, secret: true}\n  size: {type: integer}\n"
    copied = copy_project(
        read_project(project(tmp_path / "", text, dev="config: {p:size: 3}\n")), "dev", tmp_path / "copy", {"password": "x"}, {}
    )
    assert copied.secrets == {"p:password": "x"}
    assert data(tmp_path / "copy" / "Pulumi.dev.yaml") == {"config": {"p:size": 3}}

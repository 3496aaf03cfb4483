from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.cache import cache_dir
from buttress.engine import binary
from buttress.errors import EngineError
from buttress.toolchain import pins

NEW, OLD = "1.22.9", "1.21.4"


def fake_opa(path: Path, version: str | None = NEW) -> Path:
    """An executable that answers `version` like OPA and writes down each time it is run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    answer = f"echo 'Version: {version}'; echo 'Rego Version: v1'" if version else "echo 'no OPA' >&2; exit 1"
    path.write_text(f"#!/bin/sh\necho run >> '{path}.runs'\n{answer}\n")
    path.chmod(0o755)
    return path


def runs(path: Path) -> int:
    log = Path(f"{path}.runs")
    return len(log.read_text().splitlines()) if log.exists() else 0


class World:
    """A checkout, a user's cache, a working directory and a PATH, all empty."""

    def __init__(self, root: Path) -> None:
        self.source = root / "source"
        self.cache = root / "cache"
        self.cwd = root / "work" / "deep"
        self.bin = root / "bin"
        self.cwd.mkdir(parents=True)
        module = self.source / "sdk" / "toolchain" / "opa"
        module.mkdir(parents=True)
        (module / "go.mod").write_text("module m\n\ngo 1.26\n\nrequire github.com/open-policy-agent/opa v1.22.2 // indirect\n")
        (module / "go.sum").write_text("")
        self.engine = self.source / "sdk" / "buttress" / "engine"
        self.environ = {"PATH": f"{self.bin}:/usr/bin:/bin", "BUTTRESS_CACHE": str(self.cache)}

    def place(self, origin: str) -> Path:
        return {
            "BUTTRESS_OPA": self.cwd / "mine",
            "wheel": self.engine / "_bin" / "opa",
            ".tools/bin": self.source / ".tools" / "bin" / "opa",
            "cache": pins.built_path(pins.OPA, self.environ),
            "PATH": self.bin / "opa",
        }[origin]

    def put(self, origin: str, version: str | None = NEW) -> Path:
        path = self.place(origin)
        if origin == "BUTTRESS_OPA":
            self.environ["BUTTRESS_OPA"] = str(path)
        return fake_opa(path, version)

    def find(self) -> binary.OpaBinary:
        return binary.find_opa(self.environ, cwd=self.cwd)

    def describe(self) -> tuple[binary.Candidate, ...]:
        return binary.describe(self.environ, cwd=self.cwd)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    world = World(tmp_path)
    monkeypatch.setattr(binary, "__file__", str(world.engine / "binary.py"))
    monkeypatch.setattr(pins, "__file__", str(world.engine.parent / "toolchain" / "pins.py"))
    return world


ORDER = ("BUTTRESS_OPA", "wheel", ".tools/bin", "cache", "PATH")


@pytest.mark.parametrize("first", range(len(ORDER)), ids=ORDER)
def test_the_earlier_place_wins(world: World, first: int):
    for origin in ORDER[first:]:
        world.put(origin)
    found = world.find()
    assert (found.origin, found.path, found.version) == (ORDER[first], world.place(ORDER[first]), NEW)
    assert all(runs(world.place(origin)) == 0 for origin in ORDER[first + 1 :])


@pytest.mark.parametrize("bad", [OLD, None], ids=["too old", "not OPA"])
def test_a_bad_one_is_passed_over_and_named_in_the_reason(world: World, bad: str | None):
    passed = world.put("wheel", bad)
    world.put("PATH")
    found = world.find()
    assert found.origin == "PATH"
    assert str(passed) in found.reason


@pytest.mark.parametrize(
    ("version", "says"),
    [(OLD, f"version {OLD} is older than 1.22"), (None, "does not answer `version` as OPA does: no OPA")],
    ids=["too old", "not OPA"],
)
def test_a_bad_buttress_opa_is_an_error_although_a_good_one_is_on_path(world: World, version: str | None, says: str):
    named = world.put("BUTTRESS_OPA", version)
    world.put("PATH")
    with pytest.raises(EngineError) as caught:
        world.find()
    assert str(named) in caught.value.message
    assert says in caught.value.message
    assert "BUTTRESS_OPA" in (caught.value.hint or "")


def test_a_missing_buttress_opa_is_an_error(world: World):
    world.environ["BUTTRESS_OPA"] = str(world.cwd / "absent")
    with pytest.raises(EngineError, match="absent, which cannot be used: cannot be read: No such file"):
        world.find()


def test_buttress_opa_may_be_a_command_on_path(world: World):
    fake_opa(world.bin / "opa-next")
    world.environ["BUTTRESS_OPA"] = "opa-next"
    assert world.find().path == world.bin / "opa-next"


def test_nothing_usable_tells_what_was_found_where_and_what_to_do(world: World):
    old = world.put("PATH", OLD)
    with pytest.raises(EngineError) as caught:
        world.find()
    report = caught.value.diagnostics()
    assert f"PATH: {old}: version {OLD} is older than 1.22" in report
    assert f".tools/bin: {world.place('.tools/bin')}: not built" in report
    assert "buttress engine install" in report
    assert "OPA 1.22.2" in report


def test_a_binary_planted_in_the_working_directory_is_never_run(world: World):
    planted = fake_opa(world.cwd.parent / ".tools" / "bin" / "opa")
    world.put("PATH")
    assert world.find().origin == "PATH"
    assert [candidate.problem for candidate in world.describe() if candidate.path == planted] == [
        "not trusted: it lies in the working directory and was not put there by `make tools`"
    ]
    assert runs(planted) == 0


def test_a_link_into_the_users_cache_is_taken_from_above_the_working_directory(world: World):
    built = fake_opa(world.cache / "tools" / "0123" / "opa")
    link = world.cwd.parent / ".tools" / "bin" / "opa"
    link.parent.mkdir(parents=True)
    link.symlink_to(built)
    found = world.find()
    assert (found.origin, found.path) == (".tools/bin", link)


def test_a_dangling_link_is_a_problem_not_a_crash(world: World):
    link = world.place(".tools/bin")
    link.parent.mkdir(parents=True)
    link.symlink_to(world.cache / "gone")
    world.put("PATH")
    found = world.find()
    assert found.origin == "PATH"
    assert f"{link} (cannot be read" in found.reason


def test_the_version_is_asked_once_and_again_when_the_file_changes(world: World):
    opa = world.put("PATH")
    assert [world.find().version for _ in range(3)] == [NEW] * 3
    assert runs(opa) == 1
    fake_opa(opa, "1.23.10")
    assert world.find().version == "1.23.10"
    assert runs(opa) == 2


@pytest.mark.parametrize(
    "memory",
    ["", "{", "[]", '{"schema": "other", "versions": {}}', '{"schema": "buttress.opa-versions/1", "versions": [1]}'],
    ids=["empty", "cut off", "a list", "foreign", "odd"],
)
def test_a_damaged_memory_is_asked_around(world: World, memory: str):
    world.cache.mkdir()
    (world.cache / "opa-versions.json").write_text(memory)
    world.put("PATH")
    assert world.find().version == NEW
    remembered = json.loads((world.cache / "opa-versions.json").read_text())["versions"]
    assert [entry[-1] for entry in remembered.values()] == [NEW]


def test_a_home_that_cannot_be_written_costs_only_time(world: World, tmp_path: Path):
    (tmp_path / "file").write_text("")
    world.environ["BUTTRESS_CACHE"] = str(tmp_path / "file" / "cache")
    opa = fake_opa(world.bin / "opa")
    assert [world.find().version for _ in range(2)] == [NEW] * 2
    assert runs(opa) == 2


@settings(max_examples=25, derandomize=True)
@given(present=st.sets(st.sampled_from(ORDER)), old=st.sets(st.sampled_from(ORDER)))
def test_describe_and_find_agree(tmp_path_factory: pytest.TempPathFactory, present: set[str], old: set[str]):
    world = World(tmp_path_factory.mktemp("world"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(binary, "__file__", str(world.engine / "binary.py"))
        patch.setattr(pins, "__file__", str(world.engine.parent / "toolchain" / "pins.py"))
        for origin in present:
            world.put(origin, OLD if origin in old else NEW)
        used = [(candidate.origin, candidate.path, candidate.version) for candidate in world.describe() if candidate.used]
        try:
            found = world.find()
        except EngineError:
            assert used == []
        else:
            assert used == [(found.origin, found.path, found.version)]
        assert all(candidate.reason for candidate in world.describe())


@pytest.mark.parametrize(
    ("version", "usable"), [("1.22.0", True), ("1.100.0", True), ("2.0.0-rc1", True), ("1.9.0", False), ("0.70.0", False)]
)
def test_versions_are_compared_as_numbers(world: World, version: str, usable: bool):
    world.put("PATH", version)
    assert [candidate.used for candidate in world.describe() if candidate.origin == "PATH"] == [usable]


def test_the_minimum_is_the_pinned_minor():
    assert tuple(map(int, pins.pinned_version(pins.OPA).split(".")[:2])) == binary.MINIMUM


def test_the_cache_follows_the_environment(tmp_path: Path):
    assert cache_dir({"BUTTRESS_CACHE": str(tmp_path)}) == tmp_path
    assert cache_dir({"BUTTRESS_CACHE": "relative"}).is_absolute()

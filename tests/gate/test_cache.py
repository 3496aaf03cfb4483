"""What an earlier run kept comes from somebody else: a catalog with milder severities, a bundle with weaker Rego, a planted folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Ran

from buttress import cache
from buttress.catalog import Catalog, library, load_catalog
from buttress.errors import ToolError
from buttress.launcher import write_launchers
from buttress.pack import files
from buttress_policies import bundle

CHECK = "aws-s3-leak"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, opa_binary: Path) -> Path:
    """A cache and the state with its key, as one run leaves them."""
    folder = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patch:
        _live_in(folder, patch)
        load_catalog(opa=lambda: opa_binary)
    cache._key.cache_clear()
    return folder


@pytest.fixture
def cached(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A filled cache of this test alone, and its key outside of it."""
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    _live_in(tmp_path, monkeypatch)
    yield tmp_path / "cache" / "policies"
    cache._key.cache_clear()


def _live_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("BUTTRESS_CACHE", str(folder / "cache"))
    patch.setenv("XDG_STATE_HOME", str(folder / "state"))
    cache._key.cache_clear()


@pytest.fixture
def load(cached: Path, opa_binary: Path) -> Callable[[], Catalog]:
    del cached
    return lambda: load_catalog(opa=lambda: opa_binary)


def _milder(kept: Path) -> None:
    file = kept / "catalog.json"
    file.write_text(file.read_text().replace('"critical"', '"low"'))


def _weaker(kept: Path) -> None:
    files_ = [(name, re.sub(rb"(?m)^deny contains .* if \{$", b"deny contains {} if {\n\tfalse", content)) for name, content in _modules()]
    (kept / "bundle.tar.gz").write_bytes(bundle.build(files_, bundle.ROOTS))


def _truncated(kept: Path) -> None:
    file = kept / "bundle.tar.gz"
    file.write_bytes(file.read_bytes()[:1000])


def _half_a_catalog(kept: Path) -> None:
    file = kept / "catalog.json"
    file.write_bytes(file.read_bytes()[:1000])


def _empty(kept: Path) -> None:
    for name in ("catalog.json", "bundle.tar.gz", "seal"):
        (kept / name).write_bytes(b"")


def _unsealed(kept: Path) -> None:
    _milder(kept)
    (kept / "seal").unlink()


def _modules() -> list[tuple[str, bytes]]:
    return list(bundle.modules(bundle.library()))


@pytest.mark.parametrize("attack", [_milder, _weaker, _truncated, _half_a_catalog, _empty, _unsealed])
def test_a_cache_that_somebody_changed_is_made_again(
    cached: Path, load: Callable[[], Catalog], opa_binary: Path, attack: Callable[[Path], None]
) -> None:
    first = load()
    (kept,) = cached.iterdir()
    before = {file.name: file.read_bytes() for file in kept.iterdir()}
    attack(kept)
    again = load()
    assert again.checks == first.checks
    assert {file.name: file.read_bytes() for file in kept.iterdir()} == before
    # What is right is not made again: it takes no OPA.
    load_catalog(opa=lambda: pytest.fail("the cache was not used"))
    del opa_binary


def test_a_cache_sealed_with_another_key_is_made_again(cached: Path, load: Callable[[], Catalog], tmp_path: Path) -> None:
    """As one is that another machine filled, or a pull request with a Buttress of its own."""
    first = load()
    (kept,) = cached.iterdir()
    (tmp_path / "state" / "buttress" / "cache-key").unlink()
    cache._key.cache_clear()
    _milder(kept)
    content = (kept / "catalog.json").read_bytes()
    (kept / "seal").write_text(cache.seal(kept.name.encode(), content, (kept / "bundle.tar.gz").read_bytes()) or "")
    (tmp_path / "state" / "buttress" / "cache-key").unlink()
    cache._key.cache_clear()
    assert load().checks == first.checks


def test_a_key_that_others_can_read_seals_nothing(cached: Path, tmp_path: Path) -> None:
    del cached
    assert cache.seal(b"a") is not None
    key = tmp_path / "state" / "buttress" / "cache-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    cache._key.cache_clear()
    assert cache.seal(b"a") is None


def test_without_a_place_for_a_key_nothing_is_taken_from_the_cache(
    cached: Path, load: Callable[[], Catalog], monkeypatch: pytest.MonkeyPatch
) -> None:
    load()
    (kept,) = cached.iterdir()
    monkeypatch.setattr(library, "seal", lambda *_: None)
    _milder(kept)
    assert "critical" in {check.severity.value for check in load().checks.values()}


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No cache, so that the temporary place is all there is; what another could have put there first."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("BUTTRESS_CACHE", str(tmp_path / "file" / "cache"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return tmp_path / "tmp" / f"buttress-{os.getuid()}"


PROGRAMS = {"program": ("buttress.pack.serve",)}


def test_a_temporary_place_of_ones_own_is_used(shared: Path) -> None:
    assert write_launchers("pack", PROGRAMS).is_relative_to(shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o700


def test_a_temporary_place_that_is_a_link_is_refused(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o700)
    shared.symlink_to(tmp_path / "theirs")
    with pytest.raises(ToolError, match=r"buttress-\d+ is a link, belongs to somebody else or is open to others"):
        write_launchers("pack", PROGRAMS)


@pytest.mark.parametrize("mode", [0o777, 0o755, 0o720])
def test_a_temporary_place_that_is_open_to_others_is_refused(shared: Path, mode: int) -> None:
    shared.mkdir()
    shared.chmod(mode)
    with pytest.raises(ToolError, match=r"buttress-\d+ is a link, belongs to somebody else or is open to others"):
        write_launchers("pack", PROGRAMS)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_temporary_place_of_another_user_is_refused(shared: Path) -> None:
    shared.mkdir(mode=0o700)
    os.chown(shared, 12345, -1)
    with pytest.raises(ToolError, match=r"buttress-\d+ is a link, belongs to somebody else or is open to others"):
        write_launchers("pack", PROGRAMS)


@pytest.mark.usefixtures("cached")
@pytest.mark.parametrize("planted", ["link", "text", "mode"])
def test_a_planted_pack_is_written_again(tmp_path: Path, planted: str) -> None:
    pack = files.executable()
    text = pack.read_text()
    other = tmp_path / "other"
    if planted == "link":
        shutil.copy2(pack, other)
        pack.unlink()
        pack.symlink_to(other)
    elif planted == "text":
        pack.write_text("#!/bin/sh\nexit 0\n")
    else:
        pack.chmod(0o777)
    assert files.executable() == pack
    assert not pack.is_symlink()
    assert pack.read_text() == text
    assert stat.S_IMODE(pack.stat().st_mode) == 0o700


def test_the_command_line_finds_what_a_changed_cache_hides(
    buttress: Callable[..., Ran], state: Callable[..., str], cached: Path, tmp_path: Path
) -> None:
    arguments = ("check", state(b={}), "--format", "json", "--now", "2026-02-01")
    first = json.loads(buttress(*arguments).out)
    (kept,) = cached.iterdir()
    _milder(kept)
    _weaker(kept)
    assert json.loads(buttress(*arguments).out)["stacks"] == first["stacks"]
    del tmp_path

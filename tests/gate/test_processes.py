"""However a run ends, nothing that it started goes on, and nothing that it made for itself stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from buttress.catalog import Catalog
from buttress.engine import open_engine
from buttress.errors import EngineError
from buttress.pulumi.command import find_pulumi
from buttress.toolchain import children

BUTTRESS = [sys.executable, "-m", "buttress"]

SLEEPER = """\
import pathlib, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
pathlib.Path({mark!r}).touch()
time.sleep(300)
"""

FAKE_GO = """\
#!/bin/sh
case "$1" in
version) echo "go version go1.99.0 linux/amd64" ;;
*) touch half-built; sleep 300 & touch {mark}; sleep 300 ;;
esac
"""


def _until(holds: Callable[[], object], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _marked(mark: str) -> set[int]:
    """The processes that carry this test's mark in their environment, those that have ended and wait to be read aside."""
    found = set()
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and mark.encode() in (folder / "environ").read_bytes():
                found.add(int(folder.name))
        except OSError:
            continue
    return found


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment by which all that a run starts and leaves can be found."""
    (tmp_path / "tmp").mkdir()
    tools = str(find_pulumi().path.parent)
    return {**os.environ, "TMPDIR": str(tmp_path / "tmp"), "GATE_TEST": str(tmp_path), "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture
def previewing(tmp_path: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A preview whose program has begun and does not end, nor does a child of it."""
    project, mark = tmp_path / "shop", tmp_path / "begun"
    project.mkdir()
    (project / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (project / "__main__.py").write_text(SLEEPER.format(mark=str(mark)))
    ran = subprocess.Popen(
        [*BUTTRESS, "preview", str(project), "--offline"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Under nohup it would be ignored, by the preview as well.
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509  (no thread of this process holds a lock then)
    )
    try:
        assert _until(lambda: mark.exists() or ran.poll() is not None, 120)
        assert ran.poll() is None, ran.stderr.read() if ran.stderr else ""
        assert len(_marked(str(tmp_path))) > 2
        yield ran
    finally:
        ran.kill()
        ran.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_preview_that_is_told_to_end_leaves_no_process_and_no_file(
    previewing: subprocess.Popen[str], tmp_path: Path, number: signal.Signals
) -> None:
    previewing.send_signal(number)
    assert previewing.wait(30) == (130 if number is signal.SIGINT else 128 + number)
    assert _until(lambda: not _marked(str(tmp_path)), 10)
    assert list((tmp_path / "tmp").glob("buttress-*")) == []
    assert previewing.stderr is not None
    assert "Traceback" not in previewing.stderr.read()


def test_a_preview_that_is_killed_leaves_no_process(previewing: subprocess.Popen[str], tmp_path: Path) -> None:
    previewing.kill()
    previewing.wait(30)
    assert _until(lambda: not _marked(str(tmp_path)), 15)


def test_an_opa_that_is_stopped_ends_with_its_parent_that_is_killed(opa_binary: Path, catalog: Catalog) -> None:
    program = (
        "import time\nfrom pathlib import Path\nfrom buttress.engine import LocalOpa\n"
        f"opa = LocalOpa(Path({str(opa_binary)!r}), [Path(one) for one in {[str(one) for one in catalog.bundles]!r}]).start()\n"
        "print(opa._child.pid, flush=True)\ntime.sleep(300)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    shell = int(parent.stdout.readline())
    assert _until(lambda: _opa_of(shell))
    server = _opa_of(shell)
    os.kill(server, signal.SIGSTOP)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert _until(lambda: not _runs(server) and not _runs(shell), 10)


def test_an_opa_that_is_stopped_while_it_starts_heeds_the_timeout(catalog: Catalog) -> None:
    started = time.monotonic()
    with open_engine(catalog.bundles, catalog.revision, timeout=2) as engine:
        shell = engine._child.pid  # type: ignore[attr-defined]
        assert _until(lambda: _opa_of(shell))
        os.kill(_opa_of(shell), signal.SIGSTOP)
        with pytest.raises(EngineError, match="did not become healthy within 2 s"):
            engine.wait()
        assert time.monotonic() - started < 20
    assert _until(lambda: not _runs(shell), 10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_install_that_is_interrupted_leaves_nothing(tmp_path: Path, environment: dict[str, str], number: signal.Signals) -> None:
    (tmp_path / "bin").mkdir()
    go, mark = tmp_path / "bin" / "go", tmp_path / "begun"
    go.write_text(FAKE_GO.format(mark=mark))
    go.chmod(0o755)
    cache = tmp_path / "cache"
    env = {**environment, "PATH": f"{go.parent}{os.pathsep}/usr/bin{os.pathsep}/bin", "BUTTRESS_CACHE": str(cache)}
    ran = subprocess.Popen([*BUTTRESS, "engine", "install"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert _until(lambda: mark.exists() or ran.poll() is not None)
        assert list(cache.rglob("half-built"))
        ran.send_signal(number)
        assert ran.wait(30) == 128 + number
        assert _until(lambda: not _marked(str(tmp_path)), 10)
        assert [path.name for path in cache.rglob("*") if path.is_file()] == [".lock"]
        assert not list(cache.rglob(".building-*"))
        assert list((tmp_path / "tmp").iterdir()) == []
    finally:
        ran.kill()
        ran.communicate()


def test_a_child_that_does_not_listen_is_ended_all_the_same() -> None:
    deaf = [
        sys.executable,
        "-c",
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(300)",
    ]
    with children.running(deaf, grace=0.2, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
    assert child.poll() is not None
    assert not _runs(child.pid)


def test_the_exit_code_of_a_child_is_its_own() -> None:
    with children.running(["/bin/sh", "-c", "exit 7"]) as child:
        assert child.wait(10) == 7
    with children.running(["/bin/sh", "-c", "kill -9 $$"]) as child:
        assert child.wait(10) == 128 + 9


def test_what_is_no_program_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        children.spawn([tmp_path / "none"])
    (tmp_path / "text").touch()
    with pytest.raises(PermissionError):
        children.spawn([tmp_path / "text"])


def _opa_of(shell: int) -> int:
    """The OPA behind a watching shell; 0 while there is none."""
    listed = subprocess.run(["ps", "-o", "pid=,comm=", "--ppid", str(shell)], capture_output=True, text=True, check=False).stdout
    return next((int(line.split()[0]) for line in listed.splitlines() if line.split()[1] == "opa"), 0)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False

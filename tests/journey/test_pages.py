"""A newcomer goes through the README and every guide in one go: one folder, the pages in the order of the README, the wheel alone.

That each page prints what it shows is the business of `tests/docs/test_examples.py`, where each begins anew. Here the pages meet what those
before them left, every command must end as it should, and the shell blocks are run as well, with stubs for what only a network has.
"""

from __future__ import annotations

import contextlib
import json
import re
import shlex
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import transcripts
from tests.journey.conftest import Machine
from tests.support.wheels import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journey")]

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = [ROOT / link for link in re.findall(r"\((sdk/docs/guide/[\w-]+\.md)\)", README[README.index("\nGuides: ") :].partition("\n\n")[0])]
_ELSEWHERE = re.compile(r"s3://|^\.venv/|^opa run|^make ")
"""What a newcomer with the wheel does not run: another's bucket, the checkout's own environment, and a server, which is started apart."""
_MARK = "\x1e"
_SECONDS = 900


@pytest.fixture(scope="module")
def folder(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder but for what came with the wheel, and the exports of three other stacks."""
    place = tmp_path_factory.mktemp("newcomer")
    (place / "dist").mkdir()
    shutil.copy(machine.wheel, place / "dist")
    (place / "examples").symlink_to(ROOT / "examples")
    state = (ROOT / "examples/00-first-look/expected-state.json").read_text(encoding="utf-8")
    for name in ("network", "shop", "audit"):
        (place / f"{name}.json").write_text(state.replace("::shop::", f"::{name}::"))
    return place


def lines(language: str, body: str) -> list[str]:
    """The commands of a block."""
    if language == "console":
        return [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]
    return [line for line in body.splitlines() if line.strip() and not line.startswith("#") and not _ELSEWHERE.search(line)]


def script(page: str, scratch: Path) -> tuple[str, list[str]]:
    """The session of a page for bash, and its commands; after each stand its exit codes between marks."""
    written, commands = [], []
    for number, (language, name, body) in enumerate(transcripts._BLOCK.findall(page)):
        if language in {"console", "sh"}:
            for command in lines(language, body):
                written.append(f"{command}\n{transcripts._AFTER}")
                commands.append(command)
        elif name:
            content = scratch / str(number)
            content.write_text(body, encoding="utf-8")
            assert language != "diff"
            written.append(f'last=$?; install -D -m 644 {shlex.quote(str(content))} {shlex.quote(name)} || exit 2; (exit "$last")')
    return "\n".join(written), commands


@contextlib.contextmanager
def server(page: str, folder: Path, machine: Machine) -> Iterator[str]:
    """The page with the server running that it starts, on a free port."""
    started = re.search(r"^opa run .*$", page, re.MULTILINE)
    if started is None:
        yield page
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    bundle = re.search(r"^buttress engine bundle .*$", page, re.MULTILINE)
    assert bundle is not None
    subprocess.run(["bash", "-c", bundle[0]], cwd=folder, env=dict(machine.environ), check=True, capture_output=True)
    child = subprocess.Popen(
        ["bash", "-c", f"exec {started[0].replace('8181', port)}"],
        cwd=folder,
        env=dict(machine.environ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        waiting = f"until (exec 3<>/dev/tcp/127.0.0.1/{port}) 2>/dev/null; do sleep 0.1; done"
        subprocess.run(["bash", "-c", waiting], check=True, timeout=60)
        yield page.replace("8181", port)
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=30)


@pytest.mark.parametrize("page", [ROOT / "README.md", *GUIDES], ids=lambda page: page.stem)
def test_the_pages_can_be_followed_in_one_go(page: Path, folder: Path, machine: Machine, tmp_path: Path) -> None:
    with server(page.read_text(encoding="utf-8"), folder, machine) as text:
        session, commands = script(text, tmp_path)
        ran = subprocess.run(
            ["bash", "-c", session],
            cwd=folder,
            env=dict(machine.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    parts = ran.stdout.split(_MARK)
    outputs, codes = parts[:-1:2], parts[1::2]
    assert len(codes) == len(commands), ran.stdout
    for command, output, code in zip(commands, outputs, codes, strict=True):
        of_it = code.split()[-1:] if "| head" in command else code.split()
        assert {"0", "1"}.issuperset(of_it), f"`{command}` ended with {code}:\n{output}"
        assert "Traceback" not in output
        assert not re.search(r"^error: ", output, re.MULTILINE), f"`{command}`:\n{output}"


def test_all_guides_are_on_the_way() -> None:
    listed = {page.stem for page in GUIDES}
    assert listed == {page.stem for page in (ROOT / "sdk/docs/guide").glob("*.md")}


def test_the_wheel_alone_was_used(machine: Machine) -> None:
    program = "import buttress, buttress_policies, buttress_components; print(buttress.__file__, buttress_policies.__file__)"
    ran = subprocess.run(
        [str(machine.venv / "bin" / "python"), "-c", program], env=dict(machine.environ), capture_output=True, text=True, check=True
    )
    assert all(Path(file).is_relative_to(machine.venv) for file in ran.stdout.split())
    info = subprocess.run(
        ["buttress", "engine", "info", "--format", "json"], env=dict(machine.environ), capture_output=True, text=True, check=True
    )
    (used,) = (one for one in json.loads(info.stdout)["candidates"] if one["used"])
    assert Path(used["path"]).is_relative_to(machine.venv)

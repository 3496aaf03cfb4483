"""What make installs before these tests: whole or not at all, once, and again where it lost a file."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.browser import requirements

NPM = f"""#!/bin/sh
echo "$*" >> "$0.calls"
test -f package.json || exit 1
mkdir -p node_modules/axe-core && echo axe > node_modules/{requirements.AXE}
# <- here
cd node_modules && mkdir -p {requirements.SARIF.parent} && echo tool > {requirements.SARIF} && chmod 755 {requirements.SARIF}
"""


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that leaves what npm would; `calls` beside it lists how it was run."""
    program = tmp_path / "bin" / "npm"
    program.parent.mkdir()
    program.write_text(NPM)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return program


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return requirements.packages(tmp_path / "cache")


def calls(npm: Path) -> int:
    return len(Path(f"{npm}.calls").read_text().splitlines())


def test_packages_are_installed_once_however_many_ask(npm: Path, folder: Path) -> None:
    npm.write_text(NPM.replace("# <- here", "sleep 0.3"))
    asking = [threading.Thread(target=requirements.install_packages, args=[folder]) for _ in range(3)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert requirements.whole(folder)
    assert calls(npm) == 1


def test_an_interrupted_installation_leaves_nothing_that_is_taken_for_one(npm: Path, folder: Path) -> None:
    npm.write_text(NPM.replace("# <- here", "kill -9 $PPID; exit 1"))
    program = f"from pathlib import Path; from tests.browser import requirements; requirements.install_packages(Path({str(folder)!r}))"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode < 0
    assert [each.name for each in folder.parents[1].glob(".installing-*/node_modules/*")] == ["axe-core"]
    assert not requirements.whole(folder)
    npm.write_text(NPM)
    requirements.install_packages(folder)
    assert requirements.whole(folder)
    assert {each.name for each in folder.parents[1].iterdir()} == {".lock", folder.parent.name}


@pytest.mark.parametrize("lost", [requirements.AXE, requirements.SARIF])
def test_packages_that_lost_a_file_are_installed_again(npm: Path, folder: Path, lost: Path) -> None:
    requirements.install_packages(folder)
    (folder / lost).unlink()
    assert not requirements.whole(folder)
    requirements.install_packages(folder)
    assert requirements.whole(folder)
    assert calls(npm) == 2


def test_a_platform_package_that_npm_leaves_out_is_an_error(npm: Path, folder: Path) -> None:
    npm.write_text(NPM.replace("# <- here", "exit 0"))
    with pytest.raises(requirements.MissingError, match=r"Sarif\.Multitool for this platform"):
        requirements.install_packages(folder)
    assert not folder.exists()


def test_what_cannot_be_had_is_reported_in_one_line_and_what_fails_is_an_error(
    npm: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(requirements, "packages", lambda: folder)
    monkeypatch.setattr(requirements, "_PROGRAMS", ())
    monkeypatch.setattr(requirements, "_LIBRARIES", ("no-such-library",))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert requirements.main() == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("browser tests are skipped: no-such-library missing; as root on Debian: apt-get install chromium ")
    assert printed.err.count("\n") == 1
    monkeypatch.setattr(requirements, "_LIBRARIES", ())
    npm.write_text("#!/bin/sh\necho 'npm error network' >&2; exit 1\n")
    assert requirements.main() == 1
    assert "install` failed\nnpm error network" in capsys.readouterr().err
    npm.write_text(NPM)
    assert requirements.main() == 0
    assert capsys.readouterr().out == "1\n"

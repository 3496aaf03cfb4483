"""What a user gets who installs a wheel: all of Buttress, nothing that git ignores, and an engine that works without Go."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from attrs import frozen
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.support.wheels import PACKAGES, PLANTED, ROOT, Tree, built, copy_of_the_checkout, run

from buttress.toolchain.pins import OPA, TOOLS, pinned_version

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return copy_of_the_checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="session")
def sdist(tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive."""
    return built("--sdist", source=tree.root, out=tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    shutil.unpack_archive(sdist, folder, filter="data")
    (source,) = folder.iterdir()
    return source


@pytest.fixture(scope="session")
def pure_wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the source archive."""
    return built("--wheel", source=unpacked, out=tmp_path_factory.mktemp("pure"), BUTTRESS_WHEEL_OPA="")


@pytest.fixture(scope="session")
def platform_wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that carries the OPA which `make tools` built."""
    opa = ROOT / ".tools" / "bin" / "opa"
    assert opa.exists(), "run `make tools` first"
    return built("--wheel", source=unpacked, out=tmp_path_factory.mktemp("platform"), BUTTRESS_WHEEL_OPA=str(opa.resolve()))


@frozen(kw_only=True)
class Installation:
    """A fresh virtual environment with one wheel and what that wheel requires, nothing else; no tool on its PATH."""

    prefix: Path
    home: Path

    @property
    def site(self) -> Path:
        return self.prefix / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"

    def run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environ = {"PATH": str(self.home / "empty"), "HOME": str(self.home), "NO_COLOR": "1", "COLUMNS": "200"}
        return run(self.prefix / "bin" / program, *arguments, cwd=self.home, environ=environ)


def installed(wheel: Path, folder: Path) -> Installation:
    """An installation of the wheel. Its requirements are linked from the running environment, so that no registry is asked."""
    done = run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "home").mkdir()
    installation = Installation(prefix=folder / "venv", home=folder / "home")
    for name in closure(wheel):
        link(importlib.metadata.distribution(name), installation.site)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", installation.prefix / "bin" / "python")
    for command in (("install", "--quiet", "--no-index", "--no-deps", wheel), ("check",)):
        done = run(*pip, *command, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr
    return installation


def closure(wheel: Path) -> set[str]:
    """The names of all distributions that the wheel needs without any extra."""
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        lines = archive.read(metadata).decode().splitlines()
    wanted = [Requirement(line.removeprefix("Requires-Dist: ")) for line in lines if line.startswith("Requires-Dist: ")]
    todo, names = [(one, "") for one in wanted], set[str]()
    seen = set[tuple[str, str]]()
    while todo:
        requirement, extra = todo.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        names.add(name)
        for wanted_extra in ("", *requirement.extras):
            if (name, wanted_extra) not in seen:
                seen.add((name, wanted_extra))
                todo += [(Requirement(one), wanted_extra) for one in importlib.metadata.requires(name) or ()]
    return names


def link(distribution: importlib.metadata.Distribution, site: Path) -> None:
    for file in distribution.files or ():
        source = Path(str(distribution.locate_file(file)))
        if ".." in file.parts or "__pycache__" in file.parts or not source.is_file():
            continue  # scripts and byte code belong to the environment they were made for
        target = site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            continue
        try:
            target.hardlink_to(source)
        except OSError:  # another file system
            shutil.copy2(source, target)


@pytest.fixture(scope="session")
def with_opa(platform_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return installed(platform_wheel, tmp_path_factory.mktemp("with-opa"))


@pytest.fixture(scope="session")
def without_opa(pure_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return installed(pure_wheel, tmp_path_factory.mktemp("without-opa"))


BUCKET = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::orders"
STATE = {
    "version": 3,
    "deployment": {
        "manifest": {"time": "2026-01-31T00:00:00Z", "magic": "", "version": "v3.274.1"},
        "resources": [
            {"urn": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", "type": "pulumi:pulumi:Stack", "custom": False},
            {
                "urn": "urn:pulumi:dev::shop::pulumi:providers:aws::default_7_0_0",
                "type": "pulumi:providers:aws",
                "custom": True,
                "id": "0b0e1f5c-0000-4000-8000-000000000000",
                "inputs": {"region": "eu-central-1"},
                "outputs": {"region": "eu-central-1"},
            },
            {
                "urn": BUCKET,
                "type": "aws:s3/bucket:Bucket",
                "custom": True,
                "id": "orders-1a2b3c4",
                "parent": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
                "provider": "urn:pulumi:dev::shop::pulumi:providers:aws::default_7_0_0::0b0e1f5c-0000-4000-8000-000000000000",
                "inputs": {"bucket": "orders-1a2b3c4"},
                "outputs": {"bucket": "orders-1a2b3c4", "id": "orders-1a2b3c4", "arn": "arn:aws:s3:::orders-1a2b3c4"},
            },
        ],
    },
}


def names(wheel: Path) -> set[PurePosixPath]:
    with zipfile.ZipFile(wheel) as archive:
        return {PurePosixPath(name) for name in archive.namelist() if not name.endswith("/")}


def sources(tree: Tree) -> set[PurePosixPath]:
    """The files of the three packages, as a wheel names them."""
    wanted = set()
    for package, source in PACKAGES.items():
        for file in tree.files:
            if file.is_relative_to(f"{source}/{package}") and not file.name.endswith("_test.rego"):
                wanted.add(file.relative_to(source))
    return wanted


def test_a_wheel_holds_the_three_packages_and_the_pins_and_nothing_else(tree: Tree, pure_wheel: Path):
    pins = {PurePosixPath(f"buttress/toolchain/_modules/{tool.module}/{name}") for tool in TOOLS for name in ("go.mod", "go.sum")}
    got = {name for name in names(pure_wheel) if not name.parts[0].endswith(".dist-info")}
    assert got == sources(tree) | pins
    assert pure_wheel.name.endswith("-py3-none-any.whl")


def test_every_check_is_in_the_wheel_with_its_cases(tree: Tree, pure_wheel: Path):
    def checks(files: set[PurePosixPath]) -> set[PurePosixPath]:
        return {file.parent for file in files if file.is_relative_to("buttress_policies/checks") and file.suffix == ".rego"}

    packed = names(pure_wheel)
    assert checks(packed) == checks(sources(tree)) != set()
    assert [check for check in sorted(checks(packed)) if check / "cases.yaml" not in packed] == []


def test_nothing_that_git_ignores_is_packed(tree: Tree, sdist: Path, pure_wheel: Path, tmp_path: Path):
    planted = [path for path in tree.root.rglob(f"*{PLANTED}*") if path.is_file()]
    assert len(planted) >= len(PACKAGES)
    with tarfile.open(sdist) as archive:
        assert [name for name in archive.getnames() if PLANTED in name] == []
    (tmp_path / "direct").mkdir()
    direct = built("--wheel", source=tree.root, out=tmp_path / "direct", BUTTRESS_WHEEL_OPA="")
    assert [name for name in names(direct) if PLANTED in str(name)] == []
    assert names(direct) == names(pure_wheel)


def test_a_platform_wheel_adds_only_opa_and_its_notices(pure_wheel: Path, platform_wheel: Path):
    assert names(platform_wheel) - names(pure_wheel) == {
        PurePosixPath("buttress/engine/_bin/opa"),
        PurePosixPath("buttress/engine/_bin/opa.licenses.txt"),
    }
    assert names(pure_wheel) <= names(platform_wheel)
    assert "-py3-none-" in platform_wheel.name
    assert not platform_wheel.name.endswith("-any.whl")
    with zipfile.ZipFile(platform_wheel) as archive:
        assert archive.getinfo("buttress/engine/_bin/opa").external_attr >> 16 & stat.S_IXOTH
        assert "github.com/open-policy-agent/opa v1.22.2" in archive.read("buttress/engine/_bin/opa.licenses.txt").decode()


@pytest.mark.parametrize("content", ["", "#!/bin/sh\necho no\n"], ids=["empty", "not OPA"])
def test_a_wheel_is_not_built_around_something_else(unpacked: Path, tmp_path: Path, content: str):
    (tmp_path / "opa").write_text(content)
    (tmp_path / "opa").chmod(0o755)
    (tmp_path / "out").mkdir()
    with pytest.raises(AssertionError, match="does not answer `version` as OPA does"):
        built("--wheel", source=unpacked, out=tmp_path / "out", BUTTRESS_WHEEL_OPA=str(tmp_path / "opa"))


def test_the_entry_points_load_without_extras(without_opa: Installation):
    program = (
        "import importlib.metadata as m\n"
        "print(*sorted(e.load() and e.name for e in m.distribution('buttress').entry_points if e.group == 'console_scripts'))"
    )
    done = without_opa.run("python", "-c", program)
    assert (done.returncode, done.stdout.split()) == (0, ["buttress", "pulumi-resource-buttress"]), done.stderr


def test_the_pins_are_found_in_an_installation(without_opa: Installation):
    done = without_opa.run("python", "-c", "from buttress.toolchain import pins as t; print(*map(t.pinned_version, t.TOOLS))")
    assert done.stdout.split() == [pinned_version(tool) for tool in TOOLS], done.stderr


def test_the_engine_of_a_platform_wheel_is_used(with_opa: Installation):
    done = with_opa.run("buttress", "engine", "info")
    assert done.returncode == 0, done.stderr
    assert pinned_version(OPA) in done.stdout
    assert os.fspath(with_opa.site / "buttress" / "engine" / "_bin" / "opa") in done.stdout.replace("\n", "")


def test_a_state_is_checked_without_go_opa_or_pulumi_on_path(with_opa: Installation):
    (with_opa.home / "state.json").write_text(json.dumps(STATE))
    done = with_opa.run("buttress", "check", "state.json", "--format", "json")
    assert done.returncode == 1, done.stderr
    (stack,) = json.loads(done.stdout)["stacks"]
    outcomes = {finding["outcome"] for finding in stack["findings"] if finding["check"] == "aws-s3-bucket-versioning-enabled"}
    assert outcomes == {"fail"}
    assert {finding["resource"] for finding in stack["findings"] if finding["outcome"] == "fail"} == {BUCKET}


def test_without_an_engine_the_way_out_is_told(without_opa: Installation):
    (without_opa.home / "state.json").write_text(json.dumps(STATE))
    done = without_opa.run("buttress", "check", "state.json", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "buttress engine install" in done.stderr
    assert "Traceback" not in done.stderr

"""The program runs in a process of its own: it cannot end the judging, and it is not taken for whole before it has come to its end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from buttress import offline
from buttress.cli import execute
from buttress.errors import StateError, ToolError
from buttress.pulumi import automation
from buttress.pulumi.command import find_pulumi
from buttress.pulumi.interpreters import interpreter_of
from buttress.pulumi.projects import read_project

pytestmark = pytest.mark.xdist_group("pulumi")

OPEN_GROUP = """
import pulumi_aws as aws
aws.ec2.SecurityGroup("open", description="d", ingress=[
    {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"]}])
"""


@pytest.fixture(scope="module", autouse=True)
def _cli() -> None:
    try:
        find_pulumi()
    except ToolError as problem:
        pytest.skip(f"needs the Pulumi CLI: {problem}")


def project(directory: Path, program: str, options: str = "") -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "Pulumi.yaml").write_text(f"name: sample\nruntime:\n  name: python\n{options}")
    (directory / "__main__.py").write_text(program)
    return directory


@pytest.mark.parametrize("leaving", ["os._exit(0)", "sys.exit(0)", "os._exit(3)", "os.kill(os.getpid(), 9)", "raise SystemExit"])
def test_a_program_that_leaves_before_its_end_gives_no_verdict(tmp_path: Path, leaving: str, capsys: pytest.CaptureFixture[str]) -> None:
    directory = project(tmp_path / "leaves", f"import os, sys\n{leaving}\n{OPEN_GROUP}")
    assert execute(["preview", str(directory), "--offline"]) == 2
    said = capsys.readouterr().err
    assert "before it was finished" in said
    assert "Traceback" not in said


ATTACKS = {
    "atexit leaves with 0": "import atexit, os; atexit.register(os._exit, 0)",
    "atexit sends a signal": "import atexit, os, signal; atexit.register(os.kill, os.getpid(), signal.SIGTERM)",
    "modules are taken away": "import sys; sys.modules['buttress.assessment'] = sys.modules['buttress.cli'] = None",
    "functions are replaced": "import buttress.pulumi.automation as a; a.preview = a.explain = a.Workspace.preview = None",
    "a module is emptied": "import buttress.assessment as a; vars(a).clear()",
    "the language is replaced": "import builtins, json, os; builtins.print = json.dumps = os.write = lambda *a, **k: None",
    "a stream is closed": "import os; os.close(1); os.close(2)",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_what_a_program_does_to_its_own_process_changes_no_verdict(tmp_path: Path, attack: str, capsys: pytest.CaptureFixture[str]) -> None:
    directory = project(tmp_path / "attacks", f"try:\n    {attack}\nexcept ImportError:\n    pass\n{OPEN_GROUP}")
    code = execute(["preview", str(directory), "--offline", "--format", "concise"])
    assert code in {1, 2}, "it ended as if nothing were wrong"
    if code == 1:
        assert "FAIL critical" in capsys.readouterr().out


def test_the_program_runs_in_another_process_and_in_its_own_directory(tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    directory = project(
        tmp_path / "child",
        f"import json, os, sys\njson.dump([os.getpid(), os.getcwd(), sys.path[0], sys.argv, __name__], open({str(told)!r}, 'w'))\n",
    )
    automation.preview(directory, stand_ins=offline.environment())
    pid, here, first, arguments, name = json.loads(told.read_text())
    assert pid != os.getpid()
    assert (here, first, arguments, name) == (str(directory), str(directory), [str(directory / "__main__.py")], "__main__")


def environment(place: Path, *, with_pulumi: bool = True) -> Path:
    """A virtual environment without pip, in which the packages that are installed here can be found."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    if with_pulumi:
        import pulumi

        packages = next(place.glob("lib/python*/site-packages"))
        (packages / "beside.pth").write_text(f"{Path(pulumi.__file__).parent.parent}\n")
        (packages / "only_here.py").write_text("WHO = 'the project'\n")
    return place


@pytest.mark.parametrize("options", ["", "  options: {virtualenv: envs/own}\n", "  options: {toolchain: uv}\n"])
def test_the_project_s_own_interpreter_runs_it(tmp_path: Path, options: str) -> None:
    program = "import only_here, pulumi\nassert only_here.WHO == 'the project'\n"
    directory = project(tmp_path / "own", program, options)
    environment(directory / ("envs/own" if "virtualenv" in options else ".venv"))
    assert automation.preview(directory, stand_ins=offline.environment()).warnings == ()


def test_an_environment_above_the_program_is_found_where_the_tool_puts_it_there(tmp_path: Path) -> None:
    directory = project(tmp_path / "mono" / "infra", "", "  options: {toolchain: uv}\n")
    environment(tmp_path / "mono" / ".venv")
    assert interpreter_of(read_project(directory)).path == tmp_path / "mono" / ".venv" / "bin" / "python"
    (directory / "Pulumi.yaml").write_text("name: sample\nruntime: python\n")
    assert interpreter_of(read_project(directory)).path == Path(sys.executable)


@pytest.mark.parametrize("kind", ["missing", "bare"])
def test_an_environment_that_cannot_run_it_is_said_to_be_so(tmp_path: Path, kind: str) -> None:
    directory = project(tmp_path / "p", "import pulumi\n", "  options: {virtualenv: venv}\n")
    if kind == "bare":
        environment(directory / "venv", with_pulumi=False)
    (warning,) = automation.preview(directory, stand_ins=offline.environment()).warnings
    assert warning.startswith("the virtual environment venv " + {"missing": "does not exist", "bare": "has no Pulumi SDK"}[kind])


def test_a_failure_outside_the_program_s_lines_is_one_sentence(tmp_path: Path) -> None:
    program = "import pulumi\nasync def nothing():\n    pass\npulumi.Output.from_input('x').apply(int)\n"
    with pytest.raises(StateError) as caught:
        automation.preview(project(tmp_path / "late", program), stand_ins=offline.environment())
    said = caught.value.diagnostics()
    assert "ValueError: invalid literal for int()" in said
    assert "Traceback" not in said
    assert "File " not in said

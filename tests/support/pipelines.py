"""Pipelines run step by step as their services run them, with stubs for what only a service has: its checkout, its uploads, its secrets.

Each service has a reader that turns a file into jobs of steps; `run` plays a job in a directory. What a reader does not know it refuses, so
that nothing in a file goes by unplayed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from attrs import field, frozen

BASE = "main"
"""The base branch of the repositories that are judged."""

_BASH = ("bash", "--noprofile", "--norc")
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_INPUT = re.compile(r"\$\[\[\s*inputs\.(\w[\w-]*)\s*\]\]")
_PREPENDED = re.compile(r"^##vso\[task\.prependpath\](.*)$", re.MULTILINE)
_SECONDS = 300

PIP = """\
import pathlib, sys
arguments = iter(sys.argv[1:])
assert next(arguments) == "install", sys.argv
for argument in arguments:
    if argument == "-r":
        file = pathlib.Path(next(arguments))
    elif argument.startswith("-"):
        sys.exit(f"pip stub: {argument} is not known here")
    elif "/" in argument:
        file = pathlib.Path(argument.partition("[")[0])
    else:
        sys.exit(f"ERROR: No matching distribution found for {argument}")
    if not file.exists():
        sys.exit(f"ERROR: {file}: no such file")
    print(f"installs {file}")
"""
PULUMI = """\
case "$1 $2" in
"stack export")
    test -n "$PULUMI_ACCESS_TOKEN" || { echo "error: PULUMI_ACCESS_TOKEN must be set" >&2; exit 255; }
    test -f "$STUB_STATE" || { echo "error: no stack named '$4' found" >&2; exit 255; }
    cat "$STUB_STATE" > "${6:-/dev/stdout}";;
"preview --stack") cat "$STUB_PLAN";;
"preview --policy-pack" | "up --policy-pack") test -x "$3";;
"policy analyze") test -f "$4" && test -x "$6";;
"install ") ;;
*) exec "$STUB_PULUMI" "$@";;
esac
"""


@frozen(kw_only=True)
class Step:
    """A script and how its service runs it, or files that the service takes. `always` steps run after a failure, too."""

    script: str = ""
    interpreter: tuple[str, ...] = (*_BASH, "-e")
    environ: Mapping[str, str] = field(factory=dict)
    takes: tuple[str, ...] = ()
    always: bool = False


@frozen(kw_only=True)
class Result:
    """What a job left. `codes` are those of the scripts that ran, by their text; `taken` the sizes of the files that the service took."""

    codes: Mapping[str, int]
    taken: Mapping[str, int]
    missing: tuple[str, ...]
    output: str
    summary: str

    @property
    def failed(self) -> bool:
        """Whether the service shows the job as failed."""
        return any(self.codes.values()) or bool(self.missing)


def github(text: str, event: str) -> dict[str, list[Step]]:
    """The jobs of a GitHub workflow that an event starts."""
    jobs = {}
    for name, job in yaml.safe_load(text)["jobs"].items():
        if job.get("if", f"github.event_name == '{event}'") == f"github.event_name == '{event}'":
            environ = {key: _evaluated(value) for key, value in job.get("env", {}).items()}
            jobs[name] = [step for given in job["steps"] for step in _github_step(given, environ)]
    return jobs


def action(text: str, inputs: Mapping[str, str], folder: Path) -> list[Step]:
    """The steps of a composite action in `folder`, called with these inputs."""
    document = yaml.safe_load(text)
    assert document["runs"]["using"] == "composite"
    unknown = set(inputs) - set(document["inputs"])
    assert not unknown, f"the action has no input {unknown}"
    values = {f"inputs.{name}": inputs.get(name, str(one.get("default", ""))) for name, one in document["inputs"].items()}
    steps = []
    for given in document["runs"]["steps"]:
        assert given["shell"] == "bash"
        assert not _EXPRESSION.search(given["run"]), "an input in a script may be anything: hand it on in the environment"
        environ = {key: _evaluated(value, values) for key, value in given.get("env", {}).items()}
        interpreter = (*_BASH, "-eo", "pipefail")
        environ["GITHUB_ACTION_PATH"] = str(folder)
        steps.append(Step(script=given["run"], interpreter=interpreter, environ=environ, always=given.get("if") == "always()"))
    return steps


def gitlab(text: str, inputs: Mapping[str, str] | None = None) -> dict[str, list[Step]]:
    """The jobs of a GitLab file, or of a template with the inputs of its `include`."""
    *specification, body = text.split("\n---\n")
    if specification:
        known = yaml.safe_load(specification[0])["spec"]["inputs"]
        assert set(inputs or {}) <= set(known)
        values = {name: (inputs or {}).get(name, str((one or {}).get("default", ""))) for name, one in known.items()}
        body = _INPUT.sub(lambda match: values[match[1]], body)
    jobs = {}
    for name, job in yaml.safe_load(body).items():
        lines = [*job.get("before_script", ()), *job["script"]]
        artifacts = job.get("artifacts", {})
        takes = (*artifacts.get("paths", ()), *artifacts.get("reports", {}).values())
        script = Step(
            script="\n".join(lines),
            interpreter=(*_BASH, "-eo", "pipefail"),
            environ={str(k): str(v) for k, v in job.get("variables", {}).items()},
        )
        jobs[name] = [script, Step(takes=takes, always=artifacts.get("when") == "always")]
    return jobs


def codebuild(text: str) -> dict[str, list[Step]]:
    """The one job of a buildspec: the commands of all phases in one shell, which an error ends."""
    document = yaml.safe_load(text)
    assert document["version"] == 0.2
    commands = [command for phase in document["phases"].values() for command in phase["commands"]]
    files = [
        f"{group['base-directory']}/{file}" for group in (*document["reports"].values(), document["artifacts"]) for file in group["files"]
    ]
    script = Step(
        script="\n".join(commands),
        interpreter=(document["env"]["shell"], "-e"),
        environ=dict.fromkeys(document["env"]["secrets-manager"], "secret"),
    )
    return {"build": [script, Step(takes=tuple(files), always=True)]}


def azure(text: str) -> dict[str, list[Step]]:
    """The one job of an Azure DevOps pipeline. A `script` runs without `-e`: the last command alone decides."""
    steps = []
    for given in yaml.safe_load(text)["steps"]:
        always = given.get("condition") == "succeededOrFailed()"
        if "script" in given:
            environ = {key: "secret" if value == f"$({key})" else value for key, value in given.get("env", {}).items()}
            steps.append(Step(script=given["script"], interpreter=_BASH, environ=environ, always=always))
            continue
        task, inputs = given["task"].partition("@")[0], given["inputs"]
        known = {"UsePythonVersion": (), "PublishTestResults": ("testResultsFiles",), "PublishBuildArtifacts": ("PathtoPublish",)}
        steps.append(Step(takes=tuple(inputs[key] for key in known[task]), always=always))
    return {"build": steps}


def run(steps: Sequence[Step], folder: Path, *, stubs: Path, environ: Mapping[str, str]) -> Result:
    """Play a job in a checkout, with the stubs before everything else on the path."""
    summary = stubs / "summary.md"
    summary.write_text("")
    path = f"{stubs}{os.pathsep}{environ['PATH']}"
    codes: dict[str, int] = {}
    taken: dict[str, int] = {}
    missing: list[str] = []
    output = ""
    for number, step in enumerate(steps):
        if (any(codes.values()) or missing) and not step.always:
            continue
        for name in step.takes:
            if (folder / name).is_file():
                taken[name] = (folder / name).stat().st_size
            else:
                missing.append(name)
        if not step.script:
            continue
        script = stubs / f"step{number}.sh"
        script.write_text(step.script + "\n")
        ran = subprocess.run(
            [*step.interpreter, str(script)],
            cwd=folder,
            env={**environ, "CI": "true", "GITHUB_STEP_SUMMARY": str(summary), **step.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        codes[step.script] = ran.returncode
        output += ran.stdout
        for added in _PREPENDED.findall(ran.stdout):
            path = f"{added}{os.pathsep}{path}"
    return Result(codes=codes, taken=taken, missing=tuple(missing), output=output, summary=summary.read_text())


def write_stubs(folder: Path, pulumi: Path) -> Path:
    """A directory with the programs that only the service has: pip with a network, the installer of the Pulumi CLI, and its backend."""
    folder.mkdir(parents=True)
    programs = {
        "pip": f"#!{sys.executable}\n{PIP}",
        "curl": "#!/bin/sh\necho true\n",
        "pulumi": f"#!/bin/sh\nSTUB_PULUMI={pulumi}\n{PULUMI}",
    }
    for name, text in programs.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    return folder


def make_repository(folder: Path, change: Callable[[], object] | None = None) -> None:
    """Commit what is in a folder to the base branch, then what `change` makes of it to a branch of its own, as a pull request has it."""
    origin = folder.with_name(f"{folder.name}.git")
    _git(folder, "init", "--quiet", "--initial-branch", BASE)
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", "base")
    _git(folder, "clone", "--quiet", "--bare", ".", str(origin))
    _git(folder, "remote", "add", "origin", str(origin))
    _git(folder, "checkout", "--quiet", "-b", "change")
    if change is not None:
        change()
        _git(folder, "add", "--all")
        _git(folder, "commit", "--quiet", "--message", "change")


def _git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=test", "-c", "user.email=test@example.com")
    subprocess.run(["git", *person, *arguments], cwd=folder, check=True)


def _github_step(given: Mapping[str, Any], environ: Mapping[str, str]) -> Iterator[Step]:
    always = given.get("if") == "always()"
    assert given.get("if") in {None, "always()"}
    if "run" in given:
        assert not _EXPRESSION.search(given["run"])
        yield Step(script=given["run"], interpreter=(*_BASH, "-e"), environ=environ, always=always)
        return
    name, inputs = given["uses"].partition("@")[0], given.get("with", {})
    if name == "actions/checkout":
        if "path" in inputs:
            yield Step(script=f'git clone --quiet --branch {_evaluated(inputs["ref"])} "$(git remote get-url origin)" {inputs["path"]}')
    elif name == "github/codeql-action/upload-sarif":
        yield Step(takes=(inputs["sarif_file"],), always=always)
    elif name == "actions/upload-artifact":
        yield Step(takes=tuple(inputs["path"].split()), always=always)
    else:
        assert name in {"actions/setup-python", "pulumi/actions"}, name


def _evaluated(text: str, values: Mapping[str, str] | None = None) -> str:
    """A text with its expressions answered; of secrets all are there."""
    known = {"github.base_ref": BASE, **(values or {})}
    return _EXPRESSION.sub(lambda match: "secret" if match[1].startswith("secrets.") else known[match[1]], text)

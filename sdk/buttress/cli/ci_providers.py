"""The pipelines that `buttress init` can write, and which of them a repository asks for by its files or its remotes.

The files in `ci/` are those of `examples/ci`, byte for byte: for a program in Python with a requirements.txt.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from attrs import frozen

from buttress.documents import load_yaml

_GIT_SECONDS = 10
_SCP = re.compile(r"^(?:[^@/]+@)?([\w.-]+):(?!//)")
_STACK = "--stack prod"
_WHEEL = 'pip install "${wheel:-wheels/buttress-*.whl}"'
_REQUIREMENTS = f"{_WHEEL} -r requirements.txt"
_OFFLINE = re.compile(r"buttress preview \. (--stack \S+) --offline (.*)")
_PLANNED = r"""pulumi install
          pulumi preview \1 --json --show-sames > plan.json
          buttress check plan.json \2"""
_NOT_OFFLINE = "the plan of a program in {runtime} comes from the cloud: give the job its credentials"
_STACK_FILE = re.compile(r"Pulumi\.([\w.-]+)\.yaml")


@frozen(kw_only=True)
class Provider:
    """One service that runs pipelines. `marks` tell its repositories by what is in them, `hosts` by where they are cloned from.

    A pipeline of one's own at `place` is not touched: ours then stands beside it, at `beside`.
    """

    title: str
    file: str
    place: str
    beside: str
    marks: tuple[str, ...]
    hosts: re.Pattern[str]


PROVIDERS: Mapping[str, Provider] = {
    "github": Provider(
        title="GitHub Actions",
        file="github-actions.yml",
        place=".github/workflows/buttress.yml",
        beside=".github/workflows/buttress.yml",
        marks=(".github",),
        hosts=re.compile(r"(^|\.)github\."),
    ),
    "gitlab": Provider(
        title="GitLab CI",
        file="gitlab-ci.yml",
        place=".gitlab-ci.yml",
        beside="buttress.gitlab-ci.yml",
        marks=(".gitlab-ci.yml", ".gitlab"),
        hosts=re.compile(r"(^|\.)gitlab\."),
    ),
    "codebuild": Provider(
        title="AWS CodeBuild",
        file="buildspec.yml",
        place="buildspec.yml",
        beside="buttress.buildspec.yml",
        marks=("buildspec.yml", "buildspec.yaml"),
        hosts=re.compile(r"^(git-)?codecommit[.:]"),
    ),
    "azure-devops": Provider(
        title="Azure DevOps",
        file="azure-pipelines.yml",
        place="azure-pipelines.yml",
        beside="buttress.azure-pipelines.yml",
        marks=("azure-pipelines.yml", "azure-pipelines.yaml", ".azuredevops"),
        hosts=re.compile(r"(^|\.)(dev\.azure|visualstudio)\.com$"),
    ),
}
"""By the name that `--ci` takes."""


def repository(folder: Path) -> Path | None:
    """The root of the repository that a folder is in."""
    place = folder.resolve()
    return next((each for each in (place, *place.parents) if (each / ".git").exists()), None)


def detect(root: Path) -> tuple[str, ...]:
    """The providers that a repository's files ask for; where none does, those of its remotes."""
    marked = tuple(name for name, provider in PROVIDERS.items() if any((root / mark).exists() for mark in provider.marks))
    if marked:
        return marked
    hosts = _hosts(root)
    return tuple(name for name, provider in PROVIDERS.items() if any(provider.hosts.search(host) for host in hosts))


def pipeline(name: str, root: Path) -> tuple[str, str]:
    """The place of a provider's pipeline below `root`, and its text as the project needs it: its runtime, its files, its only stack."""
    provider = PROVIDERS[name]
    text = _fitted((resources.files("buttress.cli") / "ci" / provider.file).read_text(encoding="utf-8"), root)
    stacks = [match[1] for file in root.glob("Pulumi.*.yaml") if (match := _STACK_FILE.fullmatch(file.name))]
    if len(stacks) == 1:
        text = text.replace(_STACK, f"--stack {stacks[0]}")
    taken = [root / mark for mark in (provider.place, *provider.marks) if (root / mark).is_file()]
    foreign = any("buttress" not in file.read_text(encoding="utf-8", errors="replace") for file in taken)
    return (provider.beside if foreign else provider.place), text


def _fitted(text: str, root: Path) -> str:
    """A pipeline for what is there: how the program's packages are installed, and how its plan is made."""
    runtime = _runtime(root)
    if runtime == "python" and (root / "requirements.txt").is_file():
        return text
    if runtime == "python":
        # What the program imports is in no file that we know: the SDKs of both clouds come with Buttress.
        return text.replace(_REQUIREMENTS, f'{_WHEEL[:-1]}[all]"')
    text = text.replace(_REQUIREMENTS, _WHEEL)
    if runtime == "yaml":
        return text
    planned = _OFFLINE.sub(_PLANNED, text)
    if planned == text:
        return text
    comment = f"# {_NOT_OFFLINE.format(runtime=runtime)}, and the secret PULUMI_ACCESS_TOKEN.\n"
    token = '    env: {PULUMI_ACCESS_TOKEN: "${{ secrets.PULUMI_ACCESS_TOKEN }}"}\n'
    planned = planned.replace("without credentials; each", "each", 1)
    return comment + planned.replace("    runs-on: ubuntu-latest\n", f"    runs-on: ubuntu-latest\n{token}", 1)


def _runtime(root: Path) -> str:
    """The name of the project's language, or nothing where its Pulumi.yaml names none."""
    data = load_yaml(root / "Pulumi.yaml").data
    runtime = data.get("runtime") if isinstance(data, dict) else None
    name = runtime.get("name") if isinstance(runtime, dict) else runtime
    return name if isinstance(name, str) else ""


def _hosts(root: Path) -> list[str]:
    git = shutil.which("git")
    if git is None:
        return []
    command = [git, "-C", str(root), "remote", "--verbose"]
    try:
        listed = subprocess.run(command, capture_output=True, timeout=_GIT_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    addresses = {fields[1] for line in listed.stdout.decode(errors="replace").splitlines() if len(fields := line.split()) > 1}
    return sorted(filter(None, map(_host, addresses)))


def _host(address: str) -> str:
    """The host of a remote's address: `https://github.com/a/b`, `git@github.com:a/b` or `codecommit::eu-central-1://a`."""
    if address.startswith("codecommit:"):
        return "codecommit:"
    try:
        host = urlsplit(address).hostname if "://" in address else None
    except ValueError:
        return ""
    match = _SCP.match(address)
    return (host or (match[1] if match else "")).lower()

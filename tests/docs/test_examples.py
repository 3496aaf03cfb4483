"""Every command of our documentation runs.

The `console` blocks of a page are one session in an empty directory that holds `prod.json`, the state of the first example. Lines with
`$ ` are commands, the others are output that must come, in this order, with `…` for what is left out. A fenced block whose first line
names a file (```` ```yaml buttress.yaml ````) is written to that file. A command may end with 0 or with 1, which is what findings give;
`$ echo $?` says which one. A day after `--date` stands for one to come, unless `--now` says from when: it is moved to 90 days from today.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import field, frozen

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)[ \t]*(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = sorted([ROOT / "README.md", *(ROOT / "sdk/docs/guide").glob("*.md")])
MARK = "\x1e"
SECONDS = 240
FOREIGN = ("BUTTRESS_", "PULUMI_", "AWS_", "AZURE_", "ARM_")


@frozen
class Command:
    """One command with the lines that its output must hold."""

    line: str
    expected: list[str] = field(factory=list)


def _steps(text: str) -> Iterator[tuple[str, str] | Command]:
    """What a page does, in order: files that it writes, and commands that it runs."""
    for language, name, body in BLOCK.findall(text):
        if language == "console":
            yield from _commands(body)
        elif name:
            yield name, body


def _commands(body: str) -> list[Command]:
    found: list[Command] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append(Command(line.removeprefix("$ ")))
        elif line.strip() not in {"", "…"}:
            found[-1].expected.append(line.strip().removesuffix("…").strip())
    return found


def _script(steps: list[tuple[str, str] | Command], folder: Path) -> str:
    lines = []
    for number, step in enumerate(steps):
        if isinstance(step, Command):
            lines.append(f'{_to_come(step.line)}\nlast=$?; printf "\\n{MARK}%s{MARK}\\n" "$last"; (exit "$last")')
        else:
            content = folder / f".content-{number}"
            content.write_text(step[1], encoding="utf-8")
            lines.append(f'last=$?; mkdir -p "$(dirname "{step[0]}")" && cp "{content}" "{step[0]}"; (exit "$last")')
    return "\n".join(lines)


def _to_come(line: str) -> str:
    return line if "--now" in line else re.sub(r"(--date )\d{4}-\d\d-\d\d", r'\1"$(date -d "+90 days" +%F)"', line)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_run_and_say_what_it_says(page: Path, tmp_path: Path) -> None:
    steps = list(_steps(page.read_text(encoding="utf-8")))
    commands = [step for step in steps if isinstance(step, Command)]
    if not commands:
        pytest.skip("the page runs nothing")
    work, aside = tmp_path / "work", tmp_path / "aside"
    work.mkdir()
    aside.mkdir()
    shutil.copy(ROOT / "examples/01-checkout/expected-state.json", work / "prod.json")
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("BUTTRESS_", "PULUMI_", "AWS_", "AZURE_", "ARM_"))
    }
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), str(ROOT / ".tools/bin"), environment["PATH"]])
    ran = subprocess.run(
        ["bash", "-c", _script(steps, aside)],
        cwd=work,
        env={**environment, "NO_COLOR": "1", "COLUMNS": "120", "PYTHONUTF8": "1", "PULUMI_SKIP_UPDATE_CHECK": "true"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    parts = ran.stdout.split(MARK)
    outputs, codes = parts[:-1:2], parts[1::2]
    assert len(codes) == len(commands), ran.stdout
    for command, output, code in zip(commands, outputs, codes, strict=True):
        assert code in {"0", "1"}, f"{command.line} ended with {code}:\n{output}"
        said, place = " ".join(output.split()), 0
        for line in command.expected:
            place = said.find(" ".join(line.split()), place)
            assert place >= 0, f"{command.line} does not say {line!r}:\n{output}"
            place += len(" ".join(line.split()))


def test_a_page_that_lies_is_found_out() -> None:
    steps = list(_steps("```yaml a.yaml\nx: 1\n```\n\n```console\n$ cat a.yaml\nx: 1\n…\n$ false\n```\n\n```sh\nnot run\n```\n"))
    assert steps == [("a.yaml", "x: 1\n"), Command("cat a.yaml", ["x: 1"]), Command("false")]

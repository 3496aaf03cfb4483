"""Writes what the commands of our pages really print, or with `--check` fails where a page shows something else.

The `console` blocks of a page are one session. Lines with `$ ` are commands, what follows each is all that it printed. The session runs in
an empty directory that holds `prod.json`, the state of the first shop, and `examples/`; that of CONTRIBUTING.md in a copy of our tree.
Its path is shown as `/shop`.
A fenced block whose first line names a file (```` ```yaml buttress.yaml ````) is written to that file, and a `diff` block changes it.
A command may end with 0 or with 1, which is what findings give; so may each command of a pipe.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from buttress.documents import write_atomically

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
PAGES = sorted([CONTRIBUTING, ROOT / "README.md", *(ROOT / "sdk/docs/guide").glob("*.md")])
_BLOCK = re.compile(r"^```(\w+)[ \t]*(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_VARYING = re.compile(r"\b(\d+\.\d+ ?s|[0-9a-f]{8})\b")
"""Durations, and digests of what was judged and by what."""
_MARK = "\x1e"
_AFTER = f'set -- $? "${{PIPESTATUS[@]}}"; last=$1; shift; printf "{_MARK}%s{_MARK}" "$*"; (exit "$last")'
_SHOWN = "/shop"
_SECONDS = 240
_TREE = ("sdk", "policies", "components", "tests", "examples")
_SOURCES = ("sdk", "policies", "components")
_FOREIGN = ("BUTTRESS_", "PULUMI_", "AWS_", "AZURE_", "ARM_")


class Untrue(Exception):  # noqa: N818  (it is the page that errs)
    """A command of a page ended with something else than 0 or 1, or the session broke off."""


def renewed(page: str, *, in_tree: bool = False) -> str:
    """The page with what its commands print now; durations and digests alone change nothing. `in_tree`: they run in a copy of our tree."""
    outputs = iter(_play(page, in_tree=in_tree))
    new = _BLOCK.sub(lambda block: _transcript(block, outputs) if block[1] == "console" else block[0], page)
    return page if _VARYING.sub("", new) == _VARYING.sub("", page) else new


def commands(page: str) -> list[str]:
    """The commands that the session of a page runs, in order."""
    return [command for language, _, body in _BLOCK.findall(page) if language == "console" for command in _commands(body)]


def _commands(body: str) -> list[str]:
    return [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]


def _transcript(block: re.Match[str], outputs: Iterator[str]) -> str:
    return "\n".join(["```console", *(f"$ {command}\n{next(outputs)}".rstrip() for command in _commands(block[3])), "```"])


def _play(page: str, *, in_tree: bool) -> list[str]:
    """What each command printed."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work"
        work.mkdir()
        environment = {key: value for key, value in os.environ.items() if not key.startswith(_FOREIGN)}
        environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), str(ROOT / ".tools/bin"), environment["PATH"]])
        if in_tree:
            for name in _TREE:
                shutil.copytree(ROOT / name, work / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
            shutil.copy(ROOT / "pyproject.toml", work)
            # Before the tree that is installed.
            environment["PYTHONPATH"] = os.pathsep.join(str(work / name) for name in _SOURCES)
        else:
            shutil.copy(ROOT / "examples/01-checkout/expected-state.json", work / "prod.json")
            (work / "examples").symlink_to(ROOT / "examples")
        ran = subprocess.run(
            ["bash", "-c", _script(page, Path(folder))],  # noqa: S607  (looked up on PATH, as a reader's shell is)
            cwd=work,
            env={**environment, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1", "PULUMI_SKIP_UPDATE_CHECK": "true"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    parts, wanted = ran.stdout.split(_MARK), commands(page)
    outputs, codes = parts[:-1:2], parts[1::2]
    if len(codes) != len(wanted):
        raise Untrue(f"the session broke off:\n{ran.stdout}")
    for command, output, code in zip(wanted, outputs, codes, strict=True):
        # `head` closes the pipe when it has enough: what came before it may then end as it likes.
        parts_of_it = code.split()[-1:] if "| head" in command else code.split()
        if not {"0", "1"}.issuperset(parts_of_it):
            raise Untrue(f"`{command}` ended with {code}:\n{output}")
    shown = (output.replace(str(work.resolve()), _SHOWN) for output in outputs)
    return ["\n".join(line.rstrip() for line in output.splitlines()) for output in shown]


def _script(page: str, folder: Path) -> str:
    """The session for bash. After each command stand its exit codes, one for each part of a pipe, between marks; `$?` stays the last."""
    lines = []
    for number, (language, name, body) in enumerate(_BLOCK.findall(page)):
        if language == "console":
            lines += [f"{command}\n{_AFTER}" for command in _commands(body)]
        elif name:
            content = folder / str(number)
            content.write_text(body, encoding="utf-8")
            place = ["python", __file__, "--edit"] if language == "diff" else ["install", "-D", "-m", "644"]
            lines.append(f'last=$?; {shlex.join([*place, str(content), name])} || exit 2; (exit "$last")')
    return "\n".join(lines)


def edit(change: Path, file: Path) -> None:
    """Change a file as a diff without line numbers says: what stands there with ` ` and `-` becomes what stands there with ` ` and `+`."""
    lines = change.read_text(encoding="utf-8").splitlines(keepends=True)
    old, new = ("".join(line[1:] or "\n" for line in lines if line[0] in marks) for marks in (" -\n", " +\n"))
    text = file.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise Untrue(f"{file}: the lines to change do not stand there once:\n{old}")
    file.write_text(text.replace(old, new), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write or check; 0 if all is as it should be, 1 if the check finds something, 2 for bad use or a session that breaks off."""
    if arguments[:1] == ["--edit"]:
        edit(*map(Path, arguments[1:]))
        return 0
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: transcripts.py [--check]\n")
        return 2
    changed = 0
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        try:
            new = renewed(text, in_tree=page == CONTRIBUTING)
        except Untrue as problem:
            sys.stderr.write(f"error: {page.relative_to(ROOT)}: {problem}\n")
            return 2
        if new != text:
            changed += 1
            print(f"{page.relative_to(ROOT)} {'is out of date' if arguments else 'changed'}")
            if not arguments:
                write_atomically(page, new.encode())
    return int(bool(arguments and changed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

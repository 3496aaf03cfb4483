"""Words that our own texts do not use, since the field has plainer ones: fix, unknown, inline policy, fails, waiver."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from writers import commands

from buttress.catalog import Catalog
from buttress_policies import bundle

POLICIES = Path(str(bundle.library()))
ROOT = Path(__file__).parents[2]
REPORT = ROOT / "sdk/buttress/report"
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("components/*.md"),
        *ROOT.glob("examples/*/*.md"),
        *ROOT.glob("sdk/docs/*.md"),
        *ROOT.glob("sdk/docs/adr/*.md"),
        *ROOT.glob("sdk/docs/guide/*.md"),
    ]
)
MODULES = sorted(
    file
    for folder in ("sdk/buttress", "components/buttress_components", "policies/buttress_policies")
    for file in (ROOT / folder).rglob("*.py")
)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
FORBIDDEN = re.compile(
    r"\b(mend(s|ed|ing)?|told|vague(ly)?|awaited|hanging|dangling|in[- ]line|(is|not|nothing|nobody) said|violat\w*|suppress\w*)\b"
    r"|\b(key|policy|group|role)s? of (one's|our) own\b"
    r"|\b(is|are)( not)? asked\b",
    re.IGNORECASE,
)
TELLS = re.compile(r"\btell(?:s|ing)?\b")
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


def forbidden(text: str) -> list[str]:
    return [match[0] for match in FORBIDDEN.finditer(re.sub(r"`[^`]*`", "", text))]


@pytest.mark.parametrize("text", ["what was told", "an in-line rule", "a policy in line", "is not asked", "mended", "a key of one's own"])
def test_the_words_are_found(text: str) -> None:
    assert len(forbidden(text)) == 1


def test_the_metadata_of_checks_uses_plain_words(catalog: Catalog) -> None:
    found = {
        check.id: words
        for check in catalog.checks.values()
        if (
            words := forbidden(
                "\n".join(
                    [
                        check.title,
                        check.description,
                        check.remediation,
                        check.live,
                        *(parameter.description for parameter in check.parameters),
                    ]
                )
            )
        )
    }
    assert found == {}


def test_the_texts_of_controls_use_plain_words() -> None:
    for file in sorted(POLICIES.glob("controls/*.yaml")):
        reasons = [
            reason
            for control in yaml.safe_load(file.read_text(encoding="utf-8"))["controls"]
            for by_criterion in control.get("checks", {}).values()
            for reason in by_criterion.values()
        ]
        assert reasons
        assert forbidden("\n".join(reasons)) == []


def test_the_messages_of_checks_use_plain_words(opa_binary: Path) -> None:
    modules = {name: content.decode() for name, content in bundle.modules(POLICIES)}
    run = subprocess.run(
        [opa_binary, "eval", "--format", "raw", "--stdin-input", "{name: rego.parse_module(name, input[name]).rules | input[name]}"],
        input=json.dumps(modules).encode(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    rules = json.loads(run.stdout)
    assert set(rules) == set(modules)
    assert {name: words for name in rules if (words := [word for text in _texts(rules[name]) for word in forbidden(text)])} == {}


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_messages_of_python_use_plain_words(file: Path) -> None:
    """Errors, notes, reports, hints: whatever has a space in it and is no docstring. A word alone may be a field of somebody's format."""
    messages = list(_messages(ast.parse(file.read_text(encoding="utf-8"))))
    assert [(line, word) for line, text in messages for word in (*forbidden(text), *TELLS.findall(text))] == []


def test_a_message_is_found_wherever_it_is_made() -> None:
    module = ast.parse('"""Told."""\nX = f"{a} was told"\nraise E("not " + "vague at all", hint="mended once")\nKEYS = {"violations": 1}\n')
    assert [(line, forbidden(text)) for line, text in _messages(module) if forbidden(text)] == [
        (2, ["told"]),
        (3, ["vague"]),
        (3, ["mended"]),
    ]


def test_help_uses_plain_words() -> None:
    found = {name: words for name, command in commands.walk() if (words := forbidden(_help(command)))}
    assert found == {}


def test_the_templates_of_reports_use_plain_words() -> None:
    texts = {file.name: JINJA.sub("", file.read_text(encoding="utf-8")) for file in REPORT.rglob("*.j2")}
    assert texts
    assert {name: words for name, text in texts.items() if (words := forbidden(text))} == {}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_pages_use_plain_words(file: Path) -> None:
    """Transcripts show what our commands print, which other tests hold to the same."""
    assert forbidden(FENCE.sub("", file.read_text(encoding="utf-8"))) == []


def _messages(module: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts with a space in a module, with their lines, but for docstrings, those of attributes among them."""
    bare = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value and id(node) not in bare:
            yield node.lineno, node.value


def _help(command: click.Command) -> str:
    options = [parameter.help or "" for parameter in command.params if isinstance(parameter, click.Option)]
    return "\n".join([command.help or "", command.epilog or "", *options])


def _texts(node: Any) -> Iterator[str]:
    """The texts with a space among the terms of parsed Rego: messages and the parts of them."""
    if isinstance(node, list):
        for member in node:
            yield from _texts(member)
    elif isinstance(node, dict):
        if node.get("type") == "string" and " " in node["value"]:
            yield node["value"]
        for member in node.values():
            yield from _texts(member)

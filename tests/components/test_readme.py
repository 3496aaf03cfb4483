"""The library's README and its pages: every component is in the table and has an example whose arguments exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "components/README.md").read_text()
PAGES = {file.stem: file.read_text() for file in ROOT.glob("sdk/docs/reference/components/[A-Z]*.md") if file.stem != "README"}


def calls(text: str) -> dict[str, set[str]]:
    """The components that the examples in a text make, each with the names of its arguments."""
    found = {}
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.Call) and len(node.args) > 1 and isinstance(node.args[1], ast.Dict):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
                found[name] = {str(key.value) for key in node.args[1].keys if isinstance(key, ast.Constant)}
    return found


def test_every_component_has_a_row_and_a_page_with_an_example(samples):
    assert set(re.findall(r"^\| \[`(\w+)`\]", README, re.MULTILINE)) == set(PAGES) == set(samples)
    assert {name: list(calls(text)) for name, text in PAGES.items()} == {name: [name] for name in samples}


def test_the_examples_give_arguments_that_exist_and_all_that_are_needed(samples):
    for name, given in [*calls(README).items(), *(call for text in PAGES.values() for call in calls(text).items())]:
        args = samples[name].component.__init__.__annotations__["args"]
        assert given <= set(args.__annotations__), name
        assert args.__required_keys__ <= given, name


def test_every_opt_out_is_in_the_table(samples):
    for name, sample in samples.items():
        (row,) = [line for line in README.splitlines() if line.startswith(f"| [`{name}`]")]
        for args, _ in sample.opt_outs.values():
            assert any(f"`{key}`" in row for key in args), f"{name}: {sorted(args)}"

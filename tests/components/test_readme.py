"""The library's README: every component is in its table and has an example whose arguments exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

README = (Path(__file__).parents[2] / "components" / "README.md").read_text()
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def calls() -> dict[str, set[str]]:
    """The components that the examples make, each with the names of its arguments."""
    found = {}
    for block in BLOCKS:
        for node in ast.walk(ast.parse(block)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and len(node.args) > 1
                and isinstance(node.args[1], ast.Dict)
            ):
                found[node.func.attr] = {str(key.value) for key in node.args[1].keys if isinstance(key, ast.Constant)}
    return found


def test_every_component_has_a_row_and_an_example(samples):
    assert set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)) == set(samples)
    assert set(calls()) == set(samples)


def test_the_examples_give_arguments_that_exist_and_all_that_are_needed(samples):
    for name, given in calls().items():
        args = samples[name].component.__init__.__annotations__["args"]
        assert given <= set(args.__annotations__), name
        assert args.__required_keys__ <= given, name


def test_every_opt_out_is_in_the_table(samples):
    for name, sample in samples.items():
        (row,) = [line for line in README.splitlines() if line.startswith(f"| `{name}` |")]
        for args, _ in sample.opt_outs.values():
            assert any(f"`{key}`" in row for key in args), f"{name}: {sorted(args)}"

"""Every path of the tables of secret properties: a literal there fails, a secret there passes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from buttress.assessment.cases import run_case
from buttress.catalog import Catalog
from buttress.engine import LocalOpa
from buttress.model import Case, Check, Outcome

LITERAL = "DB_PASSWORD=hunter2;AccountKey=hunter2"
"""What is a secret as a value, a command and a connection string alike."""


@pytest.mark.parametrize("identity", ["aws-no-literal-secrets", "azure-no-literal-secrets"])
def test_a_literal_on_each_path_fails_and_a_secret_passes(identity: str, catalog: Catalog, opa: LocalOpa) -> None:
    check = catalog.checks[identity]
    for value, wanted in ((LITERAL, {Outcome.FAIL}), ("<secret>", {Outcome.PASS, Outcome.UNKNOWN})):
        places = list(_places(check))
        resources = tuple(
            {"type": kind, "name": f"r{number}", "props": _props(path.split("."), value, kind)} for number, (kind, path) in enumerate(places)
        )
        said: dict[str, set[Outcome]] = {}
        for one in _everything(check, resources, catalog, opa):
            said.setdefault(one.resource.rpartition("::")[2], set()).add(one.outcome)
        wrong = [(*place, said.get(f"r{number}")) for number, place in enumerate(places) if not said.get(f"r{number}", set()) <= wanted]
        assert wrong == []
        assert len(said) == len(places)
        assert len(places) > 200


def _places(check: Check) -> Iterator[tuple[str, str]]:
    return ((kind, path) for kind, paths in check.reads.items() for path in paths)


def _everything(check: Check, resources: tuple[Any, ...], catalog: Catalog, opa: LocalOpa) -> Any:
    del check, resources, catalog, opa
    return run_case, Case


def _props(steps: list[str], value: str, kind: str) -> Any:
    del kind
    head, *rest = steps
    inner = _props(rest, value, "") if rest else value
    return {head.removesuffix("[]"): [inner] if head.endswith("[]") else inner}

"""SARIF held against its standard and GitHub's demands by the validator of its makers."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.browser import requirements

from buttress.report import render

pytestmark = pytest.mark.browser


def complaints(packages: Path, file: Path) -> list[str]:
    command = [str(packages / requirements.SARIF), "validate", str(file), "--rule-kind", "Sarif;Ghas"]
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert "Analysis completed" in done.stdout, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if ": error " in line or ": warning " in line]


@pytest.mark.parametrize("name", ["empty", "small", "hostile", "large"])
def test_validator_has_nothing_but_the_missing_address_to_say(
    request: pytest.FixtureRequest, packages: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "report.sarif"
    file.write_bytes(render(request.getfixturevalue(name), "sarif", show=["fail", "error", "unknown", "waived", "pass"]))
    # We have no address to give as informationUri; that the tool says so shows that it has read the document.
    (complaint,) = complaints(packages, file)
    assert "warning SARIF2005" in complaint
    assert "informationUri" in complaint


def test_validator_sees_a_broken_document(packages: Path, tmp_path: Path, small: object) -> None:
    file = tmp_path / "report.sarif"
    file.write_bytes(render(small, "sarif").replace(b'"ruleIndex":1', b'"ruleIndex":999'))  # type: ignore[arg-type]
    assert any("error SARIF1009" in line for line in complaints(packages, file))

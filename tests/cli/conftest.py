from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from buttress.cli import execute

BUCKET = "aws:s3/bucket:Bucket"


@frozen
class Ran:
    """What one run of the command line left."""

    code: int
    out: str
    err: str


@pytest.fixture
def buttress(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Ran]:
    """Run the command line in an empty directory."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Ran:
        code = execute(list(arguments))
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return call


@pytest.fixture
def state(tmp_path: Path) -> Callable[..., str]:
    """Write a state file with buckets of these names and properties; its path."""

    def write(name: str = "state.json", **buckets: dict[str, Any]) -> str:
        listed = [
            {
                "urn": f"urn:pulumi:prod::shop::{BUCKET}::{bucket}",
                "type": BUCKET,
                "custom": True,
                "id": bucket,
                "inputs": props,
                "outputs": props,
            }
            for bucket, props in buckets.items()
        ]
        file = tmp_path / name
        file.write_text(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": listed}}))
        return str(file)

    return write

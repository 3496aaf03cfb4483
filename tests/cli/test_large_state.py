from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("large")

Run = Callable[..., Any]

DASHBOARD, BUCKET = "aws:cloudwatch/dashboard:Dashboard", "aws:s3/bucket:Bucket"
_BYTES = 200_000_000
_BODY = "x" * 500_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A state of 200 MB: as many buckets as dashboards, and most of it the text of the dashboards, in inputs and outputs."""
    file = tmp_path_factory.mktemp("large") / "state.json"
    with file.open("w") as stream:
        stream.write('{"version": 3, "deployment": {"manifest": {}, "resources": [')
        number = 0
        while stream.tell() < _BYTES:
            for kind, props in ((DASHBOARD, {"dashboardBody": _BODY}), (BUCKET, {"bucket": f"b{number}"})):
                urn = f"urn:pulumi:prod::shop::{kind}::r{number}"
                entry = {"urn": urn, "type": kind, "custom": True, "id": f"r{number}", "inputs": props, "outputs": props}
                stream.write((", " if stream.tell() > 100 else "") + json.dumps(entry))
            number += 1
        stream.write("]}}")
    yield file
    file.unlink()


def test_a_state_of_200_mb_is_judged_whole(buttress: Run, large: Path) -> None:
    ran = buttress("check", str(large), "--format", "json", "--now", "2026-01-31")
    assert ran.code == 1
    (stack,) = json.loads(ran.out)["stacks"]
    assert [(one["type"], one["count"]) for one in stack["not_evaluated"]] == [(DASHBOARD, stack["resources"] // 2)]
    versioned = [one["outcome"] for one in stack["findings"] if one["check"] == "aws-s3-bucket-versioning-enabled"]
    assert versioned == ["fail"] * (stack["resources"] // 2)


def test_reading_it_shows_progress_on_a_terminal(large: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "buttress", "check", str(large), "-o", f"json={tmp_path / 'out.json'}"]
    with subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL, cwd=tmp_path, env={**os.environ, "TERM": "xterm"}) as child:
        os.close(theirs)
        shown = b"".join(_parts(ours))
    assert child.returncode == 1
    assert b"reading" in shown


def _parts(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            # The other end is closed.
            return
        if not part:
            return
        yield part

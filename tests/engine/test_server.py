from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from buttress.catalog import Catalog
from buttress.engine import Engine, EvaluationError, LocalOpa, RemoteOpa
from buttress.errors import EngineError
from buttress_policies import bundle

VERSIONING = {"aws-s3-bucket-versioning-enabled": ["checks", "aws", "s3", "bucket_versioning_enabled"]}
SLOW = b"""package custom.test.slow.hang
import rego.v1
deny contains {"resource": "x", "path": [], "message": "m"} if {
	count({[a, b, c] | some a in numbers.range(0, 2000); some b in numbers.range(0, 2000); some c in numbers.range(0, 2000)}) > 0
}
"""
HANG = {"test-slow-hang": ["custom", "test", "slow", "hang"]}
BROKEN = b"""package custom.test.broken.number
import rego.v1
deny contains {"resource": "x", "path": [], "message": "m"} if to_number("no number") > 0
"""


def archive(tmp_path: Path, source: bytes) -> Path:
    file = tmp_path / "bundle.tar.gz"
    file.write_bytes(bundle.build([("test.rego", source)], bundle.CUSTOM_ROOTS))
    return file


def children_of(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    found = {int(one) for one in listed}
    for child in set(found):
        found |= children_of(child)
    return found


def gone(pids: set[int], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_decision_is_given_and_a_check_that_is_not_loaded_has_none(opa: LocalOpa) -> None:
    document = {"by_type": {"aws:s3/bucket:Bucket": {"u": {"urn": "u", "props": {}}}}}
    decisions = opa.decide(document, {**VERSIONING, "nobody": ["checks", "no", "such", "check"]})
    assert [one["resource"] for one in decisions["aws-s3-bucket-versioning-enabled"]["deny"]] == ["u"]
    assert "nobody" not in decisions


def test_a_bundle_that_does_not_compile_is_refused_with_the_place(opa_binary: Path, tmp_path: Path) -> None:
    broken = archive(tmp_path, b"package custom.test.slow.hang\nimport rego.v1\ndeny contains x if { y }\n")
    opa = LocalOpa(opa_binary, [broken]).start()
    child = opa._child
    assert child is not None
    with pytest.raises(EngineError, match=r"before it was ready.*test\.rego:3"):
        opa.wait()
    assert child.poll() is not None


def test_opa_killed_in_the_middle_of_an_evaluation_is_an_error_and_leaves_nothing_behind(
    opa_binary: Path, catalog: Catalog, tmp_path: Path
) -> None:
    with LocalOpa(opa_binary, [*catalog.bundles, archive(tmp_path, SLOW)]) as opa:
        opa.wait()
        assert opa._child is not None
        pids = children_of(opa._child.pid) | {opa._child.pid}
        server = next(
            pid
            for pid in pids
            if b"opa\0run" in Path(f"/proc/{pid}/cmdline").read_bytes() and b"/bin/sh" not in Path(f"/proc/{pid}/cmdline").read_bytes()
        )
        subprocess.Popen([sys.executable, "-c", f"import os, time; time.sleep(0.5); os.kill({server}, {int(signal.SIGKILL)})"])
        with pytest.raises(EngineError, match="in the middle of an evaluation; nothing was judged") as caught:
            opa.decide({"by_type": {}}, HANG)
        assert not isinstance(caught.value, EvaluationError)
        assert gone(pids)


def test_opa_that_hangs_is_given_up_and_ended(opa_binary: Path, catalog: Catalog, tmp_path: Path) -> None:
    with LocalOpa(opa_binary, [*catalog.bundles, archive(tmp_path, SLOW)], evaluate_seconds=0.5) as opa:
        opa.wait()
        assert opa._child is not None
        pids = children_of(opa._child.pid) | {opa._child.pid}
        with pytest.raises(EngineError, match="did not answer within"):
            opa.decide({"by_type": {}}, HANG)
        assert gone(pids)


def test_opa_ends_when_its_parent_is_killed(opa_binary: Path, catalog: Catalog) -> None:
    """Even SIGKILL, which no handler sees, leaves no orphan."""
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom buttress.engine import LocalOpa\n"
        f"opa = LocalOpa(Path({str(opa_binary)!r}), [Path(one) for one in {[str(one) for one in catalog.bundles]!r}]).start()\n"
        "opa.wait()\nprint(opa._child.pid, flush=True)\ntime.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    shell = int(parent.stdout.readline())
    pids = children_of(shell) | {shell}
    assert len(pids) >= 2
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert gone(pids)


def test_a_missing_binary_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EngineError), LocalOpa(tmp_path / "none", []) as opa:
        opa.wait()


def test_nobody_without_the_token_is_answered(opa: LocalOpa) -> None:
    opa.wait()
    assert opa._client is not None
    stranger = type(opa._client)(opa._client._host, opa._client._port, token="guess", timeout=5)
    assert not stranger.healthy()
    with pytest.raises(EngineError, match="refused the token"):
        stranger.query("buttress/route", {})


def test_the_token_is_in_no_file_and_no_command_line(opa: LocalOpa) -> None:
    opa.wait()
    assert opa._child is not None
    assert opa._client is not None
    for pid in children_of(opa._child.pid) | {opa._child.pid}:
        assert opa._client._token.encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()


def test_a_server_of_the_user_must_hold_the_same_library(opa: LocalOpa, catalog: Catalog) -> None:
    opa.wait()
    assert opa._client is not None
    url = f"http://127.0.0.1:{opa._client._port}"
    remote = RemoteOpa(url, catalog.revision, token=opa._client._token)
    assert "aws-s3-bucket-versioning-enabled" in remote.decide({"by_type": {}}, VERSIONING)
    with pytest.raises(EngineError, match="holds policies"):
        RemoteOpa(url, "0" * 64, token=opa._client._token).decide({}, VERSIONING)
    with pytest.raises(EngineError, match="not the URL"):
        RemoteOpa("opa.example.com", catalog.revision)
    with pytest.raises(EngineError, match="cannot be asked"):
        RemoteOpa("http://127.0.0.1:9", catalog.revision).decide({}, VERSIONING)


@pytest.mark.parametrize("remote", [False, True], ids=["a child", "a server of the user"])
def test_a_built_in_that_fails_is_an_error_of_its_check_alone(opa_binary: Path, catalog: Catalog, tmp_path: Path, *, remote: bool) -> None:
    broken = {"test-broken-number": ["custom", "test", "broken", "number"]}
    with LocalOpa(opa_binary, [*catalog.bundles, archive(tmp_path, BROKEN)]) as child:
        child.wait()
        assert child._client is not None
        url = f"http://127.0.0.1:{child._client._port}"
        engine: Engine = RemoteOpa(url, catalog.revision, token=child._client._token) if remote else child
        with pytest.raises(EvaluationError, match="to_number"):
            engine.decide({"by_type": {}}, broken)
        decisions: dict[str, Any] = dict(engine.failures({"by_type": {}}, {**broken, **VERSIONING}))
        assert "to_number" in decisions["test-broken-number"]
        assert decisions["aws-s3-bucket-versioning-enabled"]["deny"] == []


ANSWERS = {
    "no JSON": (200, b"<html>", "not JSON"),
    "a list": (200, b"[]", "answered with an error"),
    "a refused token": (401, b"{}", "refused the token"),
    "a proxy's page": (502, b"<html>", "502 with something that is not JSON"),
    "an error": (500, b'{"message": "evaluation failed badly"}', "evaluation failed badly"),
}


@pytest.mark.parametrize("name", [*ANSWERS, "nothing in time"])
def test_a_server_that_gives_no_answer_is_an_error(name: str) -> None:
    status, content, words = ANSWERS.get(name, (200, b"{}", "did not answer within"))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            time.sleep(0.5 if name not in ANSWERS else 0)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with (
            pytest.raises(EngineError, match=words),
            RemoteOpa(f"http://127.0.0.1:{server.server_port}", "", evaluate_seconds=0.2 if name not in ANSWERS else 5) as engine,
        ):
            engine.wait()
        server.shutdown()

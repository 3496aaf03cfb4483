"""A browser for the tests: Debian's chromium through chromium-driver, spoken to over loopback in the W3C protocol.

The group is skipped where what it needs is missing, and must run where BUTTRESS_BROWSER_TESTS is set, as `make test` does once it has
installed that (`requirements.py`).
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest
from attrs import frozen
from tests.browser import requirements
from tests.support.assessments import empty, exposure, hostile, large, small

__all__ = ["empty", "exposure", "hostile", "large", "small"]
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


@frozen
class Browser:
    """One browser session. Every method answers with what the driver says or raises its message."""

    url: str

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The `value` of one command of the protocol."""
        data = None if method == "GET" else json.dumps(body or {}).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method, headers={"Content-Type": "application/json"})  # noqa: S310  (loopback)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except urllib.error.HTTPError as problem:
            raise AssertionError(problem.read().decode()[:2000]) from None

    def cdp(self, command: str, **parameters: Any) -> Any:
        """The answer to one command of the DevTools protocol."""
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, address: str) -> None:
        """Load a page and wait for it."""
        self.call("POST", "/url", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function body returns when it runs on the page."""
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def resize(self, width: int, height: int) -> None:
        """Show the page in a window of so many CSS pixels."""
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def theme(self, name: str) -> None:
        """Prefer `light` or `dark`."""
        self.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def scripts(self, *, allowed: bool) -> None:
        """Whether pages may run scripts from the next load on."""
        self.cdp("Emulation.setScriptExecutionDisabled", value=not allowed)

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """Write a PNG of the window, or of the whole page."""
        image = self.cdp("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        file.write_bytes(base64.b64decode(image))

    def pdf(self) -> bytes:
        """The page as it prints."""
        return base64.b64decode(self.cdp("Page.printToPDF", printBackground=True)["data"])


def start(profile: Path) -> tuple[subprocess.Popen[bytes], Browser]:
    """A driver process and the session in it; the caller ends the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    driver = subprocess.Popen(
        [str(shutil.which("chromedriver")), f"--port={port}", "--allowed-origins=http://127.0.0.1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{base}/status", timeout=5) as answer:  # noqa: S310
                if json.load(answer)["value"]["ready"]:
                    break
        except OSError:
            time.sleep(0.1)
    options = {"binary": shutil.which("chromium"), "args": [*_FLAGS, f"--user-data-dir={profile}"]}
    wanted = {
        "capabilities": {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}
    }
    try:
        session = Browser(base).call("POST", "/session", wanted)["sessionId"]
    except BaseException:
        driver.kill()
        raise
    return driver, Browser(f"{base}/session/{session}")


def lacking(what: str) -> NoReturn:
    """Skip the test, or fail it where it must run."""
    (pytest.fail if os.environ.get("BUTTRESS_BROWSER_TESTS") else pytest.skip)(what)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests, closed at the end."""
    missing = [name for name in ("chromium", "chromedriver") if not shutil.which(name)]
    if missing:
        lacking(f"not on PATH: {', '.join(missing)}")
    driver, session = start(tmp_path_factory.mktemp("profile"))
    try:
        yield session
    finally:
        try:
            session.call("DELETE", "")
        finally:
            driver.terminate()
            driver.wait(20)


@pytest.fixture(scope="session")
def packages() -> Path:
    """The folder with the packages of package.json."""
    folder = requirements.packages()
    if not requirements.whole(folder):
        lacking("npm's packages are not installed: run `make test`")
    return folder

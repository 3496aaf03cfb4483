"""Deploy an example with the stand-in providers and write its state as `expected-state.json`, the same bytes each time.

Usage: python examples/export.py examples/01-checkout [examples/02-hardened-checkout …]
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

from buttress import offline
from buttress.pulumi import automation

NAME = "expected-state.json"
_MOMENT = "2026-01-01T00:00:00Z"
_MACHINE = ("created", "modified", "stackTrace", "sourcePosition")
_PROVIDER = re.compile(r"(pulumi:providers:[\w-]+::\w+)::[0-9a-f-]{36}")


def deployed(directory: Path) -> dict[str, Any]:
    """The state after a second update: the first takes over what a subscription has already, the second sets it."""
    with tempfile.TemporaryDirectory() as home:
        for adopt in ("true", "false"):
            state = automation.up(directory, stack="prod", stand_ins=offline.environment(), config={"adopt": adopt}, home=home)
    return state


def export(directory: Path) -> dict[str, Any]:
    """The state of an example after an update, without what differs from run to run: times, salts, random ids, places."""
    state = deployed(directory)
    deployment = state["deployment"]
    deployment["manifest"] = {"time": _MOMENT, "magic": "", "version": deployment["manifest"]["version"]}
    deployment.pop("secrets_providers", None)
    for resource in deployment["resources"]:
        for key in _MACHINE:
            resource.pop(key, None)
        if resource["type"].startswith("pulumi:providers:"):
            resource["id"] = str(uuid.uuid5(uuid.NAMESPACE_URL, resource["urn"]))
        # The engine lists dependencies in the order in which they happened to be known.
        resource["dependencies"] = sorted(resource.get("dependencies") or ())
        resource["propertyDependencies"] = {key: sorted(urns or ()) for key, urns in (resource.get("propertyDependencies") or {}).items()}
        if "provider" in resource:
            resource["provider"] = _PROVIDER.sub(_steady, resource["provider"])
    deployment["resources"].sort(key=lambda resource: resource["urn"])
    exported: dict[str, Any] = _without_ciphertext(state)
    return exported


def text(state: dict[str, Any]) -> str:
    """The state as it stands in the file."""
    return json.dumps(state, indent=1, sort_keys=True) + "\n"


def _steady(match: re.Match[str]) -> str:
    return f"{match[1]}::{uuid.uuid5(uuid.NAMESPACE_URL, match[1])}"


def _without_ciphertext(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: "" if key == "ciphertext" else _without_ciphertext(member) for key, member in value.items()}
    return [_without_ciphertext(member) for member in value] if isinstance(value, list) else value


def main() -> None:
    """Write the files of the named examples."""
    for name in sys.argv[1:]:
        file = Path(name) / NAME
        file.write_text(text(export(Path(name))), encoding="utf-8")
        print(file)


if __name__ == "__main__":
    main()

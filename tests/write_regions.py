"""Writes `sdk/buttress/preflight/regions.json`: the regions of each service as the pinned botocore knows them."""

from __future__ import annotations

import json
from pathlib import Path

import botocore.session
import pulumi_aws

from buttress.preflight.facts import facts

FILE = Path(__file__).parents[1] / "sdk/buttress/preflight/regions.json"


def regions() -> dict[str, list[str]]:
    """The regions of each service that pulumi-aws has a module for, in every partition. Services without one are left out."""
    session = botocore.session.get_session()
    modules = {path.name.rstrip("_") for path in Path(pulumi_aws.__file__).parent.iterdir() if path.is_dir()}
    services = {facts()["services"].get(module, module) for module in modules} | set(facts()["services"].values())
    found = {}
    for service in sorted(services & set(session.get_available_services())):
        known = {region for partition in session.get_available_partitions() for region in session.get_available_regions(service, partition)}
        if known:
            found[service] = sorted(known)
    return found


def text() -> str:
    """The file: a service a line."""
    return "{\n" + ",\n".join(f"  {json.dumps(service)}: {json.dumps(known)}" for service, known in regions().items()) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")

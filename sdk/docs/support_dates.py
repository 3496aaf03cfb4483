"""What botocore and the SDKs know of releases, beside the table of their ends of support in `lib/support.rego`.

Run: python sdk/docs/support_dates.py DAY, with the day of today. Prints each release that the installed SDKs offer and the table has not,
with the page to look its end up on, and each date that comes within half a year of that day; exits 1 if a release is missing. The dates
themselves are published on pages alone: compare them there, and write today into `compared` and into `as_of` of the checks that go by them.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import botocore.session

from buttress.engine.binary import find_opa
from buttress.pulumi.shapes import source_of
from buttress_policies import bundle

SOON = dt.timedelta(days=182)
_ENUMS = {
    "PostgreSQL on Azure": (("azure-native:dbforpostgresql:Server", "PostgresMajorVersion"),),
    "MySQL on Azure": (("azure-native:dbformysql:Server", "ServerVersion"), ("azure-native:dbformysql:Server", "SingleServerVersion")),
}


def table() -> Mapping[str, Any]:
    """The products of `lib/support.rego`, each with source, copy, ends and what has no end yet."""
    library = Path(str(bundle.library())) / "lib"
    command = [str(find_opa().path), "eval", "--format", "raw", "--data", str(library), "data.lib.support.products"]
    found: Mapping[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    return found


def known() -> dict[str, frozenset[str]]:
    """The releases that the installed SDKs offer, by product."""
    runtimes = botocore.session.get_session().get_service_model("lambda").shape_for("Runtime").enum
    return {"runtime": frozenset(runtimes), **{product: _offered(enums) for product, enums in _ENUMS.items()}}


def missing() -> dict[str, list[str]]:
    """The releases that the SDKs offer and the table has neither with an end nor as one without."""
    products = table()
    return {
        product: gone
        for product, releases in known().items()
        if (gone := sorted(one for one in releases if not _listed(one, products[product])))
    }


def _offered(enums: tuple[tuple[str, str], ...]) -> frozenset[str]:
    found: set[str] = set()
    for token, name in enums:
        source = source_of(token)
        if source is None:
            raise SystemExit(f"support_dates: the SDK has no {token}")
        text = source.with_name("_enums.py").read_text(encoding="utf-8")
        body = re.search(rf"^class {name}\(.*?\n(.*?)(?=^@|^class |\Z)", text, re.MULTILINE | re.DOTALL)
        found |= set(re.findall(r'^    [A-Z0-9_]+ = "([^"]+)"', body[1] if body else "", re.MULTILINE))
    return frozenset(found)


def _listed(release: str, product: Mapping[str, Any]) -> bool:
    return any(release == one or release.startswith(f"{one}.") for one in (*product["ends"], *product.get("unscheduled", ())))


def main(today: dt.date) -> int:
    """Print what is missing and what ends soon."""
    products, gone = table(), missing()
    for product, releases in gone.items():
        print(f"missing: {product} {', '.join(releases)}: see {products[product]['source']}")
    for product, entry in products.items():
        for release, day in sorted(entry["ends"].items()):
            if today <= dt.date.fromisoformat(day) <= today + SOON:
                print(f"soon: {product} {release} ends on {day}: see {entry['source']}")
    return int(bool(gone))


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.exit("support_dates: give the day of today, as 2026-12-01")
    sys.exit(main(dt.date.fromisoformat(sys.argv[1])))

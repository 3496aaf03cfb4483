"""Writes what is generated from the components: `make components`.

These are their schema, the checks that pass on what their samples make, those that their opt-outs give up, and the URNs of all that is
made. Where a URN is gone that stays under another name, give the child an alias first. A component that is not clean keeps the checks that
it had.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.samples import SAMPLES

from buttress.catalog import load_catalog
from buttress.documents import write_atomically
from buttress.engine import LocalOpa
from buttress.engine.binary import find_opa
from buttress.testing import Compliance
from buttress_components.schema import schema

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "components/schema.json"
SATISFIES = ROOT / "components/buttress_components/satisfies.json"
GIVES_UP = ROOT / "components/buttress_components/gives_up.json"
URNS = ROOT / "tests/components/urns.json"


def main() -> int:
    """Write all four; 1 if a component is not clean."""
    write_atomically(SCHEMA, schema().encode())
    write_atomically(URNS, text({sample.name: sample.urns() for sample in SAMPLES}).encode())
    write_atomically(GIVES_UP, text({sample.name: sample.gives_up for sample in SAMPLES}).encode())
    found = {}
    binary = find_opa().path
    catalog = load_catalog(opa=lambda: binary)
    with LocalOpa(binary, catalog.bundles) as opa:
        compliance = Compliance(catalog=catalog, opa=opa)
        for sample in SAMPLES:
            try:
                found[sample.name] = sample.satisfied(compliance)
            except AssertionError as problem:
                sys.stderr.write(f"{sample.name}\n{problem}\n")
    write_atomically(SATISFIES, text({sample.name: found.get(sample.name, sample.satisfies) for sample in SAMPLES}).encode())
    return int(len(found) < len(SAMPLES))


def text(lists: Mapping[str, object]) -> str:
    """The content of a file of lists by component."""
    return f"{json.dumps(lists, indent=1, sort_keys=True)}\n"


if __name__ == "__main__":
    sys.exit(main())

"""Writes into each component's file the checks that pass on what it makes: `python tests/components/write_satisfies.py`.

Run it when checks were added; `test_hardening.py` fails until then. It refuses to write while a component is not clean.
"""

from __future__ import annotations

import importlib
import re
import runpy
import sys
from pathlib import Path

from buttress.catalog import load_catalog
from buttress.engine import LocalOpa
from buttress.engine.binary import find_opa
from buttress.model import Outcome
from buttress.testing import Compliance

_LINE = re.compile(r"^SATISFIES: Final = \(.*?\)$", re.MULTILINE | re.DOTALL)


def main() -> int:
    """Write them all; the exit code of the process."""
    samples = runpy.run_path(str(Path(__file__).with_name("conftest.py")))["SAMPLES"]
    binary = find_opa().path
    catalog = load_catalog((), opa=lambda: binary)
    bad = 0
    with LocalOpa(binary, catalog.bundles) as opa:
        compliance = Compliance(catalog=catalog, opa=opa)
        for sample in samples:
            found = set()
            try:
                for args in (sample.least, *sample.fullest):
                    judged = compliance.check(sample.program(args))
                    judged.assert_clean()
                    found |= {one.check for one in judged.assessment.findings() if one.outcome is Outcome.PASS}
            except AssertionError as problem:
                sys.stderr.write(f"{sample.name}\n{problem}\n")
                bad = 1
                continue
            found |= {check for check in sample.estate if check in catalog.checks}
            file = Path(str(importlib.import_module(sample.module).__file__))
            # A tuple of one stands on one line, as the formatter has it.
            lines = "".join(f'    "{check}",\n' for check in sorted(found)) if len(found) > 1 else "".join(f'"{check}",' for check in found)
            opening = "(\n" if len(found) > 1 else "("
            file.write_text(_LINE.sub(f"SATISFIES: Final = {opening}{lines})", file.read_text(), count=1))
            sys.stderr.write(f"{sample.name}: {len(found)}\n")
    return bad


if __name__ == "__main__":
    sys.exit(main())

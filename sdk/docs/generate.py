"""Writes the generated parts of the documentation, or with `--check` fails where they are not what would be written.

`sdk/docs/reference/` is generated whole: what is in it and would not be written is a leftover. In other files only what stands between
`<!-- begin NAME -->` and `<!-- end NAME -->` is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve
from writers import (
    architecture,
    attacks,
    checks,
    commands,
    component_effects,
    components,
    controls,
    precision,
    schemas,
    secret_properties,
    update_effects,
)

from buttress.catalog import Catalog, load_catalog
from buttress.catalog.components import components_in
from buttress.catalog.update_effects import attach, facts_of
from buttress.documents import write_atomically
from buttress.engine import LocalOpa
from buttress.engine.binary import find_opa
from buttress.errors import Error

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Path("sdk/docs/reference")
LIBRARY = Path("policies/buttress_policies/lib")
UPDATE_EFFECTS = Path("sdk/buttress/catalog/update_effects.json")


def generated(root: Path, catalog: Catalog) -> dict[Path, str]:
    """Every generated file with its text, by its path below the root."""
    listed = components_in(root / "components/buttress_components")
    schema = components.read_schema(root / "components/schema.json")
    described = components.known(listed, schema) if schema else ()
    for name in sorted({one.name for one in listed} - {one.name for one in described}):
        sys.stderr.write(f"warning: components/schema.json does not know {name}; run `make components` first\n")
    # A page may only link to a component that is described.
    named = [one.name for one in described]
    with LocalOpa(find_opa().path, catalog.bundles) as opa:
        known = update_effects.document(catalog, opa)
    # The pages tell what is about to be written, not what was there.
    catalog = evolve(catalog, checks={one.id: one for one in attach(catalog.checks.values(), facts_of(json.loads(known)))})
    found = {
        UPDATE_EFFECTS: known,
        **{LIBRARY / name: text for name, text in secret_properties.modules().items()},
        REFERENCE / "README.md": _index(components_too=bool(schema)),
        REFERENCE / "cli.md": commands.page(),
        REFERENCE / "controls.md": controls.page(catalog),
        REFERENCE / "attacks.md": attacks.page(root),
        REFERENCE / "precision.md": precision.page(root),
        **{REFERENCE / "checks" / name: text for name, text in checks.pages(catalog, named).items()},
        **{REFERENCE / "schemas" / name: text for name, text in schemas.files().items()},
        **_between(root, "sdk/docs/architecture.md", "layers", architecture.figure(root)),
        **_between(root, "README.md", "topics", controls.topics(catalog, "sdk/docs/reference/controls.md")),
    }
    if schema:
        described_pages = components.pages(described, schema, catalog, component_effects.read())
        found |= {REFERENCE / "components" / name: text for name, text in described_pages.items()}
        table = components.overview(described, "../sdk/docs/reference/components")
        found |= _between(root, "components/README.md", "components", table)
    return found


def unmeasured(root: Path) -> list[str]:
    """The components that have changed since they were measured: what their pages say of costs and changes may be out of date."""
    schema = components.read_schema(root / "components/schema.json")
    return component_effects.stale(schema) if schema else []


def measure(root: Path, names: list[str]) -> None:
    """Measure components anew, which takes seconds each, and keep what came out."""
    schema: Mapping[str, Any] = components.read_schema(root / "components/schema.json") or {}
    if names:
        sys.stderr.write(f"measuring {', '.join(names)}\n")
        component_effects.renew(schema, names, lambda line: sys.stderr.write(f"{line}\n"))


def stale(root: Path, wanted: dict[Path, str]) -> list[str]:
    """What `--check` complains about: a file that is missing, one that differs, one that should not be there."""
    problems = []
    for path, text in sorted(wanted.items()):
        if not (root / path).is_file():
            problems.append(f"{path} is missing")
        elif (root / path).read_text(encoding="utf-8") != text:
            problems.append(f"{path} is out of date")
    return problems + [f"{path} is left over" for path in _leftovers(root, wanted)]


def write(root: Path, wanted: dict[Path, str]) -> int:
    """Write what differs and remove what is left over; how many files changed."""
    changed = 0
    for path, text in wanted.items():
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text:
            write_atomically(root / path, text.encode())
            changed += 1
    for path in _leftovers(root, wanted):
        (root / path).unlink()
        changed += 1
    return changed


def main(arguments: list[str]) -> int:
    """Write or check; 0 if all is as it should be, 1 if the check finds something, 2 for bad use or broken input."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: generate.py [--check]\n")
        return 2
    try:
        if not arguments:
            measure(ROOT, unmeasured(ROOT))
        wanted = generated(ROOT, load_catalog(opa=lambda: find_opa().path))
    except Error as problem:
        sys.stderr.write(f"error: {problem.diagnostics()}\n")
        return 2
    if not arguments:
        print(f"{len(wanted)} files, {write(ROOT, wanted)} changed")
        return 0
    problems = stale(ROOT, wanted) + [f"{component_effects.FILE.name} does not know today's {name}" for name in unmeasured(ROOT)]
    for line in problems:
        print(line)
    if problems:
        sys.stderr.write("run `make docs` and commit what it writes\n")
    return int(bool(problems))


def _leftovers(root: Path, wanted: dict[Path, str]) -> list[Path]:
    files = (file.relative_to(root) for file in (root / REFERENCE).rglob("*") if file.is_file())
    return sorted(path for path in files if path not in wanted)


def _between(root: Path, name: str, mark: str, text: str) -> dict[Path, str]:
    begin, end = f"<!-- begin {mark} -->", f"<!-- end {mark} -->"
    whole = (root / name).read_text(encoding="utf-8")
    if whole.count(begin) != 1 or whole.count(end) != 1 or whole.index(begin) > whole.index(end):
        raise SystemExit(f"{name} needs `{begin}` and, after it, `{end}`, each once")
    before, _, rest = whole.partition(begin)
    return {Path(name): f"{before}{begin}\n\n{text}\n\n{end}{rest.partition(end)[2]}"}


def _index(*, components_too: bool) -> str:
    lines = [
        "* [Command line](cli.md)",
        "* [Checks](checks/README.md): what each one reads, an example that fails, one that passes, and the fix",
        "* [Criteria and controls](controls.md): what is automated, and what a person must bring",
    ]
    lines += (
        ["* [Components](components/README.md): inputs, outputs, what each serves, what it costs to run, and what a change replaces"]
        if components_too
        else []
    )
    lines.append("* [Attacks](attacks.md): how the cases of the checks are changed, and what must come of it")
    lines.append("* [Precision](precision.md): the findings of ordinary programs, each judged by hand")
    lines.append("* [Schemas](schemas/README.md) of the files that are read and written")
    return "\n".join(["<!-- Written by `make docs`. Change what it is made from instead. -->", "", "# Reference", "", *lines, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Takes the picture of the report that the README shows: the first example with its exposure, in a light theme, at one fixed moment."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from buttress import LocalOpa, assess, evaluate, find_opa, load_catalog, load_model, read_state, render
from buttress.documents import parse_yaml
from buttress.exposure import init_text
from buttress.settings import find_settings

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "examples" / "01-checkout"
PICTURE = ROOT / "sdk" / "docs" / "images" / "report.png"
NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
NEXT_AUDIT = dt.timedelta(weeks=26)
SIZE = "1200,1150"
LARGEST = 400_000
WEEKS = 24


def main() -> int:
    """Write the picture; 1 if it is larger than a README should carry."""
    browser = shutil.which("chromium")
    if browser is None:
        sys.stderr.write("error: chromium is not on PATH\n  hint: `make docs-images` installs it as root\n")
        return 2
    binary = find_opa()
    catalog = load_catalog(opa=lambda: binary.path)
    text = init_text(NOW.date() + NEXT_AUDIT).replace("capacity_weeks: 8", f"capacity_weeks: {WEEKS}")
    with LocalOpa(binary.path, catalog.bundles) as opa:
        snapshots = read_state(str(PROJECT / "expected-state.json"))
        found = assess(snapshots, catalog=catalog, opa=opa, now=NOW, settings=find_settings(PROJECT), estate=True)
    page = render(found, "html", exposure=evaluate(found, load_model(parse_yaml(text, "exposure.yaml"))))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_bytes(page)
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}/profile"]
        command += [f"--window-size={SIZE}", f"--screenshot={PICTURE}", file.as_uri()]
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    size = PICTURE.stat().st_size
    print(f"{PICTURE.relative_to(ROOT)}: {size:,} bytes")
    return int(size > LARGEST)


if __name__ == "__main__":
    sys.exit(main())

"""Where the files of the site are."""

from pathlib import Path

FOLDER = str(Path(__file__).parent / "www")

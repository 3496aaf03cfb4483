"""`python -m buttress`."""

from __future__ import annotations

from buttress.cli import main

main()

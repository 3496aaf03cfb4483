"""From an opinion to money."""

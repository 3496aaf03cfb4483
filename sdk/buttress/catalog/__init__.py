"""The catalog: which checks there are, what they need, and which criteria they serve."""

from buttress.catalog.library import Catalog, Library, load_catalog

__all__ = ["Catalog", "Library", "load_catalog"]

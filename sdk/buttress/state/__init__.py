"""Reading what a stack holds, from files, previews, backends and live stacks, and the document that OPA sees of it."""

from buttress.state.files import read_bytes, read_file
from buttress.state.source import read_state

__all__ = ["read_bytes", "read_file", "read_state"]

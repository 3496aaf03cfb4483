"""What a failed audit would still cost: evidence and contracts in, four exposures, their causes and a plan out."""

from buttress.exposure.defaults import DEFAULT_YAML, init_text
from buttress.exposure.reading import default_model, load_model

__all__ = ["DEFAULT_YAML", "default_model", "init_text", "load_model"]

"""Buttress: compliance as code for Pulumi.

`check("prod.json")` judges a stack. Everything else that the command line does is here too: `read_state` gives snapshots, `load_catalog`
the checks, `open_engine` the engine, `assess` an `Assessment`, and `render` a report of it.
"""

import lazy_loader

__version__ = "0.1.0"

# The names stand in `__init__.pyi` and are imported when they are first asked for: `import buttress` costs nothing.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

from .assessment import assess as assess
from .catalog import Catalog as Catalog
from .catalog import load_catalog as load_catalog
from .engine import Engine as Engine
from .engine import LocalOpa as LocalOpa
from .engine import open_engine as open_engine
from .engine.binary import find_opa as find_opa
from .errors import Error as Error
from .exposure import evaluate as evaluate
from .exposure import load_model as load_model
from .judging import check as check
from .model import Assessment as Assessment
from .model import Check as Check
from .model import Finding as Finding
from .model import Outcome as Outcome
from .model import Severity as Severity
from .model import Snapshot as Snapshot
from .report import render as render
from .settings import Settings as Settings
from .state import read_state as read_state

__all__: list[str]  # noqa: PYI035  (lazy_loader fills it from the names above)
__version__: str

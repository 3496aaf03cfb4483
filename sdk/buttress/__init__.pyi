from .assessment import assess as assess
from .catalog import Catalog as Catalog
from .catalog import load_catalog as load_catalog
from .engine import Opa as Opa
from .engine.binary import find_opa as find_opa
from .errors import Error as Error
from .exposure import evaluate as evaluate
from .exposure import load_model as load_model
from .model import Assessment as Assessment
from .model import Check as Check
from .model import Finding as Finding
from .model import Outcome as Outcome
from .model import Severity as Severity
from .model import Snapshot as Snapshot
from .report import render as render
from .settings import Settings as Settings
from .state import read_state as read_state

__all__: list[str]
__version__: str

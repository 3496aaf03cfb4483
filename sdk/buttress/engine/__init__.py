"""OPA, the engine that evaluates every check."""

from buttress.engine.client import EvaluationError
from buttress.engine.server import Opa, RemoteOpa

__all__ = ["EvaluationError", "Opa", "RemoteOpa"]

"""OPA, the engine that evaluates every check."""

from buttress.engine.choice import engine_for as open_engine
from buttress.engine.client import EvaluationError
from buttress.engine.server import Opa, RemoteOpa

__all__ = ["EvaluationError", "Opa", "RemoteOpa", "open_engine"]

"""Before a first update: what the plan will meet in an account that the preview of it cannot show."""

from buttress.preflight.examine import examine, policy, role
from buttress.preflight.notices import Notice, Preflight

__all__ = ["Notice", "Preflight", "examine", "policy", "role"]

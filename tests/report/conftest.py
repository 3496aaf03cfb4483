from __future__ import annotations

from tests.support.assessments import empty, exposure, hostile, large, small

__all__ = ["empty", "exposure", "hostile", "large", "small"]

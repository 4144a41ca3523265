"""Judges a built site by its bytes alone; knows nothing of how they were made."""

from builder.verify.built import Built
from builder.verify.checks import CHECKS, verified

__all__ = ["CHECKS", "Built", "verified"]

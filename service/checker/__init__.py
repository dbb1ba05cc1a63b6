"""The independent judge: every hard rule and every level once more, on the finished plan. Shares no line with the solver."""

from __future__ import annotations

from service.checker.later import warnings_for_later
from service.checker.levels import measure
from service.checker.lints import lint
from service.checker.locks import lock_conflicts
from service.checker.rules import RULES
from service.checker.verdict import check

__all__ = ["RULES", "check", "lint", "lock_conflicts", "measure", "warnings_for_later"]

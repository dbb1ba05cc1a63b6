"""The proved best revised plan under the rules of docs/reference/model.md. The only package that knows OR-Tools.

OR-Tools is imported when a solve begins, not before: programs that only read or check plans start without it.
"""

from __future__ import annotations

from service.domain.brief import Brief
from service.solver.outcome import DEFAULT_LIMITS, Limits, NoPlanFits, NotDecided, Outcome, Revised

__all__ = ["DEFAULT_LIMITS", "Limits", "NoPlanFits", "NotDecided", "Outcome", "Revised", "adjust"]


def adjust(brief: Brief, limits: Limits = DEFAULT_LIMITS) -> Outcome:
    """The reference plan, revised as little as the directives ask."""
    from service.solver.adjusting import solve  # noqa: PLC0415  OR-Tools only when it is needed

    return solve(brief, limits)

"""The proved best revised plan under the rules of docs/reference/model.md. The only package that knows OR-Tools.

OR-Tools is imported when a solve begins, not before: programs that only read or check plans start without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from service.domain.adjustment import Alternative, LevelResult, Price, Refusal
from service.domain.brief import Brief
from service.domain.forms import Form
from service.solver.outcome import DEFAULT_LIMITS, Limits, NoPlanFits, NotDecided, Outcome, Revised
from service.solver.placements import find_obstacles
from service.solver.reading import read_problem

__all__ = [
    "DEFAULT_LIMITS", "Limits", "NoPlanFits", "NotDecided", "Outcome", "Revised", "adjust", "alternatives", "cost", "price",
    "why_not",
]  # fmt: skip


def adjust(brief: Brief, limits: Limits = DEFAULT_LIMITS) -> Outcome:
    """The reference plan, revised as little as the directives ask."""
    from service.solver.adjusting import solve  # noqa: PLC0415  OR-Tools only when it is needed

    return solve(brief, limits)


def price(brief: Brief, refusal: Refusal, levels: Sequence[LevelResult], limits: Limits = DEFAULT_LIMITS) -> Price | None:
    """What refusing one change costs against the levels of the best plan; None where the limit ran out first."""
    from service.solver.pricing import price_of  # noqa: PLC0415

    return price_of(brief, refusal, levels, limits)


def cost(brief: Brief, levels: Sequence[LevelResult], limits: Limits = DEFAULT_LIMITS) -> Price | None:
    """What the best plan of a brief with further wishes costs against the levels of the best plan without them."""
    from service.solver.pricing import cost_of  # noqa: PLC0415

    return cost_of(brief, levels, limits)


def alternatives(brief: Brief, count: int, limits: Limits = DEFAULT_LIMITS) -> tuple[Alternative, ...]:
    """Up to `count` visibly different plans that keep every rule. Their `changes` are left empty: naming them is not done here."""
    from service.solver.differing import differing_plans  # noqa: PLC0415

    return differing_plans(brief, count, limits)


def why_not(brief: Brief, session_id: str, on: date, form: Form) -> tuple[str, ...]:
    """The rules that forbid this form of the session on that date, looking at this session alone; empty when none does.

    `constant` answers for a session that never changes, `form` for a form that the session does not have.
    """
    return find_obstacles(read_problem(brief), session_id, on, form)

"""Every level of the objective, recomputed from the finished plan, most important first."""

from __future__ import annotations

from service.checker.case import Case
from service.checker.levels import changes, shape
from service.checker.levels.directives import directives_unmet
from service.checker.levels.goals import goals_missed
from service.domain.brief import Brief
from service.domain.plan import Plan

AFTER_KEYS = (
    ("needless_moves", changes.needless_moves),
    ("goals_missed", goals_missed),
    ("sessions_changed", changes.sessions_changed),
    ("form_severity", changes.form_severity),
    ("days_moved", changes.days_moved),
    ("load_spread", shape.load_spread),
    ("easy_share_gap", shape.easy_share_gap),
    ("preferences", shape.preferences),
    ("tie_break", changes.tie_break),
)


def measure(brief: Brief, revised: Plan) -> tuple[tuple[str, int], ...]:
    """Name and value of every level, in the order in which they are minimised; whole numbers, smaller is better."""
    return levels_of(Case(brief, revised))


def levels_of(case: Case) -> tuple[tuple[str, int], ...]:
    """The same for a case that is laid out already."""
    keys = [(f"key_sessions_rank_{rank}", value) for rank, value in sorted(changes.key_sessions(case).items())]
    rest = [(name, level(case)) for name, level in AFTER_KEYS]
    return (("directives_unmet", directives_unmet(case)), *keys, *rest)

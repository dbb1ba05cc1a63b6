"""The levels, one file each. This list is their order: most important first."""

from __future__ import annotations

from service.solver.objectives.base import Aim, Level
from service.solver.objectives.days_moved import days_moved
from service.solver.objectives.directives_unmet import directives_unmet
from service.solver.objectives.easy_share_gap import easy_share_gap
from service.solver.objectives.form_severity import form_severity
from service.solver.objectives.goals_missed import goals_missed
from service.solver.objectives.key_sessions import key_sessions
from service.solver.objectives.load_spread import load_spread
from service.solver.objectives.needless_moves import needless_moves
from service.solver.objectives.preferences import preferences
from service.solver.objectives.sessions_changed import sessions_changed
from service.solver.objectives.tie_break import tie_break

__all__ = ["LEVELS", "Aim", "Level"]

LEVELS: tuple[Level, ...] = (
    directives_unmet,
    key_sessions,
    needless_moves,
    goals_missed,
    sessions_changed,
    form_severity,
    days_moved,
    load_spread,
    easy_share_gap,
    preferences,
    tie_break,
)

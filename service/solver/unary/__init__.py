"""Rules about one session alone: where it may stand and in which form. One function a rule, named as in the model."""

from __future__ import annotations

from collections.abc import Callable

from service.solver.candidate import Candidate
from service.solver.problem import Problem
from service.solver.unary import contents, dates, wishes

UnaryRule = Callable[[Problem, Candidate], bool]
"""True where the rule forbids the candidate."""

UNARY: tuple[tuple[str, UnaryRule], ...] = (
    ("past", dates.past),
    ("fixed-date", dates.fixed_date),
    ("soon", dates.soon),
    ("move-limit", dates.move_limit),
    ("zone-crossing", dates.zone_crossing),
    ("moved-or-changed", dates.moved_or_changed),
    ("spared", wishes.spared),
    ("availability", dates.availability),
    ("placing", dates.placing),
    ("no-move-in", dates.no_move_in),
    ("first-hard", contents.first_hard),
    ("easy-until", contents.easy_until),
    ("first-speed", contents.first_speed),
    ("first-strength", contents.first_strength),
    ("first-long", contents.first_long),
    ("long-ratio", contents.long_ratio),
    ("session-length", contents.session_length),
    ("day-rule", contents.day_rule),
    ("rest-dates", contents.rest_dates),
    ("never-harder", contents.never_harder),
    ("protected", wishes.protected),
    ("pin", wishes.pin),
    ("refusal", wishes.refusal),
    ("modality", wishes.modality),
)
"""All of them, in the order of the model."""

DROPPING = frozenset({"spared", "protected", "pin", "refusal"})
"""The only rules that a dropped session is asked."""

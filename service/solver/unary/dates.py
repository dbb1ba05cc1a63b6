"""Rules about the date alone."""

from __future__ import annotations

from service.domain.forms import Form
from service.domain.session import Lock
from service.solver.candidate import Candidate
from service.solver.forms import Shape
from service.solver.problem import Mover, Problem
from service.solver.window import Zone

CROSSING = {(Zone.W1, Zone.W2), (Zone.W2, Zone.W1)}
MOVE_LIMIT_WITH_WISHES = 2
"""A coach who pins or refuses needs room to be answered, at level 0 and 1 too."""


def past(problem: Problem, c: Candidate) -> bool:
    """Nothing moves before today, nor onto a today on which nothing is left to do."""
    over = c.day < 0 or (c.is_moved and c.day == 0 and not problem.is_today_open)
    return over and problem.policy.on("D12")


def fixed_date(problem: Problem, c: Candidate) -> bool:
    session = c.mover.session
    return c.is_moved and (session.lock is Lock.DATE or session.group_session or problem.directives.ease_only)


def soon(_: Problem, c: Candidate) -> bool:
    return c.is_moved and c.mover.soon


def most_days(problem: Problem, *, key: bool) -> int:
    """How many days a session may move."""
    days = problem.directives.move_days
    if problem.brief.pins or problem.brief.refusals:
        days = max(days, MOVE_LIMIT_WITH_WISHES)
    return days if key else min(days, problem.policy.spacing.move_days_not_key)


def move_limit(problem: Problem, c: Candidate) -> bool:
    if c.mover.pin is not None:
        return False
    return abs(c.day - c.mover.day) > most_days(problem, key=c.mover.session.is_key)


def zone_crossing(problem: Problem, c: Candidate) -> bool:
    calendar = problem.calendar
    before, after = calendar.zone(c.mover.day), calendar.zone(c.day)
    if before is after or c.mover.pin is not None:
        return False
    return not (c.mover.session.is_key and c.own_place_forbidden and (before, after) in CROSSING)


def may_travel(mover: Mover, shape: Shape | Candidate) -> bool:
    """Moved or changed in form, not both; a key session may arrive in its author's or the directive's shorter form."""
    if mover.pin is not None or shape.form is Form.KEPT:
        return True
    return mover.session.is_key and (shape.form is Form.REDUCED or shape.exact_cut)


def moved_or_changed(_: Problem, c: Candidate) -> bool:
    return c.is_moved and not may_travel(c.mover, c)


def availability(problem: Problem, c: Candidate) -> bool:
    has = problem.availability(c.day)
    wrong_sport = has.sports is not None and c.traits.sport not in has.sports
    if not c.is_moved:
        return wrong_sport and c.traits.sport is not c.mover.traits.sport
    too_long = has.max_minutes is not None and c.traits.minutes > has.max_minutes
    return not has.available or wrong_sport or too_long


def placing(problem: Problem, c: Candidate) -> bool:
    wish = c.mover.session.placing
    if wish is None or not c.is_moved:
        return False
    day = problem.calendar.date(c.day)
    return (
        (wish.allowed_weekdays is not None and day.weekday() not in wish.allowed_weekdays)
        or (wish.not_before is not None and day < wish.not_before)
        or (wish.not_after is not None and day > wish.not_after)
    )


def no_move_in(problem: Problem, c: Candidate) -> bool:
    return c.is_moved and (problem.is_closed_to_moves(c.day) or _is_long_in_race_week(problem, c))


def _is_long_in_race_week(problem: Problem, c: Candidate) -> bool:
    """The volume of a taper falls, so nothing long is put off into it (K36); the coach's pin may."""
    return c.traits.long and c.mover.pin is None and c.day in problem.race_week

"""Rules about what a date may hold: hard, long, fast, strength, length."""

from __future__ import annotations

from datetime import date

from service.domain.directives import DayRuleKind
from service.solver.candidate import Candidate
from service.solver.problem import Problem, share


def _before(problem: Problem, c: Candidate, first: date | None) -> bool:
    return first is not None and c.day < problem.calendar.day(first)


def first_hard(problem: Problem, c: Candidate) -> bool:
    return c.traits.hard and problem.is_in_scope(c.traits) and _before(problem, c, problem.directives.first_hard_on)


def easy_until(problem: Problem, c: Candidate) -> bool:
    until = problem.directives.easy_until
    return until is not None and c.traits.hard and c.day <= problem.calendar.day(until) and problem.is_in_scope(c.traits)


def first_speed(problem: Problem, c: Candidate) -> bool:
    """At level 3 the one hard session of W1 is not speed until a good report has come."""
    speed = c.traits.speed and problem.is_in_scope(c.traits)
    return speed and c.day in problem.w1 and _before(problem, c, problem.directives.first_speed_on)


def first_strength(problem: Problem, c: Candidate) -> bool:
    return c.traits.leg_strength and _before(problem, c, problem.directives.first_strength_on)


def first_long(problem: Problem, c: Candidate) -> bool:
    return c.traits.long and problem.is_in_scope(c.traits) and _before(problem, c, problem.directives.first_long_on)


def long_ratio(problem: Problem, c: Candidate) -> bool:
    if not c.traits.long or c.day not in problem.w1 or not problem.is_in_scope(c.traits):
        return False
    too_long = c.traits.minutes > share(problem.directives.long_max_ratio, c.mover.traits.minutes)
    return too_long or (problem.directives.long_easy and c.traits.hard)


def session_length(problem: Problem, c: Candidate) -> bool:
    limit = problem.directives.max_session_minutes
    return limit is not None and c.traits.run and c.traits.minutes > limit


def _rests(problem: Problem, c: Candidate) -> bool:
    return c.traits.leg or c.traits.leg_strength or (c.traits.endurance and c.traits.minutes > problem.policy.aims.short_cross_minutes)


def _outdoors(_: Problem, c: Candidate) -> bool:
    return (c.traits.hard_leg or (c.traits.long and c.traits.leg)) and c.session.environment != "indoor"


def _hard(_: Problem, c: Candidate) -> bool:
    return c.traits.hard


def _long(_: Problem, c: Candidate) -> bool:
    return c.traits.long


def _not_easy(_: Problem, c: Candidate) -> bool:
    return c.traits.leg_strength or (c.traits.leg and not c.traits.easy)


DAY_RULES = {
    DayRuleKind.NO_HARD: _hard,
    DayRuleKind.NO_LONG: _long,
    DayRuleKind.EASY_ONLY: _not_easy,
    DayRuleKind.REST_OR_SHORT_CROSS: _rests,
    DayRuleKind.NO_HARD_OUTDOORS: _outdoors,
}
"""What each kind of day forbids; `no_move_in` is a rule of its own."""


def day_rule(problem: Problem, c: Candidate) -> bool:
    return any(DAY_RULES[kind](problem, c) for kind in problem.day_rules.get(c.day, ()) if kind in DAY_RULES)


def rest_dates(problem: Problem, c: Candidate) -> bool:
    return c.day in problem.rest_days and not c.traits.light


def never_harder(problem: Problem, c: Candidate) -> bool:
    """A report only ever makes a session easier; nothing easy becomes fast (C3)."""
    now, planned = c.traits, c.mover.traits
    harder = now.rpe is not None and planned.rpe is not None and now.rpe > planned.rpe
    longer = now.minutes > planned.minutes or now.load > planned.load
    return (harder or longer or (now.hard and not planned.hard)) and problem.policy.on("C3")

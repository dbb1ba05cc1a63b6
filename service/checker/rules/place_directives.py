"""Unary rules that the directives set: earliest dates, shares of long sessions, rules of single dates."""

from __future__ import annotations

from datetime import date

from service.checker.case import Case, Standing
from service.checker.words import in_scope, is_training, share_of
from service.domain.classes import is_easy, is_endurance, is_run, is_speed
from service.domain.directives import DayRuleKind
from service.domain.session import PlannedSession


def _in_scope(case: Case, session: PlannedSession) -> bool:
    return not session.is_off and in_scope(session, case.directives, case.policy)


def _too_early(day: date, first: date | None, what: str) -> str | None:
    return f"is {what} before {first}" if first is not None and day < first else None


def first_hard(case: Case, standing: Standing) -> str | None:
    now = standing.now
    hard = now.hard and _in_scope(case, now)
    return _too_early(now.date, case.directives.first_hard_on, "hard") if hard else None


def easy_until(case: Case, standing: Standing) -> str | None:
    now, last = standing.now, case.directives.easy_until
    hard = now.hard and _in_scope(case, now)
    return f"is hard although everything is easy until {last}" if hard and last is not None and now.date <= last else None


def first_speed(case: Case, standing: Standing) -> str | None:
    now = standing.now
    fast = is_speed(now) and _in_scope(case, now) and case.directives.w1.holds(now.date)
    return _too_early(now.date, case.directives.first_speed_on, "fast") if fast else None


def first_strength(case: Case, standing: Standing) -> str | None:
    now = standing.now
    strong = now.is_leg_strength and not now.is_off
    return _too_early(now.date, case.directives.first_strength_on, "leg strength") if strong else None


def first_long(case: Case, standing: Standing) -> str | None:
    now = standing.now
    long = case.long.is_long(now) and _in_scope(case, now)
    return _too_early(now.date, case.directives.first_long_on, "long") if long else None


def long_ratio(case: Case, standing: Standing) -> str | None:
    """Long sessions of W1 keep at most a share of their planned minutes, and are easy when the directives say so."""
    now, was = standing.now, standing.was
    if was is None or not case.directives.w1.holds(now.date) or not case.long.is_long(now) or not _in_scope(case, now):
        return None
    most = share_of(case.directives.long_max_ratio, was.minutes)
    if now.minutes > most:
        return f"lasts {now.minutes} minutes, at most {most} are allowed"
    return "is a hard long session, only an easy one is allowed" if case.directives.long_easy and now.hard else None


def session_length(case: Case, standing: Standing) -> str | None:
    now, most = standing.now, case.directives.max_session_minutes
    if most is None or now.is_off or not is_run(now) or now.minutes <= most:
        return None
    return f"is a run of {now.minutes} minutes, at most {most} are allowed"


def day_rule(case: Case, standing: Standing) -> str | None:
    """What the rules of its date say: sleep, travel, heat, soreness, taper."""
    now = standing.now
    if now.is_off:
        return None
    for rule in case.directives.day_rules:
        if rule.day == now.date and _breaks(case, now, rule.kind):
            return f"breaks the rule {rule.kind.value} of {rule.day}"
    return None


def _breaks(case: Case, now: PlannedSession, kind: DayRuleKind) -> bool:
    legs = case.is_leg(now)
    match kind:
        case DayRuleKind.NO_HARD:
            return now.hard and is_endurance(now)
        case DayRuleKind.NO_LONG:
            return case.long.is_long(now)
        case DayRuleKind.EASY_ONLY:
            return now.is_leg_strength or (legs and not is_easy(now, case.policy.sessions))
        case DayRuleKind.REST_OR_SHORT_CROSS:
            return legs or now.is_leg_strength or (is_endurance(now) and now.minutes > case.policy.aims.short_cross_minutes)
        case DayRuleKind.NO_HARD_OUTDOORS:
            return legs and now.environment != "indoor" and (now.hard or case.long.is_long(now))
        case DayRuleKind.NO_MOVE_IN:
            return False


def rest_dates(case: Case, standing: Standing) -> str | None:
    """Rest is rest; mobility and short core may stay."""
    now = standing.now
    if now.is_off or now.date not in case.directives.rest_dates or not is_training(now, case.policy):
        return None
    return f"stands on {now.date}, which is for rest"

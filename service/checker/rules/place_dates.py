"""Unary rules about dates: where a session may stand whatever the legs say."""

from __future__ import annotations

from datetime import timedelta

from service.checker.case import Case, Standing
from service.domain.directives import DayRuleKind
from service.domain.forms import Form
from service.domain.plan import RacePriority
from service.domain.session import Lock, PlannedSession
from service.domain.timing import starts_instant


def is_pinned(case: Case, session: PlannedSession) -> bool:
    return any(pin.session_id == session.id for pin in case.brief.pins)


def past(case: Case, standing: Standing) -> str | None:
    """Nothing stands before today; nothing new comes onto today once everything of today is over."""
    if standing.now.date < case.today:
        return "stands before today"
    new = standing.moved or standing.was is None
    if new and standing.now.date == case.today and all(s.date != case.today for s in case.brief.timeline.open):
        return "is moved onto today, where nothing is left to be done"
    return None


def fixed_date(case: Case, standing: Standing) -> str | None:
    """A locked date, training with others, and a time in which sessions may only become easier."""
    was = standing.was
    if not standing.moved or was is None:
        return None
    if was.lock is Lock.DATE:
        return "is moved although its date is locked"
    if was.group_session:
        return "is moved although it is trained with others"
    return "is moved although sessions may only become easier now" if case.directives.ease_only else None


def soon(case: Case, standing: Standing) -> str | None:
    """What starts within hours, or should have started, is not moved any more."""
    was = standing.was
    if not standing.moved or was is None:
        return None
    limit = case.brief.timeline.now + timedelta(hours=case.policy.spacing.soon_hours)
    return "is moved although it starts too soon" if starts_instant(was, case.brief.plan.timezone) < limit else None


def move_limit(case: Case, standing: Standing) -> str | None:
    """Key sessions go further than others; a coach's pin goes as far as it likes."""
    was = standing.was
    if not standing.moved or was is None or is_pinned(case, was):
        return None
    limit = case.directives.move_days
    if not was.is_key:
        limit = min(limit, case.policy.spacing.move_days_not_key)
    if case.brief.pins or case.brief.refusals:
        limit = max(limit, 2)
    return f"is moved by {abs(standing.days_moved)} days, at most {limit} are allowed" if abs(standing.days_moved) > limit else None


def moved_or_changed(case: Case, standing: Standing) -> str | None:
    """A session moves or changes its form; a key session may take its shorter form or the cut asked for along."""
    was = standing.was
    if not standing.moved or was is None or standing.form is Form.KEPT or is_pinned(case, was):
        return None
    if was.is_key and (standing.form is Form.REDUCED or case.is_exact_long_cut(standing)):
        return None
    return "is moved and changed in form"


def availability(case: Case, standing: Standing) -> str | None:
    """A new date must have room for the sport and the minutes. The own date is asked about a new sport only."""
    room = case.brief.athlete.availability_on(standing.now.date)
    if not standing.moved and standing.was is not None:
        new_sport = standing.now.sport is not standing.was.sport and room.sports is not None and standing.now.sport not in room.sports
        return f"becomes {standing.now.sport.value} on a date that has no room for it" if new_sport else None
    if not room.available:
        return "stands on a date on which the athlete has no time"
    if room.sports is not None and standing.now.sport not in room.sports:
        return f"stands on a date that has no room for {standing.now.sport.value}"
    if room.max_minutes is not None and standing.now.minutes > room.max_minutes:
        return f"takes {standing.now.minutes} minutes of {room.max_minutes}"
    return None


def placing(case: Case, standing: Standing) -> str | None:
    """The coach's own limits on where a session may stand bind new dates."""
    del case
    limits = standing.was.placing if standing.was is not None else None
    if not standing.moved or limits is None:
        return None
    day = standing.now.date
    if limits.allowed_weekdays is not None and day.weekday() not in limits.allowed_weekdays:
        return "stands on a weekday that its coach does not allow"
    if limits.not_before is not None and day < limits.not_before:
        return f"stands before {limits.not_before}"
    if limits.not_after is not None and day > limits.not_after:
        return f"stands after {limits.not_after}"
    return None


def no_move_in(case: Case, standing: Standing) -> str | None:
    """Some dates take no session that was not there before."""
    if not standing.moved and standing.was is not None:
        return None
    closed = {rule.day for rule in case.directives.day_rules if rule.kind is DayRuleKind.NO_MOVE_IN}
    if standing.now.date in closed:
        return "is moved onto a date that takes nothing new"
    return "is long and put off into the last days before an A-race" if _is_long_before_race(case, standing.now) else None


def _is_long_before_race(case: Case, session: PlannedSession) -> bool:
    """Long, not pinned, and an A-race follows within the days of its taper that grow lighter (K36)."""
    if not (case.policy.on("K36") and case.policy.on("K37")) or is_pinned(case, session) or not case.long.is_long(session):
        return False
    gaps = [(race.date - session.date).days for race in case.brief.plan.races if race.priority is RacePriority.A]
    return any(0 < gap <= case.policy.spacing.race_week_days for gap in gaps)

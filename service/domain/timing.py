"""Order of sessions within a day, and the hours that the rules assume when none is written (ruling D12)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from service.domain.session import PartOfDay, PlannedSession, Sport

ASSUMED_START = {
    PartOfDay.AM: time(7),
    PartOfDay.MIDDAY: time(12),
    PartOfDay.PM: time(16),
    PartOfDay.EVENING: time(18),
    PartOfDay.ANY: time(7),
}
"""Start used by hour rules when the plan gives only a part of the day; `any` counts as the morning."""

PART_ENDS_H = {PartOfDay.AM: 12, PartOfDay.MIDDAY: 15, PartOfDay.PM: 18, PartOfDay.EVENING: 24, PartOfDay.ANY: 24}
"""Local hour after which an unconfirmed session of today counts as done."""


def starts_at(session: PlannedSession) -> time:
    """Local start: as written, else the one assumed for its part of the day.

    Strength without a time goes into the evening, so that a hard run of the same day comes first.
    """
    if session.start_time is None and session.part_of_day is PartOfDay.ANY and session.sport is Sport.STRENGTH:
        return ASSUMED_START[PartOfDay.EVENING]
    return session.start_time or ASSUMED_START[session.part_of_day]


def order_key(session: PlannedSession) -> tuple[date, time, int, str]:
    """Calendar order, independent of the order in any file."""
    return (session.date, starts_at(session), session.order_in_day, session.id)


def starts_instant(session: PlannedSession, timezone: str) -> datetime:
    """Start as an aware instant in the athlete's zone."""
    return datetime.combine(session.date, starts_at(session), tzinfo=ZoneInfo(timezone))


def is_over(session: PlannedSession, now: datetime, timezone: str) -> bool:
    """Whether a session of today must be taken as over at `now` although nobody confirmed it."""
    if session.start_time is not None:
        return starts_instant(session, timezone) + timedelta(seconds=session.duration_s) < now
    midnight = datetime.combine(session.date, time(0), tzinfo=ZoneInfo(timezone))
    local_end = midnight + timedelta(hours=PART_ENDS_H[session.part_of_day])
    return local_end <= now

"""Which planned session an activity belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from service.domain.session import PartOfDay, PlannedSession, Sport, Status
from service.formats.activity import Activity

OPEN = frozenset({Status.PLANNED, Status.SUSPENDED})
"""Sessions that nothing was recorded for yet."""
NEARLY = {
    frozenset({Sport.WALK, Sport.HIKE}), frozenset({Sport.STRENGTH, Sport.CROSS}), frozenset({Sport.STRENGTH, Sport.MOBILITY}),
    frozenset({Sport.RUN, Sport.WALK}),
}  # fmt: skip
"""Sports that devices take for one another."""
USUAL_START = {PartOfDay.AM: time(7), PartOfDay.MIDDAY: time(12), PartOfDay.PM: time(16), PartOfDay.EVENING: time(18)}
UNKNOWN_START_MIN = 360.0
UNKNOWN_LENGTH = 0.5


def match(activity: Activity, sessions: Iterable[PlannedSession]) -> PlannedSession | None:
    """The session of the same local date and sport that is nearest in start, then in length; None where there is none.

    Sessions that are done, skipped or cancelled, and rest, are never taken. An activity without a sport matches only when its day
    holds one open session.
    """
    of_the_day = [s for s in sessions if s.date == activity.date and s.status in OPEN and not s.is_rest]
    if activity.sport == Sport.OTHER and len(of_the_day) != 1:
        return None
    fitting = [s for s in of_the_day if activity.sport == Sport.OTHER or _sport_gap(activity, s) is not None]
    return min(fitting, key=lambda s: (_sport_gap(activity, s) or 0, _start_gap(activity, s), _length_gap(activity, s), s.id), default=None)


def _sport_gap(activity: Activity, session: PlannedSession) -> int | None:
    """0 for the same sport, 1 for one that devices confuse with it, None for any other."""
    if activity.sport == session.sport:
        return 0
    return 1 if frozenset({Sport(activity.sport), session.sport}) in NEARLY else None


def _start_gap(activity: Activity, session: PlannedSession) -> float:
    """Minutes between the two starts, on the clock of that day."""
    planned = session.start_time or USUAL_START.get(session.part_of_day)
    if planned is None:
        return UNKNOWN_START_MIN
    began = activity.started_at
    return abs((began.hour - planned.hour) * 60 + began.minute - planned.minute)


def _length_gap(activity: Activity, session: PlannedSession) -> float:
    """How far the lengths are apart, as a share of what was planned; by distance where both tell one, else by time."""
    if activity.distance_m is not None and session.distance_m:
        return abs(activity.distance_m - session.distance_m) / session.distance_m
    if activity.duration_s is not None and session.duration_s:
        return abs(activity.duration_s - session.duration_s) / session.duration_s
    return UNKNOWN_LENGTH

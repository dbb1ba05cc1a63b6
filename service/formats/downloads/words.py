"""How sessions, days and amounts are called on what people take away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from service.documents.session import SessionDocument
from service.domain.distances import DistanceUnits, distance_word
from service.domain.naming import what_is
from service.domain.session import PlannedSession, Sport

SPORT_WORDS: Mapping[Sport, str] = {Sport.BIKE: "Ride", Sport.ROW: "Rowing", Sport.SKI: "Skiing", Sport.CROSS: "Cross-training"}
"""Only those whose own word is not a good one."""
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def sport_word(sport: Sport) -> str:
    return SPORT_WORDS.get(sport, sport.value.capitalize())


def session_name(session: PlannedSession) -> str:
    """The coach's title, else what the session is: `Easy run`."""
    words = session.title.strip() or what_is(session)
    return f"{words[0].upper()}{words[1:]}"


def one_line(text: str) -> str:
    return " ".join(text.split())


def day_name(day: date) -> str:
    """`Wed 4 Mar`; names do not depend on the machine's language."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"


def minutes_word(seconds: float) -> str:
    """`45 min`, `1 h 30`, `2 h`; half a minute rounds up."""
    hours, minutes = divmod(int(seconds + 30) // 60, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"


def stated_amounts(session: SessionDocument, units: DistanceUnits) -> list[str]:
    """How long and how far, as far as the plan says."""
    planned = session.planned
    seconds = planned.duration_s.mean() if planned and planned.duration_s else None
    metres = planned.distance_m.mean() if planned and planned.distance_m else None
    return ([minutes_word(seconds)] if seconds else []) + ([distance_word(metres, units.of(session.sport))] if metres else [])

"""After a race that was run, legs need their days (rows R2.7-3 to R2.7-5, ruling G3), at every level."""

from __future__ import annotations

from datetime import date

from service.assessment.orders.ask import Ask
from service.assessment.orders.case import Case, same_sport
from service.domain.history import DoneSession
from service.domain.plan import RacePriority
from service.domain.session import Sport
from service.kit.weeks import plus

ROWS = {"short": "R2.7-3", "middle": "R2.7-4", "marathon": "R2.7-5", "bike": "G3", "long_bike": "G3"}
RUNS = (Sport.RUN, Sport.BRICK)


def first_hard(case: Case) -> tuple[Ask[date], ...]:
    return _asks(case, "hard")


def first_long(case: Case) -> tuple[Ask[date], ...]:
    return _asks(case, "long")


def as_long_session(case: Case, race: DoneSession) -> bool:
    """A C-race run gently is a long session and no race (G14)."""
    entry = case.plan.race_of(race.session)
    gentle = race.rpe is not None and race.rpe <= case.levels.race_easy_rpe
    return entry is not None and entry.priority is RacePriority.C and gentle and case.policy.on("G14")


def _asks(case: Case, kind: str) -> tuple[Ask[date], ...]:
    asks = []
    for race in case.timeline.done:
        sport = case.affected_sport
        if not race.session.is_race or (sport is not None and not same_sport(race.sport, sport)) or as_long_session(case, race):
            continue
        distance = _class_of(case, race)
        if distance is None or not case.policy.on(ROWS[distance]):
            continue
        recovery = case.policy.spacing.after_race[distance]
        first = plus(race.date, recovery.hard if kind == "hard" else recovery.long)
        if first > case.today:
            asks.append(Ask(first, (ROWS[distance],)))
    return tuple(asks)


def _class_of(case: Case, race: DoneSession) -> str | None:
    """The row of the table that a race belongs to; None where the table has none."""
    spacing = case.policy.spacing
    if race.sport is Sport.BIKE:
        return "long_bike" if race.minutes >= spacing.bike_race_long_minutes else "bike"
    if race.sport not in RUNS:
        return None
    metres = _metres(case, race)
    if race.minutes >= spacing.race_marathon_min_minutes or metres > spacing.race_middle_max_m:
        return "marathon"
    return "short" if metres <= spacing.race_short_max_m else "middle"


def _metres(case: Case, race: DoneSession) -> float:
    """The race entry's distance, else the session's, else from its minutes at the default pace."""
    entry = case.plan.race_of(race.session)
    stated = (entry.distance_m if entry is not None else None) or race.distance_m
    if stated is not None:
        return float(stated)
    return race.minutes * 60 * 1000 / case.policy.sessions.default_pace_s_per_km[Sport.RUN.value]

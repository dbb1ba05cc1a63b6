"""A training plan: sessions, races, phases and weekly goals. Immutable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from service.domain.athlete import Athlete
from service.domain.distances import IN_KILOMETRES, DistanceUnits
from service.domain.session import PlannedSession, Sport
from service.domain.timing import order_key


class RacePriority(StrEnum):
    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Race:
    """A race date. `session_id` names the session that is the race, where the plan has one."""

    id: str
    date: date
    name: str = ""
    sport: Sport = Sport.RUN
    distance_m: int | None = None
    priority: RacePriority = RacePriority.A
    session_id: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A block of the plan; `kind` in base, build, specific, peak, taper, race, recovery, offseason, other."""

    id: str
    kind: str
    start: date
    end: date
    overload: bool = False


@dataclass(frozen=True, slots=True)
class WeekGoals:
    """What the coach stated for one week; None is not stated. Metres, seconds, rpe_min, counts."""

    load: int | None = None
    distance_m: int | None = None
    duration_s: int | None = None
    long_session_m: int | None = None
    sessions: int | None = None


@dataclass(frozen=True, slots=True)
class Week:
    start: date
    phase_id: str | None = None
    recovery: bool = False
    goals: WeekGoals = WeekGoals()


@dataclass(frozen=True, slots=True)
class Plan:
    """Sessions are always in calendar order (date, time of day, order in the day, id)."""

    name: str
    timezone: str
    sessions: tuple[PlannedSession, ...]
    id: str | None = None
    first_weekday: int = 0
    """0 is Monday."""
    races: tuple[Race, ...] = ()
    phases: tuple[Phase, ...] = ()
    weeks: tuple[Week, ...] = ()
    athlete: Athlete | None = None
    version: int | None = None
    units: DistanceUnits = IN_KILOMETRES
    by_id: Mapping[str, PlannedSession] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sessions", tuple(sorted(self.sessions, key=order_key)))
        object.__setattr__(self, "by_id", {session.id: session for session in self.sessions})

    def with_sessions(self, sessions: Iterable[PlannedSession]) -> Plan:
        """The same plan with other sessions."""
        return replace(self, sessions=tuple(sessions))

    def between(self, start: date, end: date) -> tuple[PlannedSession, ...]:
        """Sessions dated from `start` to `end`, both included, also those that are off."""
        return tuple(s for s in self.sessions if start <= s.date <= end)

    def race_of(self, session: PlannedSession) -> Race | None:
        """The race entry behind a session: by its id, else a race of the same date."""
        for race in self.races:
            if race.session_id == session.id or (session.is_race and race.session_id is None and race.date == session.date):
                return race
        return None

    def phase_on(self, day: date) -> Phase | None:
        return next((phase for phase in self.phases if phase.start <= day <= phase.end), None)

    def week_on(self, day: date) -> Week | None:
        """The stated week that holds `day`, if the coach wrote one."""
        return next((week for week in self.weeks if 0 <= (day - week.start).days < 7), None)
